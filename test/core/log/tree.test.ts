/** RFC 6962, section 2.1: published results, then every position of small trees. */
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { fromHex, toHex } from "../../../src/core/base/bytes.ts";
import { createMemoryTree } from "../../../src/core/log/memory-tree.ts";
import {
  consistencyNodes,
  consistencyProof,
  emptyRoot,
  hashesToStore,
  inclusionNodes,
  inclusionProof,
  leafHash,
  nodeHash,
  rootFromLeaves,
  rootNodes,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from "../../../src/core/log/tree.ts";
import { codeOf, entryNumber } from "./sample.ts";

interface Reference {
  leaves: string[];
  emptyRoot: string;
  roots: string[];
  inclusion: { index: number; size: number; proof: string[] }[];
  consistency: { oldSize: number; size: number; proof: string[] }[];
}

const reference = JSON.parse(
  readFileSync("test/vectors/log/rfc6962-2.1-reference_tree.json", "utf8"),
) as Reference;
const octets = (hex: string) => fromHex(hex) as Uint8Array;

const SIZE = 300;
const tree = createMemoryTree();
const leaves = Array.from({ length: SIZE }, (_, i) => leafHash(entryNumber(i)));
const roots = [emptyRoot()];
for (let i = 0; i < SIZE; i++) {
  tree.append([entryNumber(i)]);
  roots.push(tree.root());
}
const rootAt = (size: number) => roots[size] as Uint8Array;
const leafAt = (index: number) => leaves[index] as Uint8Array;

function inclusionClaim(index: number, size: number) {
  return {
    leaf: leafAt(index),
    index,
    size,
    proof: inclusionProof(index, size, tree.getHash),
    root: rootAt(size),
  };
}

function consistencyClaim(oldSize: number, size: number) {
  const proof = consistencyProof(oldSize, size, tree.getHash);
  return { oldSize, oldRoot: rootAt(oldSize), size, root: rootAt(size), proof };
}

function flipped(hash: Uint8Array, bit: number): Uint8Array {
  const copy = hash.slice();
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
}

describe("RFC 6962, section 2.1: reference tree", () => {
  const entries = reference.leaves.map(octets);
  const small = createMemoryTree();
  small.append(entries);

  test("empty root", () => expect(toHex(emptyRoot())).toBe(reference.emptyRoot));
  test.each(reference.roots.map((root, i) => [i + 1, root] as const))("root of %i leaves", (size, root) => {
    expect(toHex(treeRoot(size, small.getHash))).toBe(root);
    expect(toHex(rootFromLeaves(entries.slice(0, size).map(leafHash)))).toBe(root);
  });
  test.each(reference.inclusion)("2.1.1: inclusion of $index in $size", ({ index, size, proof }) => {
    expect(inclusionProof(index, size, small.getHash).map(toHex)).toEqual(proof);
    const root = octets(reference.roots[size - 1] as string);
    const leaf = leafHash(entries[index] as Uint8Array);
    expect(codeOf(verifyInclusion({ leaf, index, size, proof: proof.map(octets), root }))).toBe("ok");
  });
  test.each(reference.consistency)(
    "2.1.2: consistency of $oldSize with $size",
    ({ oldSize, size, proof }) => {
      expect(consistencyProof(oldSize, size, small.getHash).map(toHex)).toEqual(proof);
      const [oldRoot, root] = [oldSize, size].map((n) => octets(reference.roots[n - 1] as string));
      const claim = {
        oldSize,
        size,
        proof: proof.map(octets),
        oldRoot: oldRoot as Uint8Array,
        root: root as Uint8Array,
      };
      expect(codeOf(verifyConsistency(claim))).toBe("ok");
    },
  );
  test("section 2.1: a node's hash is not the hash of an entry with the same octets", () => {
    const [left, right] = [leafAt(0), leafAt(1)];
    const joined = new Uint8Array([...left, ...right]);
    expect(toHex(nodeHash(left, right))).not.toBe(toHex(leafHash(joined)));
  });
});

describe("every size up to 300", () => {
  test("appending one by one, in batches, and the definition give the same root", () => {
    for (let size = 0; size <= SIZE; size += 7) {
      expect(toHex(rootFromLeaves(leaves.slice(0, size)))).toBe(toHex(rootAt(size)));
    }
    const batched = createMemoryTree();
    for (let at = 0; at < SIZE; at += 37) {
      const count = Math.min(37, SIZE - at);
      batched.append(Array.from({ length: count }, (_, i) => entryNumber(at + i)));
    }
    expect(toHex(batched.root())).toBe(toHex(rootAt(SIZE)));
  });
  test("every inclusion proof verifies", () => {
    let bad = 0;
    for (let size = 1; size <= SIZE; size++) {
      for (let index = 0; index < size; index += size > 80 ? 3 : 1) {
        if (!verifyInclusion(inclusionClaim(index, size)).ok) bad++;
      }
    }
    expect(bad).toBe(0);
  });
  test("every consistency proof verifies", () => {
    let bad = 0;
    for (let size = 0; size <= SIZE; size++) {
      for (let oldSize = 0; oldSize <= size; oldSize += size > 80 ? 3 : 1) {
        if (!verifyConsistency(consistencyClaim(oldSize, size)).ok) bad++;
      }
    }
    expect(bad).toBe(0);
  });
  test("an append reads only the nodes of the old root", () => {
    for (let size = 0; size < SIZE; size++) {
      const allowed = new Set(rootNodes(size).map(({ level, index }) => `${level}/${index}`));
      hashesToStore(size, [leafAt(size), leafAt(size), leafAt(size)], (level, index) => {
        if (!allowed.has(`${level}/${index}`)) throw new Error(`read ${level}/${index}`);
        return tree.getHash(level, index);
      });
    }
  });
  test("a proof reads exactly the nodes that are announced", () => {
    const reader =
      (allowed: readonly { level: number; index: number }[]) => (level: number, index: number) => {
        if (!allowed.some((node) => node.level === level && node.index === index))
          throw new Error("not announced");
        return tree.getHash(level, index);
      };
    for (let size = 1; size <= 120; size++) {
      for (let at = 0; at < size; at++) {
        inclusionProof(at, size, reader(inclusionNodes(at, size)));
        consistencyProof(at, size, reader(consistencyNodes(at, size)));
      }
    }
  });
});

const position = fc
  .integer({ min: 2, max: SIZE })
  .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)));

describe("mutations of an inclusion proof", () => {
  test("one bit anywhere in leaf, proof or root: PROOF_MISMATCH", () => {
    fc.assert(
      fc.property(position, fc.nat(), fc.nat(255), ([size, index], which, bit) => {
        const claim = inclusionClaim(index, size);
        const at = which % (claim.proof.length + 2);
        const proof = claim.proof.map((hash, i) => (i === at ? flipped(hash, bit) : hash));
        const leaf = at === claim.proof.length ? flipped(claim.leaf, bit) : claim.leaf;
        const root = at === claim.proof.length + 1 ? flipped(claim.root, bit) : claim.root;
        expect(codeOf(verifyInclusion({ ...claim, leaf, root, proof }))).toBe("PROOF_MISMATCH");
      }),
    );
  });
  test("another index or size is refused", () => {
    fc.assert(
      fc.property(position, position, ([size, index], [otherSize, otherIndex]) => {
        fc.pre(size !== otherSize || index !== otherIndex);
        const claim = inclusionClaim(index, size);
        // The same path in a larger tree can be the same proof only if the root were the same too.
        const result = verifyInclusion({
          ...claim,
          index: otherIndex,
          size: otherSize,
          root: rootAt(otherSize),
        });
        expect(result.ok).toBe(false);
      }),
    );
  });
  test("wrong length of proof or hash, index outside: PROOF_INVALID", () => {
    const claim = inclusionClaim(5, 9);
    const [first] = claim.proof as [Uint8Array];
    for (const broken of [
      { proof: claim.proof.slice(1) },
      { proof: [...claim.proof, first] },
      { proof: claim.proof.map((hash) => hash.subarray(1)) },
      { leaf: claim.leaf.subarray(1) },
      { root: new Uint8Array(33) },
      { index: 9 },
      { index: -1 },
      { index: 1.5 },
      { size: Number.NaN },
      { size: 2 ** 53 },
    ]) {
      expect(codeOf(verifyInclusion({ ...claim, ...broken }))).toBe("PROOF_INVALID");
    }
  });
  test("sizes beyond 32 bits keep their arithmetic", () => {
    const size = 2 ** 40 + 3;
    expect(inclusionNodes(size - 1, size).length).toBe(2);
    expect(inclusionNodes(0, size)[0]).toEqual({ level: 0, index: 1 });
    expect(rootNodes(size).map(({ level }) => level)).toEqual([40, 1, 0]);
    const proof = Array.from({ length: 41 }, (_, i) => leafAt(i));
    const leaf = leafAt(99);
    const root = proof.reduce((hash, sibling) => nodeHash(hash, sibling), leaf);
    expect(codeOf(verifyInclusion({ leaf, index: 0, size, proof, root }))).toBe("ok");
    expect(codeOf(verifyInclusion({ leaf, index: 1, size, proof, root }))).toBe("PROOF_MISMATCH");
  });
});

describe("mutations of a consistency proof", () => {
  test("one bit anywhere in roots or proof: CONSISTENCY_FAILED", () => {
    fc.assert(
      fc.property(position, fc.nat(), fc.nat(255), ([size, oldSize], which, bit) => {
        const claim = consistencyClaim(oldSize, size);
        const at = which % (claim.proof.length + 2);
        fc.pre(oldSize > 0 || at === claim.proof.length);
        const proof = claim.proof.map((hash, i) => (i === at ? flipped(hash, bit) : hash));
        const oldRoot = at === claim.proof.length ? flipped(claim.oldRoot, bit) : claim.oldRoot;
        const root = at === claim.proof.length + 1 ? flipped(claim.root, bit) : claim.root;
        expect(codeOf(verifyConsistency({ ...claim, oldRoot, root, proof }))).toBe("CONSISTENCY_FAILED");
      }),
    );
  });
  test("a log that replaced one entry cannot pass for the one it was", () => {
    const forged = createMemoryTree();
    forged.append(Array.from({ length: SIZE }, (_, i) => entryNumber(i === 40 ? 10_000 : i)));
    for (let size = 50; size <= SIZE; size += 10) {
      const proof = consistencyProof(50, size, forged.getHash);
      const claim = { oldSize: 50, oldRoot: rootAt(50), size, root: treeRoot(size, forged.getHash), proof };
      expect(codeOf(verifyConsistency(claim))).toBe("CONSISTENCY_FAILED");
    }
  });
  test("sizes out of order, wrong lengths: PROOF_INVALID", () => {
    const claim = consistencyClaim(6, 8);
    for (const broken of [
      { oldSize: 9 },
      { proof: claim.proof.slice(1) },
      { size: 7.5 },
      { oldRoot: new Uint8Array(31) },
    ]) {
      expect(codeOf(verifyConsistency({ ...claim, ...broken }))).toBe("PROOF_INVALID");
    }
  });
  test("an empty old tree with a root that is not the empty one: CONSISTENCY_FAILED", () => {
    expect(codeOf(verifyConsistency({ ...consistencyClaim(0, 5), oldRoot: rootAt(1) }))).toBe(
      "CONSISTENCY_FAILED",
    );
    expect(codeOf(verifyConsistency({ ...consistencyClaim(0, 0), root: rootAt(1) }))).toBe(
      "CONSISTENCY_FAILED",
    );
  });
});
