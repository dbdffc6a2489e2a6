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
  readonly #message: Uint8Array;
  #body: string | null = null;

  constructor(message: Uint8Array, offset: number, colon: number, end: number) {
    let nameEnd = colon;
    while (nameEnd > offset && isBlank(message[nameEnd - 1])) nameEnd--;
    this.name = latin1(message.subarray(offset, nameEnd));
    this.lowerName = this.name.toLowerCase();
    this.offset = offset;
    this.length = end - offset;
    this.bodyOffset = colon + 1;
    this.#message = message;
  }

  /**
   * The body unfolded (RFC 5322, section 2.2.3), without white space at either end: UTF-8 where the octets are
   * valid UTF-8 (RFC 6532), else each octet as the character of that number.
   */
  get body(): string {
    this.#body ??= unfold(decodeText(this.rawBody())).trim();
    return this.#body;
  }

  /** The octets of the whole field: name, colon, folds and last line break. */
  raw(): Uint8Array {
    return this.#message.subarray(this.offset, this.offset + this.length);
  }

  /** The octets after the colon, folds and last line break included. */
  rawBody(): Uint8Array {
    return this.#message.subarray(this.bodyOffset, this.offset + this.length);
  }
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
}

/**
 * Reads the header section in one pass, whatever the octets are. Lines end with CRLF or a bare LF.
 * An mbox "From " line at the very start is skipped.
 */
export function readHeaderFields(octets: Uint8Array): HeaderSection {
  const fields: HeaderField[] = [];
  let position = startsWithMboxLine(octets) ? lineEnd(octets, 0) : 0;
  while (position < octets.length) {
    const blank = blankLineLength(octets, position);
    if (blank > 0) return { fields, bodyOffset: position + blank, endedBy: "blank-line" };
    const colon = findColon(octets, position);
    if (colon < 0) return { fields, bodyOffset: position, endedBy: "malformed-line" };
    const end = fieldEnd(octets, colon);
    fields.push(new HeaderField(octets, position, colon, end));
    position = end;
  }
  return { fields, bodyOffset: octets.length, endedBy: "end-of-input" };
}

function isBlank(octet: number | undefined): boolean {
  return octet === SPACE || octet === TAB;
}

/** "From  :" is a field in its obsolete form. */
function startsWithMboxLine(octets: Uint8Array): boolean {
  return latin1(octets.subarray(0, 5)) === "From " && findColon(octets, 0) < 0;
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

/** @returns The offset after the field's last line: the next line does not begin with white space. */
function fieldEnd(octets: Uint8Array, from: number): number {
  let end = lineEnd(octets, from);
  while (end < octets.length && isBlank(octets[end])) end = lineEnd(octets, end);
  return end;
}

/** Removes the line breaks of folds; a CR or LF elsewhere stays visible. */
function unfold(text: string): string {
  return text.includes("\n") ? text.replace(/\r?\n(?=[ \t])/g, "") : text;
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decodeText(octets: Uint8Array): string {
  try {
    return strictUtf8.decode(octets);
  } catch {
    return latin1(octets);
  }
}

/** Each octet as the character of that number; TextDecoder's "latin1" is windows-1252 and would not do. */
export function latin1(octets: Uint8Array): string {
  if (octets.length <= 0x2000) return String.fromCharCode(...octets);
  let text = "";
  for (let i = 0; i < octets.length; i += 0x2000)
    text += String.fromCharCode(...octets.subarray(i, i + 0x2000));
  return text;
}

/** The first field of that name, or null. @param lowerName - In lower case. */
export function firstField(fields: readonly HeaderField[], lowerName: string): HeaderField | null {
  return fields.find((field) => field.lowerName === lowerName) ?? null;
}

export function allFields(fields: readonly HeaderField[], lowerName: string): HeaderField[] {
  return fields.filter((field) => field.lowerName === lowerName);
}
