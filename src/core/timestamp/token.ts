/** Checks a timestamp: what it covers, that it was signed, and by whom, against roots that the caller brings. */
import { concatOctets, octetsEqual, toHex } from "../base/bytes.ts";
import { type Digest, parseDigest, sha256 } from "../base/digest.ts";
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { type CertificateFacts, readPemCertificate } from "./certificate.ts";
import { checkChain } from "./chain.ts";
import { type DerNode, readDer, readOid, readSmallInteger, TAG } from "./der.ts";
import { OID } from "./oids.ts";
import { hashName, hashWith, signatureHolds } from "./signature.ts";
import { readSignedData, type SignedDataFacts, type SignerFacts } from "./signed-data.ts";
import { readTimestampInfo, type TimestampInfo } from "./tst-info.ts";

export const MAX_TIMESTAMP_OCTETS = 65_536;
const TAG_DIRECTORY_NAME = 0xa4;

/** A token that covers what it should and is signed by the certificate it names. Says nothing yet of who that is. */
export interface OpenedTimestamp {
  readonly info: TimestampInfo;
  readonly signer: CertificateFacts;
  readonly certificates: readonly CertificateFacts[];
}

export interface VerifiedTimestamp extends Omit<TimestampInfo, "hash"> {
  /** Subject of the certificate that signed. */
  readonly authority: string;
  /** Subject of the caller's root that the chain ends at. */
  readonly anchor: string;
}

/**
 * Verifies a TimeStampResp. Revocation is not looked at.
 *
 * @param response - DER, hostile.
 * @param subject - The octets that were timestamped, or their digest.
 * @param roots - PEM certificates from the caller's policy; those in the token are never anchors.
 * @returns TIMESTAMP_INVALID (form, not granted, signature), TIMESTAMP_MISMATCH (of other octets),
 * TIMESTAMP_UNTRUSTED (no chain to a root at that time), POLICY_INVALID (a root cannot be read).
 */
export async function verifyTimestamp(
  response: Uint8Array,
  subject: Uint8Array | Digest,
  roots: readonly string[],
): Promise<Result<VerifiedTimestamp, EvidenceError>> {
  const anchors: CertificateFacts[] = [];
  for (const pem of roots) {
    const root = readPemCertificate(pem);
    if (!root.ok) return root;
    anchors.push(root.value);
  }
  const opened = await openTimestamp(response, subject);
  if (!opened.ok) return opened;
  const { info, signer, certificates } = opened.value;
  const chain = await checkChain({ signer, untrusted: certificates, roots: anchors, time: info.time });
  if (!chain.ok) return chain;
  const { hash: _, ...said } = info;
  return ok({
    ...said,
    authority: signer.subjectName,
    anchor: (chain.value.at(-1) as CertificateFacts).subjectName,
  });
}

/** Everything but the chain to a root. @returns TIMESTAMP_INVALID or TIMESTAMP_MISMATCH */
export async function openTimestamp(
  response: Uint8Array,
  subject: Uint8Array | Digest,
): Promise<Result<OpenedTimestamp, EvidenceError>> {
  const signedData = readResponse(response);
  if (!signedData.ok) return signedData;
  const { content, certificates, signer } = signedData.value;
  const info = readTimestampInfo(content);
  if (info === null) return refuse("TIMESTAMP_INVALID", "token does not say what and when");
  const expected = typeof subject === "string" ? parseDigest(subject) : await sha256(subject);
  if (expected === null || !octetsEqual(expected, info.hash)) {
    return refuse("TIMESTAMP_MISMATCH", "timestamp of other octets");
  }
  const certificate = certificates.find((candidate) => isNamedBy(signer.id, candidate));
  if (certificate === undefined)
    return refuse("TIMESTAMP_INVALID", "the signer's certificate is not in the token");
  const signed = await checkSignature(signedData.value, certificate);
  return signed.ok ? ok({ info, signer: certificate, certificates }) : signed;
}

function readResponse(response: Uint8Array): Result<SignedDataFacts, EvidenceError> {
  const der = readDer(response, MAX_TIMESTAMP_OCTETS);
  if (!der.ok) return der;
  const [status, token] = der.value.children;
  const code = readSmallInteger(status?.children[0]);
  if (der.value.tag !== TAG.sequence || status?.tag !== TAG.sequence || der.value.children.length > 2) {
    return refuse("TIMESTAMP_INVALID", "not a timestamp response");
  }
  // 0 granted, 1 granted with modifications.
  if (code !== 0 && code !== 1) return refuse("TIMESTAMP_INVALID", `timestamp not granted, status ${code}`);
  return readSignedData(token);
}

function isNamedBy(id: DerNode, { issuer, serial, subjectKeyId }: CertificateFacts): boolean {
  if (id.tag !== TAG.sequence) return subjectKeyId === toHex(id.content);
  return octetsEqual(id.content, concatOctets([issuer.octets, serial.octets]));
}

async function checkSignature(
  { content, signer }: SignedDataFacts,
  certificate: CertificateFacts,
): Promise<Result<true, EvidenceError>> {
  const digest = hashName(signer.digestAlgorithm);
  const attributes = readAttributes(signer);
  if (digest === null || attributes === null)
    return refuse("TIMESTAMP_INVALID", "signed attributes of the wrong form");
  const contentType = readOid(attributes.get(OID.contentType));
  const messageDigest = attributes.get(OID.messageDigest)?.content;
  if (contentType !== OID.timestampInfo || messageDigest === undefined) {
    return refuse("TIMESTAMP_INVALID", "signed attributes are missing");
  }
  if (!octetsEqual(messageDigest, await hashWith(digest, content))) {
    return refuse("TIMESTAMP_INVALID", "content is not what was signed");
  }
  if (!(await namesCertificate(attributes, certificate))) {
    return refuse("TIMESTAMP_INVALID", "signed for another certificate");
  }
  // What is signed is the SET, though the token writes it with another tag (RFC 5652, section 5.4).
  const data = concatOctets([Uint8Array.of(TAG.set), signer.attributes.octets.subarray(1)]);
  const { algorithm, signature } = signer;
  const holds = await signatureHolds({
    publicKey: certificate.publicKey,
    algorithm,
    digest,
    data,
    signature,
  });
  return holds ? ok(true) : refuse("TIMESTAMP_INVALID", "the signature does not hold");
}

/** Type to its one value; null where a type stands twice or has another number of values. */
function readAttributes({ attributes }: SignerFacts): Map<string, DerNode> | null {
  const values = new Map<string, DerNode>();
  for (const attribute of attributes.children) {
    const oid = readOid(attribute.children[0]);
    const value = attribute.children[1];
    const [only] = value?.children ?? [];
    if (oid === null || values.has(oid) || value?.tag !== TAG.set || only === undefined) return null;
    if (value.children.length !== 1) return null;
    values.set(oid, only);
  }
  return values;
}

/**
 * The attribute that binds the signature to one certificate (RFC 5035, RFC 5816): without it, another certificate
 * for the same key could be put in its place. Version 1 means SHA-1, which still stands against a second preimage.
 */
async function namesCertificate(
  attributes: ReadonlyMap<string, DerNode>,
  certificate: CertificateFacts,
): Promise<boolean> {
  const first = attributes.get(OID.signingCertificate)?.children[0]?.children[0];
  const second = attributes.get(OID.signingCertificateV2)?.children[0]?.children[0];
  if (first === undefined && second === undefined) return false;
  if (first !== undefined && !(await essFits(first.children, "SHA-1", certificate))) return false;
  if (second === undefined) return true;
  const named = second.children[0]?.tag === TAG.sequence ? second.children[0] : undefined;
  const hash = named === undefined ? "SHA-256" : hashName(named);
  return (
    hash !== null &&
    essFits(named === undefined ? second.children : second.children.slice(1), hash, certificate)
  );
}

/** @param parts - certHash, then issuerSerial where it is given. */
async function essFits(
  [certHash, issuerSerial]: readonly DerNode[],
  hash: Parameters<typeof hashWith>[0],
  { octets, issuer, serial }: CertificateFacts,
): Promise<boolean> {
  if (certHash?.tag !== TAG.octetString || !octetsEqual(certHash.content, await hashWith(hash, octets)))
    return false;
  if (issuerSerial === undefined) return true;
  const [names, number] = issuerSerial.children;
  const [name] = names?.children ?? [];
  const isIssuer = name?.tag === TAG_DIRECTORY_NAME && octetsEqual(name.content, issuer.octets);
  return isIssuer && number !== undefined && octetsEqual(number.octets, serial.octets);
}
