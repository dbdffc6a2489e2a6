/**
 * The outbox of a door on a server: reports/<64 hex>/ holds entry.json and, until the receipt verified, statement.json,
 * summary.age and package.age. A folder appears there whole: it is written under incoming/, synced, then renamed.
 * ONLY safe on a local file system where rename is atomic, with one process on one folder.
 */
import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Digest } from "../core/base/digest.ts";
import type { Outbox, OutboxEntry, SealedSubmission } from "../workflow/ports.ts";
import {
  emptyFolder,
  makeFolder,
  oneAfterTheOther,
  ownFailure,
  publishFolder,
  removeFolder,
  replaceFile,
  storageFailure,
  syncFolder,
  writeSynced,
} from "./durable.ts";
import { formatEntry, type KeptEntry, type KeptFacts } from "./kept-entry.ts";
import { dropSealed, ENTRY, loadSealed, readReports, writeReport } from "./report-folder.ts";

export interface FileOutbox {
  /**
   * The workflow's view. `update` never rejects for want of room: what was verified is so whether or not a disk could note
   * it, and a full disk must not stop what would empty it. It is written when there is room again; after a crash the same
   * octets are sent once more.
   */
  readonly outbox: Omit<Outbox, "put">;
  /** Resolves when everything is on disk. @throws EvidenceError STORAGE_FULL; nothing is there then. */
  put(kept: KeptEntry, submission: SealedSubmission): Promise<void>;
  /** By sealing time. */
  all(): readonly KeptEntry[];
  get(packageDigest: Digest): KeptEntry | null;
  byKeyHash(keyHash: string): KeptEntry | null;
  /** Resolves when it is on disk. @throws EvidenceError STORAGE_FULL; nothing changed then. */
  setFacts(packageDigest: Digest, change: Partial<KeptFacts>): Promise<void>;
  /** Writes what could not be written. */
  settle(): Promise<void>;
  /** @throws EvidenceError STORAGE_FULL. */
  checkWritable(): Promise<void>;
  /** Folders in reports/ that hold no readable entry: kept as they are, for whoever looks after the machine. */
  readonly damaged: number;
}

/** @param onProblem - Hears of what `update` could not write. */
export async function openFileOutbox(
  dataDir: string,
  onProblem: (problem: unknown) => void = () => undefined,
): Promise<FileOutbox> {
  const incoming = join(dataDir, "incoming");
  const reports = join(dataDir, "reports");
  for (const folder of [dataDir, incoming, reports]) await makeFolder(folder);
  // Leftovers of a killed process: nobody was told that these are kept.
  await emptyFolder(incoming);
  const { entries, damaged } = await readReports(reports);
  return makeOutbox({ incoming, reports, entries, damaged, onProblem });
}

interface Opened {
  readonly incoming: string;
  readonly reports: string;
  readonly entries: Map<Digest, KeptEntry>;
  readonly damaged: number;
  readonly onProblem: (problem: unknown) => void;
}

function makeOutbox({ incoming, reports, entries, damaged, onProblem }: Opened): FileOutbox {
  const folderOf = (packageDigest: Digest) => join(reports, packageDigest.slice("sha256:".length));
  const newName = () => join(incoming, randomBytes(16).toString("hex"));
  const byHash = new Map([...entries].map(([digest, { facts }]) => [facts.keyHash, digest]));
  const unwritten = new Set<Digest>();
  /** Two changes of one entry never cross: the later one must see what the earlier one wrote. */
  const inTurn = oneAfterTheOther();

  const write = async (kept: KeptEntry) => {
    const { packageDigest, state } = kept.entry;
    const folder = folderOf(packageDigest);
    await replaceFile(join(folder, ENTRY), formatEntry(kept));
    unwritten.delete(packageDigest);
    if (state === "sent") await dropSealed(folder);
  };
  const update = async (packageDigest: Digest, change: Partial<OutboxEntry>) => {
    const kept = entries.get(packageDigest);
    if (kept === undefined) return;
    const next = { ...kept, entry: { ...kept.entry, ...change } };
    entries.set(packageDigest, next);
    unwritten.add(packageDigest);
    await write(next).catch((cause: unknown) => onProblem(storageFailure(cause)));
  };
  const setFacts = async (packageDigest: Digest, change: Partial<KeptFacts>) => {
    const kept = entries.get(packageDigest);
    if (kept === undefined) return;
    const next = { ...kept, facts: { ...kept.facts, ...change } };
    await write(next);
    entries.set(packageDigest, next);
  };
  const remove = async (packageDigest: Digest) => {
    const kept = entries.get(packageDigest);
    if (kept === undefined) return;
    await removeFolder(folderOf(packageDigest), newName());
    entries.delete(packageDigest);
    byHash.delete(kept.facts.keyHash);
    unwritten.delete(packageDigest);
  };
  const put = async (kept: KeptEntry, submission: SealedSubmission) => {
    const { packageDigest } = kept.entry;
    await publish(newName(), folderOf(packageDigest), incoming, kept, submission);
    entries.set(packageDigest, kept);
    byHash.set(kept.facts.keyHash, packageDigest);
  };
  const all = () => [...entries.values()].sort((a, b) => a.entry.sealedAt - b.entry.sealedAt);
  const get = (packageDigest: Digest) => entries.get(packageDigest) ?? null;

  return {
    damaged,
    outbox: {
      list: async () => all().map(({ entry }) => entry),
      load: (packageDigest) => ownFailure(loadSealed(folderOf(packageDigest), packageDigest)),
      update: (packageDigest, change) => inTurn(() => update(packageDigest, change)),
      remove: (packageDigest) => inTurn(() => remove(packageDigest)),
    },
    // Not in turn: no two of them touch one folder, and a large one must not hold up small ones.
    put: (kept, submission) => ownFailure(put(kept, submission)),
    all,
    get,
    byKeyHash: (keyHash) => {
      const packageDigest = byHash.get(keyHash);
      return packageDigest === undefined ? null : get(packageDigest);
    },
    setFacts: (packageDigest, change) => inTurn(() => setFacts(packageDigest, change)),
    settle: () =>
      inTurn(async () => {
        for (const packageDigest of unwritten) {
          const kept = get(packageDigest);
          if (kept !== null) await write(kept).catch((cause: unknown) => onProblem(storageFailure(cause)));
        }
      }),
    checkWritable: () => ownFailure(writeAndRemove(newName())),
  };
}

/** Everything of the report in one step, or nothing of it. */
async function publish(
  from: string,
  to: string,
  incoming: string,
  kept: KeptEntry,
  submission: SealedSubmission,
): Promise<void> {
  try {
    await writeReport(from, kept, submission);
    await publishFolder(from, to);
    // The new name lives in one folder, the end of the old one in the other: both must be on disk.
    await syncFolder(incoming);
  } catch (cause) {
    // Under either name: whoever is told that it is not kept hands it in again.
    for (const path of [from, to]) await rm(path, { recursive: true, force: true }).catch(() => undefined);
    throw cause;
  }
}

async function writeAndRemove(path: string): Promise<void> {
  await writeSynced(path, new Uint8Array(1)).finally(() => rm(path, { force: true }));
}
