/** An intake that lies: nothing is "sent" before the receipt verifies against the directory, and no octet is given up. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { ReceiptAnswer } from "../../src/core/evidence/types.ts";
import { configOf, fingerprintOf, makeOrganisation, publicKeyLine } from "../intake/fixture.ts";
import { startIntake } from "../../src/intake/server.ts";
import { makeWorld, reportOf, serverMaySeal, until, type World } from "./world.ts";

type Lie = (receipt: ReceiptAnswer) => unknown;

let world: World;
let lie: Lie | null = null;
let server: Server;
let url: string;

beforeEach(async () => {
  world = await makeWorld();
  server = createServer((request, response) => {
    void forward(request).then(async (answer) => {
      const body = new Uint8Array(await answer.arrayBuffer());
      const told = lie !== null && request.method === "PUT" ? lied(lie, body) : body;
      response.writeHead(answer.status, { "content-type": "application/json" });
      response.end(told);
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  lie = null;
  await world.end();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function lied(how: Lie, body: Uint8Array): string {
  return JSON.stringify(how(JSON.parse(Buffer.from(body).toString()) as ReceiptAnswer));
}

async function forward(request: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = { ...request.headers } as Record<string, string>;
  for (const name of ["host", "connection", "content-length", "transfer-encoding"]) delete headers[name];
  const body = chunks.length === 0 ? null : Buffer.concat(chunks);
  return fetch(`${world.options.intakeUrl}${request.url}`, {
    method: request.method ?? "GET",
    headers,
    body,
  });
}

/** A receipt that another log signed, for the same package. */
async function foreignReceipt(): Promise<Lie> {
  const folder = join(world.folder, "foreign");
  mkdirSync(folder);
  const other = await makeOrganisation(folder, "acme", serverMaySeal());
  const intake = await startIntake(configOf(folder, [other]));
  const sealer = await world.open({
    dataDir: join(world.folder, "other-door"),
    intakeUrl: intake.url,
    enrolmentCode: other.code,
    directoryRoot: fingerprintOf(publicKeyLine(other.root)),
  });
  const { packageDigest } = await sealer.seal(reportOf("k"));
  await sealer.send(packageDigest);
  const answer = (await sealer.get(packageDigest))?.answer as ReceiptAnswer;
  await sealer.close();
  await intake.close();
  return () => answer;
}

const lies: [string, () => Lie | Promise<Lie>][] = [
  ["a receipt of another log", foreignReceipt],
  ["an entry that was changed", () => (one) => ({ ...one, entry: one.entry.replace("package", "opened") })],
  ["a proof without its signature", () => (one) => ({ ...one, proof: one.proof.replace(/\n— .*/, "") })],
  ["a proof of nothing", () => (one) => ({ ...one, proof: "c2sp.org/tlog-proof@v1\nindex 0\n\n" })],
  ["no receipt at all", () => () => ({ ok: true })],
];

test.each(lies)("%s: not sent, everything kept; the truth later is taken", async (_, make) => {
  lie = await make();
  const sealer = await world.open({ intakeUrl: url });
  const told: unknown[] = [];
  sealer.onSent((report) => told.push(report));
  const { packageDigest } = await sealer.seal(reportOf("k"));
  const outcome = await sealer.send(packageDigest);
  expect(["refused", "postponed"]).toContain(outcome.kind);
  const kept = await sealer.get(packageDigest);
  expect(kept?.state).not.toBe("sent");
  expect(kept).toMatchObject({ answer: null, lastError: expect.any(String) });
  expect(readdirSync(join(world.dataDir, "reports", packageDigest.slice(7)))).toHaveLength(4);
  expect(told).toEqual([]);
  await sealer.close();
  lie = null;
  const again = await world.open({ intakeUrl: url });
  again.start();
  await until(async () => (await again.get(packageDigest))?.state === "sent");
});
