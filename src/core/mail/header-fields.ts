/** Header fields as octets (RFC 5322, section 2.2): order, duplicates and offsets as they lie in the message. */

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const COLON = 0x3a;

/** One header line with its continuation lines. Text is decoded only when asked for. */
export class HeaderField {
  /** As written: "Message-Id" stays that. */
  readonly name: string;
  readonly lowerName: string;
  /** Octets from the start of the message to the first octet of the name. */
  readonly offset: number;
  /** Octets of the field with its last line break. */
  readonly length: number;
  /** Octets from the start of the message to the octet after the colon. */
  readonly bodyOffset: number;
  /** Octets of its longest line without the line break (RFC 5322, section 2.1.1). */
  readonly longestLine: number;
  readonly #message: Uint8Array;
  readonly #ascii: AsciiText | null;
  #body: string | null = null;

  constructor(message: Uint8Array, place: FieldPlace, ascii: AsciiText | null) {
    const { offset, colon, end } = place;
    let nameEnd = colon;
    while (nameEnd > offset && isBlank(message[nameEnd - 1])) nameEnd--;
    this.name =
      ascii === null
        ? latin1(message.subarray(offset, nameEnd))
        : ascii.text.slice(offset - ascii.offset, nameEnd - ascii.offset);
    this.lowerName = this.name.toLowerCase();
    this.offset = offset;
    this.length = end - offset;
    this.bodyOffset = colon + 1;
    this.longestLine = place.longestLine;
    this.#message = message;
    this.#ascii = ascii;
  }

  /**
   * The body unfolded (RFC 5322, section 2.2.3), without white space at either end: UTF-8 where the octets are
   * valid UTF-8 (RFC 6532), else each octet as the character of that number.
   */
  get body(): string {
    this.#body ??= unfold(this.#bodyText()).trim();
    return this.#body;
  }

  /** Whether name and body are known to be ASCII; false tells nothing. */
  get isAscii(): boolean {
    return this.#ascii !== null;
  }

  /** The octets of the whole field: name, colon, folds and last line break. */
  raw(): Uint8Array {
    return this.#message.subarray(this.offset, this.offset + this.length);
  }

  /** The octets after the colon, folds and last line break included. */
  rawBody(): Uint8Array {
    return this.#message.subarray(this.bodyOffset, this.offset + this.length);
  }

  #bodyText(): string {
    const ascii = this.#ascii;
    if (ascii === null) return decodeText(this.rawBody());
    return ascii.text.slice(this.bodyOffset - ascii.offset, this.offset + this.length - ascii.offset);
  }
}

/** Fields that are ASCII throughout, decoded in one call: characters and octets then count alike. */
interface AsciiText {
  readonly text: string;
  /** Octets from the start of the message to the first character. */
  readonly offset: number;
}

interface FieldPlace {
  readonly offset: number;
  readonly colon: number;
  readonly end: number;
  readonly longestLine: number;
}

export interface HeaderSection {
  readonly fields: readonly HeaderField[];
  /** Octets from the start of the message to the first octet of the body. */
  readonly bodyOffset: number;
  /**
   * "blank-line" as it should be; "end-of-input" without a body; "malformed-line" where a line is neither a field
   * nor a continuation: like Python's and Microsoft's readers, the body is then said to begin with that line.
   */
  readonly endedBy: "blank-line" | "end-of-input" | "malformed-line";
  /** All fields as written, from the first octet of the message on, where they are ASCII and were decoded together. */
  readonly ascii: string | null;
}

/** Fields decoded in one call, in octets: their text is held as a whole for as long as any of them is. */
const MAX_DECODED_AT_ONCE = 1 << 16;

/**
 * Reads the header section in one pass, whatever the octets are. Lines end with CRLF or a bare LF.
 * An mbox "From " line at the very start is skipped.
 *
 * @param octets - The message, up to where the section may reach.
 * @param from - Octets to the section: 0, or where a part of the message begins.
 * @param endsBefore - Tells of a line, by the offset of its first octet, that the section's input ends there.
 */
export function readHeaderFields(
  octets: Uint8Array,
  from = 0,
  endsBefore?: (lineOffset: number) => boolean,
): HeaderSection {
  const start = from === 0 && startsWithMboxLine(octets) ? lineEnd(octets, 0) : from;
  const places: FieldPlace[] = [];
  const { position, endedBy } = findFields(octets, start, places, endsBefore);
  const texts: (AsciiText | null)[] = [];
  const fields = fieldsAt(octets, places, texts);
  const [text] = texts;
  return {
    fields,
    bodyOffset: endedBy === "blank-line" ? position + blankLineLength(octets, position) : position,
    endedBy,
    ascii: texts.length === 1 && text?.offset === 0 ? text.text : null,
  };
}

/** Decodes as many fields together as one call may. @param texts - Gets what each call gave. */
function fieldsAt(
  octets: Uint8Array,
  places: readonly FieldPlace[],
  texts: (AsciiText | null)[],
): HeaderField[] {
  const fields: HeaderField[] = [];
  for (let first = 0; first < places.length; ) {
    const start = (places[first] as FieldPlace).offset;
    let next = first + 1;
    while (next < places.length && (places[next] as FieldPlace).end - start <= MAX_DECODED_AT_ONCE) next++;
    const { end } = places[next - 1] as FieldPlace;
    const ascii = end - start > MAX_DECODED_AT_ONCE ? null : decodeAscii(octets, start, end);
    texts.push(ascii);
    for (; first < next; first++) fields.push(new HeaderField(octets, places[first] as FieldPlace, ascii));
  }
  return fields;
}

/** @returns Why it stopped, and where: at the blank line, the malformed line or the end. */
function findFields(
  octets: Uint8Array,
  start: number,
  places: FieldPlace[],
  endsBefore?: (lineOffset: number) => boolean,
): { position: number; endedBy: HeaderSection["endedBy"] } {
  let position = start;
  while (position < octets.length) {
    if (blankLineLength(octets, position) > 0) return { position, endedBy: "blank-line" };
    if (endsBefore?.(position)) return { position, endedBy: "end-of-input" };
    const colon = findColon(octets, position);
    if (colon < 0) return { position, endedBy: "malformed-line" };
    const place = placeOf(octets, position, colon);
    places.push(place);
    position = place.end;
  }
  return { position: octets.length, endedBy: "end-of-input" };
}

/** @returns null where the octets are not all ASCII. */
function decodeAscii(octets: Uint8Array, start: number, end: number): AsciiText | null {
  const text = tryUtf8(octets.subarray(start, end));
  return text?.length === end - start ? { text, offset: start } : null;
}

function isBlank(octet: number | undefined): boolean {
  return octet === SPACE || octet === TAB;
}

/** "From ". */
const MBOX_START = [0x46, 0x72, 0x6f, 0x6d, SPACE];

/** "From  :" is a field in its obsolete form. */
function startsWithMboxLine(octets: Uint8Array): boolean {
  for (let i = 0; i < MBOX_START.length; i++) if (octets[i] !== MBOX_START[i]) return false;
  return findColon(octets, 0) < 0;
}

/** @returns The offset after the next LF, or the end. */
function lineEnd(octets: Uint8Array, from: number): number {
  const lf = octets.indexOf(LF, from);
  return lf < 0 ? octets.length : lf + 1;
}

function blankLineLength(octets: Uint8Array, position: number): number {
  if (octets[position] === LF) return 1;
  return octets[position] === CR && octets[position + 1] === LF ? 2 : 0;
}

/**
 * Finds the colon that ends a field name: printable US-ASCII (RFC 5322, section 2.2), then white space if the
 * sender wrote the obsolete form (section 4.5).
 *
 * @returns Its offset, or -1 if the line is not a field.
 */
function findColon(octets: Uint8Array, start: number): number {
  let i = start;
  while (i < octets.length) {
    const octet = octets[i] as number;
    if (octet === COLON || octet <= SPACE || octet >= 0x7f) break;
    i++;
  }
  if (i === start) return -1;
  while (isBlank(octets[i])) i++;
  return octets[i] === COLON ? i : -1;
}

/** The field ends with the line whose next one does not begin with white space. */
function placeOf(octets: Uint8Array, offset: number, colon: number): FieldPlace {
  let end = lineEnd(octets, colon);
  let longestLine = lineLength(octets, offset, end);
  while (end < octets.length && isBlank(octets[end])) {
    const next = lineEnd(octets, end);
    const length = lineLength(octets, end, next);
    if (length > longestLine) longestLine = length;
    end = next;
  }
  return { offset, colon, end, longestLine };
}

/** Octets without the line break. */
function lineLength(octets: Uint8Array, start: number, next: number): number {
  const end = octets[next - 1] === LF ? next - 1 : next;
  return (octets[end - 1] === CR ? end - 1 : end) - start;
}

/** Removes the line breaks of folds: in a field each LF but the last is one. A CR elsewhere stays visible. */
function unfold(text: string): string {
  let lf = text.indexOf("\n");
  if (lf < 0 || lf === text.length - 1) return text;
  let out = "";
  let start = 0;
  for (; lf >= 0; lf = text.indexOf("\n", start)) {
    out += text.slice(start, text.charCodeAt(lf - 1) === CR ? lf - 1 : lf);
    start = lf + 1;
  }
  return out + text.slice(start);
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function tryUtf8(octets: Uint8Array): string | null {
  try {
    return strictUtf8.decode(octets);
  } catch {
    return null;
  }
}

/** UTF-8 where the octets are valid UTF-8, else each octet as the character of that number. */
export function decodeText(octets: Uint8Array): string {
  return tryUtf8(octets) ?? latin1(octets);
}

/** Each octet as the character of that number; TextDecoder's "latin1" is windows-1252 and would not do. */
export function latin1(octets: Uint8Array): string {
  let text = "";
  for (let i = 0; i < octets.length; i += 0x2000) {
    // A typed array serves as the list of arguments; spreading it would walk it octet by octet.
    const slice: unknown = octets.subarray(i, i + 0x2000);
    text += String.fromCharCode.apply(null, slice as number[]);
  }
  return text;
}

/** The first field of that name, or null. @param lowerName - In lower case. */
export function firstField(fields: readonly HeaderField[], lowerName: string): HeaderField | null {
  return fields.find((field) => field.lowerName === lowerName) ?? null;
}

export function allFields(fields: readonly HeaderField[], lowerName: string): HeaderField[] {
  return fields.filter((field) => field.lowerName === lowerName);
}
