/** /healthz and /readyz for a supervisor on this machine: two words, nothing of reports. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Sealer } from "../sealer/ports.ts";

export interface Health {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

const TIMEOUT_MS = 10_000;

export async function startHealth(
  { host, port }: { readonly host: string; readonly port: number },
  sealer: Pick<Sealer, "ready">,
): Promise<Health> {
  const server = createServer(
    { headersTimeout: TIMEOUT_MS, requestTimeout: TIMEOUT_MS },
    (request, response) => {
      const answer = (status: number, body: object) => {
        response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
        response.end(`${JSON.stringify(body)}\n`);
      };
      if (request.method !== "GET") answer(405, { ok: false });
      else if (request.url === "/healthz") answer(200, { ok: true });
      else if (request.url !== "/readyz") answer(404, { ok: false });
      else
        void sealer.ready().then(
          (ready) => answer(ready.ok ? 200 : 503, ready),
          () => answer(503, { ok: false, code: "SERVER_ERROR" }),
        );
    },
  );
  server.maxConnections = 32;
  await listen(server, host, port);
  const { port: taken } = server.address() as AddressInfo;
  return { host, port: taken, close: () => closeServer(server) };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
