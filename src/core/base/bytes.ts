/** Octet helpers that run in browser, worker and Node alike. */

const encoder = new TextEncoder();

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** @returns The text, or null where the octets are not UTF-8 (a replacement character would hide a change). */
export function fromUtf8(octets: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    return null;
  }
}

export function concatOctets(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}

/** Compares without an early exit, so that secrets of equal length leak no position. */
export function octetsEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}

const HEX = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, "0"));

export function toHex(octets: Uint8Array): string {
  let out = "";
  for (const octet of octets) out += HEX[octet];
  return out;
}

/** @returns The octets, or null unless the text is an even number of lower-case hex digits. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return null;
  return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(2 * i, 2 * i + 2), 16),
  );
}

/** Standard base64 with padding (RFC 4648, section 4). For short values; mail goes through base64.ts. */
export function toBase64(octets: Uint8Array): string {
  let binary = "";
  for (let i = 0; i < octets.length; i += 0x2000) {
    binary += String.fromCharCode(...octets.subarray(i, i + 0x2000));
  }
  return btoa(binary);
}

/** @returns The octets, or null unless the text is canonical base64: right alphabet, padding and spare bits. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  const octets = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return toBase64(octets) === text ? octets : null;
}
