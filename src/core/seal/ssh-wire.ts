/** The data types of SSH (RFC 4251, section 5), as far as SSHSIG needs them. */
import { concatOctets, fromUtf8, utf8 } from "../base/bytes.ts";

export function sshString(value: Uint8Array | string): Uint8Array<ArrayBuffer> {
  const octets = typeof value === "string" ? utf8(value) : value;
  return concatOctets([sshUint32(octets.length), octets]);
}

export function sshUint32(value: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, value);
  return out;
}

/** An unsigned big-endian number as mpint: no leading zeros, but one where the top bit would say "negative". */
export function sshMpint(value: Uint8Array): Uint8Array<ArrayBuffer> {
  let start = 0;
  while (start < value.length && value[start] === 0) start++;
  const digits = value.subarray(start);
  return sshString((digits[0] ?? 0) >= 0x80 ? concatOctets([new Uint8Array(1), digits]) : digits);
}

export interface SshReader {
  uint32(): number | null;
  string(): Uint8Array | null;
  text(): string | null;
  /** A non-negative mpint, left-padded to `length` octets; null if it is longer, negative or not minimal. */
  mpint(length: number): Uint8Array | null;
  atEnd(): boolean;
}

/** Reads fields one after the other; null means that the octets do not hold such a field. */
export function sshReader(octets: Uint8Array): SshReader {
  let offset = 0;
  return { uint32, string, text, mpint, atEnd: () => offset === octets.length };

  function uint32(): number | null {
    if (offset + 4 > octets.length) return null;
    const value = new DataView(octets.buffer, octets.byteOffset + offset, 4).getUint32(0);
    offset += 4;
    return value;
  }

  function string(): Uint8Array | null {
    const length = uint32();
    if (length === null || length > octets.length - offset) return null;
    offset += length;
    return octets.subarray(offset - length, offset);
  }

  function text(): string | null {
    const value = string();
    return value === null ? null : fromUtf8(value);
  }

  function mpint(length: number): Uint8Array | null {
    const value = string();
    if (value === null || (value[0] ?? 0) >= 0x80) return null;
    if (value[0] === 0 && (value[1] ?? 0) < 0x80) return null;
    const digits = value[0] === 0 ? value.subarray(1) : value;
    if (digits.length > length) return null;
    const out = new Uint8Array(length);
    out.set(digits, length - digits.length);
    return out;
  }
}
