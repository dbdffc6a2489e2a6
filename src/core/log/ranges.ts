/** Which leaves each hash of a tree and of its proofs covers (RFC 6962, section 2.1). No hashing here. */

/** Leaves of a tree, or a leaf's position: an integer from 0 to 2^53 - 1. */
export type LeafCount = number;

/**
 * Root of the complete subtree of 2^level leaves that starts at leaf index * 2^level.
 * Level 0 are leaf hashes. This address never changes its hash once it exists: a store only ever adds.
 */
export interface NodeAddress {
  readonly level: number;
  readonly index: number;
}

/** Leaves from start up to, not including, end. */
export interface LeafRange {
  readonly start: LeafCount;
  readonly end: LeafCount;
}

/** A range whose hash is joined to the one in hand, from that side. */
export interface ProofStep extends LeafRange {
  readonly side: "left" | "right";
}

export interface ConsistencyPath {
  /** The old tree's last complete part, given in the proof; null where it is the whole old tree, whose root is known. */
  readonly start: LeafRange | null;
  readonly steps: readonly ProofStep[];
}

/** Largest power of two below size; size is at least 2. Plain arithmetic: bit operators stop at 32 bits. */
export function splitPoint(size: LeafCount): LeafCount {
  let point = 1;
  while (point * 2 < size) point *= 2;
  return point;
}

/** The complete subtrees that make up a range as it occurs in a tree: its start is aligned to its largest subtree. */
export function rangeNodes({ start, end }: LeafRange): NodeAddress[] {
  const nodes: NodeAddress[] = [];
  for (let at = start; at < end; ) {
    let level = 0;
    let width = 1;
    while (width * 2 <= end - at && at % (width * 2) === 0) {
      width *= 2;
      level++;
    }
    nodes.push({ level, index: at / width });
    at += width;
  }
  return nodes;
}

/** The siblings on the way from a leaf up to the root. */
export function inclusionSteps(index: LeafCount, size: LeafCount): ProofStep[] {
  if (index >= size) throw new RangeError("index outside the tree");
  const steps: ProofStep[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + splitPoint(end - start);
    if (index < middle) {
      steps.push({ side: "right", start: middle, end });
      end = middle;
    } else {
      steps.push({ side: "left", start, end: middle });
      start = middle;
    }
  }
  return steps.toReversed();
}

/** SUBPROOF of RFC 6962, section 2.1.2, for 0 < oldSize. */
export function consistencyPath(oldSize: LeafCount, size: LeafCount): ConsistencyPath {
  const steps: ProofStep[] = [];
  let start = 0;
  let end = size;
  while (end !== oldSize) {
    const middle = start + splitPoint(end - start);
    if (oldSize <= middle) {
      steps.push({ side: "right", start: middle, end });
      end = middle;
    } else {
      steps.push({ side: "left", start, end: middle });
      start = middle;
    }
  }
  return { start: start === 0 ? null : { start, end }, steps: steps.toReversed() };
}

export function consistencyRanges(oldSize: LeafCount, size: LeafCount): LeafRange[] {
  if (oldSize > size) throw new RangeError("the older tree is larger");
  if (oldSize === 0 || oldSize === size) return [];
  const { start, steps } = consistencyPath(oldSize, size);
  return start === null ? [...steps] : [start, ...steps];
}

export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
