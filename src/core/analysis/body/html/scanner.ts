/**
 * Tags, text and comments of HTML in one pass, by the tokenizer's rules of the HTML standard (section 13.2.5) as far as
 * they decide what is shown. No tree and no DOM: nothing that the sender wrote is ever given to a browser.
 */

export interface Attribute {
  /** Lower case. */
  readonly name: string;
  /** Place of the value in the source, without quotes; references are not decoded. */
  readonly start: number;
  readonly end: number;
}

export interface HtmlHandler {
  text(start: number, end: number): void;
  /** @param start - Of the "<". @param attributes - Valid during the call only. */
  open(name: string, attributes: readonly Attribute[], start: number, end: number): void;
  close(name: string, start: number): void;
  /** Between "<!--" and "-->". */
  comment(start: number, end: number): void;
  /** Content of an element that holds no tags: script, style, title, textarea, … */
  raw(name: string, start: number, end: number): void;
}

/** Of one tag; real ones have a dozen. */
const MAX_ATTRIBUTES = 100;

/** Content that ends only with its own end tag (section 13.2.5.2 to 13.2.5.5). */
const RAW_ELEMENTS = new Map(
  ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"].map((name) => [
    name,
    new RegExp(`</${name}(?=[\\s/>])`, "gi"),
  ]),
);

const GREATER = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/**
 * @param wanted - Lower-case names of the attributes that the handler is told.
 *
 * Every input is read to its end; a tag, comment or quote that is not closed takes the rest, as in browsers.
 */
export function scanHtml(html: string, wanted: ReadonlySet<string>, handler: HtmlHandler): void {
  let position = 0;
  while (position < html.length) {
    const less = nextMarkup(html, position);
    if (less > position) handler.text(position, less);
    if (less === html.length) return;
    const code = html.charCodeAt(less + 1);
    if (code === 0x21) position = readDeclaration(html, less, handler);
    else if (code === 0x3f) position = after(html, ">", less + 2);
    else if (code === SLASH) position = readEndTag(html, less, handler);
    else position = readStartTag(html, less, wanted, handler);
  }
}

/** @returns Place of the next "<" that begins markup, else the end: "<3" and "1 < 2" are text. */
function nextMarkup(html: string, from: number): number {
  let less = html.indexOf("<", from);
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
  const nameEnd = endOfName(html, less + 2);
  // "</>" is nothing and "</ x>" a comment (section 13.2.5.7).
  if (isLetter(html.charCodeAt(less + 2))) handler.close(nameBetween(html, less + 2, nameEnd), less);
  return after(html, ">", nameEnd);
}

/** In lower case; copying it is left out where it is so already, as nearly everywhere. */
function nameBetween(html: string, start: number, end: number): string {
  const name = html.slice(start, end);
  for (let i = start; i < end; i++) {
    const code = html.charCodeAt(i);
    if (code >= 0x41 && code <= 0x5a) return name.toLowerCase();
  }
  return name;
}

function endOfName(html: string, from: number): number {
  let i = from;
  while (i < html.length) {
    const code = html.charCodeAt(i);
    if (code === GREATER || code === SLASH || isSpace(code)) break;
    i++;
  }
  return i;
}

function readStartTag(html: string, less: number, wanted: ReadonlySet<string>, handler: HtmlHandler): number {
  const nameEnd = endOfName(html, less + 1);
  const name = nameBetween(html, less + 1, nameEnd);
  const attributes: Attribute[] = [];
  const end = readAttributes(html, nameEnd, wanted, attributes);
  // Cut off inside of the tag: browsers drop it.
  if (end < 0) return html.length;
  handler.open(name, attributes, less, end);
  const endTag = RAW_ELEMENTS.get(name);
  return endTag === undefined ? end : readRaw(html, name, endTag, end, handler);
}

/** @returns The place behind the ">", or -1 where none comes. */
function readAttributes(
  html: string,
  from: number,
  wanted: ReadonlySet<string>,
  attributes: Attribute[],
): number {
  let i = from;
  while (i < html.length) {
    const code = html.charCodeAt(i);
    if (code === GREATER) return i + 1;
    if (code === SLASH || isSpace(code)) {
      i++;
      continue;
    }
    const nameStart = i++;
    while (i < html.length && !endsAttributeName(html.charCodeAt(i))) i++;
    const nameEnd = i;
    while (isSpace(html.charCodeAt(i))) i++;
    const value = html.charCodeAt(i) === EQUALS ? valueRange(html, i + 1) : { start: i, end: i, next: i };
    if (value === null) return -1;
    i = value.next;
    const name = nameBetween(html, nameStart, nameEnd);
    if (wanted.has(name) && attributes.length < MAX_ATTRIBUTES) {
      attributes.push({ name, start: value.start, end: value.end });
    }
  }
  return -1;
}

function endsAttributeName(code: number): boolean {
  return code === EQUALS || code === GREATER || code === SLASH || isSpace(code);
}

/** @returns null where a quote is not closed. */
function valueRange(html: string, from: number): { start: number; end: number; next: number } | null {
  let start = from;
  while (isSpace(html.charCodeAt(start))) start++;
  const quote = html[start];
  if (quote === '"' || quote === "'") {
    const end = html.indexOf(quote, start + 1);
    return end < 0 ? null : { start: start + 1, end, next: end + 1 };
  }
  let end = start;
  while (end < html.length && html.charCodeAt(end) !== GREATER && !isSpace(html.charCodeAt(end))) end++;
  return { start, end, next: end };
}

function readRaw(html: string, name: string, endTag: RegExp, start: number, handler: HtmlHandler): number {
  endTag.lastIndex = start;
  const end = endTag.exec(html)?.index ?? html.length;
  handler.raw(name, start, end);
  return end;
}
