/**
 * Base64 of whole mails (RFC 4648, section 4), slice by slice, so that a page can yield in between.
 * Short values go through bytes.ts.
 */
import type { EvidenceError } from "./errors.ts";
import { refuse } from "./errors.ts";
import { ok, type Result } from "./result.ts";

/** Characters per push that keep the longest block of a page below a millisecond (measured). */
export const BASE64_SLICE = 1 << 20;

export interface Base64Decoder {
  /** Decodes the next slice. Any length: a group of four may straddle two slices. */
  push(slice: string): Result<null, EvidenceError>;
  /**
   * @returns All octets; a view that may end a little before its buffer does.
   *   BASE64_INVALID where a push failed or the text stopped within a group.
   */
  finish(): Result<Uint8Array<ArrayBuffer>, EvidenceError>;
}

/** What one step took from the text and gave to the octets; null if the text is not base64. */
export type DecodeStep = { readonly read: number; readonly written: number } | null;

type NativeDecoder = Uint8Array & {
  setFromBase64?: (text: string, options: { lastChunkHandling: string }) => { read: number; written: number };
};

const INVALID = 0xff;
const SPACE = 0xfe;
const PAD = 0xfd;
const VALUES = new Uint8Array(128).fill(INVALID);
for (const [value, character] of [
  ..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
].entries()) {
  VALUES[character.charCodeAt(0)] = value;
}
for (const character of "\t\n\f\r ") VALUES[character.charCodeAt(0)] = SPACE;
VALUES["=".charCodeAt(0)] = PAD;

function valueOf(code: number): number {
  return code < 128 ? (VALUES[code] as number) : INVALID;
}

/**
 * The same contract as Uint8Array.prototype.setFromBase64 with "stop-before-partial", for engines without it:
 * white space is skipped, a last incomplete group is left unread.
 */
export function decodeSlicePortable(text: string, out: Uint8Array): DecodeStep {
  let read = 0;
  let written = 0;
  let group = 0;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    if (count === 0) {
      const octets = decodeWholeGroups(text, i, out, written);
      written += octets;
      i += (octets / 3) * 4;
      if (octets > 0) read = i;
      if (i >= text.length) break;
    }
    const value = valueOf(text.charCodeAt(i));
    if (value < 64) {
      group = (group << 6) | value;
      if (++count < 4) continue;
      out[written++] = group >> 16;
      out[written++] = group >> 8;
      out[written++] = group;
      group = 0;
      count = 0;
      read = i + 1;
    } else if (value === PAD) {
      return decodePadding(text, i, { read, written, group, count }, out);
    } else if (value === INVALID) {
      return null;
    }
  }
  return { read: count === 0 ? text.length : read, written };
}

/** The common case, four characters at a time, up to the first group with anything else in it. @returns Octets written. */
function decodeWholeGroups(text: string, from: number, out: Uint8Array, at: number): number {
  let written = at;
  for (let i = from; i + 4 <= text.length; i += 4) {
    const a = text.charCodeAt(i);
    const b = text.charCodeAt(i + 1);
    const c = text.charCodeAt(i + 2);
    const d = text.charCodeAt(i + 3);
    if ((a | b | c | d) > 127) break;
    const high = ((VALUES[a] as number) << 8) | (VALUES[b] as number);
    const low = ((VALUES[c] as number) << 8) | (VALUES[d] as number);
    // Every mark beside the 64 values has one of the two upper bits.
    if (((high | low) & 0xc0c0) !== 0) break;
    out[written] = (high >> 6) | ((high >> 4) & 3);
    out[written + 1] = ((high & 15) << 4) | (low >> 10);
    out[written + 2] = ((low >> 2) & 0xc0) | (low & 63);
    written += 3;
  }
  return written - at;
}

/** Handles the first "=" and what may follow it: one more after two characters, then white space only. */
function decodePadding(
  text: string,
  position: number,
  state: { read: number; written: number; group: number; count: number },
  out: Uint8Array,
): DecodeStep {
  const { read, written, group, count } = state;
  if (count < 2) return null;
  let missing = 4 - count;
  for (let i = position; i < text.length; i++) {
    const value = valueOf(text.charCodeAt(i));
    if (value === PAD) missing--;
    else if (value !== SPACE) return null;
    if (missing < 0) return null;
  }
  if (missing > 0) return { read, written };
  if (count === 2) {
    out[written] = group >> 4;
    return { read: text.length, written: written + 1 };
  }
  out[written] = group >> 10;
  out[written + 1] = group >> 2;
  return { read: text.length, written: written + 2 };
}

function decodeSlice(text: string, out: Uint8Array): DecodeStep {
  const native = out as NativeDecoder;
  if (native.setFromBase64 === undefined) return decodeSlicePortable(text, out);
  try {
    return native.setFromBase64(text, { lastChunkHandling: "stop-before-partial" });
  } catch {
    return null;
  }
}

/** @param totalChars - Characters of all slices together; more than that is refused. */
export function createBase64Decoder(totalChars: number): Base64Decoder {
  const out = new Uint8Array(Math.ceil(totalChars / 4) * 3);
  let written = 0;
  let pushed = 0;
  let carry = "";
  let padded = false;
  let failed = false;

  return { push, finish };

  function push(slice: string): Result<null, EvidenceError> {
    pushed += slice.length;
    const text = carry + slice;
    if (failed || pushed > totalChars) return invalid();
    // Once a group was padded, only white space may follow, whichever slice it comes in.
    if (padded) return text.trim() === "" ? ok(null) : invalid();
    const step = decodeSlice(text, out.subarray(written));
    if (step === null) return invalid();
    written += step.written;
    carry = text.slice(step.read).trim();
    padded = carry === "" && step.written % 3 !== 0;
    // Three characters and one "=" at most: anything longer is white space inside a group.
    if (carry.length > 4) carry = carry.replace(/\s+/g, "");
    return ok(null);
  }

  function finish(): Result<Uint8Array<ArrayBuffer>, EvidenceError> {
    if (failed || carry !== "") return invalid();
    return ok(out.subarray(0, written));
  }

  function invalid() {
    failed = true;
    return refuse("BASE64_INVALID", "text is not base64 with padding");
  }
}

/**
 * Decodes a whole text at once; line breaks and other white space are skipped.
 *
 * @returns The octets, or BASE64_INVALID for a foreign character, wrong padding or a group cut short.
 */
export function decodeBase64(text: string): Result<Uint8Array<ArrayBuffer>, EvidenceError> {
  const decoder = createBase64Decoder(text.length);
  for (let i = 0; i < text.length; i += BASE64_SLICE) {
    const step = decoder.push(text.slice(i, i + BASE64_SLICE));
    if (!step.ok) return step;
  }
  return decoder.finish();
}
