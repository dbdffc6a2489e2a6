/** Octets to text by the declared charset, and back from places in the text to places in the octets. */

export interface DecodedText {
  readonly text: string;
  /** Octets before the character at each place, ascending in and out; null where this charset has no cheap answer. */
  octetOffsets(places: readonly number[]): readonly number[] | null;
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
/** The superset that readers take for US-ASCII and ISO-8859-1 (WHATWG Encoding, section 4.2). */
const windows1252 = new TextDecoder("windows-1252");

/** Declared by nobody, or so often wrongly that UTF-8 is tried first: valid UTF-8 beyond ASCII is hardly ever chance. */
const GUESSED = new Set(["", "us-ascii", "ascii", "unknown", "default", "unknown-8bit", "x-unknown"]);

/** Never fails: an unknown charset is read as UTF-8 if that is valid, else as windows-1252. */
export function decodeCharset(octets: Uint8Array, declared: string): DecodedText {
  const label = declared.trim().toLowerCase();
  if (label === "utf-8" || label === "utf8") return fromUtf8(octets, utf8.decode(octets));
  const decoder = GUESSED.has(label) ? null : decoderFor(label);
  if (decoder === null) return guess(octets);
  const text = decoder.decode(octets);
  return { text, octetOffsets: (places) => (text.length === octets.length ? places : null) };
}

function decoderFor(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label, { ignoreBOM: true });
  } catch {
    return null;
  }
}

function guess(octets: Uint8Array): DecodedText {
  try {
    return fromUtf8(octets, strictUtf8.decode(octets));
  } catch {
    return { text: windows1252.decode(octets), octetOffsets: (places) => places };
  }
}

function fromUtf8(octets: Uint8Array, text: string): DecodedText {
  // One UTF-16 unit an octet can only be where no sequence of several octets stands.
  const isPlain = text.length === octets.length;
  return {
    text,
    octetOffsets: (places) =>
      isPlain ? places : (offsetsByEncoding(octets, text, places) ?? offsetsByWalking(octets, places)),
  };
}

const encoder = new TextEncoder();

/** Of a stretch in UTF-16 units: from here on the platform's encoder counts faster than a loop. */
const MIN_ENCODED = 2_000;

/** @returns Octets of the text between the two places in UTF-8; a pair of surrogates is two of each half. */
function utf8Length(text: string, start: number, end: number): number {
  if (end - start >= MIN_ENCODED) return encoder.encode(text.slice(start, end)).length;
  let length = end - start;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x80) length += code >= 0x800 && (code & 0xf800) !== 0xd800 ? 2 : 1;
  }
  return length;
}

/**
 * @returns null where the text encoded again has another length: it has a U+FFFD for one or two octets.
 */
function offsetsByEncoding(octets: Uint8Array, text: string, places: readonly number[]): number[] | null {
  // Without U+FFFD nothing was replaced; with it, it may have been there before.
  if (text.includes("\ufffd") && encoder.encode(text).length !== octets.length) return null;
  let counted = 0;
  let offset = 0;
  return places.map((place) => {
    // Within a pair of surrogates: where the pair begins.
    const isSecond = (text.charCodeAt(place) & 0xfc00) === 0xdc00;
    const end = Math.min(isSecond ? place - 1 : place, text.length);
    if (end > counted) offset += utf8Length(text, counted, end);
    counted = Math.max(counted, end);
    return offset;
  });
}

function offsetsByWalking(octets: Uint8Array, places: readonly number[]): number[] {
  const found: number[] = [];
  const next = () => places[found.length] ?? Number.POSITIVE_INFINITY;
  let units = 0;
  let stop = next();
  for (let i = 0; i < octets.length && stop < Number.POSITIVE_INFINITY; ) {
    const length = (octets[i] as number) < 0x80 ? 1 : sequenceLength(octets, i);
    units += length === 4 ? 2 : 1;
    if (stop < units) {
      while (next() < units) found.push(i);
      stop = next();
    }
    i += Math.abs(length);
  }
  while (found.length < places.length) found.push(octets.length);
  return found;
}

/**
 * @returns Octets of the sequence at `i`; negative for the octets that one U+FFFD stands for, by the rule of the
 *   maximal subpart (WHATWG Encoding, section 8.1.1).
 */
function sequenceLength(octets: Uint8Array, i: number): number {
  const lead = octets[i] as number;
  if (lead < 0x80) return 1;
  const needed =
    lead >= 0xc2 && lead <= 0xdf
      ? 1
      : lead >= 0xe0 && lead <= 0xef
        ? 2
        : lead >= 0xf0 && lead <= 0xf4
          ? 3
          : 0;
  if (needed === 0) return -1;
  let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  for (let n = 1; n <= needed; n++) {
    const octet = octets[i + n] ?? 0;
    if (octet < low || octet > high) return -n;
    low = 0x80;
    high = 0xbf;
  }
  return needed + 1;
}
