/** A certificate for this machine: office.js insists on https for the pane and the page that frames it. */
import { webcrypto } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";

/** PEM. */
export interface SelfSignedCertificate {
  readonly key: string;
  readonly cert: string;
}

const DAY_MS = 86_400_000;
/** Browsers refuse more than 398 days. */
const VALID_DAYS = 365;
const RENEW_BEFORE_DAYS = 30;
const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/**
 * Certificate for localhost, 127.0.0.1 and ::1, kept in `dataDir` so that a browser has to be told once only.
 *
 * @param now - Milliseconds since the epoch; a new one is made within 30 days of the old one's end.
 */
export async function selfSignedCertificate(
  dataDir: string,
  now: number = Date.now(),
): Promise<SelfSignedCertificate> {
  const keyFile = join(dataDir, "localhost.key.pem");
  const certFile = join(dataDir, "localhost.cert.pem");
  const kept =
    existsSync(keyFile) && existsSync(certFile)
      ? { key: readFileSync(keyFile, "utf8"), cert: readFileSync(certFile, "utf8") }
      : null;
  if (kept !== null && remainingDays(kept.cert, now) > RENEW_BEFORE_DAYS) return kept;
  const made = await makeCertificate(now);
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(keyFile, made.key, { mode: 0o600 });
  // The mode above counts for new files only.
  chmodSync(keyFile, 0o600);
  writeFileSync(certFile, made.cert);
  return made;
}

/** @returns A negative number for what has ended or can not be read. */
function remainingDays(pem: string, now: number): number {
  try {
    return (new x509.X509Certificate(pem).notAfter.getTime() - now) / DAY_MS;
  } catch {
    return -1;
  }
}

async function makeCertificate(now: number): Promise<SelfSignedCertificate> {
  x509.cryptoProvider.set(webcrypto as unknown as Crypto);
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: Buffer.from(
      webcrypto.getRandomValues(new Uint8Array(8)).map((octet, i) => (i === 0 ? octet & 0x7f : octet)),
    ).toString("hex"),
    name: "CN=Zegel development on this machine",
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(now + VALID_DAYS * DAY_MS),
    signingAlgorithm: algorithm,
    keys: keys as unknown as CryptoKeyPair,
    extensions: [
      // Not an authority: trusting it in a browser must not let anyone sign other names with it.
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: "dns", value: "localhost" },
        { type: "ip", value: "127.0.0.1" },
        { type: "ip", value: "::1" },
      ]),
    ],
  });
  return { key: await privateKeyPem(keys.privateKey), cert: certificate.toString("pem") };
}

async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  const base64 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", key)).toString("base64");
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ["-----BEGIN PRIVATE KEY-----", ...lines, "-----END PRIVATE KEY-----", ""].join("\n");
}
