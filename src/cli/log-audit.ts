/** A whole log, fetched and computed again: what `zegel log verify` shows to someone who trusts only the log's key. */
import type { LogReader } from "../clients/log.ts";
import { octetsEqual } from "../core/base/bytes.ts";
import { type EvidenceError, refuse } from "../core/base/errors.ts";
import { ok, type Result } from "../core/base/result.ts";
import type { Checkpoint } from "../core/log/checkpoint.ts";
import { type LogEntry, parseEntry } from "../core/log/entry.ts";
import { createMemoryTree, type MemoryTree } from "../core/log/memory-tree.ts";
import { decodeEntryBundle, encodeTile, type Tile, tilesOf } from "../core/log/tiles.ts";
import { treeRoot } from "../core/log/tree.ts";

export interface LogAuditReport {
  readonly size: number;
  readonly counts: Readonly<Record<LogEntry["type"], number>>;
}

/** More entries than fit into this machine's memory are no log of reports: about 128 octets of hashes each. */
const MAX_ENTRIES = 20_000_000;

/**
 * Fetches every entry and tile and compares all of it with the checkpoint.
 *
 * @param earlier - Checkpoint seen before, opened with the same key; its tree must be the beginning of this one.
 * @returns CHECKPOINT_INVALID, TILE_INVALID, ENTRY_INVALID, PROOF_MISMATCH (another root), CONSISTENCY_FAILED.
 * @throws EvidenceError where the log cannot be fetched.
 */
export async function auditLog(
  log: LogReader,
  head: Checkpoint,
  earlier: Checkpoint | null,
): Promise<Result<LogAuditReport, EvidenceError>> {
  if (head.size > MAX_ENTRIES)
    return refuse("CHECKPOINT_INVALID", "the checkpoint claims more entries than can be checked");
  if (earlier !== null && earlier.size > head.size)
    return refuse("CONSISTENCY_FAILED", `the log had ${earlier.size} entries and now has ${head.size}`);
  const tree = createMemoryTree();
  const counts = { package: 0, grant: 0, custody: 0, directory: 0, opened: 0, erased: 0 };
  for (const tile of tilesOf(head.size)) {
    const checked =
      tile.level === "entries" ? await addEntries(log, tile, tree, counts) : await checkTile(log, tile, tree);
    if (!checked.ok) return checked;
  }
  if (!octetsEqual(tree.root(), head.root))
    return refuse("PROOF_MISMATCH", "the entries give another root than the checkpoint");
  if (earlier !== null && !octetsEqual(treeRoot(earlier.size, tree.getHash), earlier.root))
    return refuse(
      "CONSISTENCY_FAILED",
      "the log does not begin with what the earlier checkpoint shows: it was forked",
    );
  return ok({ size: head.size, counts });
}

async function addEntries(
  log: LogReader,
  tile: Tile,
  tree: MemoryTree,
  counts: Record<LogEntry["type"], number>,
): Promise<Result<true, EvidenceError>> {
  const entries = decodeEntryBundle(await log.tile(tile), tile.width);
  if (!entries.ok) return entries;
  for (const octets of entries.value) {
    const entry = parseEntry(octets);
    if (!entry.ok) return entry;
    counts[entry.value.type]++;
  }
  tree.append(entries.value);
  return ok(true);
}

/** tilesOf lists the entries first, so that by now every hash is known: a served one that differs was made up. */
async function checkTile(log: LogReader, tile: Tile, tree: MemoryTree): Promise<Result<true, EvidenceError>> {
  const served = await log.tile(tile);
  if (octetsEqual(served, encodeTile(tile, tree.getHash))) return ok(true);
  return refuse("TILE_INVALID", `hash tile ${tile.level}/${tile.index} does not fit the entries`);
}
