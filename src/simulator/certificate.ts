/** A certificate for this machine: office.js insists on https for the pane and the page that frames it. */
import { getRandomValues, subtle, X509Certificate } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ECDSASigValue } from "@peculiar/asn1-ecc";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import * as asn1 from "@peculiar/asn1-x509";

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
const COMMON_NAME = "2.5.4.3";
const ecdsaWithSha256 = new asn1.AlgorithmIdentifier({ algorithm: "1.2.840.10045.4.3.2" });

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
    return (Date.parse(new X509Certificate(pem).validTo) - now) / DAY_MS;
  } catch {
    return -1;
  }
}

/** Built from ASN.1 schemas: @peculiar/x509 would want a global Reflect polyfill for these few fields. */
async function makeCertificate(now: number): Promise<SelfSignedCertificate> {
  const keys = await subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const name = new asn1.Name([
    new asn1.RelativeDistinguishedName([
      new asn1.AttributeTypeAndValue({
        type: COMMON_NAME,
        value: new asn1.AttributeValue({ utf8String: "Zegel development on this machine" }),
      }),
    ]),
  ]);
  const content = new asn1.TBSCertificate({
    version: asn1.Version.v3,
    serialNumber: serialNumber(),
    signature: ecdsaWithSha256,
    issuer: name,
    subject: name,
    validity: new asn1.Validity({
      notBefore: new Date(now - DAY_MS),
      notAfter: new Date(now + VALID_DAYS * DAY_MS),
    }),
    subjectPublicKeyInfo: AsnConvert.parse(
      await subtle.exportKey("spki", keys.publicKey),
      asn1.SubjectPublicKeyInfo,
    ),
    extensions: new asn1.Extensions(extensions()),
  });
  const signature = await subtle.sign(algorithm, keys.privateKey, AsnConvert.serialize(content));
  const certificate = new asn1.Certificate({
    tbsCertificate: content,
    signatureAlgorithm: ecdsaWithSha256,
    signatureValue: derSignature(new Uint8Array(signature)),
  });
  return {
    key: pem("PRIVATE KEY", await subtle.exportKey("pkcs8", keys.privateKey)),
    cert: pem("CERTIFICATE", AsnConvert.serialize(certificate)),
  };
}

function extensions(): asn1.Extension[] {
  const extension = (extnID: string, critical: boolean, value: unknown) =>
    new asn1.Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
  const names = new asn1.SubjectAlternativeName([
    new asn1.GeneralName({ dNSName: "localhost" }),
    new asn1.GeneralName({ iPAddress: "127.0.0.1" }),
    new asn1.GeneralName({ iPAddress: "::1" }),
  ]);
  return [
    // Not an authority: trusting it in a browser must not let anyone sign other names with it.
    extension(asn1.id_ce_basicConstraints, true, new asn1.BasicConstraints({ cA: false })),
    extension(asn1.id_ce_keyUsage, true, new asn1.KeyUsage(asn1.KeyUsageFlags.digitalSignature)),
    extension(asn1.id_ce_extKeyUsage, false, new asn1.ExtendedKeyUsage([asn1.id_kp_serverAuth])),
    extension(asn1.id_ce_subjectAltName, false, names),
  ];
}

/** Eight octets, positive and without leading zeros, as DER wants an INTEGER. */
function serialNumber(): ArrayBuffer {
  const octets = getRandomValues(new Uint8Array(8));
  octets[0] = ((octets[0] as number) & 0x3f) | 0x40;
  return octets.buffer;
}

/** WebCrypto gives r ‖ s, X.509 wants a SEQUENCE of two INTEGERs (RFC 3279, section 2.2.3). */
function derSignature(raw: Uint8Array): ArrayBuffer {
  const value = new ECDSASigValue({ r: unsigned(raw.subarray(0, 32)), s: unsigned(raw.subarray(32)) });
  return AsnConvert.serialize(value);
}

function unsigned(octets: Uint8Array): ArrayBuffer {
  const first = octets.findIndex((octet) => octet !== 0);
  const body = octets.subarray(first);
  return Uint8Array.from((body[0] as number) >= 0x80 ? [0, ...body] : body).buffer;
}

function pem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
