/** The files of one report: entry.json, and the three sealed ones until nobody needs them any more. */
import { openAsBlob } from "node:fs";
import { access, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Digest, isDigest } from "../core/base/digest.ts";
import type { SealedSubmission } from "../workflow/ports.ts";
import { makeFolder, readIfThere, TEMPORARY, writeSynced } from "./durable.ts";
import { formatEntry, type KeptEntry, parseEntry } from "./kept-entry.ts";

export const ENTRY = "entry.json";
const STATEMENT = "statement.json";
const SUMMARY = "summary.age";
const PACKAGE = "package.age";

/** Written and synced; the folder's own name is the caller's to make durable. */
export async function writeReport(
  folder: string,
  kept: KeptEntry,
  submission: SealedSubmission,
): Promise<void> {
  const packed = submission.package;
  const octets = packed instanceof Blob ? new Uint8Array(await packed.arrayBuffer()) : packed;
  await makeFolder(folder);
  await writeSynced(join(folder, STATEMENT), submission.statement);
  await writeSynced(join(folder, SUMMARY), submission.summary);
  await writeSynced(join(folder, PACKAGE), octets);
  await writeSynced(join(folder, ENTRY), formatEntry(kept));
}

/** @returns Null once they were sent. The package stays on disk until it is read: it may be large, and many wait. */
export async function loadSealed(folder: string, packageDigest: Digest): Promise<SealedSubmission | null> {
  const [statement, summary] = await Promise.all(
    [STATEMENT, SUMMARY].map((name) => readIfThere(join(folder, name))),
  );
  if (!statement || !summary) return null;
  const path = join(folder, PACKAGE);
  // Opening says nothing of a file that is not there: only reading would.
  if (!(await isThere(path))) return null;
  const packed = await openAsBlob(path);
  return { packageDigest, statement: own(statement), summary: own(summary), package: packed };
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw cause;
  }
}

/** A small file is read into a buffer that Node shares among many. */
function own(buffer: Buffer<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer);
}

export async function dropSealed(folder: string): Promise<void> {
  for (const name of [PACKAGE, SUMMARY, STATEMENT]) await rm(join(folder, name), { force: true });
}

/** What lies there. A folder whose entry cannot be read is counted, and left as it is. */
export async function readReports(reports: string) {
  const entries = new Map<Digest, KeptEntry>();
  let damaged = 0;
  for (const name of await readdir(reports)) {
    const folder = join(reports, name);
    const kept = await readEntry(folder, name);
    if (kept === null) {
      damaged++;
      continue;
    }
    entries.set(kept.entry.packageDigest, kept);
    await rm(join(folder, `${ENTRY}${TEMPORARY}`), { force: true });
    // A kill between the entry that says "sent" and the removal leaves octets that nobody needs any more.
    if (kept.entry.state === "sent") await dropSealed(folder);
  }
  return { entries, damaged };
}

async function readEntry(folder: string, name: string): Promise<KeptEntry | null> {
  const octets = await readIfThere(join(folder, ENTRY)).catch(() => null);
  const kept = octets === null ? null : parseEntry(octets);
  const packageDigest = `sha256:${name}`;
  return isDigest(packageDigest) && kept?.entry.packageDigest === packageDigest ? kept : null;
}
