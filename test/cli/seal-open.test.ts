/** `zegel seal` and `zegel open`, on files. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { identityToRecipient } from "age-encryption";
import type { CliIo } from "../../src/cli/io.ts";
import { nodeIo } from "../../src/cli/node-io.ts";
import { runOpen } from "../../src/cli/open.ts";
import { runSeal } from "../../src/cli/seal.ts";
import { utf8 } from "../../src/core/base/bytes.ts";
import { readSavedSubmission } from "../../src/core/evidence/saved-submission.ts";
import { encryptIdentity } from "../../src/core/seal/identity.ts";
import { IDENTITY, MAIL, OTHER_IDENTITY } from "../core/seal/sample.ts";

let folder: string;
let output: string[];
let recipient: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "zegel-cli-"));
  output = [];
  recipient = await identityToRecipient(IDENTITY);
  writeFileSync(at("mail.eml"), MAIL);
  writeFileSync(at("identity"), `${IDENTITY}\n`);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function at(name: string): string {
  return join(folder, name);
}

function io(changes: Partial<CliIo> = {}): CliIo {
  const note = (text: string) => void output.push(text);
  return {
    ...nodeIo(process),
    stdout: note,
    stderr: note,
    passphrase: () => Promise.resolve(null),
    ...changes,
  };
}

function seal(...more: string[]): Promise<number> {
  return runSeal([at("mail.eml"), "--to", recipient, "-o", at("package.age"), ...more], io(), {
    version: "0.1.0",
  });
}

function open(...more: string[]): Promise<number> {
  return runOpen([at("package.age"), "-i", at("identity"), "-o", at("out"), ...more], io());
}

function json(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(at(path), "utf8")) as Record<string, unknown>;
}

test("what is sealed is opened octet for octet, with the three statements and what sealing does not show", async () => {
  expect(await seal()).toBe(0);
  output = [];
  expect(await open()).toBe(0);
  expect(readFileSync(at("out/data/messages/0001/original.eml"), "utf8")).toBe(MAIL);
  const text = output.join("");
  expect(text).toContain("provenance: supplied-file   capture: as-served   authentication: none");
  expect(text).toContain("It does not show that the mail was received, or by whom it was written.");
  expect(text).toMatch(/sealed by: device:SHA256:[A-Za-z0-9+/]{43} /);
  expect(json("out/data/messages/0001/acquisition.json")).toMatchObject({
    method: "file.eml",
    provenance: "supplied-file",
    capture: "as-served",
  });
});

test("questions that nobody asked are not-asked; --report answers them", async () => {
  writeFileSync(at("report.json"), JSON.stringify({ kind: { state: "answered", value: "blackmail" } }));
  expect(await seal("--report", at("report.json"))).toBe(0);
  expect(await open()).toBe(0);
  expect(json("out/data/report.json")).toMatchObject({
    kind: { state: "answered", value: "blackmail" },
    urgency: { state: "not-asked" },
  });
});

test("a report of the wrong form is refused and nothing is written", async () => {
  writeFileSync(at("report.json"), JSON.stringify({ kind: "blackmail" }));
  expect(await seal("--report", at("report.json"))).toBe(2);
  expect(output.join("")).toContain("INPUT_INVALID");
  expect(existsSync(at("package.age"))).toBe(false);
});

test("--statement and --save write what travels; open compares them", async () => {
  const travel = [
    "--statement",
    at("st.json"),
    "--save",
    at("report.zegel"),
    "--opening",
    at("opening.json"),
  ];
  expect(await seal(...travel, "--organisation", "demo")).toBe(0);
  const saved = readSavedSubmission(readFileSync(at("report.zegel")));
  if (!saved.ok) throw saved.error;
  expect(Buffer.compare(saved.value.package, readFileSync(at("package.age")))).toBe(0);
  expect(saved.value.parsed.organisation).toBe("demo");
  expect(statSync(at("opening.json")).mode & 0o077).toBe(0);
  expect(await open("--statement", at("st.json"), "--summary", at("st.json.summary.age"))).toBe(0);
  writeFileSync(at("st.json"), readFileSync(at("st.json"), "utf8").replace('"demo"', '"else"'));
  rmSync(at("out"), { recursive: true });
  expect(await open("--statement", at("st.json"))).toBe(1);
  expect(output.at(-1)).toContain("COMMITMENT_MISMATCH");
  expect(existsSync(at("out"))).toBe(false);
});

test("several mails, and a .msg, which is sealed but not analysed", async () => {
  const msg = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]);
  writeFileSync(at("mail.msg"), msg);
  expect(await seal(at("mail.msg"))).toBe(0);
  expect(await open()).toBe(0);
  expect(readFileSync(at("out/data/messages/0002/original.msg")).equals(msg)).toBe(true);
  expect(json("out/data/messages/0002/analysis.json")).toMatchObject({ error: { code: "FORMAT_NOT_READ" } });
});

test("an existing package, and a folder with something in it, are left alone", async () => {
  expect(await seal()).toBe(0);
  const before = readFileSync(at("package.age"));
  expect(await seal()).toBe(2);
  expect(readFileSync(at("package.age")).equals(before)).toBe(true);
  expect(await open()).toBe(0);
  expect(await open()).toBe(2);
});

test("an encrypted identity asks for the passphrase; a wrong one opens nothing", async () => {
  expect(await seal()).toBe(0);
  writeFileSync(at("identity"), await encryptIdentity(`${IDENTITY}\n`, "right", 2));
  const args = [at("package.age"), "-i", at("identity"), "-o", at("out")];
  expect(await runOpen(args, io({ passphrase: () => Promise.resolve("wrong") }))).toBe(1);
  expect(output.at(-1)).toContain("PASSPHRASE_WRONG");
  expect(existsSync(at("out"))).toBe(false);
  expect(await runOpen(args, io({ passphrase: () => Promise.resolve("right") }))).toBe(0);
});

test.each([
  ["NOT_A_RECIPIENT", "somebody else's identity", () => writeFileSync(at("identity"), `${OTHER_IDENTITY}\n`)],
  ["AGE_PAYLOAD_INVALID", "a changed octet", () => flipLast(at("package.age"))],
  ["AGE_HEADER_INVALID", "another file", () => writeFileSync(at("package.age"), "hello")],
])("%s: %s; no folder is made", async (code, _, change) => {
  expect(await seal()).toBe(0);
  change();
  expect(await open()).toBe(1);
  expect(output.at(-1)).toContain(code);
  expect(existsSync(at("out"))).toBe(false);
});

function flipLast(path: string): void {
  const octets = readFileSync(path);
  octets[octets.length - 1] = (octets.at(-1) as number) ^ 1;
  writeFileSync(path, octets);
}

test("a subject cannot steer the terminal", async () => {
  writeFileSync(at("mail.eml"), utf8("From: a@example.org\r\nSubject: a\u001b[2Jb\u202ec\r\n\r\nx\r\n"));
  expect(await seal()).toBe(0);
  output = [];
  expect(await open()).toBe(0);
  // oxlint-disable-next-line no-control-regex
  expect(output.join("")).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
});

test.each([
  ["no recipient", () => runSeal([at("mail.eml"), "-o", at("p")], io())],
  ["no mail", () => runSeal(["--to", recipient, "-o", at("p")], io())],
  ["days that are none", () => seal("--review-after", "soon")],
  ["one output twice", () => seal("--save", at("package.age"))],
  ["no identity", () => runOpen([at("package.age"), "-o", at("out")], io())],
])("usage: %s", async (_, run) => expect(await run()).toBe(2));

test("one recipient twice is refused", async () => {
  expect(await seal("--to", recipient)).toBe(1);
  expect(output.at(-1)).toContain("RECIPIENT_INVALID");
});
