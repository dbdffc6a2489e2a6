/**
 * Does the log, as this console sees it, still hold everything that it ever showed, and everything that it shows to
 * others? Judges what was fetched; fetches nothing. The only anchor is the log key of the signed directory.
 */
import { octetsEqual, toHex } from "../core/base/bytes.ts";
import type { Digest } from "../core/base/digest.ts";
import type { EvidenceErrorCode } from "../core/base/errors.ts";
import { type Checkpoint, type LogAnchor, parseCheckpoint } from "../core/log/checkpoint.ts";
import { type LogEntry, parseEntry } from "../core/log/entry.ts";
import { createMemoryTree, type MemoryTree } from "../core/log/memory-tree.ts";
import { decodeEntryBundle, TILE_WIDTH } from "../core/log/tiles.ts";
import { treeRoot } from "../core/log/tree.ts";
import { compareWithLog } from "../core/verify/log-audit.ts";
import type { ListedPackage } from "./ports.ts";

/** A checkpoint that somebody else saw: the client that sealed a package, or the receipt that it got. */
export interface SeenCheckpoint {
  readonly package: Digest;
  /** Where it was found. */
  readonly source: "bag" | "receipt";
  readonly note: string;
}

export interface LogAuditInput {
  readonly anchor: LogAnchor;
  /** The signed note that the server serves now. */
  readonly checkpoint: string;
  /** The largest one that this browser accepted before; null at first. */
  readonly remembered: string | null;
  /** Entry bundles in order; null for one that could not be had. */
  readonly bundles: readonly (Uint8Array<ArrayBuffer> | null)[];
  readonly listed: readonly ListedPackage[];
  readonly seen: readonly SeenCheckpoint[];
}

/** "ahead": it names more entries than the server shows us, so that we are shown an older log. */
export type CheckpointVerdict = "consistent" | "forked" | "ahead" | "untrusted" | "not-compared";

export interface ComparedCheckpoint {
  readonly package: Digest | null;
  readonly source: SeenCheckpoint["source"] | "remembered";
  readonly size: number | null;
  readonly verdict: CheckpointVerdict;
}

export interface PackagePosition {
  readonly index: number;
  readonly package: Digest;
}

export interface LogAudit {
  /**
   * "consistent": signed by the directory's key, the root comes out of the entries, every checkpoint seen is a
   * beginning of it. "forked", "rolled-back": proof of a log that tells different people different things.
   * "refused": not even internally right, or not all of it could be had.
   */
  readonly verdict: "consistent" | "forked" | "rolled-back" | "refused";
  /** Why it was refused. */
  readonly code: EvidenceErrorCode | null;
  readonly origin: string;
  readonly size: number;
  /** Root hash, hex. */
  readonly root: string;
  /** Entries that were read and understood. */
  readonly read: number;
  /** Indices of entries that could not be had or not be understood, at most 1,000 of them. */
  readonly unread: readonly number[];
  readonly entriesByType: Readonly<Record<LogEntry["type"], number>>;
  /** In the log, and neither in the server's list nor erased according to the log. */
  readonly missing: readonly PackagePosition[];
  /** In the server's list, but not like that in the log. */
  readonly unlogged: readonly PackagePosition[];
  readonly erased: number;
  readonly compared: readonly ComparedCheckpoint[];
  /** What to remember; null unless consistent. */
  readonly note: string | null;
}

const MAX_UNREAD_SHOWN = 1000;
const NO_ENTRIES = { package: 0, grant: 0, custody: 0, directory: 0, opened: 0, erased: 0 };

interface ReadLog {
  readonly tree: MemoryTree;
  readonly entries: readonly (LogEntry | null)[];
  readonly unread: number[];
  readonly code: EvidenceErrorCode | null;
}

/** Judges a log. Never throws on what a server answered. */
export async function auditLog(input: LogAuditInput): Promise<LogAudit> {
  const checkpoint = await parseCheckpoint(input.checkpoint, input.anchor);
  if (!checkpoint.ok) return refusedAudit(input, checkpoint.error.code);
  const log = readBundles(input.bundles, checkpoint.value.size);
  const code = log.code ?? rootDefect(log, checkpoint.value);
  const compared = await compareAll(input, checkpoint.value, code === null ? log.tree : null);
  const verdict = verdictOf(compared, code);
  return {
    verdict,
    code,
    origin: input.anchor.origin,
    size: checkpoint.value.size,
    root: toHex(checkpoint.value.root),
    read: log.entries.filter((entry) => entry !== null).length,
    unread: log.unread.slice(0, MAX_UNREAD_SHOWN),
    entriesByType: countTypes(log.entries),
    ...reconcileList(log.entries, input.listed),
    compared,
    note: verdict === "consistent" ? input.checkpoint : null,
  };
}

/** What can still be said where the head itself is not the directory's log's. */
function refusedAudit(input: LogAuditInput, code: EvidenceErrorCode): LogAudit {
  return {
    verdict: "refused",
    code,
    origin: input.anchor.origin,
    size: 0,
    root: "",
    read: 0,
    unread: [],
    entriesByType: NO_ENTRIES,
    missing: [],
    unlogged: [],
    erased: 0,
    compared: [],
    note: null,
  };
}

function readBundles(bundles: LogAuditInput["bundles"], size: number): ReadLog {
  const tree = createMemoryTree();
  const entries: (LogEntry | null)[] = [];
  const unread: number[] = [];
  let code: EvidenceErrorCode | null = null;
  for (let start = 0; start < size; start += TILE_WIDTH) {
    const width = Math.min(TILE_WIDTH, size - start);
    const octets = bundles[start / TILE_WIDTH] ?? null;
    const decoded = octets === null ? null : decodeEntryBundle(octets, width);
    if (decoded === null || !decoded.ok) {
      code ??= decoded === null ? "NOT_FOUND" : decoded.error.code;
      for (let i = 0; i < width; i++) {
        unread.push(start + i);
        entries.push(null);
      }
      continue;
    }
    if (code === null) tree.append(decoded.value);
    for (const entry of decoded.value) {
      const parsed = parseEntry(entry);
      if (!parsed.ok) {
        code ??= parsed.error.code;
        unread.push(entries.length);
      }
      entries.push(parsed.ok ? parsed.value : null);
    }
  }
  return { tree, entries, unread, code };
}

function rootDefect(log: ReadLog, checkpoint: Checkpoint): EvidenceErrorCode | null {
  return octetsEqual(log.tree.root(), checkpoint.root) ? null : "CONSISTENCY_FAILED";
}

async function compareAll(
  input: LogAuditInput,
  own: Checkpoint,
  tree: MemoryTree | null,
): Promise<ComparedCheckpoint[]> {
  const compared: ComparedCheckpoint[] = [];
  if (input.remembered !== null) {
    const result = await compareOne(input.remembered, input.anchor, own, tree);
    compared.push({ package: null, source: "remembered", ...result });
  }
  for (const { note, ...where } of input.seen) {
    compared.push({ ...where, ...(await compareOne(note, input.anchor, own, tree)) });
  }
  return compared;
}

/** Only a checkpoint that the log's own key signed can show a fork: anyone can write another one. */
async function compareOne(note: string, anchor: LogAnchor, own: Checkpoint, tree: MemoryTree | null) {
  const seen = await parseCheckpoint(note, anchor);
  if (!seen.ok) return { size: null, verdict: "untrusted" as const };
  const { size } = seen.value;
  // Without all entries only a head of equal size can be compared: nothing is claimed of the others.
  if (tree === null && size < own.size) return { size, verdict: "not-compared" as const };
  const rootAt = (at: number) => (tree === null ? own.root : treeRoot(at, tree.getHash));
  const found = compareWithLog(own, seen.value, rootAt);
  if (found === "other-log") return { size, verdict: "untrusted" as const };
  return { size, verdict: found === "forked" || found === "ahead" ? found : ("consistent" as const) };
}

/** A fork stays a fork whatever else is wrong: it is the one thing that nobody can excuse. */
function verdictOf(
  compared: readonly ComparedCheckpoint[],
  code: EvidenceErrorCode | null,
): LogAudit["verdict"] {
  if (compared.some((one) => one.verdict === "forked")) return "forked";
  if (compared.some((one) => one.verdict === "ahead")) return "rolled-back";
  return code === null ? "consistent" : "refused";
}

function countTypes(entries: readonly (LogEntry | null)[]): Record<LogEntry["type"], number> {
  const counts: Record<LogEntry["type"], number> = { ...NO_ENTRIES };
  for (const entry of entries) if (entry !== null) counts[entry.type]++;
  return counts;
}

/** Every package of the log against the server's list, by index and digests. */
function reconcileList(entries: readonly (LogEntry | null)[], listed: readonly ListedPackage[]) {
  const byIndex = new Map(listed.map((one) => [one.index, one]));
  const erased = new Set(entries.flatMap((entry) => (entry?.type === "erased" ? [entry.package] : [])));
  const missing: PackagePosition[] = [];
  for (const [index, entry] of entries.entries()) {
    if (entry?.type !== "package" || erased.has(entry.package)) continue;
    if (byIndex.get(index)?.package !== entry.package) missing.push({ index, package: entry.package });
  }
  const unlogged = listed
    .filter((one) => !isLogged(entries[one.index], one))
    .map(({ index, package: digest }) => ({ index, package: digest }));
  return { missing, unlogged, erased: erased.size };
}

function isLogged(entry: LogEntry | null | undefined, listed: ListedPackage): boolean {
  return entry?.type === "package" && entry.package === listed.package && entry.summary === listed.summary;
}
