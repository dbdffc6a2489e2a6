/** A snapshot on its way: the signed note and the timestamp over it, as the intake answers and as people save it. */
import * as v from "valibot";
import { fromBase64, fromUtf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical-json.ts";
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { MAX_NOTE_OCTETS } from "../log/note.ts";
import { MAX_TIMESTAMP_OCTETS } from "../timestamp/token.ts";

export interface SnapshotAnswer {
  /** The signed note, verbatim. */
  readonly note: string;
  /** RFC 3161 response over the note's octets, base64; null while it is late. */
  readonly timestamp: string | null;
}

const MAX_TIMESTAMP_CHARS = 4 * Math.ceil(MAX_TIMESTAMP_OCTETS / 3);
/** Octets of an answer at most: JSON may write each character of the note as six. */
export const SNAPSHOT_ANSWER_LIMIT = 6 * MAX_NOTE_OCTETS + MAX_TIMESTAMP_CHARS + 1024;

export const answerSchema = v.object({
  v: v.literal(1),
  note: v.pipe(v.string(), v.maxLength(MAX_NOTE_OCTETS)),
  timestamp: v.nullable(
    v.pipe(
      v.string(),
      v.maxLength(MAX_TIMESTAMP_CHARS),
      v.check((text) => fromBase64(text) !== null),
    ),
  ),
});

export function formatSnapshotAnswer({ note, timestamp }: SnapshotAnswer): Uint8Array<ArrayBuffer> {
  return canonicalJson({ v: 1, note, timestamp });
}

/** Reads the form; nothing in it may be believed yet. @returns DNS_SNAPSHOT_INVALID */
export function readSnapshotAnswer(octets: Uint8Array): Result<SnapshotAnswer, EvidenceError> {
  const text = octets.length > SNAPSHOT_ANSWER_LIMIT ? null : fromUtf8(octets);
  if (text === null) return refuse("DNS_SNAPSHOT_INVALID", "too long or not UTF-8");
  try {
    const parsed = v.safeParse(answerSchema, JSON.parse(text));
    if (parsed.success) return ok({ note: parsed.output.note, timestamp: parsed.output.timestamp });
  } catch {
    // Falls through: no JSON, or nested beyond the stack.
  }
  return refuse("DNS_SNAPSHOT_INVALID", "not a snapshot and its timestamp");
}
