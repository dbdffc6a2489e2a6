/** Timestamp requests (RFC 3161, section 2.4.1): SHA-256, certificates asked for. */
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { type DerNode, readDer, readOid, readSmallInteger, TAG } from "./der.ts";
import { integer, octetString, oid, sequence, trueValue } from "./der-writer.ts";
import { OID } from "./oids.ts";

const MAX_REQUEST_OCTETS = 4096;
const MAX_NONCE_OCTETS = 32;

export interface TimestampRequestFacts {
  /** 32 octets. */
  readonly hash: Uint8Array;
  /** Content of the INTEGER as it stood; null where none was sent. */
  readonly nonce: Uint8Array | null;
  readonly certificatesWanted: boolean;
}

/**
 * @param hash - SHA-256 of the octets to be timestamped.
 * @param nonce - Random octets, 8 to 16 of them: an old answer cannot be served again for a new request.
 * @returns DER of a TimeStampReq.
 */
export function timestampRequest(hash: Uint8Array, nonce: Uint8Array): Uint8Array<ArrayBuffer> {
  return sequence(integer(Uint8Array.of(1)), sha256Imprint(hash), integer(nonce), trueValue());
}

/** For a timestamp authority. @returns TIMESTAMP_INVALID for anything but a request that we can answer. */
export function readTimestampRequest(octets: Uint8Array): Result<TimestampRequestFacts, EvidenceError> {
  const der = readDer(octets, MAX_REQUEST_OCTETS);
  if (!der.ok) return der;
  const [version, imprint, ...rest] = der.value.children;
  const hash = imprintHash(imprint);
  if (der.value.tag !== TAG.sequence || readSmallInteger(version) !== 1 || hash === null) {
    return refuse("TIMESTAMP_INVALID", "not a request over a SHA-256 hash");
  }
  const nonce = rest.find(({ tag }) => tag === TAG.integer)?.content ?? null;
  const certificatesWanted = rest.some(({ tag, content }) => tag === TAG.boolean && content[0] === 0xff);
  const isPlain = rest.every(({ tag }) => tag === TAG.integer || tag === TAG.boolean) && rest.length <= 2;
  if (!isPlain || (nonce !== null && nonce.length > MAX_NONCE_OCTETS)) {
    return refuse("TIMESTAMP_INVALID", "request asks for more than we serve");
  }
  return ok({ hash, nonce, certificatesWanted });
}

/** MessageImprint. @throws TypeError unless it is 32 octets: a bug of the caller. */
export function sha256Imprint(hash: Uint8Array): Uint8Array {
  if (hash.length !== 32) throw new TypeError("not a SHA-256 hash");
  return sequence(sequence(oid(OID.sha256)), octetString(hash));
}

/** @returns The 32 octets of a MessageImprint with SHA-256, else null. */
export function imprintHash(imprint: DerNode | undefined): Uint8Array | null {
  const [algorithm, hash] = imprint?.children ?? [];
  if (!isPlainAlgorithm(algorithm) || readOid(algorithm?.children[0]) !== OID.sha256) return null;
  return hash?.tag === TAG.octetString && hash.content.length === 32 && imprint?.children.length === 2
    ? hash.content
    : null;
}

/** An AlgorithmIdentifier without parameters, or with NULL for them. */
export function isPlainAlgorithm(node: DerNode | undefined): boolean {
  const [oid, parameters] = node?.children ?? [];
  if (node?.tag !== TAG.sequence || node.children.length > 2 || readOid(oid) === null) return false;
  return parameters === undefined || (parameters.tag === 0x05 && parameters.content.length === 0);
}
