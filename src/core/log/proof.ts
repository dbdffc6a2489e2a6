/** What a receipt carries: index, inclusion proof and checkpoint as text (https://c2sp.org/tlog-proof, version 1). */
import { fromBase64, toBase64 } from "../base/bytes.ts";
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { readCount } from "./checkpoint.ts";
import { MAX_NOTE_OCTETS } from "./note.ts";
import type { LeafCount } from "./ranges.ts";

const FIRST_LINE = "c2sp.org/tlog-proof@v1";
const MAX_HASHES = 63;
const MAX_PROOF_CHARACTERS = MAX_NOTE_OCTETS + 4096;

export interface LogProof {
  readonly index: LeafCount;
  /** From the leaf's sibling to the root's child. */
  readonly hashes: readonly Uint8Array[];
  /** The signed note, verbatim and not yet checked. */
  readonly checkpoint: string;
}

export function formatProof({ index, hashes, checkpoint }: LogProof): string {
  const lines = [FIRST_LINE, `index ${index}`, ...hashes.map(toBase64)];
  return `${lines.join("\n")}\n\n${checkpoint}`;
}

/**
 * Reads the form only. An `extra` line is refused: it is not authenticated, and we have no use for it.
 *
 * @returns PROOF_INVALID
 */
export function parseProof(text: string): Result<LogProof, EvidenceError> {
  if (text.length > MAX_PROOF_CHARACTERS) return refuse("PROOF_INVALID", "proof is too long");
  const split = text.indexOf("\n\n");
  if (split < 0) return refuse("PROOF_INVALID", "proof has no checkpoint");
  const [first, indexLine = "", ...hashLines] = text.slice(0, split).split("\n");
  if (first !== FIRST_LINE) return refuse("PROOF_INVALID", "not a tlog-proof of version 1");
  const index = indexLine.startsWith("index ") ? readCount(indexLine.slice(6)) : null;
  if (index === null) return refuse("PROOF_INVALID", "no index where it belongs");
  if (hashLines.length > MAX_HASHES) return refuse("PROOF_INVALID", "more hashes than any tree needs");
  const hashes: Uint8Array[] = [];
  for (const line of hashLines) {
    const hash = fromBase64(line);
    if (hash === null || hash.length !== 32) return refuse("PROOF_INVALID", "a line is not a hash");
    hashes.push(hash);
  }
  return ok({ index, hashes, checkpoint: text.slice(split + 2) });
}
