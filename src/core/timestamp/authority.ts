/** Makes the built-in timestamp authority: a root and one certificate for timestamps. For trying out. */
import { fromBase64, toBase64 } from "../base/bytes.ts";
import { sha256 } from "../base/digest.ts";
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import {
  bitString,
  certificateTime,
  der,
  ecdsaSignature,
  integer,
  octetString,
  oid,
  sequence,
  setOf,
  trueValue,
  utf8String,
} from "./der-writer.ts";
import { TAG } from "./der.ts";
import { OID } from "./oids.ts";

const ECDSA = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
/** KeyUsage bits as a DER BIT STRING: digitalSignature; keyCertSign and cRLSign. */
const USAGE_SIGN = Uint8Array.of(0x03, 0x02, 0x07, 0x80);
const USAGE_CERTIFY = Uint8Array.of(0x03, 0x02, 0x01, 0x06);

export interface TimestampAuthority {
  readonly key: CryptoKey;
  /** DER of the timestamp certificate, for `createTimestampResponse`. */
  readonly certificates: readonly Uint8Array[];
  /** The anchor that a policy or directory names. */
  readonly rootPem: string;
  /** Private key, certificate and root as one PEM text. Secret. */
  readonly pem: string;
}

export interface TimestampAuthorityOptions {
  /** Whose it is; shown in its name after "Zegel built-in timestamps". */
  readonly organisation: string;
  /** Milliseconds since the Unix epoch. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** Makes both keys; the root's private key is dropped at once, so that this root can never certify a second authority. */
export async function makeTimestampAuthority(
  options: TimestampAuthorityOptions,
): Promise<TimestampAuthority> {
  const rootKeys = (await crypto.subtle.generateKey(ECDSA, false, ["sign", "verify"])) as CryptoKeyPair;
  const keys = (await crypto.subtle.generateKey(ECDSA, true, ["sign", "verify"])) as CryptoKeyPair;
  const rootName = name(options.organisation, "Zegel built-in timestamps: root");
  const subject = name(options.organisation, "Zegel built-in timestamps");
  const rootKeyId = await keyIdOf(rootKeys.publicKey);
  const root = await issue(rootKeys, {
    issuer: rootName,
    subject: rootName,
    publicKey: rootKeys.publicKey,
    options,
    extensions: [
      extension(OID.basicConstraints, sequence(trueValue(), integer(Uint8Array.of(0))), true),
      extension(OID.keyUsage, USAGE_CERTIFY, true),
      extension(OID.subjectKeyId, octetString(rootKeyId)),
    ],
  });
  const certificate = await issue(rootKeys, {
    issuer: rootName,
    subject,
    publicKey: keys.publicKey,
    options,
    extensions: [
      extension(OID.keyUsage, USAGE_SIGN, true),
      extension(OID.extendedKeyUsage, sequence(oid(OID.purposeTimestamping)), true),
      extension(OID.subjectKeyId, octetString(await keyIdOf(keys.publicKey))),
      extension(OID.authorityKeyId, sequence(der(0x80, rootKeyId))),
    ],
  });
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
  const rootPem = pem("CERTIFICATE", root);
  const text = pem("PRIVATE KEY", pkcs8) + pem("CERTIFICATE", certificate) + rootPem;
  return { key: keys.privateKey, certificates: [certificate], rootPem, pem: text };
}

/**
 * Reads what `makeTimestampAuthority` wrote: key, certificate, root, in this order.
 *
 * @returns IDENTITY_INVALID
 */
export async function readTimestampAuthority(
  text: string,
): Promise<Result<TimestampAuthority, EvidenceError>> {
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z ]+)-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END \1-----/g)];
  const [pkcs8, certificate, root] = blocks.map((block) =>
    fromBase64((block[2] as string).replace(/[\r\n]/g, "")),
  );
  const kinds = blocks.map((block) => block[1]).join();
  if (kinds !== "PRIVATE KEY,CERTIFICATE,CERTIFICATE" || !pkcs8 || !certificate || !root) {
    return refuse("IDENTITY_INVALID", "not a timestamp authority's key, certificate and root");
  }
  try {
    const key = await crypto.subtle.importKey("pkcs8", pkcs8, ECDSA, false, ["sign"]);
    return ok({ key, certificates: [certificate], rootPem: pem("CERTIFICATE", root), pem: text });
  } catch (cause) {
    return refuse("IDENTITY_INVALID", "timestamp key cannot be read", { cause });
  }
}

interface CertificateContent {
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly publicKey: CryptoKey;
  readonly options: TimestampAuthorityOptions;
  readonly extensions: readonly Uint8Array[];
}

async function issue(
  issuerKeys: CryptoKeyPair,
  content: CertificateContent,
): Promise<Uint8Array<ArrayBuffer>> {
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", content.publicKey));
  const algorithm = sequence(oid(OID.ecdsaSha256));
  const tbs = sequence(
    der(TAG.context0, integer(Uint8Array.of(2))),
    // Unique without a counter: each key gets one certificate only.
    integer((await sha256(spki)).subarray(0, 16)),
    algorithm,
    content.issuer,
    sequence(certificateTime(content.options.notBefore), certificateTime(content.options.notAfter)),
    content.subject,
    spki,
    der(TAG.context3, sequence(...content.extensions)),
  );
  const raw = await crypto.subtle.sign(ECDSA, issuerKeys.privateKey, tbs);
  return sequence(tbs, algorithm, bitString(ecdsaSignature(new Uint8Array(raw))));
}

function name(organisation: string, commonName: string): Uint8Array {
  // X.520 allows 64 characters.
  return sequence(
    namePart(OID.organisationName, organisation.slice(0, 64)),
    namePart(OID.commonName, commonName),
  );
}

function namePart(type: string, text: string): Uint8Array {
  return setOf(sequence(oid(type), utf8String(text)));
}

function extension(type: string, value: Uint8Array, critical = false): Uint8Array {
  return sequence(oid(type), ...(critical ? [trueValue()] : []), octetString(value));
}

/** First 20 octets of the key's SHA-256 (RFC 7093, section 2, method 1). */
async function keyIdOf(key: CryptoKey): Promise<Uint8Array> {
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", key));
  return (await sha256(point)).subarray(0, 20);
}

function pem(label: string, octets: Uint8Array): string {
  const lines = toBase64(octets).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
