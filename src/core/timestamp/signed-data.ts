/** A timestamp token's outer form: CMS SignedData with one signer (RFC 5652 as RFC 3161, section 2.4.2, wants it). */
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { type CertificateFacts, readCertificate } from "./certificate.ts";
import { type DerNode, readOid, readSmallInteger, TAG } from "./der.ts";
import { OID } from "./oids.ts";
import { isPlainAlgorithm } from "./request.ts";

const MAX_CERTIFICATES = 16;
const TAG_SUBJECT_KEY_ID = 0x80;

export interface SignerFacts {
  /** IssuerAndSerialNumber, or [0] SubjectKeyIdentifier. */
  readonly id: DerNode;
  readonly digestAlgorithm: DerNode;
  /** As it stands in the token, [0] IMPLICIT; signed with the tag of a SET. */
  readonly attributes: DerNode;
  readonly algorithm: DerNode;
  readonly signature: Uint8Array;
}

export interface SignedDataFacts {
  /** DER of the TSTInfo, as signed. */
  readonly content: Uint8Array;
  /** As they came with the token: claims, no anchors. */
  readonly certificates: readonly CertificateFacts[];
  readonly signer: SignerFacts;
}

/** @param token - The ContentInfo. @returns TIMESTAMP_INVALID */
export function readSignedData(token: DerNode | undefined): Result<SignedDataFacts, EvidenceError> {
  const [type, wrapper] = token?.children ?? [];
  const signedData = wrapper?.children[0];
  if (readOid(type) !== OID.signedData || token?.tag !== TAG.sequence || token.children.length !== 2) {
    return refuse("TIMESTAMP_INVALID", "token is not signed data");
  }
  if (wrapper?.tag !== TAG.context0 || wrapper.children.length !== 1 || signedData?.tag !== TAG.sequence) {
    return refuse("TIMESTAMP_INVALID", "token is not signed data");
  }
  const [version, digests, encapsulated, ...rest] = signedData.children;
  const content = readContent(encapsulated);
  const signer = readSigner(rest.pop());
  const isWhole =
    readSmallInteger(version) === 3 && digests?.tag === TAG.set && digests.children.every(isPlainAlgorithm);
  if (!isWhole || content === null || signer === null || !isOptionalPart(rest)) {
    return refuse("TIMESTAMP_INVALID", "signed data of the wrong form");
  }
  const isNamed = digests.children.some(
    (digest) => readOid(digest.children[0]) === readOid(signer.digestAlgorithm.children[0]),
  );
  if (!isNamed) return refuse("TIMESTAMP_INVALID", "the signer's digest is not among those named");
  const certificates = readCertificates(rest.find(({ tag }) => tag === TAG.context0));
  return certificates.ok ? ok({ content, signer, certificates: certificates.value }) : certificates;
}

/** Certificates [0], then revocation lists [1], each at most once. */
function isOptionalPart(nodes: readonly DerNode[]): boolean {
  return ["", "160", "161", "160,161"].includes(nodes.map(({ tag }) => tag).join());
}

function readContent(encapsulated: DerNode | undefined): Uint8Array | null {
  const [type, wrapper] = encapsulated?.children ?? [];
  const content = wrapper?.children[0];
  if (encapsulated?.tag !== TAG.sequence || encapsulated.children.length !== 2) return null;
  if (readOid(type) !== OID.timestampInfo || wrapper?.tag !== TAG.context0 || wrapper.children.length !== 1)
    return null;
  return content?.tag === TAG.octetString ? content.content : null;
}

function readSigner(signers: DerNode | undefined): SignerFacts | null {
  const signer = signers?.children[0];
  if (signers?.tag !== TAG.set || signers.children.length !== 1 || signer?.tag !== TAG.sequence) return null;
  const [version, id, digestAlgorithm, attributes, algorithm, signature, unsigned] = signer.children;
  if (id === undefined || digestAlgorithm === undefined || algorithm === undefined) return null;
  const versionOf = id.tag === TAG.sequence ? 1 : id.tag === TAG_SUBJECT_KEY_ID ? 3 : -1;
  if (readSmallInteger(version) !== versionOf || !isPlainAlgorithm(digestAlgorithm)) return null;
  // RFC 3161 needs attributes; without them the signature would be over the content itself, another thing.
  if (attributes?.tag !== TAG.context0 || signature?.tag !== TAG.octetString || !isPlainAlgorithm(algorithm))
    return null;
  if (signer.children.length > 7 || (unsigned !== undefined && unsigned.tag !== TAG.context1)) return null;
  return { id, digestAlgorithm, attributes, algorithm, signature: signature.content };
}

function readCertificates(node: DerNode | undefined): Result<CertificateFacts[], EvidenceError> {
  // Attribute certificates and other kinds carry a context tag and are of no use here.
  const nodes = (node?.children ?? []).filter(({ tag }) => tag === TAG.sequence);
  if (nodes.length > MAX_CERTIFICATES)
    return refuse("TIMESTAMP_INVALID", `more than ${MAX_CERTIFICATES} certificates`);
  const certificates: CertificateFacts[] = [];
  for (const { octets } of nodes) {
    const certificate = readCertificate(octets);
    if (!certificate.ok) return certificate;
    certificates.push(certificate.value);
  }
  return ok(certificates);
}
