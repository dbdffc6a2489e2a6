/** The MIME structure with its offsets (RFC 2045, 2046): which octets are which part, nothing decoded. */
import { type ParameterisedValue, parseParameters } from "./content-type.ts";
import { decodeEncodedWords } from "./encoded-words.ts";
import {
  decodeText,
  type HeaderField,
  type HeaderSection,
  latin1,
  readHeaderFields,
} from "./header-fields.ts";
import { DelimiterSearch } from "./delimiter-search.ts";
import { decodeBase64Octets, decodeQuotedPrintable } from "./transfer-decoding.ts";

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

/** As postal-mime; deeper nesting serves only to hide or to exhaust. */
const MAX_DEPTH = 50;
/** A digest of a busy list has a few hundred. */
const MAX_ENTITIES = 2_000;
/** RFC 2046, section 5.1.1, allows 70 characters; some programs write more. */
const MAX_BOUNDARY = 998;

const LF = 0x0a;
const CR = 0x0d;
const HYPHEN = 0x2d;

type MutableEntity = {
  -readonly [Key in keyof MimeEntity]: Key extends "children" ? number[] : MimeEntity[Key];
};

/** A multipart whose delimiters are looked for. */
interface OpenMultipart {
  readonly entity: MutableEntity;
  readonly boundary: string;
  /** Entities open when its parts begin: itself and what contains it. */
  readonly openCount: number;
  /** An outer multipart of the same boundary, which the inner one hides. */
  readonly hidden: OpenMultipart | undefined;
}

interface Reader {
  readonly octets: Uint8Array;
  readonly entities: MutableEntity[];
  /** Entities whose end is not known yet, outermost first. */
  readonly open: MutableEntity[];
  readonly multiparts: OpenMultipart[];
  /** By boundary: the cost of a line does not grow with the depth of nesting. */
  readonly byBoundary: Map<string, OpenMultipart>;
  truncated: boolean;
}

interface Delimiter {
  readonly multipart: OpenMultipart;
  readonly closes: boolean;
  /** Of the line, without the line break before it, which belongs to the delimiter (RFC 2046, section 5.1.1). */
  readonly start: number;
  readonly end: number;
}

/**
 * Finds all parts in one pass over the octets. A part that is not closed ends where what contains it ends; a multipart
 * without boundary has no parts; of a boundary used twice the inner one counts; message/rfc822 contains one entity.
 */
export function readMimeTree(octets: Uint8Array, section: HeaderSection): MimeTree {
  const reader: Reader = {
    octets,
    entities: [],
    open: [],
    multiparts: [],
    byBoundary: new Map(),
    truncated: false,
  };
  let position = enter(reader, null, 0, section);
  while (reader.multiparts.length > 0) {
    const delimiter = nextDelimiter(reader, position);
    if (delimiter === null) break;
    closeDownTo(reader, delimiter);
    const parent = delimiter.multipart.entity;
    position = delimiter.closes ? delimiter.end : enterAt(reader, parent, delimiter.end);
  }
  for (const entity of reader.open) entity.bodyEnd = octets.length;
  return { entities: reader.entities, truncated: reader.truncated };
}

/** @returns Where to read on; without room for another entity its octets are only searched for delimiters. */
function enterAt(reader: Reader, parent: MutableEntity, offset: number): number {
  if (reader.entities.length >= MAX_ENTITIES || parent.depth >= MAX_DEPTH) {
    reader.truncated = true;
    return offset;
  }
  const section = readHeaderFields(reader.octets, offset, (line) => delimiterAt(reader, line) !== null);
  return enter(reader, parent, offset, section);
}

/** Adds an entity, and the message within a message. @returns Where its body begins. */
function enter(reader: Reader, parent: MutableEntity | null, offset: number, section: HeaderSection): number {
  const entity = readEntity(reader.entities.length, parent, offset, section);
  reader.entities.push(entity);
  reader.open.push(entity);
  parent?.children.push(entity.index);
  if (entity.mediaType.startsWith("multipart/")) openMultipart(reader, entity);
  else if (isPlainMessage(entity)) return enterAt(reader, entity, entity.bodyOffset);
  return entity.bodyOffset;
}

/** A message in base64 breaks RFC 2046, section 5.2.1, and has no octets of its own to point to: it stays a leaf. */
function isPlainMessage({ mediaType, encoding }: MimeEntity): boolean {
  return (
    (mediaType === "message/rfc822" || mediaType === "message/global") &&
    encoding !== "base64" &&
    encoding !== "quoted-printable"
  );
}

function openMultipart(reader: Reader, entity: MutableEntity): void {
  const boundary = (entity.parameters.get("boundary") ?? "").trim();
  if (boundary === "" || boundary.length > MAX_BOUNDARY) return;
  const hidden = reader.byBoundary.get(boundary);
  const multipart = { entity, boundary, openCount: reader.open.length, hidden };
  reader.multiparts.push(multipart);
  reader.byBoundary.set(boundary, multipart);
}

/** Ends every entity inside of the delimiter's multipart, and stops looking for their delimiters. */
function closeDownTo(reader: Reader, { multipart, closes, start }: Delimiter): void {
  const { open, multiparts, byBoundary } = reader;
  // A part without body begins behind the line break that the delimiter takes; what contains it ends no earlier.
  let bodyEnd = start;
  while (open.length > multipart.openCount) {
    const entity = open.pop() as MutableEntity;
    bodyEnd = Math.max(bodyEnd, entity.bodyOffset);
    entity.bodyEnd = bodyEnd;
  }
  while (multiparts.length > 0) {
    const last = multiparts.at(-1) as OpenMultipart;
    if (last === multipart && !closes) return;
    multiparts.pop();
    if (last.hidden === undefined) byBoundary.delete(last.boundary);
    else byBoundary.set(last.boundary, last.hidden);
    if (last === multipart) return;
  }
}

function nextDelimiter(reader: Reader, from: number): Delimiter | null {
  const { octets, multiparts } = reader;
  const search = new DelimiterSearch(
    octets,
    multiparts.length === 1 ? (multiparts[0]?.boundary ?? null) : null,
  );
  for (let line = search.next(from); line >= 0; line = search.next(line + 2)) {
    const delimiter = delimiterAt(reader, line);
    if (delimiter !== null) return delimiter;
  }
  return null;
}

/**
 * A delimiter is the whole line: "--", the boundary, "--" where it closes, white space. So a boundary that another one
 * begins with cannot be taken for it.
 */
function delimiterAt({ octets, byBoundary }: Reader, line: number): Delimiter | null {
  if (octets[line] !== HYPHEN || octets[line + 1] !== HYPHEN) return null;
  const lf = octets.indexOf(LF, line);
  const end = lf < 0 ? octets.length : lf + 1;
  let textEnd = lf < 0 ? end : lf;
  while (isBlank(octets[textEnd - 1])) textEnd--;
  if (textEnd - line > MAX_BOUNDARY + 4) return null;
  const text = lineText(octets.subarray(line + 2, textEnd));
  const opened = byBoundary.get(text);
  const closed = text.endsWith("--") ? byBoundary.get(text.slice(0, -2).trimEnd()) : undefined;
  const closes = closed !== undefined && (opened === undefined || closed.openCount > opened.openCount);
  const multipart = closes ? closed : opened;
  return multipart === undefined ? null : { multipart, closes, start: breakBefore(octets, line), end };
}

function lineText(octets: Uint8Array): string {
  const text = latin1(octets);
  return /[^\0-\x7f]/.test(text) ? decodeText(octets) : text;
}

function isBlank(octet: number | undefined): boolean {
  return octet === 0x20 || octet === 0x09 || octet === CR;
}

function breakBefore(octets: Uint8Array, line: number): number {
  if (line === 0 || octets[line - 1] !== LF) return line;
  return octets[line - 2] === CR ? line - 2 : line - 1;
}

const NO_VALUE: ParameterisedValue = { value: "", parameters: new Map() };
/** Type and subtype are tokens (RFC 2045, section 5.1). */
const MEDIA_TYPE = /^[!#$%&'*+.^_`{|}~\w-]{1,127}\/[!#$%&'*+.^_`{|}~\w-]{1,127}$/;

function readEntity(
  index: number,
  parent: MutableEntity | null,
  offset: number,
  section: HeaderSection,
): MutableEntity {
  const fields = mimeFields(section.fields);
  const type = fields.type === null ? NO_VALUE : parseParameters(fields.type.body);
  const disposition = fields.disposition === null ? NO_VALUE : parseParameters(fields.disposition.body);
  const name = disposition.parameters.get("filename") ?? type.parameters.get("name") ?? null;
  return {
    index,
    parent: parent?.index ?? null,
    depth: parent === null ? 0 : parent.depth + 1,
    fields: section.fields,
    offset,
    bodyOffset: section.bodyOffset,
    bodyEnd: section.bodyOffset,
    mediaType: mediaTypeOf(type.value, parent),
    parameters: type.parameters,
    encoding: fields.encoding === null ? "7bit" : parseParameters(fields.encoding.body).value || "7bit",
    disposition: disposition.value === "" ? null : disposition.value,
    fileName: name === null ? null : decodeEncodedWords(name),
    contentId: fields.id === null ? null : (/<[^<>]{1,998}>/.exec(fields.id.body)?.[0] ?? null),
    children: [],
  };
}

/** Without a type a part is plain text, in a digest a message (RFC 2046, section 5.1.5). */
function mediaTypeOf(written: string, parent: MimeEntity | null): string {
  if (MEDIA_TYPE.test(written)) return written;
  return written === "" && parent?.mediaType === "multipart/digest" ? "message/rfc822" : "text/plain";
}

/** The first field of each name, found in one pass. */
function mimeFields(fields: readonly HeaderField[]) {
  const found: Record<"type" | "encoding" | "disposition" | "id", HeaderField | null> = {
    type: null,
    encoding: null,
    disposition: null,
    id: null,
  };
  for (const field of fields) {
    const { lowerName } = field;
    if (!lowerName.startsWith("content-")) continue;
    if (lowerName === "content-type") found.type ??= field;
    else if (lowerName === "content-transfer-encoding") found.encoding ??= field;
    else if (lowerName === "content-disposition") found.disposition ??= field;
    else if (lowerName === "content-id") found.id ??= field;
  }
  return found;
}

/**
 * Decodes the body of a part: base64, quoted-printable, or as it is. Never fails: what is no base64 is skipped.
 *
 * @param maxOctets - At most this many decoded octets.
 */
export function decodeEntity(octets: Uint8Array, entity: MimeEntity, maxOctets: number): Uint8Array {
  const body = octets.subarray(entity.bodyOffset, entity.bodyEnd);
  if (entity.encoding === "base64") return decodeBase64Octets(body, maxOctets);
  if (entity.encoding === "quoted-printable") return decodeQuotedPrintable(body, maxOctets);
  return body.subarray(0, maxOctets);
}
