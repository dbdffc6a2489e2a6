/** An mbox in all its kinds (RFC 4155; mboxo, mboxrd, mboxcl, mboxcl2; Thunderbird, Apple Mail, Google Takeout), cut octet for octet. */
import { sha256 } from "@noble/hashes/sha2.js";
import { type Digest, formatDigest } from "../../core/base/digest.ts";
import { firstField, type HeaderField, readHeaderFields } from "../../core/mail/header-fields.ts";
import { findFromLines, LOOK_AHEAD, LOOK_BEHIND } from "./from-lines.ts";
import { START_OCTETS } from "./limits.ts";

/** Octets that are in memory at once. */
const SLICE = 4 << 20;
/** Octets that are read ahead where messages follow each other. */
const WINDOW = 1 << 20;

/** One message as it lies between two "From " lines. */
export interface MboxMessage {
  /** Of its first octet in the mbox. */
  readonly offset: number;
  readonly octets: number;
  /** The first 64 KiB at most. */
  readonly start: Uint8Array;
  /** Has a line ">From ", which either the sender wrote or a program that stored the mail. */
  readonly quoted: boolean;
  /** "From " lines inside of it that its Content-Length steps over. */
  readonly steppedOver: number;
}

export interface MboxReading {
  readonly digest: Digest;
  /** Stopped at the limit: more messages lie behind. */
  readonly cut: boolean;
}

interface Segment {
  readonly offset: number;
  readonly start: number;
  quoted: boolean;
}

export interface MboxOptions {
  readonly maxMessages: number;
  /** Called between slices: throws where the reading was stopped. */
  readonly pause: (doneOctets: number) => Promise<void>;
}

/**
 * Reads the file twice in slices: once for where messages begin and for the digest, then each message's start.
 *
 * @param take - Called for each message in order, also for an empty one.
 * @throws Whatever `pause`, `take` or reading the file throws.
 */
export async function readMbox(
  file: Blob,
  { maxMessages, pause }: MboxOptions,
  take: (message: MboxMessage, digest: Digest) => void,
): Promise<MboxReading> {
  // A few more: Content-Length may show that some of them lie in a body.
  const { segments, cutAt, digest } = await findSegments(file, 4 * maxMessages, pause);
  const end = cutAt ?? file.size;
  const places = new Map(segments.map(({ offset }, index) => [offset, index]));
  const all = { segments, places, end, read: windowed(file) };
  let taken = 0;
  for (let i = 0; i < segments.length; ) {
    if (taken++ >= maxMessages) return { digest, cut: true };
    const { message, next } = await readMessage(all, i);
    take(message, digest);
    i = next;
    await pause(file.size);
  }
  return { digest, cut: cutAt !== null };
}

async function findSegments(
  file: Blob,
  most: number,
  pause: MboxOptions["pause"],
): Promise<{ segments: Segment[]; cutAt: number | null; digest: Digest }> {
  const hash = sha256.create();
  const segments: Segment[] = [];
  let cutAt: number | null = null;
  for (let at = 0; at < file.size; at += SLICE) {
    const windowOffset = Math.max(0, at - LOOK_BEHIND);
    const to = Math.min(file.size, at + SLICE);
    const window = await octetsOf(file, windowOffset, to + LOOK_AHEAD);
    hash.update(window.subarray(at - windowOffset, to - windowOffset));
    if (cutAt === null) {
      findFromLines(window, { from: at - windowOffset, to: to - windowOffset, windowOffset }, (line) => {
        const last = segments.at(-1);
        if (cutAt !== null) return;
        if (line.kind === "quoted") {
          if (last !== undefined) last.quoted = true;
        } else if (segments.length < most) {
          segments.push({ offset: line.offset, start: line.end, quoted: false });
        } else cutAt = line.offset;
      });
    }
    await pause(to);
  }
  return { segments, cutAt, digest: formatDigest(hash.digest()) };
}

interface Segments {
  readonly segments: readonly Segment[];
  /** Offset of a "From " line to its place among the segments. */
  readonly places: ReadonlyMap<number, number>;
  /** Where the last one ends. */
  readonly end: number;
  readonly read: Read;
}

async function readMessage(
  all: Segments,
  index: number,
): Promise<{ readonly message: MboxMessage; readonly next: number }> {
  const { segments, end, read } = all;
  const { start: offset } = segments[index] as Segment;
  const start = await read(offset, Math.min(offset + START_OCTETS, segments[index + 1]?.offset ?? end));
  const next = await nextByContentLength(all, index, start);
  const until = await withoutBlankLine(read, offset, segments[next]?.offset ?? end);
  return {
    message: {
      offset,
      octets: until - offset,
      start: start.subarray(0, until - offset),
      quoted: segments.slice(index, next).some(({ quoted }) => quoted),
      steppedOver: next - index - 1,
    },
    next,
  };
}

/**
 * Content-Length says how long the body is where the writer did not quote (mboxcl, mboxcl2). The sender could write the
 * field too: it counts only where it leads exactly to a line that begins a message, or to the end.
 *
 * @returns Index of the segment that begins the next message.
 */
async function nextByContentLength(
  { segments, places, end, read }: Segments,
  index: number,
  start: Uint8Array,
): Promise<number> {
  const plain = index + 1;
  const { fields, bodyOffset, endedBy } = readHeaderFields(start);
  const length = contentLength(fields);
  if (length === null || endedBy !== "blank-line") return plain;
  const target = (segments[index] as Segment).start + bodyOffset + length;
  // The common case, and what a line in a body cannot change.
  const gap = (segments[plain]?.offset ?? end) - target;
  if (gap >= 0 && gap <= 2) return plain;
  if (target > end) return plain;
  const after = await read(target, target + 2);
  const blank = after[0] === 0x0a ? 1 : after[0] === 0x0d && after[1] === 0x0a ? 2 : 0;
  for (const place of [target + blank, target]) {
    if (place === end) return segments.length;
    const next = places.get(place);
    if (next !== undefined && next > index) return next;
  }
  return plain;
}

function contentLength(fields: readonly HeaderField[]): number | null {
  const body = firstField(fields, "content-length")?.body ?? "";
  return /^\d{1,12}$/.test(body) ? Number(body) : null;
}

/** Writers put one empty line after each message, which is not the message's. */
async function withoutBlankLine(read: Read, start: number, end: number): Promise<number> {
  const tail = await read(Math.max(start, end - 4), end);
  const text = String.fromCharCode(...tail);
  const blank = /(?:^|\n)(\r?\n)$/.exec(text)?.[1] ?? "";
  return end - blank.length;
}

type Read = (from: number, to: number) => Promise<Uint8Array>;

/** Small messages lie close together: each read of a file goes to another process and back. */
function windowed(file: Blob): Read {
  let window = new Uint8Array();
  let offset = 0;
  return async (from, to) => {
    if (from < offset || to > offset + window.length) {
      window = await octetsOf(file, from, Math.max(to, from + WINDOW));
      offset = from;
    }
    return window.subarray(from - offset, to - offset);
  };
}

async function octetsOf(file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(from, to).arrayBuffer());
}
