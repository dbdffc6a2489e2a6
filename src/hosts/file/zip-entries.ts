/** What lies in a ZIP, entry by entry: how much it is, is measured while it is unpacked and never believed. */
import {
  BlobReader,
  ERR_ENCRYPTED,
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_OVERLAPPING_ENTRY,
  ERR_UNSUPPORTED_COMPRESSION,
  ERR_UNSUPPORTED_ENCRYPTION,
  type FileEntry,
  ZipReader,
} from "@zip.js/zip.js/index-native.js";
import type { LeftOutCode } from "./found-mail.ts";
import { START_OCTETS } from "./limits.ts";

/** Octets of a central directory: a hundred thousand entries with long names take some twenty million. */
const MAX_DIRECTORY = 64 << 20;
/** Octets that are read ahead: small entries lie close together. */
const WINDOW = 1 << 20;

export interface ZipMember {
  /** As written, in the charset that its flag says or that it seems to be. */
  readonly name: string;
  /** "2026-11-03T12:34:56" by the writer's clock and zone; null where it says none. */
  readonly modified: string | null;
}

/** What is wanted of an entry, by its first octets: how many it may have, or why it is left out. */
export type Wanted = { readonly maxOctets: number } | { readonly code: LeftOutCode | null };

export interface ZipVisitor {
  /** @param start - The first 64 KiB, or all where it has fewer. */
  readonly wanted: (member: ZipMember, start: Uint8Array) => Wanted;
  readonly take: (member: ZipMember, octets: Blob, start: Uint8Array) => Promise<void>;
  readonly leaveOut: (member: ZipMember | null, code: LeftOutCode) => void;
  /** Called before each entry: throws where the reading was stopped. @returns False: no more of it is wanted. */
  readonly goOn: () => Promise<boolean>;
  /** Octets that may still be unpacked. `spend` tells what was, also in vain. */
  readonly room: () => number;
  readonly spend: (octets: number) => void;
  /** @param fraction - Of its entries. */
  readonly progress: (fraction: number) => void;
}

/**
 * Folders are passed over without a word. Names decide nothing here: they are never paths.
 *
 * @throws Only what the visitor throws.
 */
export async function visitZip(
  file: Blob,
  maxEntries: number,
  signal: AbortSignal,
  visitor: ZipVisitor,
): Promise<void> {
  // No workers of its own and no WebAssembly: the page's policy allows neither.
  const reader = new ZipReader(new WindowedReader(file), {
    useWebWorkers: false,
    filenameValidation: "tolerant",
    checkOverlappingEntry: true,
    checkCrc32: true,
    signal,
  });
  const entries = reader.getEntriesGenerator({
    onprogress: async (entry, of) => visitor.progress(entry / of),
  });
  for (let count = 0; ; count++) {
    if (!(await visitor.goOn())) return;
    // A damaged directory may begin well: what came before counts.
    const next = await entries.next().catch((cause: unknown) => codeOf(cause));
    if (typeof next === "string") return visitor.leaveOut(null, next);
    if (next.done === true) return;
    if (count >= maxEntries) return visitor.leaveOut(null, "zip-too-many");
    const entry = next.value;
    if (!entry.directory) await visitEntry(file, entry, visitor);
  }
}

async function visitEntry(file: Blob, entry: FileEntry, visitor: ZipVisitor): Promise<void> {
  const member = { name: entry.filename, modified: dosTime(entry.rawLastModDate) };
  if (entry.encrypted) return visitor.leaveOut(member, "zip-encrypted");
  if (entry.uncompressedSize > visitor.room()) return visitor.leaveOut(member, "too-large");
  const sink = new Sink(member, visitor, entry.compressionMethod !== 0);
  try {
    await entry.getData(new WritableStream(sink));
    sink.end();
  } catch (cause) {
    if (sink.stopped === undefined) return visitor.leaveOut(member, codeOf(cause));
  }
  if (sink.stopped === null) return;
  if (sink.stopped !== undefined) return visitor.leaveOut(member, sink.stopped);
  const { dataOffset } = entry.localDirectory ?? {};
  const isStored = entry.compressionMethod === 0 && dataOffset !== undefined;
  // As it lies there, it is not copied.
  const octets = isStored ? file.slice(dataOffset, dataOffset + sink.length) : new Blob(sink.parts);
  await visitor.take(member, octets, sink.start());
}

/** Takes what is unpacked, and stops it at the first octet too many. */
class Sink implements UnderlyingSink<Uint8Array> {
  readonly parts: Uint8Array<ArrayBuffer>[] = [];
  length = 0;
  /** Why it was stopped; null: without a word. undefined: it was not. */
  stopped: LeftOutCode | null | undefined;
  readonly #member: ZipMember;
  readonly #visitor: ZipVisitor;
  readonly #keeps: boolean;
  #limit: number | null = null;

  /** @param keeps - False: the octets lie in the file as they are, and only the start is looked at. */
  constructor(member: ZipMember, visitor: ZipVisitor, keeps: boolean) {
    this.#member = member;
    this.#visitor = visitor;
    this.#keeps = keeps;
  }

  write(part: Uint8Array): void {
    this.#visitor.spend(part.length);
    // The stream may use its buffer again.
    if (this.#keeps || this.length < START_OCTETS) this.parts.push(part.slice());
    this.length += part.length;
    // The library stops where an entry gives more than it says: this does not rely on it.
    if (this.#visitor.room() < 0) this.#stop("zip-bomb");
    if (this.#limit === null && this.length >= START_OCTETS) this.#look();
    if (this.#limit !== null && this.length > this.#limit) this.#stop("too-large");
  }

  /** The entry is whole; a short one was not looked at yet. */
  end(): void {
    if (this.#limit === null) this.#look();
    if (this.#limit !== null && this.length > this.#limit) this.#stop("too-large");
  }

  start(): Uint8Array {
    const out = new Uint8Array(Math.min(this.length, START_OCTETS));
    let at = 0;
    for (const part of this.parts) {
      if (at >= out.length) break;
      out.set(part.subarray(0, out.length - at), at);
      at += part.length;
    }
    return out;
  }

  #look(): void {
    const wanted = this.#visitor.wanted(this.#member, this.start());
    if ("code" in wanted) this.#stop(wanted.code);
    else this.#limit = wanted.maxOctets;
  }

  #stop(code: LeftOutCode | null): never {
    this.stopped = code;
    this.parts.length = 0;
    throw new RangeError("stopped");
  }
}

/** By the library's words; everything else is damage. */
const CODES: ReadonlyMap<string, LeftOutCode> = new Map([
  [ERR_ENCRYPTED, "zip-encrypted"],
  [ERR_UNSUPPORTED_ENCRYPTION, "zip-encrypted"],
  [ERR_ENCRYPTED_CENTRAL_DIRECTORY, "zip-encrypted"],
  [ERR_UNSUPPORTED_COMPRESSION, "zip-method"],
  [ERR_OVERLAPPING_ENTRY, "zip-bomb"],
]);

function codeOf(cause: unknown): LeftOutCode {
  return CODES.get(cause instanceof Error ? cause.message : "") ?? "zip-damaged";
}

/** MS-DOS date and time (APPNOTE, section 4.4.6): local, in steps of two seconds, from 1980 on. */
function dosTime(packed: number | bigint): string | null {
  const value = Number(packed);
  const [date, time] = [Math.floor(value / 0x1_0000) & 0xffff, value & 0xffff];
  const [year, month, day] = [1980 + (date >> 9), (date >> 5) & 15, date & 31];
  // 1980-01-01 is what programs without a clock write.
  if (month < 1 || month > 12 || day < 1 || (year === 1980 && month === 1 && day === 1)) return null;
  const two = (number: number) => String(number).padStart(2, "0");
  const clock = `${two(time >> 11)}:${two((time >> 5) & 63)}:${two((time & 31) * 2)}`;
  return `${year}-${two(month)}-${two(day)}T${clock}`;
}

/** Reads small pieces from one larger read, and refuses a directory that no mails need. */
class WindowedReader extends BlobReader {
  readonly #file: Blob;
  #window = new Uint8Array();
  #offset = 0;

  constructor(file: Blob) {
    super(file);
    this.#file = file;
  }

  override async readUint8Array(offset: number, length: number): Promise<Uint8Array> {
    if (length > MAX_DIRECTORY) throw new Error("a directory that is too large");
    if (length > WINDOW || offset < 0) return super.readUint8Array(offset, length);
    const end = Math.min(offset + length, this.#file.size);
    if (offset < this.#offset || end > this.#offset + this.#window.length) {
      this.#window = new Uint8Array(await this.#file.slice(offset, offset + WINDOW).arrayBuffer());
      this.#offset = offset;
    }
    return this.#window.slice(offset - this.#offset, Math.max(offset, end) - this.#offset);
  }

  override createReadable(options: { offset?: number; size?: number } = {}): ReadableStream<Uint8Array> {
    const { offset = 0, size = this.#file.size } = options;
    if (size > WINDOW) return super.createReadable(options) as ReadableStream<Uint8Array>;
    return new ReadableStream({
      pull: async (controller) => {
        if (size > 0) controller.enqueue(await this.readUint8Array(offset, size));
        controller.close();
      },
    });
  }
}
