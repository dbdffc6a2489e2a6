/** One intake on one folder: a second one would remove the first one's uploads at its start. */
import { DatabaseSync } from "node:sqlite";

/**
 * Takes the folder until `release`, or until the process is gone, however it ends: the lock is the system's, through
 * SQLite, so a kill leaves none behind.
 *
 * @param file - Made where it is not there; holds nothing.
 * @throws Error where another process, or this one, holds it.
 */
export function lockFolder(file: string): { release(): void } {
  const lock = new DatabaseSync(file);
  try {
    lock.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    throw new Error("another intake works in this folder", { cause });
  }
  return { release: () => lock.close() };
}
