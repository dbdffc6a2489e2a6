/** Finds the mails in what people hand in: files of mail programs, mailboxes, folders and ZIPs of them. */
import { EvidenceError } from "../../core/base/errors.ts";
import type { FoundMail, LeftOut, SourceFile } from "./found-mail.ts";
import { DEFAULT_LIMITS, type Limits, START_OCTETS } from "./limits.ts";
import { baseName, recordedName } from "./names.ts";
import { readPiece } from "./read-piece.ts";
import { type Piece, Reading } from "./reading.ts";

export type { FoundMail, LeftOut, LeftOutCode, SourceFile } from "./found-mail.ts";
export { kindOfOctets } from "./kind-of-octets.ts";

export interface FileReading {
  readonly mails: readonly FoundMail[];
  /** `.zegel` files as they are: whether they can be relied on is not looked at. */
  readonly submissions: readonly { readonly name: string; readonly octets: Blob }[];
  readonly leftOut: readonly LeftOut[];
  /** How many more were left out than are listed. */
  readonly moreLeftOut: number;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Files that were looked at, and all: `done` lies between two whole numbers while a large one is read. */
  readonly onProgress?: (done: number, of: number) => void;
  readonly limits?: Partial<Limits>;
}

/** Files whose starts are asked for together: each goes to another process and back. */
const AT_ONCE = 32;

/**
 * Mails in the order of the files, and within a mailbox or ZIP in its order.
 *
 * @throws EvidenceError CANCELLED alone; what cannot be read is listed as left out.
 */
export async function readMailFiles(
  files: readonly SourceFile[],
  { signal, onProgress, limits }: ReadOptions,
): Promise<FileReading> {
  const reading = new Reading({ ...DEFAULT_LIMITS, ...limits }, signal, (done) =>
    onProgress?.(done, files.length),
  );
  for (let first = 0; first < files.length; first += AT_ONCE) {
    await reading.pause();
    const some = files.slice(first, first + AT_ONCE);
    const pieces = await Promise.all(some.map((file, i) => pieceOf(file, String(first + i + 1))));
    for (const [i, piece] of pieces.entries()) {
      await readOne(piece, placeOf(some[i] as SourceFile), reading);
      reading.advance(first + i + 1);
    }
  }
  const { mails, submissions, leftOut, moreLeftOut } = reading;
  return { mails, submissions, leftOut, moreLeftOut };
}

/** One file that cannot be read ends nothing. */
async function readOne(piece: Piece | null, place: string, reading: Reading): Promise<void> {
  if (piece === null) return reading.leaveOut(place, "unreadable");
  await reading.pause();
  try {
    await readPiece(piece, reading);
  } catch (cause) {
    if (cause instanceof EvidenceError && cause.code === "CANCELLED") throw cause;
    reading.leaveOut(place, "unreadable");
  }
}

function placeOf({ name, path }: SourceFile): string {
  return path === undefined || path === "" ? name : path;
}

/** @returns null where it cannot be read: moved, locked, or a folder that looks like a file. */
async function pieceOf(file: SourceFile, id: string): Promise<Piece | null> {
  const { size, lastModified } = file;
  const [name, place] = [recordedName(file.name), recordedName(placeOf(file))];
  try {
    const octets = file.slice(0, size);
    const start = new Uint8Array(await octets.slice(0, START_OCTETS).arrayBuffer());
    const path = place === baseName(place) ? {} : { path: place };
    return { id, place, name, octets, start, facts: { name, ...path, size, lastModified }, depth: 0 };
  } catch {
    return null;
  }
}
