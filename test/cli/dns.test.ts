/** `--dns` of analyse and seal: files, snapshots, and a real DNS server on loopback. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { identityToRecipient } from "age-encryption";
import { runAnalyse } from "../../src/cli/analyse.ts";
import type { CliIo } from "../../src/cli/io.ts";
import { nodeIo } from "../../src/cli/node-io.ts";
import { runSeal } from "../../src/cli/seal.ts";
import type { Analysis } from "../../src/core/analysis/types.ts";
import { canonicalJson } from "../../src/core/base/canonical-json.ts";
import { type DnsEvidence, dnsEvidence, readDnsEvidence } from "../../src/core/dns/evidence.ts";
import { keyBook, snapshotSource } from "../../src/core/dns/key-sources.ts";
import { openSnapshot } from "../../src/core/dns/snapshot.ts";
import { formatSnapshotAnswer } from "../../src/core/dns/snapshot-answer.ts";
import { openPackage } from "../../src/core/seal/open.ts";
import { ANCHOR, entry, ORIGIN, signer, snapshotNote, stranger, TAKEN } from "../core/dns/sample.ts";
import { IDENTITY } from "../core/seal/sample.ts";
import { makeDkimKey } from "../intake/dns/world.ts";
import { type NameServer, startNameServer, txt } from "../support/name-server.ts";
import { signedMail } from "../support/signed-mail.ts";

const key = makeDkimKey();
const NAME = "s1._domainkey.mail.example";
const NOTE = snapshotNote([entry({ records: [key.record] })]);

let folder: string;
let server: NameServer;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "zegel-dns-"));
  server = await startNameServer({ "mail.example": [`s1._domainkey IN ${txt(key.record)}`] });
  const wish = { domain: "mail.example", privateKey: key.privateKey };
  writeFileSync(at("mail.eml"), signedMail({ ...wish, selector: "s1" }));
  writeFileSync(at("other.eml"), signedMail({ ...wish, selector: "s2" }));
  writeFileSync(at("records.json"), JSON.stringify({ [NAME]: key.record }));
  writeFileSync(
    at("strings.json"),
    JSON.stringify({ [`${NAME}.`]: [key.record.slice(0, 200), key.record.slice(200)] }),
  );
  writeFileSync(at("note.txt"), NOTE);
  writeFileSync(at("snapshot.json"), formatSnapshotAnswer({ note: NOTE, timestamp: null }));
  writeFileSync(at("dns.json"), canonicalJson(await sealedKeys()));
  writeFileSync(at("array.json"), "[]");
  writeFileSync(at("numbers.json"), JSON.stringify({ [NAME]: 1 }));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function sealedKeys(): Promise<DnsEvidence> {
  const snapshot = openSnapshot(NOTE, ANCHOR);
  if (!snapshot.ok) throw snapshot.error;
  const book = keyBook([snapshotSource(snapshot.value)]);
  await book.resolver("mail.example", "s1");
  return dnsEvidence(
    { policy: "snapshot", disclosed: [], problems: [] },
    [{ note: NOTE, timestamp: null }],
    book.lookups(),
  );
}

async function run(command: (args: string[], io: CliIo) => Promise<number>, args: readonly string[]) {
  const out = { text: "", words: "" };
  const io: CliIo = {
    ...nodeIo(process),
    stdout: (text) => {
      out.text += text;
    },
    stderr: (text) => {
      out.words += text;
    },
  };
  return { code: await command([...args], io), ...out };
}

async function analysed(mail: string, ...args: string[]) {
  const { code, text, words } = await run(runAnalyse, ["--json", ...args, at(mail)]);
  if (code !== 0) throw new Error(words);
  const { dkim, statements } = JSON.parse(text) as Analysis;
  return { signature: dkim[0]?.signature, key: dkim[0]?.key, statement: statements.authentication };
}

test("without it nobody is asked and nothing is said", async () => {
  expect(await analysed("mail.eml")).toMatchObject({ signature: "unchecked", key: null });
  expect(await analysed("mail.eml", "--dns", "none")).toMatchObject({ signature: "unchecked" });
});

test.each([
  ["records.json", [], "file records.json"],
  ["strings.json", [], "file strings.json"],
  ["note.txt", [], `not verified: intake-snapshot ${ORIGIN}`],
  ["snapshot.json", [], `not verified: intake-snapshot ${ORIGIN}`],
  ["dns.json", [], `not verified: intake-snapshot ${ORIGIN}`],
  ["note.txt", ["--log-key", signer.vkey], `intake-snapshot ${ORIGIN}`],
  ["snapshot.json", ["--log-key", signer.vkey], `intake-snapshot ${ORIGIN}`],
  ["dns.json", ["--log-key", signer.vkey], `intake-snapshot ${ORIGIN}`],
])("%s %j: %s", async (file, more, source) => {
  const outcome = await analysed("mail.eml", "--dns", at(file), ...more);
  expect(outcome).toMatchObject({ signature: "pass", statement: "signed", key: { source } });
  if (source.includes("snapshot")) expect(outcome.key?.at).toBe(TAKEN - 1000);
  expect(await analysed("other.eml", "--dns", at(file), ...more)).toMatchObject({ signature: "no-key" });
});

test("live: a server is asked, and named", async () => {
  const live = ["--dns", "live", "--dns-server", server.address];
  expect(await analysed("mail.eml", ...live)).toMatchObject({
    signature: "pass",
    key: { source: `live ${server.address}` },
  });
  expect(await analysed("other.eml", ...live)).toMatchObject({ signature: "no-key" });
});

test.each([
  ["a file that is not there", ["--dns", "nowhere.json"], 1, "SOURCE_UNAVAILABLE"],
  ["no object", ["--dns", "array.json"], 2, "INPUT_INVALID"],
  ["records that are no text", ["--dns", "numbers.json"], 2, "INPUT_INVALID"],
  ["a mail", ["--dns", "mail.eml"], 2, "INPUT_INVALID"],
  [
    "a snapshot by another key",
    ["--dns", "note.txt", "--log-key", stranger.vkey],
    1,
    "DNS_SNAPSHOT_UNTRUSTED",
  ],
  [
    "a dns.json by another key",
    ["--dns", "dns.json", "--log-key", stranger.vkey],
    1,
    "DNS_SNAPSHOT_UNTRUSTED",
  ],
  ["records with a log key", ["--dns", "records.json", "--log-key", signer.vkey], 2, "INPUT_INVALID"],
  ["a log key that is none", ["--dns", "note.txt", "--log-key", "x"], 2, "INPUT_INVALID"],
  ["a server that nobody asks", ["--dns", "none", "--dns-server", "127.0.0.1"], 2, "INPUT_INVALID"],
  ["a server by name", ["--dns", "live", "--dns-server", "dns.example"], 2, "INPUT_INVALID"],
])("%s is refused", async (_, args, code, word) => {
  const [option, file = "", ...rest] = args as [string, string];
  const path = /\.(?:json|txt|eml)$/.test(file) ? at(file) : file;
  const outcome = await run(runAnalyse, ["--json", option, path, ...rest, at("mail.eml")]);
  expect([outcome.code, outcome.words]).toEqual([code, expect.stringContaining(word)]);
});

test("seal: what was asked is sealed beside the mail, also who was told", async () => {
  const to = await identityToRecipient(IDENTITY);
  const live = ["--dns", "live", "--dns-server", server.address];
  const { code } = await run(runSeal, [at("mail.eml"), "--to", to, ...live, "-o", at("package.age")]);
  expect(code).toBe(0);
  const opened = await openPackage(await nodeIo(process).readFile(at("package.age")), {
    identities: [IDENTITY],
  });
  if (!opened.ok) throw opened.error;
  const [message] = opened.value.messages;
  expect(message?.analysis).toMatchObject({ statements: { authentication: "signed" } });
  const dns = readDnsEvidence(message?.dns);
  expect(dns).toMatchObject({
    ok: true,
    value: {
      policy: null,
      lookups: [{ name: NAME, outcome: "found", records: [key.record], source: `live ${server.address}` }],
      disclosed: [{ name: NAME, to: `resolver ${server.address}` }],
      notes: [],
    },
  });
});
