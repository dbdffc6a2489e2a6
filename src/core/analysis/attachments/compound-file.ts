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
  /** Its place in the directory, by which others name it. */
  readonly id: number;
  /** Entries of the same storage, and the first one inside of this (section 2.6.1): ids, which may name nothing. */
  readonly left: number;
  readonly right: number;
  readonly child: number;
}

export interface CompoundFile {
  readonly entries: readonly CompoundEntry[];
  /** What lies directly in the root storage, or in another one. Each entry once, whatever the ids say. */
  childrenOf(storage: CompoundEntry | null): readonly CompoundEntry[];
  /** The start of a stream, cut at a limit; null where its chain is broken. */
  read(entry: CompoundEntry, maxOctets: number): Uint8Array | null;
}

const HEADER_OCTETS = 512;
const DIRECTORY_ENTRY = 128;
const MINI_SECTOR = 64;
/** Streams below this lie in the mini stream (section 2.6.2). */
const MINI_CUTOFF = 4096;
const LAST_REGULAR = 0xffff_fffa;
/** A document has some dozen entries. */
const MAX_ENTRIES = 4_096;
/** Octets of the table of small sectors: it maps 256 MB of them. */
const MAX_MINI_TABLE = 16 << 20;
/** Sectors of the allocation table: 8,000 of 512 octets map half a gigabyte. */
const MAX_FAT_SECTORS = 8_000;

interface Sectors {
  readonly octets: Uint8Array;
  readonly view: DataView;
  readonly size: number;
  readonly fat: readonly number[];
}

/**
 * @param maxEntries - Of the directory; a mail to many recipients has a dozen for each.
 * @returns null for what is no compound file, or one whose tables lie outside of it.
 */
export function openCompoundFile(octets: Uint8Array, maxEntries = MAX_ENTRIES): CompoundFile | null {
  if (octets.length < HEADER_OCTETS) return null;
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const shift = view.getUint16(30, true);
  if (view.getUint32(0, true) !== 0xe011_cfd0 || (shift !== 9 && shift !== 12)) return null;
  const size = 1 << shift;
  const sectors: Sectors = { octets, view, size, fat: fatSectors(view, size) };
  const directory = readChain(sectors, view.getUint32(48, true), maxEntries * DIRECTORY_ENTRY);
  if (directory === null) return null;
  const entries = readDirectory(directory);
  const root = entries.find(({ kind }) => kind === 5) ?? null;
  const mini = once(() => (root === null ? null : openMiniStream(sectors, root)));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return {
    entries,
    childrenOf: (storage) => childrenOf(byId, storage ?? root),
    read: (entry, maxOctets) => {
      const limit = Math.min(maxOctets, entry.octets);
      return entry.octets >= MINI_CUTOFF || root === null
        ? readChain(sectors, entry.start, limit)
        : readMiniStream(mini(), entry.start, limit);
    },
  };
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

const utf16 = new TextDecoder("utf-16le");

function readDirectory(directory: Uint8Array): CompoundEntry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const entries: CompoundEntry[] = [];
  for (let at = 0; at + DIRECTORY_ENTRY <= directory.length; at += DIRECTORY_ENTRY) {
    const kind = view.getUint8(at + 66);
    const nameOctets = Math.min(Math.max(view.getUint16(at + 64, true) - 2, 0), 62);
    if (kind === 0) continue;
    const name = utf16.decode(directory.subarray(at, at + nameOctets));
    entries.push({
      name,
      kind,
      start: view.getUint32(at + 116, true),
      octets: view.getUint32(at + 120, true),
      id: at / DIRECTORY_ENTRY,
      left: view.getUint32(at + 68, true),
      right: view.getUint32(at + 72, true),
      child: view.getUint32(at + 76, true),
    });
  }
  return entries;
}

/** The storage's tree of siblings, walked without recursion: a hostile one may be a line, or bite its tail. */
function childrenOf(
  byId: ReadonlyMap<number, CompoundEntry>,
  storage: CompoundEntry | null,
): CompoundEntry[] {
  const found: CompoundEntry[] = [];
  const seen = new Set<number>();
  const waiting = storage === null ? [] : [storage.child];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const entry = byId.get(id);
    if (entry === undefined || seen.has(id)) continue;
    seen.add(id);
    found.push(entry);
    waiting.push(entry.left, entry.right);
  }
  return found;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Small streams lie in 64-octet sectors of the root's stream, with a table of their own (section 2.4). */
interface MiniStream {
  readonly octets: Uint8Array;
  readonly table: DataView;
}

function openMiniStream(sectors: Sectors, root: CompoundEntry): MiniStream | null {
  const table = readChain(sectors, sectors.view.getUint32(60, true), MAX_MINI_TABLE);
  const octets = readChain(sectors, root.start, root.octets);
  if (table === null || octets === null) return null;
  return { octets, table: new DataView(table.buffer, table.byteOffset, table.byteLength) };
}

function readMiniStream(mini: MiniStream | null, start: number, limit: number): Uint8Array | null {
  if (mini === null) return null;
  const { octets, table } = mini;
  const out = new Uint8Array(Math.ceil(limit / MINI_SECTOR) * MINI_SECTOR);
  let length = 0;
  for (let sector = start; sector < LAST_REGULAR && length < limit; length += MINI_SECTOR) {
    const at = sector * MINI_SECTOR;
    if (at >= octets.length) break;
    out.set(octets.subarray(at, at + MINI_SECTOR), length);
    sector = sector * 4 + 4 <= table.byteLength ? table.getUint32(sector * 4, true) : LAST_REGULAR;
  }
  return out.subarray(0, Math.min(length, limit));
}
