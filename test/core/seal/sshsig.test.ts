/** OpenSSH PROTOCOL.sshsig; RFC 4251, section 5; RFC 5656, section 3.1.2. ssh-keygen itself: test/stock-tools. */
import { webcrypto } from "node:crypto";
import * as fc from "fast-check";
import { fromBase64, toBase64, utf8 } from "../../../src/core/base/bytes.ts";
import {
  ecdsaSigner,
  ed25519Signer,
  fingerprintOf,
  parsePublicKeyLine,
  publicKeyLine,
  signSsh,
  type SshSigner,
  verifySsh,
} from "../../../src/core/seal/sshsig.ts";
import { sshMpint, sshReader } from "../../../src/core/seal/ssh-wire.ts";

const ed25519 = ed25519Signer(new Uint8Array(32).fill(3));
const message = utf8("what is signed");

function pair(): Promise<CryptoKeyPair> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  return webcrypto.subtle.generateKey(algorithm, false, ["sign", "verify"]) as Promise<CryptoKeyPair>;
}

async function codeOf(armored: string, namespace = "zegel-evidence", octets = message): Promise<string> {
  const result = await verifySsh(armored, namespace, octets);
  return result.ok ? "success" : result.error.code;
}

describe.each<[string, () => Promise<SshSigner>]>([
  ["ssh-ed25519", () => Promise.resolve(ed25519)],
  ["ecdsa-sha2-nistp256, not extractable", async () => ecdsaSigner(await pair())],
])("%s", (_, make) => {
  test("verifies, and names its key", async () => {
    const signer = await make();
    const armored = await signSsh(signer, "zegel-evidence", message);
    const line = publicKeyLine(signer);
    expect(await verifySsh(armored, "zegel-evidence", message)).toEqual({
      ok: true,
      value: { publicKey: line, keyType: signer.keyType, fingerprint: fingerprintOf(line) },
    });
    expect(await codeOf(armored, "zegel-signin")).toBe("SIGNATURE_INVALID");
    expect(await codeOf(armored, "zegel-evidence", utf8("else"))).toBe("SIGNATURE_INVALID");
  });

  test("any changed character is refused", async () => {
    const armored = await signSsh(await make(), "zegel-evidence", message);
    const position = fc.nat(armored.length - 1);
    await fc.assert(
      fc.asyncProperty(position, fc.constantFrom(..."A/=\n -b9"), async (at, letter) => {
        fc.pre(armored[at] !== letter);
        const changed = armored.slice(0, at) + letter + armored.slice(at + 1);
        expect(await codeOf(changed)).toBe("SIGNATURE_INVALID");
      }),
    );
  });
});

test("two hundred ECDSA signatures: leading zeros and top bits in r and s all have their one mpint", async () => {
  const signer = await ecdsaSigner(await pair());
  for (let i = 0; i < 200; i++) {
    const octets = utf8(`message ${i}`);
    expect(await codeOf(await signSsh(signer, "zegel-evidence", octets), "zegel-evidence", octets)).toBe(
      "success",
    );
  }
});

test("never throws on armored octets of any kind", async () => {
  const body = fc.uint8Array({ maxLength: 300 }).map((octets) => toBase64(octets));
  await fc.assert(
    fc.asyncProperty(fc.oneof(body, fc.string()), async (text) => {
      const lines = text.replace(/(.{70})/g, "$1\n").replace(/\n$/, "");
      const armored = `-----BEGIN SSH SIGNATURE-----\n${lines}\n-----END SSH SIGNATURE-----\n`;
      expect(await codeOf(armored)).toBe("SIGNATURE_INVALID");
    }),
  );
});

test("an ECDSA point that is not on the curve is refused, not thrown", async () => {
  const signer = await ecdsaSigner(await pair());
  const armored = await signSsh(signer, "zegel-evidence", message);
  const base64 = armored.split("\n").slice(1, -2).join("");
  const blob = fromBase64(base64) as Uint8Array;
  // Magic, version, length, type, curve, length, 04: then x.
  const x = 6 + 4 + 4 + 23 + 12 + 4 + 1;
  blob.fill(0xff, x, x + 32);
  const lines = toBase64(blob).match(/.{1,70}/g) as string[];
  const forged = ["-----BEGIN SSH SIGNATURE-----", ...lines, "-----END SSH SIGNATURE-----", ""].join("\n");
  const parsed = await verifySsh(forged, "zegel-evidence", message);
  expect(parsed.ok ? "success" : parsed.error.message).toBe("signature: does not verify");
});

describe("mpint (RFC 4251, section 5)", () => {
  test.each([
    ["zero", "00", "00000000"],
    ["a leading zero goes", "007f", "000000017f"],
    ["the top bit gets one", "80", "000000020080"],
    ["9a378f9b2e332a7", "09a378f9b2e332a7", "0000000809a378f9b2e332a7"],
  ])("%s", (_, value, expected) => {
    expect(Buffer.from(sshMpint(Buffer.from(value, "hex"))).toString("hex")).toBe(expected);
  });
  test.each([
    ["negative", "0000000180"],
    ["not minimal", "00000002007f"],
    ["cut off", "00000003007f"],
    ["too long", "000000050102030405"],
  ])("refuses %s", (_, wire) => expect(sshReader(Buffer.from(wire, "hex")).mpint(4)).toBeNull());
});

describe("public key line", () => {
  const line = publicKeyLine(ed25519);
  test("is read, with a comment too", () => {
    expect(parsePublicKeyLine(`${line} somebody@somewhere`)?.keyType).toBe("ssh-ed25519");
  });
  test.each([
    ["another type before it", line.replace("ssh-ed25519 ", "ecdsa-sha2-nistp256 ")],
    ["cut", line.slice(0, -4)],
    ["RSA", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ=="],
    ["nothing", ""],
  ])("refuses %s", (_, text) => {
    expect(parsePublicKeyLine(text)).toBeNull();
    expect(() => fingerprintOf(text)).toThrow(TypeError);
  });
});
