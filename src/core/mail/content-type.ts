/** Values with parameters: Content-Type and Content-Disposition (RFC 2045, section 5.1; RFC 2183; RFC 2231). */
import { withoutComments } from "./lexer.ts";

export interface ParameterisedValue {
  /** Before the first ";", in lower case and without comments. */
  readonly value: string;
  /** Names in lower case; of a name that is written twice, the first counts. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Real fields have a handful; RFC 2231 continuations of a long name a few dozen. */
const MAX_PARAMETERS = 200;

/**
 * Reads a field body. Every input gives a value: a quote that is not closed runs to the end, what has no "=" is
 * skipped, and a name without quotes may contain blanks, as senders write it.
 */
export function parseParameters(body: string): ParameterisedValue {
  const semicolon = body.indexOf(";");
  const first = semicolon < 0 ? body : body.slice(0, semicolon);
  const value = (first.includes("(") ? withoutComments(first) : first).trim().toLowerCase();
  return { value, parameters: semicolon < 0 ? new Map() : readParameters(body, semicolon) };
}

function readParameters(body: string, from: number): Map<string, string> {
  const plain = new Map<string, string>();
  const extended = new Map<string, Section[]>();
  let position = from;
  for (let i = 0; i < MAX_PARAMETERS && position < body.length; i++) {
    const equals = body.indexOf("=", position + 1);
    if (equals < 0) break;
    const name = nameBefore(body.slice(position + 1, equals));
    const read = readValue(body, equals + 1, name);
    position = read.end;
    const section = sectionOf(name, read.text);
    if (section === null) {
      if (name !== "" && !plain.has(name)) plain.set(name, read.text);
    } else {
      const list = extended.get(section.name);
      if (list === undefined) extended.set(section.name, [section]);
      else list.push(section);
    }
  }
  for (const [name, sections] of extended) {
    const joined = joinSections(sections);
    // RFC 2231 is what the sender's program meant; the plain form beside it is for old readers.
    if (joined !== null) plain.set(name, joined);
  }
  return plain;
}

/** @param text - From the ";" to the "=", with whatever else stands there. */
function nameBefore(text: string): string {
  const last = text.slice(text.lastIndexOf(";") + 1);
  return (last.includes("(") ? withoutComments(last) : last).trim().toLowerCase();
}

function readValue(body: string, from: number, name: string): { text: string; end: number } {
  let start = from;
  while (start < body.length && isBlank(body.charCodeAt(start))) start++;
  if (body[start] === '"') return readQuoted(body, start + 1);
  const semicolon = body.indexOf(";", start);
  const end = semicolon < 0 ? body.length : semicolon;
  const text = body.slice(start, end).trim();
  // "name=report (1).pdf" breaks the grammar and is common; "charset=us-ascii (plain text)" is the RFC's own example.
  const isName = name.startsWith("name") || name.startsWith("filename");
  return { text: isName ? text : (/^[^\s(]*/.exec(text)?.[0] ?? ""), end };
}

function readQuoted(body: string, start: number): { text: string; end: number } {
  let text = "";
  let copied = start;
  for (let i = start; i < body.length; i++) {
    const code = body.charCodeAt(i);
    // Senders forget the ";" after it, so what follows is left to the next parameter.
    if (code === 0x22) return { text: text + body.slice(copied, i), end: i };
    if (code !== 0x5c) continue;
    text += body.slice(copied, i);
    copied = ++i;
  }
  return { text: (text + body.slice(copied)).trim(), end: body.length };
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a;
}

/** One piece of a parameter of RFC 2231: "title*1*" is section 1, percent-encoded. */
interface Section {
  readonly name: string;
  readonly index: number;
  readonly encoded: boolean;
  readonly text: string;
}

function sectionOf(name: string, text: string): Section | null {
  if (!name.includes("*")) return null;
  const match = /^([^*]{1,100})(?:\*(\d{1,4}))?(\*)?$/.exec(name);
  if (match === null) return null;
  const [, base = "", index, star] = match;
  return { name: base, index: Number(index ?? 0), encoded: star !== undefined, text };
}

/** Joins sections 0, 1, 2, … up to the first that is missing (RFC 2231, section 3). */
function joinSections(sections: readonly Section[]): string | null {
  const byIndex = new Map<number, Section>();
  for (const section of sections) if (!byIndex.has(section.index)) byIndex.set(section.index, section);
  if (!byIndex.has(0)) return null;
  let charset = "utf-8";
  let out = "";
  let pending = "";
  for (let i = 0; byIndex.has(i); i++) {
    let { text, encoded } = byIndex.get(i) as Section;
    if (i === 0 && encoded) {
      const prefix = /^([^']{0,64})'[^']{0,64}'/.exec(text);
      charset = prefix?.[1] || charset;
      text = text.slice(prefix?.[0].length ?? 0);
    }
    // A character may be split between two encoded sections, so these are decoded together.
    if (encoded) pending += text;
    else {
      out += decodePercent(pending, charset) + text;
      pending = "";
    }
  }
  return out + decodePercent(pending, charset);
}

const utf8 = new TextEncoder();

/** A "%" without two hexadecimal digits stays as written; of an unknown charset the text stays as written. */
function decodePercent(text: string, charset: string): string {
  if (!text.includes("%")) return text;
  const octets: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const hex = text[i] === "%" ? text.slice(i + 1, i + 3) : "";
    if (/^[\da-f]{2}$/i.test(hex)) {
      octets.push(Number.parseInt(hex, 16));
      i += 2;
    } else if (text.charCodeAt(i) < 0x80) octets.push(text.charCodeAt(i));
    else octets.push(...utf8.encode(text[i]));
  }
  try {
    return new TextDecoder(charset).decode(Uint8Array.from(octets));
  } catch {
    return text;
  }
}
