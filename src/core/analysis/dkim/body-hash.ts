/** Body hashes of one message, each canonical form and length computed once however many signatures there are. */
import { octetsEqual } from "../../base/bytes.ts";
import { type Hash, type HashAlgorithm, webCryptoHash } from "../../base/digest.ts";
import type { BodyHashVerdict } from "../types.ts";
import { canonicalBody } from "./canonical-body.ts";
import type { SignatureField } from "./signature-field.ts";

export interface BodyHashResult {
  readonly verdict: BodyHashVerdict;
  /** Octets of the canonical body beyond l=; null without l=. */
  readonly unsignedOctets: number | null;
  readonly defects: readonly string[];
}

export interface BodyHasher {
  check(signature: SignatureField): Promise<BodyHashResult>;
}

/** Signatures beyond this many different lengths are not computed: each l= costs a pass over the body. */
const MAX_HASHES = 64;

/** @param body - Octets after the blank line, as they are. */
export function bodyHasher(body: Uint8Array, hash: Hash = webCryptoHash): BodyHasher {
  const forms = new Map<string, Uint8Array>();
  const hashes = new Map<string, Uint8Array | Promise<Uint8Array>>();
  return { check };

  function canonical(signature: SignatureField): Uint8Array {
    const known = forms.get(signature.bodyForm) ?? canonicalBody(body, signature.bodyForm);
    forms.set(signature.bodyForm, known);
    return known;
  }

  function hashOf(octets: Uint8Array, key: string, algorithm: HashAlgorithm): ReturnType<Hash> | null {
    const known = hashes.get(key);
    if (known !== undefined) return known;
    if (hashes.size >= MAX_HASHES) return null;
    const computed = hash(algorithm, octets);
    hashes.set(key, computed);
    return computed;
  }

  async function check(signature: SignatureField): Promise<BodyHashResult> {
    const algorithm = hashAlgorithm(signature.algorithm);
    if (signature.bodyHash === null || signature.defects.includes("canonicalization-unknown"))
      return error([]);
    if (algorithm === null) return error(["algorithm-unknown"]);
    if (signature.defects.includes("length-invalid")) return error([]);
    const octets = canonical(signature);
    const length = signature.bodyLength;
    // Section 3.5: l= beyond the canonical body makes the signature invalid.
    if (length !== null && length > octets.length)
      return { ...error(["length-beyond-body"]), verdict: "mismatch" };
    const covered = length === null ? octets : octets.subarray(0, length);
    const computed = await hashOf(covered, `${algorithm} ${signature.bodyForm} ${covered.length}`, algorithm);
    if (computed === null) return error(["too-many-hashes"]);
    return {
      verdict: octetsEqual(computed, signature.bodyHash) ? "match" : "mismatch",
      unsignedOctets: length === null ? null : octets.length - length,
      defects: [],
    };
  }
}

function error(defects: readonly string[]): BodyHashResult {
  return { verdict: "error", unsignedOctets: null, defects };
}

/** @returns The name that WebCrypto uses, or null. SHA-1 is read for old mail only (RFC 8301, section 3.1). */
export function hashAlgorithm(algorithm: string | null): HashAlgorithm | null {
  if (algorithm === "rsa-sha256" || algorithm === "ed25519-sha256") return "SHA-256";
  return algorithm === "rsa-sha1" ? "SHA-1" : null;
}
