/** One door on one folder: a second one would remove the first one's half-written reports at its start. */
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { EvidenceError } from "../core/base/errors.ts";
import { FOLDER_MODE, makeFolder, storageFailure } from "./durable.ts";

export interface FolderLock {
  release(): void;
}

/**
 * Makes the folder, for its owner alone, and takes it until `release`, or until the process is gone, however it ends: the
 * lock is the system's, through SQLite, so a kill leaves none behind.
 *
 * @throws EvidenceError INPUT_INVALID where another process, or this one, holds it; STORAGE_FULL where it cannot be made.
 */
export async function lockFolder(dataDir: string): Promise<FolderLock> {
  try {
    await mkdir(dataDir, { recursive: true, mode: FOLDER_MODE });
    // One that was made for us, by an administrator or a service manager, is often open to all.
    await chmod(dataDir, FOLDER_MODE);
    await makeFolder(dataDir);
  } catch (cause) {
    throw storageFailure(cause);
  }
  return takeLock(join(dataDir, "lock.sqlite"));
}

function takeLock(file: string): FolderLock {
  const lock = openDatabase(file);
  try {
    lock.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE");
  } catch {
    lock.close();
    throw new EvidenceError("INPUT_INVALID", "another process works in the folder of the sealer");
  }
  return {
    release: () => {
      if (lock.isOpen) lock.close();
    },
  };
}

function openDatabase(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file);
  } catch {
    throw new EvidenceError("STORAGE_FULL", "the folder of the sealer cannot be written", { retry: "later" });
  }
}
