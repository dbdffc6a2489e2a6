import canonicalize from "canonicalize";
import { fromUtf8, octetsEqual, utf8 } from "./bytes.ts";
import type { EvidenceError, EvidenceErrorCode } from "./errors.ts";
import { refuse } from "./errors.ts";
import { ok, type Result } from "./result.ts";

/**
 * Canonical JSON (RFC 8785) as UTF-8 octets, without a line break at the end.
 *
 * @throws TypeError on values that JSON cannot say (undefined, functions, lone surrogates): a bug of the caller.
 */
export function canonicalJson(value: unknown): Uint8Array<ArrayBuffer> {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("value has no JSON form");
  return utf8(text);
}

/**
 * Reads JSON that must already be canonical: any other octets for the same value are refused, so that a digest
 * over the octets is a digest over the value. Duplicate member names fall out with it.
 */
export function parseCanonicalJson(
  octets: Uint8Array,
  maxOctets: number,
  code: EvidenceErrorCode = "JSON_INVALID",
): Result<unknown, EvidenceError> {
  if (octets.length > maxOctets) return refuse(code, `JSON longer than ${maxOctets} octets`);
  const text = fromUtf8(octets);
  if (text === null) return refuse(code, "JSON is not UTF-8");
  try {
    const value: unknown = JSON.parse(text);
    // A deep nest can exhaust the stack in either call: caught here, since the sender chose it.
    if (!octetsEqual(canonicalJson(value), octets)) return refuse(code, "JSON is not canonical (RFC 8785)");
    return ok(value);
  } catch {
    return refuse(code, "JSON cannot be read");
  }
}
