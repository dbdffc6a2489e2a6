/** X.509 certificates as far as a timestamp needs them (RFC 5280). */
import { AsnConvert } from "@peculiar/asn1-schema";
import { BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsageFlags, Name } from "@peculiar/asn1-x509";
import { fromBase64, toHex } from "../base/bytes.ts";
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { type DerNode, readDer, readOid, readTime, TAG } from "./der.ts";
import { OID } from "./oids.ts";

export const MAX_CERTIFICATE_OCTETS = 16_384;
/** Critical ones that may stand: read here, or (certificate policies) without bearing on whether the chain holds. */
const KNOWN_CRITICAL = new Set<string>([
  OID.keyUsage,
  OID.basicConstraints,
  OID.extendedKeyUsage,
  OID.certificatePolicies,
]);

const NAME_ATTRIBUTES: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.97": "organizationIdentifier",
};

/** What is read from a certificate; DER parts are compared and hashed as they were signed. */
export interface CertificateFacts {
  readonly octets: Uint8Array;
  readonly tbs: DerNode;
  readonly algorithm: DerNode;
  readonly signature: Uint8Array;
  readonly serial: DerNode;
  readonly issuer: DerNode;
  readonly subject: DerNode;
  /** "CN=…, O=…", for people; never compared. */
  readonly subjectName: string;
  readonly publicKey: DerNode;
  /** Milliseconds since the Unix epoch. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** Null where the certificate does not say. */
  readonly isAuthority: boolean | null;
  readonly pathLength: number | null;
  readonly mayCertify: boolean | null;
  readonly maySign: boolean | null;
  readonly purposes: { readonly critical: boolean; readonly oids: readonly string[] } | null;
  readonly subjectKeyId: string | null;
  /** A critical extension that is not understood: the certificate must not be used (RFC 5280, section 4.2). */
  readonly unknownCritical: boolean;
}

interface ExtensionValue {
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** @returns TIMESTAMP_INVALID */
export function readCertificate(octets: Uint8Array): Result<CertificateFacts, EvidenceError> {
  const der = readDer(octets, MAX_CERTIFICATE_OCTETS);
  if (!der.ok) return der;
  try {
    const facts = readFacts(der.value);
    return facts === null ? refuse("TIMESTAMP_INVALID", "not a certificate") : ok(facts);
  } catch (cause) {
    // The library throws where an extension or name is not of its type.
    return refuse("TIMESTAMP_INVALID", "certificate cannot be read", { cause });
  }
}

/** The first certificate of a PEM text. @returns POLICY_INVALID, since roots come from a policy. */
export function readPemCertificate(pem: string): Result<CertificateFacts, EvidenceError> {
  const match =
    /^-----BEGIN CERTIFICATE-----\r?\n([A-Za-z0-9+/=\r\n]{1,24000}?)-----END CERTIFICATE-----\s*$/m.exec(pem);
  const octets = match === null ? null : fromBase64((match[1] as string).replace(/[\r\n]/g, ""));
  const facts = octets === null ? null : readCertificate(octets);
  return facts?.ok ? facts : refuse("POLICY_INVALID", "not a PEM certificate");
}

function readFacts(certificate: DerNode): CertificateFacts | null {
  const [tbs, algorithm, signature] = certificate.children;
  if (certificate.children.length !== 3 || tbs === undefined || algorithm === undefined) return null;
  if (signature?.tag !== TAG.bitString || signature.content[0] !== 0) return null;
  const fields = tbs.children[0]?.tag === TAG.context0 ? tbs.children.slice(1) : tbs.children;
  const [serial, innerAlgorithm, issuer, validity, subject, publicKey] = fields;
  const notBefore = readTime(validity?.children[0]);
  const notAfter = readTime(validity?.children[1]);
  if (serial?.tag !== TAG.integer || issuer === undefined || subject === undefined || publicKey === undefined)
    return null;
  if (notBefore === null || notAfter === null) return null;
  // The algorithm stands twice, once signed: they must agree (RFC 5280, section 4.1.1.2).
  if (innerAlgorithm === undefined || toHex(innerAlgorithm.octets) !== toHex(algorithm.octets)) return null;
  const extensions = readExtensions(fields.find((field) => field.tag === TAG.context3));
  if (extensions === null) return null;
  return {
    octets: certificate.octets,
    tbs,
    algorithm,
    serial,
    issuer,
    subject,
    publicKey,
    notBefore,
    notAfter,
    signature: signature.content.subarray(1),
    subjectName: nameText(subject),
    ...readConstraints(extensions),
    unknownCritical: [...extensions].some(([oid, { critical }]) => critical && !KNOWN_CRITICAL.has(oid)),
  };
}

function readExtensions(node: DerNode | undefined): Map<string, ExtensionValue> | null {
  const extensions = new Map<string, ExtensionValue>();
  for (const extension of node?.children[0]?.children ?? []) {
    const oid = readOid(extension.children[0]);
    const value = extension.children.at(-1);
    const critical = extension.children.length === 3 && extension.children[1]?.content[0] === 0xff;
    if (oid === null || value?.tag !== TAG.octetString || extensions.has(oid)) return null;
    extensions.set(oid, { critical, value: value.content });
  }
  return extensions;
}

function readConstraints(extensions: ReadonlyMap<string, ExtensionValue>) {
  const basic = parseExtension(extensions.get(OID.basicConstraints), BasicConstraints);
  const usage = parseExtension(extensions.get(OID.keyUsage), KeyUsage)?.toNumber() ?? null;
  const purposes = parseExtension(extensions.get(OID.extendedKeyUsage), ExtendedKeyUsage);
  const keyId = extensions.get(OID.subjectKeyId)?.value;
  return {
    isAuthority: basic === null ? null : basic.cA,
    pathLength: basic?.pathLenConstraint ?? null,
    mayCertify: usage === null ? null : (usage & KeyUsageFlags.keyCertSign) !== 0,
    maySign:
      usage === null ? null : (usage & (KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation)) !== 0,
    purposes:
      purposes === null
        ? null
        : { critical: extensions.get(OID.extendedKeyUsage)?.critical === true, oids: [...purposes] },
    subjectKeyId: keyId === undefined ? null : toHex(keyId.subarray(2)),
  };
}

function parseExtension<T>(extension: ExtensionValue | undefined, target: new () => T): T | null {
  if (extension === undefined) return null;
  const der = readDer(extension.value, MAX_CERTIFICATE_OCTETS);
  if (!der.ok) throw der.error;
  return AsnConvert.parse(extension.value as Uint8Array<ArrayBuffer>, target);
}

function nameText(name: DerNode): string {
  const parts = [...AsnConvert.parse(name.octets as Uint8Array<ArrayBuffer>, Name)].flatMap((rdn) => [
    ...rdn,
  ]);
  return parts
    .map(({ type, value }) => `${NAME_ATTRIBUTES[type] ?? type}=${plainText(value.toString())}`)
    .join(", ");
}

/** Control and formatting characters could make a name read as another one. */
function plainText(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\ufffd").slice(0, 200);
}
