/** Whether two methods gave the same mail (docs/package-format.md, section 6, "agrees"). Linear in the octets. */
import { canonicalBody } from "../core/analysis/dkim/canonical-body.ts";
import { canonicalField } from "../core/analysis/dkim/canonical-header.ts";
import { octetsEqual } from "../core/base/bytes.ts";
import { type HeaderSection, readHeaderFields } from "../core/mail/header-fields.ts";
import type { AcquiredSource } from "./ports.ts";

type Second = NonNullable<AcquiredSource["second"]>;

/**
 * True where the octets are equal, or differ only in how lines are folded and ended: the same header fields in the same
 * order in the relaxed form of RFC 6376, section 3.4.2, and, where both gave a body, the same body in the simple form of
 * section 3.4.3. Anything else that a server writes anew, a boundary for example, is another mail to this rule.
 *
 * @returns False too where the first method gave nothing that can be compared: a .msg file, or no header.
 */
export function agrees(
  { original, parts }: Pick<AcquiredSource, "original" | "parts">,
  second: Second,
): boolean {
  const whole = original?.kind === "eml" ? original.octets : null;
  const first = whole ?? (original === null ? parts.get("headers.txt")?.octets : undefined);
  if (first === undefined) return false;
  const bodies = whole !== null && second.path === "original.eml";
  if (bodies && octetsEqual(first, second.octets)) return true;
  const [one, other] = [readHeaderFields(first), readHeaderFields(second.octets)];
  if (!sameFields(one, other)) return false;
  return !bodies || sameBody(first.subarray(one.bodyOffset), second.octets.subarray(other.bodyOffset));
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
