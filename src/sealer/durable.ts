/**
 * Files that are there after a power cut once a call resolves: written under another name, synced, renamed, and the
 * folder synced (fsync(2): a name is durable only then). Folders cannot be synced on Windows: there a rename may be lost,
 * never halved.
 */
import { constants } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { EvidenceError } from "../core/base/errors.ts";

/** Nobody but the door's own account: names are digests, yet times and sizes tell of reports. */
export const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Syncs the name even of a folder that is there: whoever made it may have been killed before it did. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: FOLDER_MODE });
  await syncFolder(dirname(path));
}

export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Writes and syncs; the name becomes durable with the next `syncFolder` of its folder. */
export async function writeSynced(path: string, octets: Uint8Array): Promise<void> {
  const file = await open(path, "w", FILE_MODE);
  try {
    for (let at = 0; at < octets.length; ) at += (await file.write(octets, at)).bytesWritten;
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Ends the name of what a kill interrupted. */
export const TEMPORARY = ".new";

/** Replaces the file whole: a reader finds the old octets or the new ones. */
export async function replaceFile(path: string, octets: Uint8Array): Promise<void> {
  const temporary = `${path}${TEMPORARY}`;
  try {
    await writeSynced(temporary, octets);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw cause;
  }
  await syncFolder(dirname(path));
}

/** Gives a folder that was written elsewhere its name: all of its files appear in one step. */
export async function publishFolder(from: string, to: string): Promise<void> {
  await syncFolder(from);
  await rename(from, to);
  await syncFolder(dirname(to));
}

/** Gone in one step: it loses its name first, in a folder that is emptied at the next start. */
export async function removeFolder(path: string, through: string): Promise<void> {
  await rename(path, through);
  await syncFolder(dirname(path));
  await rm(through, { recursive: true, force: true });
}

/** @returns Null where there is none. */
export async function readIfThere(path: string): Promise<Buffer<ArrayBuffer> | null> {
  try {
    return await readFile(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw storageFailure(cause);
  }
}

export async function emptyFolder(path: string): Promise<void> {
  for (const name of await readdir(path)) await rm(join(path, name), { recursive: true, force: true });
}

/** "Full" passes when somebody makes room; what else a disk says is the operator's. */
export function storageFailure(cause: unknown): Error {
  if (cause instanceof EvidenceError || !(cause instanceof Error)) return cause as Error;
  const { code } = cause as NodeJS.ErrnoException;
  if (code === undefined) return cause;
  const full = code === "ENOSPC" || code === "EDQUOT";
  // Without the cause: its message names a path, and who reads logs need not know of single reports.
  return new EvidenceError("STORAGE_FULL", full ? "no room on the disk" : `the disk refuses (${code})`, {
    retry: "later",
  });
}

/** @throws What the work throws, as `storageFailure` says it. */
export async function ownFailure<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw storageFailure(cause);
  }
}

/** Of a file that is read, changed and replaced: two changes must not cross. */
export function oneAfterTheOther(): <T>(work: () => Promise<T>) => Promise<T> {
  let turn: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return ownFailure(done);
  };
}
