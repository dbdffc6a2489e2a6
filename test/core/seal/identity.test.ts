/** docs/directory-format.md, "Identity file": what `zegel keygen` writes and stock age reads. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { armor, Encrypter } from "age-encryption";
import * as fc from "fast-check";
import { utf8 } from "../../../src/core/base/bytes.ts";
import {
  encryptIdentity,
  formatIdentity,
  type InvestigatorIdentity,
  isEncryptedIdentity,
  makeIdentity,
  parseIdentity,
  readAgeIdentities,
  readIdentityFile,
  signingKeyOf,
} from "../../../src/core/seal/identity.ts";

const CREATED_AT = Date.UTC(2026, 10, 23, 10);
/** Work factor: 2^10 keeps the tests quick; `zegel keygen` uses age's own 2^18. */
const QUICK = 10;

let identity: InvestigatorIdentity;
let text: string;
beforeAll(async () => {
  identity = await makeIdentity({ pq: false });
  text = formatIdentity(identity, CREATED_AT);
});

async function codeOf(changed: string) {
  const result = await parseIdentity(changed);
  return result.ok ? "accepted" : result.error.code;
}

test("the form of docs/directory-format.md, line by line", () => {
  expect(text.split("\n")).toEqual([
    "# zegel identity, version 1",
    "# created: 2026-11-23T10:00:00Z",
    expect.stringMatching(/^# recipient: age1[02-9ac-hj-np-z]{58}$/),
    expect.stringMatching(/^# signing key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}$/),
    expect.stringMatching(/^# signing secret: [A-Za-z0-9+/]{43}=$/),
    expect.stringMatching(/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/),
    "",
  ]);
});

test.each([false, true])("round trip, post-quantum %s", async (pq) => {
  const made = await makeIdentity({ pq });
  expect(made.recipient.startsWith(pq ? "age1pq1" : "age1")).toBe(true);
  expect(await parseIdentity(formatIdentity(made, CREATED_AT))).toEqual({ ok: true, value: made });
});

test("two identities share no key", async () => {
  const other = await makeIdentity({ pq: false });
  expect(other.ageIdentity).not.toBe(identity.ageIdentity);
  expect(other.signingSeed).not.toEqual(identity.signingSeed);
});

test("CRLF, as an editor on Windows leaves it", async () => {
  expect(await codeOf(text.replaceAll("\n", "\r\n"))).toBe("accepted");
});

test.each([
  ["without the signing secret", (one: string) => one.replace(/# signing secret.*\n/, "")],
  ["with two signing secrets", (one: string) => one.replace(/(# signing secret.*\n)/, "$1$1")],
  [
    "a signing secret of 31 octets",
    (one: string) => one.replace(/secret: .*/, `secret: ${btoa("x".repeat(31))}`),
  ],
  [
    "a signing secret that is not canonical base64",
    (one: string) => one.replace(/(secret: .{42}).=/, "$1!="),
  ],
  ["without the age identity", (one: string) => one.replace(/AGE-SECRET-KEY.*\n/, "")],
  ["two age identities", (one: string) => one.replace(/(AGE-SECRET-KEY.*\n)/, "$1$1")],
  [
    "an age identity in lower case",
    (one: string) => one.replace(/AGE-SECRET-KEY.*/, (key) => key.toLowerCase()),
  ],
  ["a line of another kind", (one: string) => `${one}hello\n`],
  ["nothing", () => ""],
])("%s: IDENTITY_INVALID", async (_, change) => {
  expect(await codeOf(change(text))).toBe("IDENTITY_INVALID");
});

test("a mistyped age identity (bech32 checksum, BIP 173): IDENTITY_INVALID", async () => {
  const last = identity.ageIdentity.at(-1) === "Q" ? "P" : "Q";
  expect(await codeOf(text.replace(identity.ageIdentity, identity.ageIdentity.slice(0, -1) + last))).toBe(
    "IDENTITY_INVALID",
  );
});

test("somebody else's recipient or signing key in the comments: IDENTITY_INVALID", async () => {
  const other = await makeIdentity({ pq: false });
  expect(await codeOf(text.replace(identity.recipient, other.recipient))).toBe("IDENTITY_INVALID");
  expect(await codeOf(text.replace(signingKeyOf(identity), signingKeyOf(other)))).toBe("IDENTITY_INVALID");
});

test("encrypted to a passphrase: opens with it, and with no other", async () => {
  const sealed = await encryptIdentity(text, "vijf willekeurige woorden", QUICK);
  expect(isEncryptedIdentity(sealed)).toBe(true);
  expect(new TextDecoder().decode(sealed)).not.toContain("AGE-SECRET-KEY");
  expect(await readIdentityFile(sealed, "vijf willekeurige woorden")).toEqual({ ok: true, value: identity });
  expect(await readIdentityFile(sealed, "vijf willekeurige worden")).toMatchObject({
    error: { code: "PASSPHRASE_WRONG" },
  });
  expect(await readIdentityFile(sealed, null)).toMatchObject({ error: { code: "PASSPHRASE_WRONG" } });
});

test("encrypted and armored", async () => {
  const sealed = utf8(armor.encode(await encryptIdentity(text, "woorden", QUICK)));
  expect(isEncryptedIdentity(sealed)).toBe(true);
  expect(await readIdentityFile(sealed, "woorden")).toEqual({ ok: true, value: identity });
});

test("encrypted and cut off or changed: IDENTITY_INVALID, or the passphrase does not fit any more", async () => {
  const sealed = await encryptIdentity(text, "woorden", QUICK);
  const changed = Uint8Array.from(sealed);
  changed[sealed.length - 1] = (changed[sealed.length - 1] as number) ^ 1;
  expect(await readIdentityFile(changed, "woorden")).toMatchObject({ error: { code: "IDENTITY_INVALID" } });
  expect(await readIdentityFile(sealed.subarray(0, -1), "woorden")).toMatchObject({
    error: { code: "IDENTITY_INVALID" },
  });
});

test("an age file to a recipient is no identity file, whatever passphrase is given", async () => {
  const encrypter = new Encrypter();
  encrypter.addRecipient(identity.recipient);
  const sealed = await encrypter.encrypt(text);
  expect((await readIdentityFile(sealed, "woorden")).ok).toBe(false);
});

test("an empty passphrase is refused as a bug of the caller", async () => {
  await expect(encryptIdentity(text, "", QUICK)).rejects.toThrow(TypeError);
});

test("a file of age-keygen opens packages, but signs nothing", async () => {
  const plain = utf8(
    `# created: 2026-11-23T10:00:00Z\n# public key: ${identity.recipient}\n${identity.ageIdentity}\n`,
  );
  expect(await readAgeIdentities(plain, null)).toEqual({ ok: true, value: [identity.ageIdentity] });
  expect(await readIdentityFile(plain, null)).toMatchObject({ error: { code: "IDENTITY_INVALID" } });
});

test("never throws on any octets", async () => {
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string().map(utf8),
    fc.string().map((rest) => utf8(`age-encryption.org/v1\n${rest}`)),
    fc.string().map((rest) => utf8(`-----BEGIN AGE ENCRYPTED FILE-----\n${rest}`)),
    fc.string().map((rest) => utf8(`AGE-SECRET-KEY-1${rest}`)),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (octets) => {
      expect((await readIdentityFile(octets, "x")).ok).toBe(false);
    }),
  );
});

test("more than 64 KiB: IDENTITY_INVALID", async () => {
  expect(await readIdentityFile(new Uint8Array(65_537), null)).toMatchObject({
    error: { code: "IDENTITY_INVALID" },
  });
});

test("a work factor that would take hours is refused (scrypt, age v1)", async () => {
  const header = "age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 40\n";
  const stanza = `${"A".repeat(43)}\n--- ${"A".repeat(43)}\n`;
  expect(await readIdentityFile(utf8(header + stanza), "x")).toMatchObject({
    error: { code: "IDENTITY_INVALID" },
  });
});

describe("stock age", () => {
  const folder = mkdtempSync(join(tmpdir(), "zegel-identity-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("age -d -i reads the plain file", async () => {
    const file = join(folder, "identity.txt");
    writeFileSync(file, text, { mode: 0o600 });
    const encrypter = new Encrypter();
    encrypter.addRecipient(identity.recipient);
    const message = join(folder, "message.age");
    writeFileSync(message, await encrypter.encrypt("het origineel"));
    if (!hasAge()) return console.log("skipped: age is not installed");
    expect(execFileSync("age", ["-d", "-i", file, message], { encoding: "utf8" })).toBe("het origineel");
  });

  function hasAge(): boolean {
    try {
      execFileSync("age", ["--version"]);
      return true;
    } catch {
      return false;
    }
  }
});
