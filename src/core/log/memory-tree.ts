/** A whole tree in memory: to rebuild a log from its entries, and for tests. */
import { hashesToStore, leafHash, treeRoot, type HashReader } from "./tree.ts";
import type { LeafCount } from "./ranges.ts";

export interface MemoryTree {
  append(entries: readonly Uint8Array[]): void;
  size(): LeafCount;
  root(): Uint8Array;
  readonly getHash: HashReader;
}

export function createMemoryTree(): MemoryTree {
  const levels: Uint8Array[][] = [];
  return {
    append,
    size: () => levels[0]?.length ?? 0,
    root: () => treeRoot(levels[0]?.length ?? 0, getHash),
    getHash,
  };

  function getHash(level: number, index: number): Uint8Array {
    const hash = levels[level]?.[index];
    if (hash === undefined) throw new TypeError(`no node ${level}/${index} in this tree`);
    return hash;
  }

  function append(entries: readonly Uint8Array[]): void {
    for (const { level, index, hash } of hashesToStore(
      levels[0]?.length ?? 0,
      entries.map(leafHash),
      getHash,
    )) {
      (levels[level] ??= [])[index] = hash;
    }
  }
}
