/** A simulator without a browser, and requests to it as a pane would make them. */
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { selfSignedCertificate } from "../../src/simulator/certificate.ts";
import { startSimulator } from "../../src/simulator/server.ts";
import type { TestIssuer } from "../../src/simulator/issuer.ts";

/** Origin that the server takes for the pane's. */
export const PANE = "https://localhost:3001";
export const fixturesDir = "test/fixtures/mail";

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly octets: Buffer;
  /** Undefined where it is no JSON. */
  readonly json: never;
}

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface CloudServer {
  readonly url: string;
  readonly issuer: TestIssuer;
  ask(path: string, asked?: Asked): Promise<Answer>;
  switches(given: { graph: string; shared: string }): Promise<Answer>;
  close(): Promise<void>;
}

export async function openCloud(): Promise<CloudServer> {
  const folder = mkdtempSync(join(tmpdir(), "zegel-cloud-"));
  const server = await startSimulator({
    host: "127.0.0.1",
    port: 0,
    paneUrl: `${PANE}/`,
    certificate: await selfSignedCertificate(folder),
    fixturesDir,
  });
  const ask = (path: string, asked: Asked = {}) => fetchAnswer(server.url + path, asked);
  return {
    url: server.url,
    issuer: server.issuer,
    ask,
    switches: (given) =>
      ask("/switches", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(given),
      }),
    async close() {
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function fetchAnswer(url: string, { method = "GET", headers = {}, body }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // The certificate is its own root; this is the same machine.
    const asked = request(url, { method, headers, rejectUnauthorized: false, family: 4 }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const octets = Buffer.concat(chunks);
        const json = parse(octets) as never;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, octets, json });
      });
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

function parse(octets: Buffer): unknown {
  try {
    return JSON.parse(octets.toString());
  } catch {
    return undefined;
  }
}
