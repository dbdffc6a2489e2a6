/** Encoded words in header text (RFC 2047, with the language suffix of RFC 2231 section 5). */
import { decodeBase64 } from "../base/base64.ts";
import { concatOctets } from "../base/bytes.ts";

const WORD = /=\?([^?\s]{1,64})\?([bq])\?([^?]*)\?=/gi;

/** Words that follow each other in one charset; grows in place, since copies would be quadratic. */
interface Run {
  readonly charset: string;
  readonly octets: Uint8Array[];
  readonly verbatim: string[];
}

/**
 * Decodes every encoded word; white space between two of them goes (section 6.2). Words that follow each other in one
 * charset are decoded together, since senders split in the middle of a character. What cannot be decoded stays as
 * written.
 */
export function decodeEncodedWords(text: string): string {
  if (!text.includes("=?")) return text;
  const out: string[] = [];
  let run: Run | null = null;
  let position = 0;
  for (const match of text.matchAll(WORD)) {
    const between = text.slice(position, match.index);
    const word = readWord(match);
    position = match.index + match[0].length;
    const adjoins: boolean = run !== null && between.trim() === "";
    if (run !== null && adjoins && word?.charset === run.charset) {
      run.octets.push(...word.octets);
      run.verbatim.push(between, match[0]);
      continue;
    }
    if (run !== null) out.push(decodeRun(run));
    if (!adjoins || word === null) out.push(between);
    if (word === null) out.push(match[0]);
    run = word;
  }
  if (run !== null) out.push(decodeRun(run));
  return out.join("") + text.slice(position);
}

function readWord(match: RegExpMatchArray): Run | null {
  const [verbatim, label = "", encoding = "", content = ""] = match;
  const charset = label.replace(/\*.*$/, "").toLowerCase();
  const octets = encoding.toLowerCase() === "b" ? decodeB(content) : decodeQ(content);
  return octets === null || decoderFor(charset) === null
    ? null
    : { charset, octets: [octets], verbatim: [verbatim] };
}

function decodeB(content: string): Uint8Array | null {
  const bare = content.replace(/[\s=]+/g, "");
  // Padding is often left out or doubled in the wild; what matters is the characters before it.
  const decoded = decodeBase64(bare + "=".repeat((4 - (bare.length % 4)) % 4));
  return decoded.ok ? decoded.value : null;
}

function decodeQ(content: string): Uint8Array {
  const octets: number[] = [];
  for (let i = 0; i < content.length; i++) {
    const code = content.charCodeAt(i);
    const hex = content.slice(i + 1, i + 3);
    if (content[i] === "_") octets.push(0x20);
    else if (content[i] === "=" && /^[0-9a-f]{2}$/i.test(hex)) {
      octets.push(Number.parseInt(hex, 16));
      i += 2;
    } else if (code < 0x80) octets.push(code);
    else octets.push(...new TextEncoder().encode(content[i]));
  }
  return Uint8Array.from(octets);
}

function decoderFor(charset: string): TextDecoder | null {
  try {
    return new TextDecoder(charset);
  } catch {
    return null;
  }
}

function decodeRun(run: Run): string {
  return decoderFor(run.charset)?.decode(concatOctets(run.octets)) ?? run.verbatim.join("");
}
