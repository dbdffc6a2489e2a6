/** Asking for keys: bounded, and over in time, whatever the server does. */
import { intakeClient } from "../../src/clients/intake.ts";
import { EvidenceError } from "../../src/core/base/errors.ts";
import { type OddServer, pourForever, problem, say, startOddServer } from "./odd-server.ts";

let server: OddServer;
beforeAll(async () => {
  server = await startOddServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.heard.length = 0;
});

const client = () =>
  intakeClient({ baseUrl: server.url, organisation: "demo", authorization: () => "Enrolment abc" });

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "ok",
    (cause: unknown) => (cause instanceof EvidenceError ? cause.code : String(cause)),
  );
}

test("the snapshot is for everybody: no code leaves with the question", async () => {
  server.answer = say(200, "octets");
  expect(new TextDecoder().decode(await client().dnsSnapshot())).toBe("octets");
  expect(server.heard[0]).toMatchObject({ method: "GET", url: "/v1/demo/dns-snapshot" });
  expect(server.heard[0]?.headers.authorization).toBeUndefined();
});

test("a single question names the domain in the body only: addresses lie in logs of proxies", async () => {
  server.answer = say(200, "octets");
  await client().dnsKey("small.example", "k");
  const [heard] = server.heard;
  expect(heard).toMatchObject({ method: "POST", url: "/v1/demo/dns-key" });
  expect(heard?.headers.authorization).toBe("Enrolment abc");
  expect(JSON.parse(heard?.body.toString() ?? "")).toEqual({ domain: "small.example", selector: "k" });
});

test("a refusal keeps its code", async () => {
  server.answer = problem(403, { code: "DNS_QUERY_NOT_ALLOWED" });
  expect(await codeOf(client().dnsKey("small.example", "k"))).toBe("DNS_QUERY_NOT_ALLOWED");
});

test("a server that never answers, or never stops, ends the question and not the report", async () => {
  server.answer = () => undefined;
  expect(await codeOf(client().dnsSnapshot())).toBe("NETWORK_UNREACHABLE");
  server.answer = pourForever();
  expect(await codeOf(client().dnsSnapshot())).toBe("RESPONSE_INVALID");
});
