/** Does a log still hold everything, and does it tell everyone the same? */
import { octetsEqual } from "../base/bytes.ts";
import type { Digest } from "../base/digest.ts";
import type { TreeHead } from "../log/checkpoint.ts";
import type { LogEntry } from "../log/entry.ts";
import { verifyConsistency } from "../log/tree.ts";

export interface Reconciliation {
  /** Entries of type "package", erased ones included. */
  readonly logged: number;
  /** How many of them were retrieved. */
  readonly retrieved: number;
  /** Log indices of packages that were not retrieved and are not logged as erased. */
  readonly missing: readonly number[];
  /** Log indices of packages whose erasure the log records. */
  readonly erased: readonly number[];
  /** Packages that were retrieved though the log does not know them. */
  readonly unlogged: readonly Digest[];
}

/**
 * @param entries - The whole log in order: position is index.
 * @param retrieved - Digests of the packages that one could get hold of.
 */
export function reconcile(entries: readonly LogEntry[], retrieved: ReadonlySet<Digest>): Reconciliation {
  const erased = new Set(entries.flatMap((entry) => (entry.type === "erased" ? [entry.package] : [])));
  const packages = entries.flatMap((entry, index) =>
    entry.type === "package" ? [{ index, digest: entry.package }] : [],
  );
  const absent = packages.filter(({ digest }) => !retrieved.has(digest));
  const known = new Set(packages.map(({ digest }) => digest));
  return {
    logged: packages.length,
    retrieved: packages.length - absent.length,
    missing: absent.flatMap(({ index, digest }) => (erased.has(digest) ? [] : [index])),
    erased: absent.flatMap(({ index, digest }) => (erased.has(digest) ? [index] : [])),
    unlogged: [...retrieved].filter((digest) => !known.has(digest)),
  };
}

/**
 * "same", "grown": one history. "forked": proof of two histories under one key. "unproven": sizes differ and the
 * consistency proof is missing or does not hold; an honest log can always give one. "other-log": not to be compared.
 */
export type CheckpointComparison = "same" | "grown" | "forked" | "unproven" | "other-log";

/**
 * Compares two heads of one log. Both must have been opened with the log's key before: an unsigned head accuses nobody.
 *
 * @param proof - Consistency proof from the smaller to the larger size; needed where the sizes differ.
 */
export function compareCheckpoints(
  own: TreeHead,
  seen: TreeHead,
  proof: readonly Uint8Array[] | null = null,
): CheckpointComparison {
  if (own.origin !== seen.origin) return "other-log";
  if (own.size === seen.size) return octetsEqual(own.root, seen.root) ? "same" : "forked";
  const [older, newer] = own.size < seen.size ? [own, seen] : [seen, own];
  if (proof === null) return "unproven";
  const { size, root } = newer;
  return verifyConsistency({ oldSize: older.size, oldRoot: older.root, size, root, proof }).ok
    ? "grown"
    : "unproven";
}

/**
 * As `compareCheckpoints`, by someone who has recomputed the log from its entries and so knows for sure.
 *
 * @param rootAt - Root of the recomputed tree at a size that it has reached.
 */
export function compareWithLog(
  log: { readonly origin: string; readonly size: number },
  seen: TreeHead,
  rootAt: (size: number) => Uint8Array,
): "grown" | "same" | "forked" | "ahead" | "other-log" {
  if (log.origin !== seen.origin) return "other-log";
  if (seen.size > log.size) return "ahead";
  if (!octetsEqual(rootAt(seen.size), seen.root)) return "forked";
  return seen.size === log.size ? "same" : "grown";
}
