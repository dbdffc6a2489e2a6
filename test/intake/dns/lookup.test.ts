import { dnsLookup, isServerAddress, readRecords } from "../../../src/intake/dns/lookup.ts";
import { type NameServer, startNameServer, startSilentServer, txt } from "../../support/name-server.ts";

const LONG = `v=DKIM1; k=rsa; p=${"A".repeat(2400)}`;
const HUGE = `v=DKIM1; k=rsa; p=${"A".repeat(20_000)}`;

let server: NameServer;
let silent: Awaited<ReturnType<typeof startSilentServer>>;
beforeAll(async () => {
  server = await startNameServer({
    "mail.example": [
      `plain._domainkey IN ${txt("v=DKIM1; p=AAAA")}`,
      'strings._domainkey IN TXT "v=DKIM1; k=r" "sa; p=AA" "BB"',
      `long._domainkey IN ${txt(LONG)}`,
      `huge._domainkey IN ${txt(HUGE)}`,
      "alias._domainkey IN CNAME key.elsewhere.example.",
      `revoked._domainkey IN ${txt("v=DKIM1; p=")}`,
      `two._domainkey IN ${txt("v=DKIM1; p=BBBB")}`,
      `two._domainkey IN ${txt("v=DKIM1; p=AAAA")}`,
      `beside._domainkey IN ${txt("v=spf1 -all")}`,
      `beside._domainkey IN ${txt("v=DKIM1; p=AAAA")}`,
      `spf._domainkey IN ${txt("v=spf1 -all")}`,
      "nothing._domainkey IN A 127.0.0.1",
    ],
    "elsewhere.example": [`key IN ${txt("v=DKIM1; p=OTHER")}`],
  });
  silent = await startSilentServer();
});
afterAll(async () => {
  silent.close();
  await server.close();
});

const ask = (name: string, servers = [server.address], timeoutMs = 4000) =>
  dnsLookup({ servers, timeoutMs }).txt(name);

describe("a real DNS server (NSD)", () => {
  test.each([
    ["plain", "found", ["v=DKIM1; p=AAAA"]],
    // RFC 6376, section 3.6.2.2: strings are joined without a space.
    ["strings", "found", ["v=DKIM1; k=rsa; p=AABB"]],
    // Larger than one datagram: truncated over UDP, whole over TCP (RFC 7766).
    ["long", "found", [LONG]],
    ["huge", "too-large", []],
    ["alias", "found", ["v=DKIM1; p=OTHER"]],
    ["revoked", "found", ["v=DKIM1; p="]],
    ["two", "ambiguous", ["v=DKIM1; p=AAAA", "v=DKIM1; p=BBBB"]],
    ["beside", "found", ["v=DKIM1; p=AAAA"]],
    ["spf", "not-a-key", []],
    ["nothing", "no-data", []],
    ["missing", "nxdomain", []],
  ])("%s._domainkey: %s", async (selector, outcome, records) => {
    const answer = await ask(`${selector}._domainkey.mail.example`);
    expect(answer).toEqual({ outcome, records, resolver: server.address });
  });

  test("a zone that it does not serve is a failure, not an answer", async () => {
    expect(await ask("s._domainkey.foreign.example")).toMatchObject({ outcome: "failed", records: [] });
  });

  test("a server that never answers is a time-out", async () => {
    expect(await ask("plain._domainkey.mail.example", [silent.address], 200)).toEqual({
      outcome: "timeout",
      records: [],
      resolver: silent.address,
    });
  });

  test("the next server is asked where the first one says nothing, and is named", async () => {
    const answer = await ask("plain._domainkey.mail.example", [silent.address, server.address], 400);
    expect(answer).toEqual({ outcome: "found", records: ["v=DKIM1; p=AAAA"], resolver: server.address });
  });

  test("without a server nobody is asked", async () => {
    expect(await ask("plain._domainkey.mail.example", [])).toEqual({
      outcome: "failed",
      records: [],
      resolver: "none",
    });
  });

  test("what is under way when it is cancelled ends", async () => {
    const lookup = dnsLookup({ servers: [silent.address], timeoutMs: 60_000 });
    const asked = lookup.txt("plain._domainkey.mail.example");
    lookup.cancel();
    expect(await asked).toMatchObject({ outcome: "failed" });
  });
});

test("no more records than a snapshot holds, in an order of their own", () => {
  const many = Array.from({ length: 9 }, (_, i) => [`v=DKIM1; p=${9 - i}`]);
  expect(readRecords(many)).toEqual({
    outcome: "ambiguous",
    records: ["v=DKIM1; p=1", "v=DKIM1; p=2", "v=DKIM1; p=3", "v=DKIM1; p=4"],
  });
});

test.each([
  ["192.0.2.53", true],
  ["192.0.2.53:5353", true],
  ["2001:db8::53", true],
  ["[2001:db8::53]:5353", true],
  ["192.0.2.53:0", false],
  ["192.0.2.53:65536", false],
  ["dns.example", false],
  ["dns.example:53", false],
  ["[192.0.2.53]:53", false],
  ["", false],
])("address %s: %s", (text, expected) => {
  expect(isServerAddress(text)).toBe(expected);
});
