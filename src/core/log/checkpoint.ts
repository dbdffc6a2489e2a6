/** The signed head of a log (https://c2sp.org/tlog-checkpoint). */
import { fromBase64, toBase64 } from "../base/bytes.ts";
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { type NoteSigner, noteVerifier, openNote, parseNote, signNote } from "./note.ts";
import type { LeafCount } from "./ranges.ts";

export interface TreeHead {
  /** Which log: "<host>/v1/<organisation>/log", also the key's name. */
  readonly origin: string;
  readonly size: LeafCount;
  /** 32 octets. */
  readonly root: Uint8Array;
}

export interface Checkpoint extends TreeHead {
  /** Octets as signed, signatures included, verbatim. */
  readonly note: string;
  /** Further signed lines, without meaning to us. */
  readonly extensions: readonly string[];
}

/** Where a log's head must come from: the verifier's own knowledge, never the thing being checked. */
export interface LogAnchor {
  readonly origin: string;
  /** Verifier key, "<name>+<key id>+<base64>". */
  readonly key: string;
}

/** The text that is signed. */
export function checkpointText({ origin, size, root }: TreeHead): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** A signed checkpoint, as served and as carried by receipts. */
export function formatCheckpoint(head: TreeHead, ...signers: readonly NoteSigner[]): string {
  return signNote(checkpointText(head), ...signers);
}

/**
 * Opens a checkpoint with the log's key. Other signatures (witnesses) are left to `cosignature.ts`.
 *
 * @returns POLICY_INVALID (the anchor's key), NOTE_INVALID, CHECKPOINT_UNTRUSTED (another key or origin),
 * SIGNATURE_INVALID, CHECKPOINT_INVALID.
 */
export async function parseCheckpoint(
  note: string | Uint8Array,
  anchor: LogAnchor,
): Promise<Result<Checkpoint, EvidenceError>> {
  const verifier = noteVerifier(anchor.key);
  if (!verifier.ok) return verifier;
  const opened = openNote(note, [verifier.value]);
  if (!opened.ok) return opened;
  const checkpoint = readUnverifiedCheckpoint(note);
  if (checkpoint.ok && checkpoint.value.origin !== anchor.origin) {
    return refuse("CHECKPOINT_UNTRUSTED", "checkpoint of another log");
  }
  return checkpoint;
}

/** Reads a checkpoint's form without looking at any signature: for what is said to be consistent, never for trust. */
export function readUnverifiedCheckpoint(note: string | Uint8Array): Result<Checkpoint, EvidenceError> {
  const parsed = parseNote(note);
  if (!parsed.ok) return parsed;
  const [origin = "", sizeText = "", rootText = "", ...extensions] = parsed.value.text
    .slice(0, -1)
    .split("\n");
  const size = readCount(sizeText);
  const root = fromBase64(rootText);
  if (origin === "" || size === null || root === null || root.length !== 32 || extensions.includes("")) {
    return refuse("CHECKPOINT_INVALID", "not origin, size and root hash");
  }
  const verbatim =
    typeof note === "string" ? note : new TextDecoder("utf-8", { ignoreBOM: true }).decode(note);
  return ok({ origin, size, root, extensions, note: verbatim });
}

/** @returns A decimal without leading zeroes, up to 2^53 - 1; else null. */
export function readCount(text: string): number | null {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : null;
}
