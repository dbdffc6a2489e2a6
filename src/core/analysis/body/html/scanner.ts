/**
 * Tags, text and comments of HTML in one pass, by the tokenizer's rules of the HTML standard (section 13.2.5) as far as
 * they decide what is shown. No tree and no DOM: nothing that the sender wrote is ever given to a browser.
 */
import { type KnownAttributes, knownNameBetween, noAttributes } from "./known-attributes.ts";
import { type Tag, tagBetween } from "./tags.ts";

export interface HtmlHandler {
  text(start: number, end: number): void;
  /**
   * @param attributes - null for a tag without any that is known.
   * @param start - Of the "<".
   */
  open(tag: Tag, attributes: Readonly<KnownAttributes> | null, start: number): void;
  close(tag: Tag, start: number): void;
  /** Between "<!--" and "-->". */
  comment(start: number, end: number): void;
  /** Content of an element that holds no tags: script, style, title, textarea, … */
  raw(tag: Tag, start: number, end: number): void;
}

/** Of one tag; real ones have a dozen. */
const MAX_ATTRIBUTES = 100;

const GREATER = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;

/** By code: 1 for white space, 2 for what else ends a name besides "=", 4 for "=". */
const ENDS_TAG_NAME = 3;
const ENDS_ATTRIBUTE_NAME = 7;
const CLASS = new Uint8Array(128);
for (const code of [0x20, 0x09, 0x0a, 0x0b, 0x0c, 0x0d]) CLASS[code] = 1;
for (const code of [GREATER, SLASH]) CLASS[code] = 2;
CLASS[EQUALS] = 4;

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** Every input is read to its end; a tag, comment or quote that is not closed takes the rest, as in browsers. */
export function scanHtml(html: string, handler: HtmlHandler): void {
  const attributes = new TagAttributes(html);
  let position = 0;
  while (position < html.length) {
    const less = nextMarkup(html, position);
    if (less > position) handler.text(position, less);
    if (less === html.length) return;
    const code = html.charCodeAt(less + 1);
    if (code === 0x21) position = readDeclaration(html, less, handler);
    else if (code === 0x3f) position = after(html, ">", less + 2);
    else if (code === SLASH) position = readEndTag(html, less, handler);
    else position = readStartTag(html, less, attributes, handler);
  }
}

/** @returns Place of the next "<" that begins markup, else the end: "<3" and "1 < 2" are text. */
function nextMarkup(html: string, from: number): number {
  // Tag upon tag, as layouts have them.
  let less = html.charCodeAt(from) === 0x3c ? from : html.indexOf("<", from);
  while (less >= 0) {
    const code = html.charCodeAt(less + 1);
    if (isLetter(code) || code === 0x21 || code === 0x3f) return less;
    if (code === SLASH && less + 2 < html.length) return less;
    less = html.indexOf("<", less + 1);
  }
  return html.length;
}

/** @returns The place behind the next `mark`, or the end. */
function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}

function readDeclaration(html: string, less: number, handler: HtmlHandler): number {
  if (!html.startsWith("<!--", less)) return after(html, ">", less + 2);
  const start = less + 4;
  // "<!-->" and "<!--->" are whole comments (section 13.2.5.43).
  const short = html[start] === ">" ? 1 : html.startsWith("->", start) ? 2 : 0;
  if (short > 0) return start + short;
  const end = html.indexOf("-->", start);
  handler.comment(start, end < 0 ? html.length : end);
  return end < 0 ? html.length : end + 3;
}

function readEndTag(html: string, less: number, handler: HtmlHandler): number {
  const nameEnd = endOfName(html, less + 2, ENDS_TAG_NAME);
  // "</>" is nothing and "</ x>" a comment (section 13.2.5.7).
  if (isLetter(html.charCodeAt(less + 2))) handler.close(tagBetween(html, less + 2, nameEnd), less);
  return html.charCodeAt(nameEnd) === GREATER ? nameEnd + 1 : after(html, ">", nameEnd);
}

/** @param ends - Classes of characters that end it. */
function endOfName(html: string, from: number, ends: number): number {
  let i = from;
  while (i < html.length) {
    const code = html.charCodeAt(i);
    if (code < 128 && ((CLASS[code] as number) & ends) !== 0) break;
    i++;
  }
  return i;
}

function readStartTag(html: string, less: number, attributes: TagAttributes, handler: HtmlHandler): number {
  const nameEnd = endOfName(html, less + 1, ENDS_TAG_NAME);
  const tag = tagBetween(html, less + 1, nameEnd);
  const end = html.charCodeAt(nameEnd) === GREATER ? attributes.readNone(nameEnd) : attributes.read(nameEnd);
  // Cut off inside of the tag: browsers drop it.
  if (end < 0) return html.length;
  handler.open(tag, attributes.known, less);
  return tag.rawEnd === null ? end : readRaw(html, tag, tag.rawEnd, end, handler);
}

/** Reads the attributes of one tag after the other. */
class TagAttributes {
  readonly #html: string;
  #known: KnownAttributes | null = null;
  #count = 0;
  #valueStart = 0;
  #valueEnd = 0;

  constructor(html: string) {
    this.#html = html;
  }

  /** null where the tag has none that is known. */
  get known(): Readonly<KnownAttributes> | null {
    return this.#known;
  }

  /** @param greater - Place of the ">" directly behind the name. */
  readNone(greater: number): number {
    this.#known = null;
    return greater + 1;
  }

  /** @returns The place behind the ">", or -1 where none comes. */
  read(from: number): number {
    this.#known = null;
    this.#count = 0;
    const html = this.#html;
    let i = from;
    while (i < html.length) {
      const code = html.charCodeAt(i);
      if (code === GREATER) return i + 1;
      if (code === SLASH || isSpace(code)) {
        i++;
        continue;
      }
      const nameStart = i;
      const nameEnd = endOfName(html, i + 1, ENDS_ATTRIBUTE_NAME);
      i = this.#readValue(nameEnd);
      if (i < 0) return -1;
      this.#note(nameStart, nameEnd);
    }
    return -1;
  }

  #note(nameStart: number, nameEnd: number): void {
    const name = knownNameBetween(this.#html, nameStart, nameEnd);
    if (name === null || this.#count >= MAX_ATTRIBUTES) return;
    this.#count++;
    this.#known ??= noAttributes();
    this.#known[name] ??= { start: this.#valueStart, end: this.#valueEnd };
  }

  /** @returns Where to read on; -1 where a quote is not closed. */
  #readValue(nameEnd: number): number {
    const html = this.#html;
    let i = nameEnd;
    while (isSpace(html.charCodeAt(i))) i++;
    if (html.charCodeAt(i) !== EQUALS) {
      this.#valueStart = i;
      this.#valueEnd = i;
      return i;
    }
    i++;
    while (isSpace(html.charCodeAt(i))) i++;
    const quote = html.charCodeAt(i);
    if (quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE) {
      this.#valueStart = i + 1;
      this.#valueEnd = html.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", i + 1);
      return this.#valueEnd < 0 ? -1 : this.#valueEnd + 1;
    }
    this.#valueStart = i;
    for (let code = quote; i < html.length && code !== GREATER && !isSpace(code); )
      code = html.charCodeAt(++i);
    this.#valueEnd = i;
    return i;
  }
}

function readRaw(html: string, tag: Tag, endTag: RegExp, start: number, handler: HtmlHandler): number {
  endTag.lastIndex = start;
  const end = endTag.exec(html)?.index ?? html.length;
  handler.raw(tag, start, end);
  return end;
}
