/** Header canonicalization and the octets that a signature covers (RFC 6376, sections 3.4.1, 3.4.2, 3.7, 5.4.2). */
import type { HeaderField } from "../../mail/header-fields.ts";
import type { Canonicalization } from "./canonical-body.ts";

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const EQUALS = 0x3d;
const LETTER_B = 0x62;

/** @param raw - The whole field with its line break. @returns The canonical form with its CRLF. */
export function canonicalField(raw: Uint8Array, form: Canonicalization): Uint8Array<ArrayBuffer> {
  // In the simple form each LF may gain a CR; nothing else makes a field longer than its closing CRLF does.
  const out = new Uint8Array((form === "simple" ? 2 * raw.length : raw.length) + 2);
  const end = withoutLineBreak(raw);
  const written = form === "simple" ? writeSimple(out, raw, end) : writeRelaxed(out, raw, end);
  out[written] = CR;
  out[written + 1] = LF;
  return out.subarray(0, written + 2);
}

function withoutLineBreak(raw: Uint8Array): number {
  if (raw[raw.length - 1] !== LF) return raw.length;
  return raw[raw.length - 2] === CR ? raw.length - 2 : raw.length - 1;
}

/** A bare LF counts as CRLF, as in the body. */
function writeSimple(out: Uint8Array, raw: Uint8Array, end: number): number {
  let written = 0;
  for (let i = 0; i < end; i++) {
    if (raw[i] === LF && raw[i - 1] !== CR) out[written++] = CR;
    out[written++] = raw[i] as number;
  }
  return written;
}

function writeRelaxed(out: Uint8Array, raw: Uint8Array, end: number): number {
  const colon = raw.indexOf(COLON);
  let written = 0;
  for (let i = 0; i < colon; i++) {
    const octet = raw[i] as number;
    if (octet !== SPACE && octet !== TAB)
      out[written++] = octet >= 0x41 && octet <= 0x5a ? octet | 0x20 : octet;
  }
  out[written++] = COLON;
  const bodyStart = written;
  let blank = false;
  for (let i = colon + 1; i < end; i++) {
    const octet = raw[i] as number;
    if (octet === SPACE || octet === TAB) blank = true;
    else if (octet !== LF && !(octet === CR && raw[i + 1] === LF)) {
      if (blank && written > bodyStart) out[written++] = SPACE;
      blank = false;
      out[written++] = octet;
    }
  }
  return written;
}

/**
 * Removes the value of b= and nothing else: the tag, its "=" and all white space outside the value stay.
 *
 * @param raw - The whole signature field.
 */
export function withoutSignatureValue(raw: Uint8Array): Uint8Array {
  let start = raw.indexOf(COLON) + 1;
  let equals = raw.indexOf(EQUALS, start);
  // Each octet is looked at once: an "=" that lies behind this part is kept for the parts to come.
  while (equals >= 0) {
    const next = raw.indexOf(SEMICOLON, start);
    const end = next < 0 ? raw.length : next;
    if (equals < end && isSignatureTag(raw.subarray(start, equals)))
      return withoutRange(raw, equals + 1, end);
    if (next < 0) break;
    start = end + 1;
    if (equals < start) equals = raw.indexOf(EQUALS, start);
  }
  return raw;
}

function withoutRange(raw: Uint8Array, start: number, end: number): Uint8Array {
  const out = new Uint8Array(raw.length - (end - start));
  out.set(raw.subarray(0, start));
  out.set(raw.subarray(end), start);
  return out;
}

function isSignatureTag(name: Uint8Array): boolean {
  let found = false;
  for (const octet of name) {
    if (octet === LETTER_B && !found) found = true;
    else if (octet !== SPACE && octet !== TAB && octet !== CR && octet !== LF) return false;
  }
  return found;
}

/**
 * The fields that h= selects: each name takes the lowest field not yet taken (section 5.4.2); a name without a field
 * signs its absence and adds nothing (section 5.4).
 *
 * @param byName - All fields of a lower-case name, top to bottom.
 */
export function selectSigned(
  signedFields: readonly string[],
  byName: (lowerName: string) => readonly HeaderField[],
): HeaderField[] {
  const taken = new Map<string, number>();
  const selected: HeaderField[] = [];
  for (const name of signedFields) {
    const candidates = byName(name);
    const used = taken.get(name) ?? 0;
    taken.set(name, used + 1);
    const field = candidates[candidates.length - 1 - used];
    if (field !== undefined) selected.push(field);
  }
  return selected;
}

/** The octets that are hashed: the selected fields, then the signature field with an empty b= and without CRLF. */
export function signedParts(
  selected: readonly HeaderField[],
  signature: HeaderField,
  form: Canonicalization,
): Uint8Array[] {
  const parts: Uint8Array[] = selected.map((field) => canonicalField(field.raw(), form));
  parts.push(canonicalField(withoutSignatureValue(signature.raw()), form).subarray(0, -2));
  return parts;
}
