/** OpenSSL's `ts` accepts our tokens and refuses altered ones; we accept the tokens that it makes. */
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { utf8 } from "../../src/core/base/bytes.ts";
import { sha256 } from "../../src/core/base/digest.ts";
import { makeTimestampAuthority } from "../../src/core/timestamp/authority.ts";
import { timestampRequest } from "../../src/core/timestamp/request.ts";
import { createTimestampResponse } from "../../src/core/timestamp/respond.ts";
import { verifyTimestamp } from "../../src/core/timestamp/token.ts";
import { codeOf } from "../core/log/sample.ts";
import { describeWith, temporaryFolder } from "./tools.ts";

const suite = describeWith("openssl", ["version"], "openssl");
const DAY_MS = 86_400_000;
const subject = utf8("octets of a package, as they lie in package.age");

suite("openssl ts", () => {
  const folder = temporaryFolder();
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const verifies = (...args: string[]) => {
    const run = spawnSync("openssl", ["ts", "-verify", ...args], { cwd: folder });
    return run.status === 0 && run.stdout.toString().includes("Verification: OK");
  };

  describe("reads what we make", () => {
    const nonce = Uint8Array.of(0xf1, 2, 3, 4, 5, 6, 7, 8);
    let response: Uint8Array;

    beforeAll(async () => {
      // OpenSSL checks chains at today's time.
      const now = Date.now();
      const authority = await makeTimestampAuthority({
        organisation: "Voorbeeld BV",
        notBefore: now - DAY_MS,
        notAfter: now + 3650 * DAY_MS,
      });
      const request = timestampRequest(await sha256(subject), nonce);
      const made = await createTimestampResponse(request, {
        ...authority,
        serial: Uint8Array.of(1, 0xff),
        time: now,
      });
      if (!made.ok) throw made.error;
      response = made.value;
      writeFileSync(file("package.age"), subject);
      writeFileSync(file("root.pem"), authority.rootPem);
      writeFileSync(file("request.tsq"), request);
      writeFileSync(file("package.tsr"), response);
    });

    test("openssl ts -verify accepts the token for the data and for the request with its nonce", () => {
      expect(verifies("-in", "package.tsr", "-data", "package.age", "-CAfile", "root.pem")).toBe(true);
      expect(verifies("-in", "package.tsr", "-queryfile", "request.tsq", "-CAfile", "root.pem")).toBe(true);
    });
    test("refuses it for other data and for an altered token", () => {
      writeFileSync(file("other"), "other");
      expect(verifies("-in", "package.tsr", "-data", "other", "-CAfile", "root.pem")).toBe(false);
      for (let at = 12; at < response.length; at += Math.ceil(response.length / 12)) {
        const broken = response.slice();
        broken[at] = (broken[at] as number) ^ 1;
        writeFileSync(file("broken.tsr"), broken);
        expect(verifies("-in", "broken.tsr", "-data", "package.age", "-CAfile", "root.pem")).toBe(false);
      }
    });
    test("openssl reads the certificate's purpose as a timestamp authority's", () => {
      const text = openssl("ts", "-reply", "-in", "package.tsr", "-text").toString();
      expect(text).toContain("Status: Granted.");
      expect(openssl("ts", "-query", "-in", "request.tsq", "-text").toString()).toContain(
        "Certificate required: yes",
      );
    });
  });

  describe.each([
    ["RSA 2048, SHA-256", ["-newkey", "rsa:2048"], "sha256", "sha256"],
    ["RSA 3072, SHA-512, certificate named by SHA-1 (ESSCertID)", ["-newkey", "rsa:3072"], "sha512", "sha1"],
    ["ECDSA P-256", ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"], "sha256", "sha256"],
    [
      "ECDSA P-384, SHA-384, named by SHA-512",
      ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"],
      "sha384",
      "sha512",
    ],
    ["ECDSA P-521", ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-521"], "sha512", "sha256"],
  ] as const)("makes tokens that we read: %s", (_, newKey, digest, essDigest) => {
    let response: Uint8Array;
    let root: string;

    beforeAll(async () => {
      writeFileSync(file("tsa.cnf"), config(digest, essDigest));
      openssl(
        "req",
        "-x509",
        ...newKey,
        "-nodes",
        "-keyout",
        "ca.key",
        "-out",
        "ca.pem",
        "-days",
        "30",
        "-subj",
        "/CN=Test root",
        "-config",
        "tsa.cnf",
        "-extensions",
        "ca",
      );
      openssl(
        "req",
        ...newKey,
        "-nodes",
        "-keyout",
        "tsa.key",
        "-out",
        "tsa.csr",
        "-subj",
        "/O=Elsewhere/CN=Test TSA",
        "-config",
        "tsa.cnf",
      );
      openssl(
        "x509",
        "-req",
        "-in",
        "tsa.csr",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-set_serial",
        "77",
        "-days",
        "20",
        "-out",
        "tsa.pem",
        "-extfile",
        "tsa.cnf",
        "-extensions",
        "tsa",
      );
      writeFileSync(file("serial"), "01\n");
      writeFileSync(file("query.tsq"), timestampRequest(await sha256(subject), Uint8Array.of(7, 7)));
      openssl(
        "ts",
        "-reply",
        "-config",
        "tsa.cnf",
        "-section",
        "tsa_config",
        "-queryfile",
        "query.tsq",
        "-out",
        "reply.tsr",
      );
      response = readFileSync(file("reply.tsr"));
      root = readFileSync(file("ca.pem"), "utf8");
    });

    test("accepted against its root", async () => {
      const verified = await verifyTimestamp(response, subject, [root]);
      expect(verified).toMatchObject({
        ok: true,
        value: { authority: "O=Elsewhere, CN=Test TSA", anchor: "CN=Test root" },
      });
    });
    test("refused for other octets and against another root", async () => {
      const other = await makeTimestampAuthority({
        organisation: "x",
        notBefore: 0,
        notAfter: Date.now() + DAY_MS,
      });
      expect(codeOf(await verifyTimestamp(response, utf8("other"), [root]))).toBe("TIMESTAMP_MISMATCH");
      expect(codeOf(await verifyTimestamp(response, subject, [other.rootPem]))).toBe("TIMESTAMP_UNTRUSTED");
    });
    test("one changed octet is refused, or changes nothing that is believed", async () => {
      const verified = await verifyTimestamp(response, subject, [root]);
      const accepted: number[] = [];
      for (let at = 0; at < response.length; at += 5) {
        const broken = Uint8Array.from(response);
        broken[at] = (broken[at] as number) ^ 1;
        const result = await verifyTimestamp(broken, subject, [root]);
        if (!result.ok) continue;
        accepted.push(at);
        expect(result).toEqual(verified);
      }
      // What nobody signs and nothing is read from: the status text, and the copy of the root that travels along.
      const rootOctets = openssl("x509", "-in", "ca.pem", "-outform", "DER");
      const rootAt = Buffer.from(response).indexOf(rootOctets);
      const tokenAt = Buffer.from(response).indexOf("06092a864886f70d010702", "hex");
      const isUnused = (at: number) => at < tokenAt || (at >= rootAt && at < rootAt + rootOctets.length);
      expect(rootAt).toBeGreaterThan(tokenAt);
      expect(accepted.filter((at) => !isUnused(at))).toEqual([]);
    });
  });
});

function config(digest: string, essDigest: string): string {
  return `[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[tsa]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[tsa_config]
serial = serial
signer_cert = tsa.pem
certs = ca.pem
signer_key = tsa.key
signer_digest = ${digest}
default_policy = 1.3.6.1.4.1.32473.2
digests = sha256
accuracy = secs:1, millisecs:500
ordering = yes
tsa_name = yes
ess_cert_id_chain = yes
ess_cert_id_alg = ${essDigest}
crypto_device = builtin
`;
}
