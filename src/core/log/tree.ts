/** The tree of RFC 6962, section 2.1, over a store of complete subtrees that the caller keeps: roots and proofs. */
import { sha256 } from "@noble/hashes/sha2.js";
import { octetsEqual } from "../base/bytes.ts";
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import {
  consistencyPath,
  consistencyRanges,
  inclusionSteps,
  isCount,
  type LeafCount,
  type LeafRange,
  type NodeAddress,
  type ProofStep,
  rangeNodes,
  splitPoint,
} from "./ranges.ts";

export interface StoredHash extends NodeAddress {
  /** 32 octets. */
  readonly hash: Uint8Array;
}

/**
 * Reads what `hashesToStore` gave out before. Asked only for nodes that the tree size makes complete; it throws
 * where one is missing, since that is a broken store and not input. An asynchronous store loads the addresses
 * that `rootNodes`, `inclusionNodes` or `consistencyNodes` list, then answers from memory.
 */
export type HashReader = (level: number, index: number) => Uint8Array;

export interface InclusionClaim {
  /** Hash of the entry by `leafHash`. */
  readonly leaf: Uint8Array;
  readonly index: LeafCount;
  readonly size: LeafCount;
  /** From the leaf's sibling to the root's child, 32 octets each. */
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

export interface ConsistencyClaim {
  readonly oldSize: LeafCount;
  readonly oldRoot: Uint8Array;
  readonly size: LeafCount;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

const LEAF_PREFIX = Uint8Array.of(0);
const NODE_PREFIX = Uint8Array.of(1);

/** Hash of one entry (RFC 6962, section 2.1): the prefix keeps a node from passing as an entry. */
export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256.create().update(LEAF_PREFIX).update(entry).digest();
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256.create().update(NODE_PREFIX).update(left).update(right).digest();
}

/** Root of the tree without entries: SHA-256 of nothing. */
export function emptyRoot(): Uint8Array {
  return sha256(new Uint8Array());
}

/** The tree's root from its leaf hashes, straight from the definition: for small trees and as a reference in tests. */
export function rootFromLeaves(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return emptyRoot();
  if (leaves.length === 1) return first;
  const split = splitPoint(leaves.length);
  return nodeHash(rootFromLeaves(leaves.slice(0, split)), rootFromLeaves(leaves.slice(split)));
}

/** Hash over a range (MTH of RFC 6962). */
export function rangeHash(range: LeafRange, getHash: HashReader): Uint8Array {
  const hashes = rangeNodes(range).map(({ level, index }) => getHash(level, index));
  const last = hashes.pop();
  if (last === undefined) return emptyRoot();
  return hashes.reduceRight((right, left) => nodeHash(left, right), last);
}

/** Root of the first `size` entries. */
export function treeRoot(size: LeafCount, getHash: HashReader): Uint8Array {
  return rangeHash({ start: 0, end: size }, getHash);
}

/** What `treeRoot(size)` and `hashesToStore(size, …)` read: at most 53 nodes. */
export function rootNodes(size: LeafCount): NodeAddress[] {
  return rangeNodes({ start: 0, end: size });
}

/**
 * Everything that appending makes permanent: each leaf and each subtree that it completes, in writing order.
 *
 * @param size - Entries before. @param leaves - Hashes by `leafHash`, in order.
 */
export function hashesToStore(
  size: LeafCount,
  leaves: readonly Uint8Array[],
  getHash: HashReader,
): StoredHash[] {
  const stored: StoredHash[] = [];
  const fresh = new Map<string, Uint8Array>();
  const add = (level: number, index: number, hash: Uint8Array) => {
    stored.push({ level, index, hash });
    fresh.set(`${level}/${index}`, hash);
  };
  for (const [i, leaf] of leaves.entries()) {
    let hash = leaf;
    let level = 0;
    let index = size + i;
    add(level, index, hash);
    while (index % 2 === 1) {
      hash = nodeHash(fresh.get(`${level}/${index - 1}`) ?? getHash(level, index - 1), hash);
      level++;
      index = (index - 1) / 2;
      add(level, index, hash);
    }
  }
  return stored;
}

/** @throws RangeError unless index < size: a bug of the caller. */
export function inclusionProof(index: LeafCount, size: LeafCount, getHash: HashReader): Uint8Array[] {
  return inclusionSteps(index, size).map((step) => rangeHash(step, getHash));
}

/** What `inclusionProof` reads. */
export function inclusionNodes(index: LeafCount, size: LeafCount): NodeAddress[] {
  return inclusionSteps(index, size).flatMap(rangeNodes);
}

/** @throws RangeError unless 0 <= oldSize <= size: a bug of the caller. */
export function consistencyProof(oldSize: LeafCount, size: LeafCount, getHash: HashReader): Uint8Array[] {
  return consistencyRanges(oldSize, size).map((range) => rangeHash(range, getHash));
}

/** What `consistencyProof` reads. */
export function consistencyNodes(oldSize: LeafCount, size: LeafCount): NodeAddress[] {
  return consistencyRanges(oldSize, size).flatMap(rangeNodes);
}

/** @returns PROOF_INVALID where the form cannot fit the position, PROOF_MISMATCH where another root comes out. */
export function verifyInclusion(claim: InclusionClaim): Result<true, EvidenceError> {
  const { leaf, index, size, proof, root } = claim;
  if (!isCount(index) || !isCount(size) || index >= size)
    return refuse("PROOF_INVALID", "index outside the tree");
  const steps = inclusionSteps(index, size);
  if (!allHashes([leaf, root, ...proof], proof.length + 2) || proof.length !== steps.length) {
    return refuse("PROOF_INVALID", `proof needs ${steps.length} hashes of 32 octets`);
  }
  const computed = steps.reduce((hash, step, i) => join(hash, step, proof[i] as Uint8Array), leaf);
  return octetsEqual(computed, root) ? ok(true) : refuse("PROOF_MISMATCH", "proof leads to another root");
}

/**
 * Shows that the newer tree begins with the whole older one. An empty older tree is the beginning of every tree.
 *
 * @returns PROOF_INVALID for a wrong form, CONSISTENCY_FAILED where a root does not come out.
 */
export function verifyConsistency(claim: ConsistencyClaim): Result<true, EvidenceError> {
  const { oldSize, oldRoot, size, root, proof } = claim;
  if (!isCount(oldSize) || !isCount(size) || oldSize > size)
    return refuse("PROOF_INVALID", "sizes out of order");
  const ranges = consistencyRanges(oldSize, size);
  if (!allHashes([oldRoot, root, ...proof], proof.length + 2) || proof.length !== ranges.length) {
    return refuse("PROOF_INVALID", `proof needs ${ranges.length} hashes of 32 octets`);
  }
  const fits =
    oldSize === 0
      ? octetsEqual(oldRoot, emptyRoot()) && (size > 0 || octetsEqual(oldRoot, root))
      : rootsFit(claim);
  return fits ? ok(true) : refuse("CONSISTENCY_FAILED", "the newer tree does not begin with the older one");
}

function rootsFit({ oldSize, oldRoot, size, root, proof }: ConsistencyClaim): boolean {
  const { start, steps } = consistencyPath(oldSize, size);
  const first = start === null ? oldRoot : (proof[0] as Uint8Array);
  let older = first;
  let newer = first;
  for (const [i, step] of steps.entries()) {
    const hash = proof[start === null ? i : i + 1] as Uint8Array;
    newer = join(newer, step, hash);
    // What lies to the right was not in the old tree.
    if (step.side === "left") older = join(older, step, hash);
  }
  return octetsEqual(older, oldRoot) && octetsEqual(newer, root);
}

function join(hash: Uint8Array, step: ProofStep, sibling: Uint8Array): Uint8Array {
  return step.side === "left" ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
}

function allHashes(values: readonly Uint8Array[], count: number): boolean {
  return values.length === count && values.every((value) => value.length === 32);
}
