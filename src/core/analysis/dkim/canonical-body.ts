/** Body canonicalization (RFC 6376, sections 3.4.3 and 3.4.4), in one pass over the octets. */

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

export type Canonicalization = "simple" | "relaxed";

/**
 * @param body - Octets after the blank line. A bare LF counts as CRLF: stores on Unix drop the CR, and every
 *   verifier that is used as a reference does the same. A bare CR is an octet like others.
 * @returns The canonical octets; where nothing changes, a view on the given ones.
 */
export function canonicalBody(body: Uint8Array, form: Canonicalization): Uint8Array {
  return form === "simple" ? simpleBody(body) : relaxedBody(body);
}

function simpleBody(body: Uint8Array): Uint8Array {
  const wire = withCrlf(body);
  let end = wire.length;
  while (end >= 2 && wire[end - 1] === LF && wire[end - 2] === CR) end -= 2;
  if (end === 0) return Uint8Array.of(CR, LF);
  if (end + 2 <= wire.length) return wire.subarray(0, end + 2);
  const out = new Uint8Array(end + 2);
  out.set(wire.subarray(0, end));
  out.set([CR, LF], end);
  return out;
}

function withCrlf(body: Uint8Array): Uint8Array {
  const bare = countBareLf(body);
  if (bare === 0) return body;
  const out = new Uint8Array(body.length + bare);
  let written = 0;
  let copied = 0;
  for (let lf = body.indexOf(LF); lf >= 0; lf = body.indexOf(LF, lf + 1)) {
    if (lf > 0 && body[lf - 1] === CR) continue;
    out.set(body.subarray(copied, lf), written);
    written += lf - copied;
    out[written++] = CR;
    copied = lf;
  }
  out.set(body.subarray(copied), written);
  return out;
}

function countBareLf(body: Uint8Array): number {
  let bare = 0;
  for (let lf = body.indexOf(LF); lf >= 0; lf = body.indexOf(LF, lf + 1)) {
    if (lf === 0 || body[lf - 1] !== CR) bare++;
  }
  return bare;
}

/** White space runs become one space, those at a line's end go, then empty lines at the end go. */
function relaxedBody(body: Uint8Array): Uint8Array {
  const compact = compactBlanks(body);
  return compact === null ? relaxedWithCrlf(body) : withoutLastEmptyLines(compact);
}

/** Shorter stretches are copied octet by octet: a call costs more. */
const SHORT_STRETCH = 32;

/**
 * The way of mail as it came over the wire: only what changes is moved, and most bodies stay as they lie there.
 *
 * @returns The octets with white space reduced, a view on the given ones where nothing changed; null at the first
 *   bare LF, which makes a body longer.
 */
function compactBlanks(body: Uint8Array): Uint8Array | null {
  let out: Uint8Array | null = null;
  let written = 0;
  /** Octets before this one are in `out`, or stay where they are. */
  let copied = 0;
  const length = body.length;
  for (let i = 0; i < length; i++) {
    const octet = body[i] as number;
    if (octet > SPACE) continue;
    if (octet === LF) {
      if (i === 0 || body[i - 1] !== CR) return null;
    } else if (octet === SPACE || octet === TAB) {
      const start = i;
      while (i + 1 < length && (body[i + 1] === SPACE || body[i + 1] === TAB)) i++;
      const next = body[i + 1];
      const lineEnds = next === undefined || (next === CR && body[i + 2] === LF);
      if (next === LF) return null;
      if (!lineEnds && i === start && octet === SPACE) continue;
      out ??= new Uint8Array(length);
      written = copyStretch(out, written, body, copied, start);
      if (!lineEnds) out[written++] = SPACE;
      copied = i + 1;
    }
  }
  if (out === null) return body;
  written = copyStretch(out, written, body, copied, length);
  return out.subarray(0, written);
}

/** @returns The offset after what was written. */
function copyStretch(out: Uint8Array, at: number, body: Uint8Array, start: number, end: number): number {
  if (end - start < SHORT_STRETCH) {
    let written = at;
    for (let i = start; i < end; i++) out[written++] = body[i] as number;
    return written;
  }
  out.set(body.subarray(start, end), at);
  return at + end - start;
}

/** A last line without a line break is completed (section 3.4.3 says so; all verifiers do it here too). */
function withoutLastEmptyLines(compact: Uint8Array): Uint8Array {
  const isBreak = (end: number) => compact[end - 1] === LF && compact[end - 2] === CR;
  let end = compact.length;
  if (end > 0 && !isBreak(end)) {
    const completed = new Uint8Array(end + 2);
    completed.set(compact);
    completed.set([CR, LF], end);
    return completed;
  }
  while (end >= 4 && isBreak(end - 2)) end -= 2;
  return compact.subarray(0, end === 2 ? 0 : end);
}

/** The same for any line breaks, octet by octet. */
function relaxedWithCrlf(body: Uint8Array): Uint8Array {
  const out = new Uint8Array(body.length + countBareLf(body) + 2);
  let written = 0;
  /** Length up to the last line that is not empty, its CRLF included. */
  let kept = 0;
  let lineStart = 0;
  let blank = false;
  for (let i = 0; i < body.length; i++) {
    const octet = body[i] as number;
    if (octet === SPACE || octet === TAB) {
      blank = true;
    } else if (octet === LF || (octet === CR && body[i + 1] === LF)) {
      if (octet === CR) i++;
      const empty = written === lineStart;
      out[written++] = CR;
      out[written++] = LF;
      if (!empty) kept = written;
      lineStart = written;
      blank = false;
    } else {
      if (blank) out[written++] = SPACE;
      blank = false;
      out[written++] = octet;
    }
  }
  if (written > lineStart) {
    // A last line without a line break is completed (section 3.4.3 says so; all verifiers do it here too).
    out[written++] = CR;
    out[written++] = LF;
    kept = written;
  }
  return out.subarray(0, kept);
}
