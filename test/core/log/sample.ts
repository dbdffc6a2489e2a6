/** A small log with a fixed key, for tests. */
import { utf8 } from "../../../src/core/base/bytes.ts";
import {
  type Checkpoint,
  formatCheckpoint,
  readUnverifiedCheckpoint,
} from "../../../src/core/log/checkpoint.ts";
import { createMemoryTree, type MemoryTree } from "../../../src/core/log/memory-tree.ts";
import { type NoteSigner, noteSigner } from "../../../src/core/log/note.ts";
import { formatProof } from "../../../src/core/log/proof.ts";
import { inclusionProof, treeRoot } from "../../../src/core/log/tree.ts";

export const ORIGIN = "intake.example/v1/acme/log";

export interface SampleLog {
  readonly signer: NoteSigner;
  readonly tree: MemoryTree;
  /** Signed head of the first `size` entries. */
  checkpoint(size?: number): string;
  head(size?: number): Checkpoint;
  /** tlog-proof of an entry, against the head at that size. */
  proof(index: number, size?: number): string;
}

export function seedOf(value: number): Uint8Array {
  return new Uint8Array(32).fill(value);
}

export function entryNumber(i: number): Uint8Array {
  return utf8(`entry ${i}`);
}

export function sampleLog(entries: readonly Uint8Array[], key = 1, origin = ORIGIN): SampleLog {
  const signer = noteSigner(origin, seedOf(key));
  const tree = createMemoryTree();
  tree.append(entries);
  return { signer, tree, checkpoint, head, proof };

  function checkpoint(size = tree.size()): string {
    return formatCheckpoint({ origin, size, root: treeRoot(size, tree.getHash) }, signer);
  }

  function head(size = tree.size()): Checkpoint {
    const parsed = readUnverifiedCheckpoint(checkpoint(size));
    if (!parsed.ok) throw parsed.error;
    return parsed.value;
  }

  function proof(index: number, size = tree.size()): string {
    const hashes = inclusionProof(index, size, tree.getHash);
    return formatProof({ index, hashes, checkpoint: checkpoint(size) });
  }
}

/** The code of a refusal, "ok" otherwise. */
export function codeOf(
  result: { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string } },
): string {
  return result.ok ? "ok" : result.error.code;
}

/** A text with one character replaced by the next one of its kind, so that its form stays as it was. */
export function altered(text: string, at: number): string {
  const code = text.charCodeAt(at);
  return text.slice(0, at) + String.fromCharCode(code ^ 1) + text.slice(at + 1);
}
