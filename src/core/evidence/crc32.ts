/** CRC-32 as ZIP wants it (ISO 3309, reflected polynomial EDB88320), sixteen octets a step. */

const SLICES = 16;

/** TABLES[256 * k + n]: the CRC of octet n followed by k zero octets. */
const TABLES = makeTables();

function makeTables(): Int32Array {
  const tables = new Int32Array(256 * SLICES);
  for (let n = 0; n < 256; n++) {
    let value = n;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    tables[n] = value;
  }
  for (let i = 256; i < tables.length; i++) {
    const previous = tables[i - 256] as number;
    tables[i] = (tables[previous & 0xff] as number) ^ (previous >>> 8);
  }
  return tables;
}

/**
 * @param octets - Any length.
 * @param previous - CRC of what came before; 0 at the start.
 * @returns Unsigned 32-bit value.
 */
export function crc32(octets: Uint8Array, previous = 0): number {
  const head = octets.length - (octets.length % SLICES);
  let crc = sliced(octets, head, ~previous);
  for (let i = head; i < octets.length; i++) {
    crc = (TABLES[(crc ^ (octets[i] as number)) & 0xff] as number) ^ (crc >>> 8);
  }
  return ~crc >>> 0;
}

/** The whole steps: words are taken little-endian, whatever the machine, and need no alignment. */
function sliced(octets: Uint8Array, end: number, start: number): number {
  const t = TABLES;
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  let crc = start;
  for (let i = 0; i < end; i += SLICES) {
    const a = view.getInt32(i, true) ^ crc;
    const b = view.getInt32(i + 4, true);
    const c = view.getInt32(i + 8, true);
    const d = view.getInt32(i + 12, true);
    crc =
      t[3840 + (a & 0xff)]! ^
      t[3584 + ((a >>> 8) & 0xff)]! ^
      t[3328 + ((a >>> 16) & 0xff)]! ^
      t[3072 + (a >>> 24)]! ^
      t[2816 + (b & 0xff)]! ^
      t[2560 + ((b >>> 8) & 0xff)]! ^
      t[2304 + ((b >>> 16) & 0xff)]! ^
      t[2048 + (b >>> 24)]! ^
      t[1792 + (c & 0xff)]! ^
      t[1536 + ((c >>> 8) & 0xff)]! ^
      t[1280 + ((c >>> 16) & 0xff)]! ^
      t[1024 + (c >>> 24)]! ^
      t[768 + (d & 0xff)]! ^
      t[512 + ((d >>> 8) & 0xff)]! ^
      t[256 + ((d >>> 16) & 0xff)]! ^
      t[d >>> 24]!;
  }
  return crc;
}
