/** Whether two methods gave the same mail (docs/package-format.md, section 6, "agrees"). Linear in the octets. */
import { octetsEqual } from "../base/bytes.ts";
import { type HeaderSection, readHeaderFields } from "../mail/header-fields.ts";
import { canonicalBody } from "./dkim/canonical-body.ts";
import { canonicalField } from "./dkim/canonical-header.ts";

/** What one method gave. Both null: nothing that can be compared, a .msg file for example. */
export interface Given {
  /** Octets of original.eml. */
  readonly whole: Uint8Array | null;
  /** Octets of headers.txt, looked at where there is no whole. */
  readonly headers: Uint8Array | null;
}

/**
 * True where the octets are equal, or differ only in how lines are folded and ended: the same header fields in the same
 * order in the relaxed form of RFC 6376, section 3.4.2, and, where both gave a body, the same body in the simple form of
 * section 3.4.3. Anything else that a server writes anew, a boundary for example, is another mail to this rule.
 */
export function agrees(one: Given, other: Given): boolean {
  const [first, second] = [one.whole ?? one.headers, other.whole ?? other.headers];
  if (first === null || second === null) return false;
  const bodies = one.whole !== null && other.whole !== null;
  if (bodies && octetsEqual(first, second)) return true;
  const [left, right] = [readHeaderFields(first), readHeaderFields(second)];
  if (!sameFields(left, right)) return false;
  return !bodies || sameBody(first.subarray(left.bodyOffset), second.subarray(right.bodyOffset));
}

function sameFields(one: HeaderSection, other: HeaderSection): boolean {
  if (one.fields.length !== other.fields.length || one.fields.length === 0) return false;
  return one.fields.every((field, i) => {
    const twin = other.fields[i];
    return twin !== undefined && octetsEqual(relaxed(field.raw()), relaxed(twin.raw()));
  });
}

function relaxed(raw: Uint8Array): Uint8Array {
  return canonicalField(raw, "relaxed");
}

function sameBody(one: Uint8Array, other: Uint8Array): boolean {
  return octetsEqual(canonicalBody(one, "simple"), canonicalBody(other, "simple"));
}
