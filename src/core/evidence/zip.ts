/** The canonical ZIP of docs/package-format.md, section 3: one right octet sequence for a list of files. */
import { fromUtf8, octetsEqual, utf8 } from "../base/bytes.ts";
import { type EvidenceError, refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { crc32 } from "./crc32.ts";

export { crc32 };

export interface ZipEntry {
  readonly name: string;
  readonly octets: Uint8Array;
}

export interface UnwrittenEntry extends ZipEntry {
  /** CRC-32 of the content, where the caller has computed it already. */
  readonly crc?: number;
}

/** A package (192 MiB) and what lies beside it in a saved submission. */
export const MAX_ZIP_OCTETS = 193 * 1024 * 1024;
const MAX_ENTRIES = 65_000;
const MAX_NAME = 200;
const LOCAL_SIGNATURE = 0x0403_4b50;
const LOCAL_LENGTH = 30;
const CENTRAL_SIGNATURE = 0x0201_4b50;
const CENTRAL_LENGTH = 46;
const END_SIGNATURE = 0x0605_4b50;
const END_LENGTH = 22;
/** 1980-01-01, the earliest that MS-DOS knows: a real time would make two seals of the same bag differ. */
const DATE = 0x0021;

/**
 * Names that mean the same file on every system: no "..", no absolute path, no back-slash, no colon, and no name
 * that begins with a dot or hyphen or ends in a dot (Windows drops it).
 */
const SEGMENT = "[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?";
const NAME = new RegExp(`^${SEGMENT}(?:/${SEGMENT})*$`);

/** Length of the whole ZIP, before anything is written. */
export function zipLength(entries: readonly { readonly name: string; readonly length: number }[]): number {
  return entries.reduce(
    (sum, entry) => sum + LOCAL_LENGTH + CENTRAL_LENGTH + 2 * entry.name.length + entry.length,
    END_LENGTH,
  );
}

/**
 * Writes the ZIP as segments; contents are passed on, not copied.
 *
 * @throws TypeError on a name, number or size that the format has no place for: a bug of the caller.
 */
export function zipSegments(entries: readonly UnwrittenEntry[]): Uint8Array[] {
  if (entries.length > MAX_ENTRIES) throw new TypeError("too many entries");
  const seen = new Set<string>();
  const segments: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const { name, octets, crc = crc32(octets) } of entries) {
    if (!NAME.test(name) || name.length > MAX_NAME || seen.has(name)) throw new TypeError("name not allowed");
    seen.add(name);
    const local = localHeader(name, octets.length, crc);
    central.push(centralRecord(name, octets.length, crc, offset));
    segments.push(local, octets);
    offset += local.length + octets.length;
    if (offset > MAX_ZIP_OCTETS) throw new TypeError("too large");
  }
  return [...segments, ...central, endRecord(entries.length, central, offset)];
}

function localHeader(name: string, length: number, crc: number): Uint8Array {
  const out = new Uint8Array(LOCAL_LENGTH + name.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, LOCAL_SIGNATURE, true);
  writeCommon(view, 4, name, length, crc);
  out.set(utf8(name), LOCAL_LENGTH);
  return out;
}

/** The fields that local header and central record share: version needed to extra length. */
function writeCommon(view: DataView, at: number, name: string, length: number, crc: number): void {
  view.setUint16(at, 10, true);
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, length, true);
  view.setUint32(at + 18, length, true);
  view.setUint16(at + 22, name.length, true);
}

function centralRecord(name: string, length: number, crc: number, offset: number): Uint8Array {
  const out = new Uint8Array(CENTRAL_LENGTH + name.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, CENTRAL_SIGNATURE, true);
  view.setUint16(4, 10, true);
  writeCommon(view, 6, name, length, crc);
  view.setUint32(42, offset, true);
  out.set(utf8(name), CENTRAL_LENGTH);
  return out;
}

function endRecord(count: number, central: readonly Uint8Array[], offset: number): Uint8Array {
  const out = new Uint8Array(END_LENGTH);
  const view = new DataView(out.buffer);
  view.setUint32(0, END_SIGNATURE, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(
    12,
    central.reduce((sum, record) => sum + record.length, 0),
    true,
  );
  view.setUint32(16, offset, true);
  return out;
}

/**
 * Reads a ZIP and refuses every octet sequence but the canonical one, so that no two tools can see different content.
 * Contents are views of the input. Sizes that the ZIP declares are never trusted: they only move within the input.
 *
 * @returns The files in their order, or ZIP_NOT_CANONICAL, or PATH_NOT_ALLOWED for a name that could leave its folder.
 */
export function readCanonicalZip(octets: Uint8Array): Result<ZipEntry[], EvidenceError> {
  if (octets.length > MAX_ZIP_OCTETS) return notCanonical("too long");
  const entries: ZipEntry[] = [];
  const seen = new Set<string>();
  const central: Uint8Array[] = [];
  let offset = 0;
  while (startsWith(octets, offset, LOCAL_SIGNATURE)) {
    const entry = readLocal(octets, offset);
    if (!entry.ok) return entry;
    const { name, crc, end } = entry.value;
    if (seen.has(name)) return notCanonical("a name occurs twice");
    if (entries.length === MAX_ENTRIES) return notCanonical("too many entries");
    seen.add(name);
    central.push(centralRecord(name, entry.value.octets.length, crc, offset));
    entries.push({ name, octets: entry.value.octets });
    offset = end;
  }
  const expected = [...central, endRecord(entries.length, central, offset)];
  return equalsSegments(octets, offset, expected)
    ? ok(entries)
    : notCanonical("central directory or end record");
}

interface LocalEntry extends ZipEntry {
  readonly crc: number;
  readonly end: number;
}

function readLocal(octets: Uint8Array, offset: number): Result<LocalEntry, EvidenceError> {
  if (offset + LOCAL_LENGTH > octets.length) return notCanonical("local header is cut off");
  const view = new DataView(octets.buffer, octets.byteOffset + offset, LOCAL_LENGTH);
  const length = view.getUint32(18, true);
  const nameLength = view.getUint16(26, true);
  const start = offset + LOCAL_LENGTH + nameLength;
  const end = start + length;
  if (nameLength > MAX_NAME || end > octets.length) return notCanonical("an entry reaches beyond the file");
  const name = fromUtf8(octets.subarray(offset + LOCAL_LENGTH, start));
  if (name === null || !NAME.test(name))
    return refuse("PATH_NOT_ALLOWED", "a name in the ZIP is not allowed");
  const content = octets.subarray(start, end);
  const crc = crc32(content);
  if (!octetsEqual(octets.subarray(offset, start), localHeader(name, length, crc)))
    return notCanonical("local header");
  return ok({ name, octets: content, crc, end });
}

function startsWith(octets: Uint8Array, offset: number, signature: number): boolean {
  if (offset + 4 > octets.length) return false;
  return new DataView(octets.buffer, octets.byteOffset + offset, 4).getUint32(0, true) === signature;
}

function equalsSegments(octets: Uint8Array, from: number, segments: readonly Uint8Array[]): boolean {
  let offset = from;
  for (const segment of segments) {
    if (!octetsEqual(octets.subarray(offset, offset + segment.length), segment)) return false;
    offset += segment.length;
  }
  return offset === octets.length;
}

function notCanonical(detail: string) {
  return refuse("ZIP_NOT_CANONICAL", `the ZIP is not canonical: ${detail}`);
}
