/** A package is opened and checked with what Debian ships: age, unzip, sha256sum, ssh-keygen. None of our code reads it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { identityToRecipient } from "age-encryption";
import { nodeCipher } from "../../src/sealer/node-cipher.ts";
import { decryptAge, encryptAge } from "../../src/core/seal/age-file.ts";
import { exportFor } from "../../src/core/seal/grants.ts";
import { openPackage } from "../../src/core/seal/open.ts";
import { type SealedPackage, sealPackage } from "../../src/core/seal/seal.ts";
import {
  ecdsaSigner,
  fingerprintOf,
  publicKeyLine,
  type SshSigner,
  verifySsh,
} from "../../src/core/seal/sshsig.ts";
import { IDENTITY, MAIL, OTHER_IDENTITY, REFERENCE, sampleInput } from "../core/seal/sample.ts";

const TOOLS = ["age", "age-keygen", "unzip", "sha256sum", "ssh-keygen"];
const missing = TOOLS.filter((tool) => spawnSync("sh", ["-c", `command -v ${tool}`]).status !== 0);
if (missing.length > 0) console.log(`SKIPPED: stock tools, not installed: ${missing.join(", ")}`);
const withTools = missing.length === 0 ? describe : describe.skip;

const cipher = nodeCipher();
let folder: string;
let signer: SshSigner;
let sealed: SealedPackage;

/** Runs a tool in the folder. */
function run(tool: string, args: readonly string[], input?: Uint8Array | string) {
  const done = spawnSync(tool, args, { cwd: folder, input, maxBuffer: 1 << 28 });
  return { status: done.status, stdout: done.stdout, text: `${done.stdout}${done.stderr}` };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "zegel-stock-"));
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  signer = await ecdsaSigner(await crypto.subtle.generateKey(algorithm, false, ["sign", "verify"]));
  const recipients = [await identityToRecipient(IDENTITY), await identityToRecipient(OTHER_IDENTITY)];
  sealed = await sealPackage(sampleInput(recipients), { recipients, signer, cipher });
  writeFileSync(join(folder, "package.age"), sealed.package);
  writeFileSync(join(folder, "summary.age"), sealed.summary);
  writeFileSync(join(folder, "identity"), `# a comment\n${IDENTITY}\n`);
  writeFileSync(join(folder, "other"), `${OTHER_IDENTITY}\n`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

withTools("stock tools", () => {
  test("age -d, unzip, sha256sum -c, ssh-keygen -Y check-novalidate, in this order", () => {
    expect(run("age", ["-d", "-i", "identity", "-o", "package.zip", "package.age"]).text).toBe("");
    expect(run("unzip", ["-tq", "package.zip"]).text).toMatch(/^No errors detected/);
    expect(run("unzip", ["-q", "package.zip"]).status).toBe(0);
    expect(readFileSync(join(folder, REFERENCE, "data/messages/0001/original.eml"), "utf8")).toBe(MAIL);
    for (const manifest of ["manifest-sha256.txt", "tagmanifest-sha256.txt"]) {
      const checked = run("sh", ["-c", `cd ${REFERENCE} && sha256sum --strict -c ${manifest}`]);
      expect(checked.status).toBe(0);
      expect(checked.text).not.toContain("FAILED");
    }
    const tagmanifest = readFileSync(join(folder, REFERENCE, "tagmanifest-sha256.txt"));
    const signature = `${REFERENCE}/signatures/tagmanifest-sha256.txt.sig`;
    const check = ["-Y", "check-novalidate", "-n", "zegel-evidence", "-s", signature];
    const good = run("ssh-keygen", check, tagmanifest);
    expect(good.status).toBe(0);
    expect(good.text).toContain(
      `Good "zegel-evidence" signature with ECDSA key ${fingerprintOf(publicKeyLine(signer))}`,
    );
    expect(run("ssh-keygen", check, `${tagmanifest.toString()} `).status).not.toBe(0);
    const elsewhere = check.with(3, "zegel-signin");
    expect(run("ssh-keygen", elsewhere, tagmanifest).status).not.toBe(0);
  });

  test("age opens the summary, and for the second recipient too", () => {
    const summary = run("age", ["-d", "-i", "other", "summary.age"]);
    expect(JSON.parse(summary.stdout.toString())).toMatchObject({
      v: 1,
      reference: REFERENCE,
      messageCount: 1,
    });
  });

  test("age opens an export, and nothing else of it changed", async () => {
    const opened = await openPackage(sealed.package, { identities: [IDENTITY], cipher });
    if (!opened.ok) throw opened.error;
    run("age-keygen", ["-o", "expert"]);
    const recipient = run("age-keygen", ["-y", "expert"]).stdout.toString().trim();
    writeFileSync(
      join(folder, "export.age"),
      await exportFor(sealed.package, opened.value.fileKey, [recipient]),
    );
    const exported = run("age", ["-d", "-i", "expert", "export.age"]);
    const original = run("age", ["-d", "-i", "identity", "package.age"]);
    expect(exported.status).toBe(0);
    expect(exported.stdout.equals(original.stdout)).toBe(true);
    expect(run("age", ["-d", "-i", "identity", "export.age"]).status).not.toBe(0);
  });

  test.each([0, 1, 65_535, 65_536, 65_537, 1_000_000])(
    "%d octets: age opens ours and we open age's",
    async (length) => {
      const octets = Buffer.alloc(length, 0x5a);
      const recipient = await identityToRecipient(IDENTITY);
      const ours = await encryptAge([octets], [recipient], { cipher });
      expect(run("age", ["-d", "-i", "identity"], ours.octets).stdout.equals(octets)).toBe(true);
      const theirs = run("age", ["-r", recipient], octets).stdout;
      const opened = await decryptAge(theirs, [IDENTITY], { cipher });
      expect(opened.ok && Buffer.compare(opened.value.octets, octets)).toBe(0);
    },
  );

  test("age refuses the octets that we refuse", () => {
    const changed = Buffer.from(sealed.package);
    changed[changed.length - 40_000] = (changed[changed.length - 40_000] as number) ^ 1;
    expect(run("age", ["-d", "-i", "identity", "-o", "changed.zip"], changed).status).not.toBe(0);
  });

  test.each(["ed25519", "ecdsa"])("we verify what ssh-keygen -Y sign makes with %s", async (type) => {
    run("ssh-keygen", ["-q", "-t", type, "-N", "", "-C", "", "-f", `key-${type}`]);
    const signed = run(
      "ssh-keygen",
      ["-q", "-Y", "sign", "-f", `key-${type}`, "-n", "zegel-evidence"],
      "a message",
    );
    const message = new TextEncoder().encode("a message");
    const verified = await verifySsh(signed.stdout.toString(), "zegel-evidence", message);
    if (!verified.ok) throw verified.error;
    expect(readFileSync(join(folder, `key-${type}.pub`), "utf8").trim()).toBe(verified.value.publicKey);
    expect(run("ssh-keygen", ["-l", "-f", `key-${type}.pub`]).text).toContain(verified.value.fingerprint);
  });
});
