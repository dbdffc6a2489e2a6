/** The list of a ZIP archive and single entries of it (PKWARE APPNOTE 6.3), bounded: archives are attachments here. */
import { concatOctets, fromUtf8 } from "../../base/bytes.ts";
import { latin1 } from "../../mail/header-fields.ts";

export interface ArchiveEntry {
  readonly name: string;
  /** 0 stored, 8 deflate. */
  readonly method: number;
  readonly encrypted: boolean;
  /** As written; never believed for sizing anything. */
  readonly compressedOctets: number;
  /** Offset of its local header. */
  readonly localOffset: number;
  /** System that wrote it: 0 MS-DOS and Windows, 3 Unix, 19 macOS, … (section 4.4.2). */
  readonly system: number;
  /** Local time of the writer, without zone: "2026-11-03T12:34:56"; null if none. */
  readonly modified: string | null;
}

export interface ArchiveListing {
  readonly entries: readonly ArchiveEntry[];
  /** As the end record says. */
  readonly total: number;
  readonly comment: string;
}

/** An office document has some hundred. */
const MAX_ENTRIES = 10_000;
const MAX_NAME = 1_000;
const END_LENGTH = 22;
/** The comment after the end record has at most 65,535 octets (section 4.3.16). */
const MAX_COMMENT = 0xffff;
const CENTRAL_LENGTH = 46;
const LOCAL_LENGTH = 30;
const CENTRAL_SIGNATURE = 0x0201_4b50;
const LOCAL_SIGNATURE = 0x0403_4b50;
const END_SIGNATURE = 0x0605_4b50;
const UTF8_FLAG = 0x800;
/** Compressed octets to inflate between two looks at the length: deflate gives at most about 1,032 times as many. */
const SLICE = 4_096;

function viewOf(octets: Uint8Array): DataView {
  return new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
}

/** @returns null where no end record lies at the end. */
export function listArchive(octets: Uint8Array): ArchiveListing | null {
  const view = viewOf(octets);
  const end = findEnd(octets, view);
  if (end < 0) return null;
  const directory = view.getUint32(end + 16, true);
  // Octets before the archive (a self-extracting program) move everything by as much.
  const shift = Math.max(end - directory - view.getUint32(end + 12, true), 0);
  const entries: ArchiveEntry[] = [];
  let position = directory + shift;
  while (entries.length < MAX_ENTRIES && position + CENTRAL_LENGTH <= end) {
    if (view.getUint32(position, true) !== CENTRAL_SIGNATURE) break;
    entries.push(readEntry(octets, view, position, shift));
    position +=
      CENTRAL_LENGTH +
      view.getUint16(position + 28, true) +
      view.getUint16(position + 30, true) +
      view.getUint16(position + 32, true);
  }
  const comment = octets.subarray(end + END_LENGTH, end + END_LENGTH + MAX_NAME);
  return { entries, total: view.getUint16(end + 10, true), comment: decodeName(comment, false) };
}

function findEnd(octets: Uint8Array, view: DataView): number {
  const lowest = Math.max(0, octets.length - END_LENGTH - MAX_COMMENT);
  for (let i = octets.length - END_LENGTH; i >= lowest; i--)
    if (octets[i] === 0x50 && view.getUint32(i, true) === END_SIGNATURE) return i;
  return -1;
}

function readEntry(octets: Uint8Array, view: DataView, at: number, shift: number): ArchiveEntry {
  const flags = view.getUint16(at + 8, true);
  const nameLength = Math.min(view.getUint16(at + 28, true), MAX_NAME);
  const start = at + CENTRAL_LENGTH;
  return {
    name: decodeName(octets.subarray(start, start + nameLength), (flags & UTF8_FLAG) !== 0),
    method: view.getUint16(at + 10, true),
    encrypted: (flags & 1) !== 0,
    compressedOctets: view.getUint32(at + 20, true),
    localOffset: view.getUint32(at + 42, true) + shift,
    system: view.getUint8(at + 5),
    modified: dosTime(view.getUint16(at + 14, true), view.getUint16(at + 12, true)),
  };
}

/** Names are UTF-8 where the flag says so, and often without it; else each octet as the character of that number. */
function decodeName(octets: Uint8Array, flagged: boolean): string {
  return flagged ? new TextDecoder().decode(octets) : (fromUtf8(octets) ?? latin1(octets));
}

/** MS-DOS date and time: local, in steps of two seconds (section 4.4.6). */
function dosTime(date: number, time: number): string | null {
  const [year, month, day] = [1980 + (date >> 9), (date >> 5) & 15, date & 31];
  // 1980-01-01 is what programs without a clock write.
  if (month < 1 || month > 12 || day < 1 || (year === 1980 && month === 1 && day === 1)) return null;
  const two = (value: number) => String(value).padStart(2, "0");
  const clock = `${two(time >> 11)}:${two((time >> 5) & 63)}:${two((time & 31) * 2)}`;
  return `${year}-${two(month)}-${two(day)}T${clock}`;
}

/**
 * The content of one entry, cut at a limit whatever it says of itself.
 *
 * @param maxOctets - Of the inflated content.
 * @returns null where it is encrypted, broken, or packed by another method than deflate.
 */
export async function readArchiveEntry(
  octets: Uint8Array,
  entry: ArchiveEntry,
  maxOctets: number,
): Promise<Uint8Array | null> {
  const at = entry.localOffset;
  if (entry.encrypted || at + LOCAL_LENGTH > octets.length) return null;
  const view = viewOf(octets);
  if (view.getUint32(at, true) !== LOCAL_SIGNATURE) return null;
  const start = at + LOCAL_LENGTH + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const packed = octets.subarray(start, start + entry.compressedOctets);
  if (entry.method === 0) return packed.subarray(0, maxOctets);
  return entry.method === 8 ? inflateBounded(packed, maxOctets) : null;
}

/** Inflates slice by slice and stops at the limit: what a bomb says of its size is never believed. */
export async function inflateBounded(
  packed: Uint8Array,
  maxOctets: number,
  form: "raw" | "zlib" = "raw",
): Promise<Uint8Array | null> {
  const { Inflate, Unzlib } = await import("fflate");
  const parts: Uint8Array[] = [];
  let length = 0;
  const inflater = form === "raw" ? new Inflate() : new Unzlib();
  inflater.ondata = (part) => {
    parts.push(part.slice());
    length += part.length;
  };
  try {
    for (let i = 0; i < packed.length; i += SLICE) {
      inflater.push(packed.subarray(i, i + SLICE), i + SLICE >= packed.length);
      if (length >= maxOctets) break;
    }
  } catch {
    // What came before the fault is still worth reading.
  }
  return length === 0 && packed.length > 2 ? null : concatOctets(parts).subarray(0, maxOctets);
}
