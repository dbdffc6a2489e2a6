/**
 * Compound files ([MS-CFB]): the directory's names, and single streams. Own reader: `cfb` copies every stream that the
 * directory names, and hostile entries may all name the same sectors.
 */

export interface CompoundEntry {
  readonly name: string;
  /** 1 storage, 2 stream, 5 root. */
  readonly kind: number;
  readonly start: number;
  readonly octets: number;
}

export interface CompoundFile {
  readonly entries: readonly CompoundEntry[];
  /** The start of a stream, cut at a limit; null where its chain is broken. */
  read(entry: CompoundEntry, maxOctets: number): Uint8Array | null;
}

const HEADER_OCTETS = 512;
const DIRECTORY_ENTRY = 128;
const MINI_SECTOR = 64;
/** Streams below this lie in the mini stream (section 2.6.2). */
const MINI_CUTOFF = 4096;
const LAST_REGULAR = 0xffff_fffa;
/** A document has some dozen entries, a mailbox item some hundred. */
const MAX_ENTRIES = 4_096;
/** Sectors of the allocation table: 8,000 of 512 octets map half a gigabyte. */
const MAX_FAT_SECTORS = 8_000;

interface Sectors {
  readonly octets: Uint8Array;
  readonly view: DataView;
  readonly size: number;
  readonly fat: readonly number[];
}

/** @returns null for what is no compound file, or one whose tables lie outside of it. */
export function openCompoundFile(octets: Uint8Array): CompoundFile | null {
  if (octets.length < HEADER_OCTETS) return null;
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const shift = view.getUint16(30, true);
  if (view.getUint32(0, true) !== 0xe011_cfd0 || (shift !== 9 && shift !== 12)) return null;
  const size = 1 << shift;
  const sectors: Sectors = { octets, view, size, fat: fatSectors(view, size) };
  const directory = readChain(sectors, view.getUint32(48, true), MAX_ENTRIES * DIRECTORY_ENTRY);
  if (directory === null) return null;
  const entries = readDirectory(directory);
  const root = entries.find(({ kind }) => kind === 5);
  return { entries, read: (entry, maxOctets) => readStream(sectors, entry, root ?? null, maxOctets) };
}

/** Sector numbers of the allocation table: 109 in the header, the rest in a chain of their own (section 2.5). */
function fatSectors(view: DataView, size: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < 109; i++) found.push(view.getUint32(76 + 4 * i, true));
  let next = view.getUint32(68, true);
  while (next < LAST_REGULAR && found.length < MAX_FAT_SECTORS) {
    const at = (next + 1) * size;
    if (at + size > view.byteLength) break;
    for (let i = 0; i + 4 < size; i += 4) found.push(view.getUint32(at + i, true));
    next = view.getUint32(at + size - 4, true);
  }
  return found.filter((sector) => sector < LAST_REGULAR);
}

/** @returns The sector after this one; a mark that ends the chain where the table does not reach. */
function nextSector({ view, size, fat }: Sectors, sector: number): number {
  const perSector = size / 4;
  const table = fat[Math.floor(sector / perSector)];
  if (table === undefined) return LAST_REGULAR;
  const at = (table + 1) * size + (sector % perSector) * 4;
  return at + 4 <= view.byteLength ? view.getUint32(at, true) : LAST_REGULAR;
}

/** Sectors after each other, as many octets as asked for: a chain that bites its tail ends there too. */
function readChain(sectors: Sectors, start: number, maxOctets: number): Uint8Array | null {
  const { octets, size } = sectors;
  const limit = Math.min(maxOctets, octets.length);
  const out = new Uint8Array(Math.ceil(limit / size) * size);
  let length = 0;
  let sector = start;
  while (sector < LAST_REGULAR && length < limit) {
    const at = (sector + 1) * size;
    if (at >= octets.length) break;
    out.set(octets.subarray(at, at + size), length);
    length += size;
    sector = nextSector(sectors, sector);
  }
  return length === 0 ? null : out.subarray(0, Math.min(length, limit));
}

function readDirectory(directory: Uint8Array): CompoundEntry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const entries: CompoundEntry[] = [];
  for (let at = 0; at + DIRECTORY_ENTRY <= directory.length; at += DIRECTORY_ENTRY) {
    const kind = view.getUint8(at + 66);
    const nameOctets = Math.min(Math.max(view.getUint16(at + 64, true) - 2, 0), 62);
    if (kind === 0) continue;
    const name = new TextDecoder("utf-16le").decode(directory.subarray(at, at + nameOctets));
    entries.push({
      name,
      kind,
      start: view.getUint32(at + 116, true),
      octets: view.getUint32(at + 120, true),
    });
  }
  return entries;
}

function readStream(
  sectors: Sectors,
  entry: CompoundEntry,
  root: CompoundEntry | null,
  maxOctets: number,
): Uint8Array | null {
  const limit = Math.min(maxOctets, entry.octets);
  if (entry.octets >= MINI_CUTOFF || root === null) return readChain(sectors, entry.start, limit);
  return readMiniStream(sectors, entry.start, root, limit);
}

/** Small streams lie in 64-octet sectors of the root's stream, with a table of their own (section 2.4). */
function readMiniStream(
  sectors: Sectors,
  start: number,
  root: CompoundEntry,
  limit: number,
): Uint8Array | null {
  const out = new Uint8Array(Math.ceil(limit / MINI_SECTOR) * MINI_SECTOR);
  const table = readChain(sectors, sectors.view.getUint32(60, true), MAX_ENTRIES * MINI_CUTOFF);
  const stream = readChain(sectors, root.start, root.octets);
  if (table === null || stream === null) return null;
  const next = new DataView(table.buffer, table.byteOffset, table.byteLength);
  let length = 0;
  for (let sector = start; sector < LAST_REGULAR && length < limit; length += MINI_SECTOR) {
    const at = sector * MINI_SECTOR;
    if (at >= stream.length) break;
    out.set(stream.subarray(at, at + MINI_SECTOR), length);
    sector = sector * 4 + 4 <= table.length ? next.getUint32(sector * 4, true) : LAST_REGULAR;
  }
  return out.subarray(0, Math.min(length, limit));
}
