/** Content transfer encodings read octet by octet (RFC 2045, section 6): tolerant, since programs are. */

const JUNK = 0xff;
const LF = 0x0a;
const CR = 0x0d;
const EQUALS = 0x3d;

/** Value of a base64 letter by octet; JUNK for everything else. */
const BASE64 = new Uint8Array(256).fill(JUNK);
for (const [value, letter] of [
  ..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
].entries()) {
  BASE64[letter.charCodeAt(0)] = value;
}

/** Value of a hexadecimal digit by octet, lower case too (RFC 2045, section 6.7, lets readers accept it). */
const HEX = new Uint8Array(256).fill(JUNK);
for (const [value, digit] of [..."0123456789abcdef"].entries()) {
  HEX[digit.charCodeAt(0)] = value;
  HEX[digit.toUpperCase().charCodeAt(0)] = value;
}

/**
 * Decodes base64 and skips what is none (section 6.8). Padding ends a group, not the text: joined pieces are read on,
 * as mail programs do.
 *
 * @param maxOctets - At most this many decoded octets.
 */
export function decodeBase64Octets(encoded: Uint8Array, maxOctets: number): Uint8Array {
  const out = new Uint8Array(Math.min(maxOctets, Math.ceil(encoded.length / 4) * 3));
  let written = 0;
  let group = 0;
  let letters = 0;
  for (let i = 0; i < encoded.length && written < out.length; i++) {
    if (letters === 0) {
      const groups = wholeGroups(encoded, i, Math.ceil((out.length - written) / 3));
      written = decodeGroups(encoded, i, groups, out, written);
      i += 4 * groups;
      if (i >= encoded.length || written >= out.length) break;
    }
    const octet = encoded[i] as number;
    const value = BASE64[octet] as number;
    if (value !== JUNK) {
      group = (group << 6) | value;
      if (++letters < 4) continue;
      out[written] = group >> 16;
      out[written + 1] = group >> 8;
      out[written + 2] = group;
      written += 3;
    } else if (octet === EQUALS && letters > 1) {
      written = flush(out, written, group, letters);
    } else if (octet !== EQUALS) continue;
    group = 0;
    letters = 0;
  }
  if (letters > 1 && written < out.length) written = flush(out, written, group, letters);
  return out.subarray(0, Math.min(written, out.length));
}

/** @returns How many groups of four letters follow from `at` without anything between, `most` at most. */
function wholeGroups(encoded: Uint8Array, at: number, most: number): number {
  let i = at;
  for (const end = Math.min(encoded.length - 3, at + 4 * most); i < end; i += 4) {
    const first = (BASE64[encoded[i] as number] as number) | (BASE64[encoded[i + 1] as number] as number);
    const second =
      (BASE64[encoded[i + 2] as number] as number) | (BASE64[encoded[i + 3] as number] as number);
    if ((first | second) >= 64) break;
  }
  return (i - at) >> 2;
}

/** Writes beyond the end of a typed array are ignored. @returns Octets written so far. */
function decodeGroups(
  encoded: Uint8Array,
  at: number,
  groups: number,
  out: Uint8Array,
  written: number,
): number {
  let to = written;
  for (let i = at; i < at + 4 * groups && to < out.length; i += 4) {
    const high =
      ((BASE64[encoded[i] as number] as number) << 6) | (BASE64[encoded[i + 1] as number] as number);
    const low =
      ((BASE64[encoded[i + 2] as number] as number) << 6) | (BASE64[encoded[i + 3] as number] as number);
    out[to] = high >> 4;
    out[to + 1] = (high << 4) | (low >> 8);
    out[to + 2] = low;
    to += 3;
  }
  return to;
}

/** Two letters are an octet, three are two; writes beyond the end of a typed array are ignored. */
function flush(out: Uint8Array, written: number, group: number, letters: number): number {
  if (letters === 2) {
    out[written] = group >> 4;
    return written + 1;
  }
  out[written] = group >> 10;
  out[written + 1] = group >> 2;
  return written + 2;
}

/**
 * Decodes quoted-printable (section 6.7). "=" before neither a line break nor two hexadecimal digits stays as written.
 *
 * @param maxOctets - At most this many decoded octets.
 */
export function decodeQuotedPrintable(encoded: Uint8Array, maxOctets: number): Uint8Array {
  const out = new Uint8Array(Math.min(maxOctets, encoded.length));
  const { length } = encoded;
  const room = out.length;
  let written = 0;
  for (let i = 0; i < length && written < room; ) {
    const octet = encoded[i] as number;
    if (octet !== EQUALS) {
      out[written++] = octet;
      i++;
      continue;
    }
    const high = i + 2 < length ? (HEX[encoded[i + 1] as number] as number) : JUNK;
    const low = high === JUNK ? JUNK : (HEX[encoded[i + 2] as number] as number);
    if (low !== JUNK) {
      out[written++] = (high << 4) | low;
      i += 3;
      continue;
    }
    const step = escapeLength(encoded, i);
    if (step === 1 && i + 1 < length) out[written++] = octet;
    i += step;
  }
  return out.subarray(0, written);
}

function isHexPair(octets: Uint8Array, at: number): boolean {
  return (
    at + 1 < octets.length && HEX[octets[at] as number] !== JUNK && HEX[octets[at + 1] as number] !== JUNK
  );
}

/** @returns Octets from the "=" to the end of its escape: three with two characters, a soft line break's, or one. */
function escapeLength(octets: Uint8Array, at: number): number {
  if (isHexPair(octets, at + 1)) return 3;
  let i = at + 1;
  while (octets[i] === 0x20 || octets[i] === 0x09) i++;
  if (octets[i] === CR) i++;
  if (octets[i] === LF) return i + 1 - at;
  return i >= octets.length ? octets.length - at : 1;
}

/**
 * Where decoded octets came from.
 *
 * @param wanted - Offsets into the decoded octets, ascending.
 * @returns For each the offset in `encoded` at which what gives that octet begins; the end for those behind it.
 */
export function encodedOffsets(
  encoded: Uint8Array,
  encoding: string,
  wanted: readonly number[],
): readonly number[] {
  if (encoding === "quoted-printable") return quotedPrintableOffsets(encoded, wanted);
  if (encoding === "base64") return base64Offsets(encoded, wanted);
  return wanted.map((offset) => Math.min(offset, encoded.length));
}

function quotedPrintableOffsets(encoded: Uint8Array, wanted: readonly number[]): number[] {
  const found: number[] = [];
  const next = () => wanted[found.length] ?? Number.POSITIVE_INFINITY;
  let decoded = 0;
  let stop = next();
  for (let i = 0; i < encoded.length && stop < Number.POSITIVE_INFINITY; ) {
    const equals = encoded.indexOf(EQUALS, i);
    const plainEnd = equals < 0 ? encoded.length : equals;
    for (; stop < decoded + plainEnd - i; stop = next()) found.push(i + stop - decoded);
    decoded += plainEnd - i;
    i = plainEnd;
    if (equals < 0) break;
    const step = escapeLength(encoded, i);
    if (step === 1 ? i + 1 < encoded.length : isHexPair(encoded, i + 1)) {
      for (; stop === decoded; stop = next()) found.push(i);
      decoded++;
    }
    i += step;
  }
  while (found.length < wanted.length) found.push(encoded.length);
  return found;
}

/** To the group of four letters: three octets come from it together. */
function base64Offsets(encoded: Uint8Array, wanted: readonly number[]): number[] {
  const found: number[] = [];
  const next = () => wanted[found.length] ?? Number.POSITIVE_INFINITY;
  let decoded = 0;
  let letters = 0;
  let groupStart = 0;
  let stop = next();
  for (let i = 0; i <= encoded.length && stop < Number.POSITIVE_INFINITY; i++) {
    if (letters === 0) {
      // Groups that end before the next wanted octet are stepped over.
      const groups = wholeGroups(encoded, i, Math.max(0, Math.floor((stop - decoded) / 3)));
      decoded += 3 * groups;
      i += 4 * groups;
    }
    const octet = encoded[i] ?? EQUALS;
    if (BASE64[octet] === JUNK) {
      if (octet !== EQUALS) continue;
    } else {
      if (letters++ === 0) groupStart = i;
      if (letters < 4) continue;
    }
    decoded += Math.max(0, letters - 1);
    letters = 0;
    if (stop >= decoded) continue;
    while (next() < decoded) found.push(groupStart);
    stop = next();
  }
  while (found.length < wanted.length) found.push(encoded.length);
  return found;
}
