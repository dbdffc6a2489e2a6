import { readFileSync } from "node:fs";
import { analyseMessage } from "../../../../src/core/analysis/analyse.ts";
import type { KeyResolver } from "../../../../src/core/analysis/types.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";

const VECTORS = "test/vectors/mail/";
const KEYS = JSON.parse(readFileSync(`${VECTORS}keys.json`, "utf8")) as Record<string, string>;

function resolver(records: Record<string, string> = KEYS): KeyResolver {
  return async (domain, selector) => {
    const record = records[`${selector}._domainkey.${domain}`];
    return record === undefined ? null : { record, source: "rfc", at: Date.UTC(2026, 0, 1) };
  };
}

function vector(name: string): Uint8Array {
  return new Uint8Array(readFileSync(`${VECTORS}${name}.eml`));
}

async function verdicts(octets: Uint8Array, keys: KeyResolver | undefined = resolver()) {
  const options = { provenance: "host-api", capture: "as-served" } as const;
  const { dkim, statements } = await analyseMessage(
    octets,
    keys === undefined ? options : { ...options, keys },
  );
  return { dkim, statement: statements.authentication, reasons: statements.reasons };
}

/** [body hash, signature] of each, and the statement. */
async function short(octets: Uint8Array, keys?: KeyResolver) {
  const { dkim, statement } = await verdicts(octets, keys);
  return [...dkim.map(({ bodyHash, signature }) => `${bodyHash} ${signature}`), statement];
}

test.each([
  ["rfc6376-A.2", ["match pass", "signed"]],
  ["rfc6376-A.2-body_modified", ["mismatch pass", "mismatch"]],
  ["rfc6376-A.2-subject_modified", ["match fail", "body-fits"]],
  ["rfc6376-A.2-from_added", ["match pass", "body-fits"]],
  ["rfc6376-A.2-trailing_lines", ["match pass", "signed"]],
  ["rfc8463-A.3", ["match pass", "match pass", "signed"]],
  ["rfc8463-A.3-to_modified", ["match fail", "match fail", "body-fits"]],
])("%s", async (name, expected) => {
  expect(await short(vector(name))).toEqual(expected);
});

test("bare LF counts as CRLF: the same verdicts for a message stored on Unix", async () => {
  const text = new TextDecoder().decode(vector("rfc8463-A.3")).replaceAll("\r\n", "\n");
  expect(await short(utf8(text))).toEqual(["match pass", "match pass", "signed"]);
});

test("every changed octet of the signed fields and body is noticed; unsigned ones change nothing", async () => {
  const original = vector("rfc6376-A.2");
  const text = new TextDecoder().decode(original);
  for (let i = text.indexOf("Received:"); i < original.length - 2; i += 3) {
    const changed = original.slice();
    changed[i] = (changed[i] as number) ^ 0x01;
    expect([i, (await verdicts(changed)).statement]).not.toEqual([i, "signed"]);
  }
  expect(await short(utf8(`X-Unsigned: 1\r\n${text}`))).toEqual(["match pass", "signed"]);
});

describe("without a usable key", () => {
  const message = vector("rfc6376-A.2");
  const record = KEYS["brisbane._domainkey.example.com"] as string;
  const withRecord = (text: string) => short(message, resolver({ "brisbane._domainkey.example.com": text }));

  test("no resolver: unchecked, and the body hash alone raises nothing", async () => {
    const options = { provenance: "host-api", capture: "as-served" } as const;
    const { dkim, statements } = await analyseMessage(message, options);
    expect([dkim[0]?.bodyHash, dkim[0]?.signature, statements.authentication]).toEqual([
      "match",
      "unchecked",
      "body-fits",
    ]);
  });
  test("no record, or a resolver that fails: no-key", async () => {
    expect(await short(message, resolver({}))).toEqual(["match no-key", "body-fits"]);
    expect(await short(message, () => Promise.reject(new Error("offline")))).toEqual([
      "match no-key",
      "body-fits",
    ]);
  });
  test("RFC 6376, section 3.6.1: revoked key (empty p=)", async () => {
    expect(await withRecord("v=DKIM1; p=")).toEqual(["match no-key", "body-fits"]);
  });
  test.each([
    ["another version", record.replace("DKIM1", "DKIM2")],
    ["hash not allowed (h=)", `${record}; h=sha1`],
    ["another service (s=)", `${record}; s=tlsrpt`],
    ["i= must equal d= (t=s)", `${record}; t=s`],
    ["another kind of key", "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="],
    ["no key at all", "v=DKIM1; p=!!!!"],
    ["another key", KEYS["test._domainkey.football.example.com"] as string],
  ])("RFC 6376, section 3.6.1: %s", async (_, text) => {
    expect(await withRecord(text)).toEqual(["match fail", "body-fits"]);
  });
});

test("RFC 6376, section 3.5: a signature without v=1 is not valid", async () => {
  const text = new TextDecoder().decode(vector("rfc6376-A.2")).replace("v=1; ", "");
  expect(await short(utf8(text))).toEqual(["match fail", "body-fits"]);
});

test("key, size, source and time are named", async () => {
  const { dkim, reasons } = await verdicts(vector("rfc8463-A.3"));
  expect(dkim.map((signature) => [signature.key?.kind, signature.key?.bits, signature.signedAt])).toEqual([
    ["ed25519", null, 1528637909000],
    ["rsa", 1024, 1528637909000],
  ]);
  expect(reasons).toEqual([
    "signed-by football.example.com",
    "selector brisbane",
    "key-source rfc",
    "key-seen-at 2026-01-01T00:00:00.000Z",
  ]);
});
