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
