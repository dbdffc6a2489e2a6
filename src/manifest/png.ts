/** Reads how large a PNG is. */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length 13 and "IHDR", which must come first (PNG, third edition, section 5.6). */
const HEADER = [0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];

/** @returns Width and height in pixels; null if the octets are no PNG. */
export function pngSize(octets: Uint8Array): { width: number; height: number } | null {
  if (octets.length < 33) return null;
  if (![...SIGNATURE, ...HEADER].every((octet, index) => octets[index] === octet)) return null;
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
