/** Header canonicalization and the octets that a signature covers (RFC 6376, sections 3.4.1, 3.4.2, 3.7, 5.4.2). */
import { concatOctets } from "../../base/bytes.ts";
import { type HeaderField, latin1 } from "../../mail/header-fields.ts";
import type { Canonicalization } from "./canonical-body.ts";

/** A binary string, one character an octet: header octets are not necessarily UTF-8. */
function toOctets(binary: string): Uint8Array {
  const out = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) out[i] = binary.charCodeAt(i);
  return out;
}

/** @param binary - The whole field, one character an octet. @returns The canonical form with its CRLF. */
export function canonicalField(binary: string, form: Canonicalization): string {
  const wire = binary.replace(/\r?\n$/, "");
  if (form === "simple") return `${wire.replace(/\r?\n/g, "\r\n")}\r\n`;
  const colon = wire.indexOf(":");
  const name = wire
    .slice(0, colon)
    .toLowerCase()
    .replace(/[\t ]+$/, "");
  const body = wire
    .slice(colon + 1)
    .replace(/\r?\n/g, "")
    .replace(/[\t ]+/g, " ");
  return `${name}:${trimBlanks(body)}\r\n`;
}

/** String.trim would also take octet 0xA0. After the collapse at most one space stands at either end. */
function trimBlanks(text: string): string {
  const start = text.startsWith(" ") ? 1 : 0;
  return text.slice(start, text.endsWith(" ") && text.length > start ? -1 : undefined);
}

/** Removes the value of b= and nothing else: the tag, its "=" and all white space outside the value stay. */
export function withoutSignatureValue(binary: string): string {
  const colon = binary.indexOf(":") + 1;
  const parts = binary.slice(colon).split(";");
  const emptied = parts.map((part) => {
    const equals = part.indexOf("=");
    return equals >= 0 && part.slice(0, equals).trim() === "b" ? part.slice(0, equals + 1) : part;
  });
  return binary.slice(0, colon) + emptied.join(";");
}

/**
 * The octets that are hashed for the signature: the fields named in h=, each name taking the lowest field not yet
 * taken (section 5.4.2), then the signature field itself with an empty b= and without its last CRLF.
 *
 * @param byName - All fields of a lower-case name, top to bottom.
 */
export function signedOctets(
  signature: HeaderField,
  signedFields: readonly string[],
  byName: (lowerName: string) => readonly HeaderField[],
  form: Canonicalization,
): Uint8Array {
  const taken = new Map<string, number>();
  const parts: Uint8Array[] = [];
  for (const name of signedFields) {
    const candidates = byName(name);
    const used = taken.get(name) ?? 0;
    taken.set(name, used + 1);
    const field = candidates[candidates.length - 1 - used];
    // A name without a field signs its absence (section 5.4): it adds nothing.
    if (field !== undefined) parts.push(toOctets(canonicalField(latin1(field.raw()), form)));
  }
  const own = canonicalField(withoutSignatureValue(latin1(signature.raw())), form);
  parts.push(toOctets(own.slice(0, -2)));
  return concatOctets(parts);
}
