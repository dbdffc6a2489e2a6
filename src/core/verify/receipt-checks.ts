/** The checks that make up the verification of a receipt, each one claim. */
import { fromBase64, utf8 } from "../base/bytes.ts";
import type { Digest } from "../base/digest.ts";
import type { SubmissionStatement } from "../evidence/types.ts";
import {
  type Checkpoint,
  type LogAnchor,
  parseCheckpoint,
  readUnverifiedCheckpoint,
} from "../log/checkpoint.ts";
import { cosignatureVerifier } from "../log/cosignature.ts";
import { type PackageEntry, parseEntry } from "../log/entry.ts";
import { type NoteVerifier, openNote } from "../log/note.ts";
import { parseProof } from "../log/proof.ts";
import { leafHash, verifyInclusion } from "../log/tree.ts";
import { openTimestamp, verifyTimestamp } from "../timestamp/token.ts";
import type { TrustPolicy } from "./policy.ts";
import { failed, failedWith, notChecked, passed, type VerificationCheck } from "./report.ts";

/** The check and, where it passed, what was read. */
interface Read<T> {
  readonly check: VerificationCheck;
  readonly value: T | null;
}

export interface IncludedEntry {
  readonly index: number;
  /** Its signature is not checked yet. */
  readonly checkpoint: Checkpoint;
}

/** "entry": the log entry's form. */
export function checkEntry(text: string): Read<PackageEntry> {
  const entry = parseEntry(utf8(text));
  if (!entry.ok) return { check: failedWith("entry", entry.error), value: null };
  if (entry.value.type !== "package") {
    return { check: failed("entry", "ENTRY_INVALID", `an entry of type ${entry.value.type}`), value: null };
  }
  return { check: passed("entry", entry.value.package), value: entry.value };
}

/** What the receipt should be for, as far as the verifier knows it. */
export interface ExpectedSubject {
  readonly statement?: SubmissionStatement | undefined;
  readonly packageDigest?: Digest | undefined;
  /** Of a bag that was taken out of its package. */
  readonly commitment?: Digest | undefined;
}

/** "subject": the entry is the one for this package, summary and commitment. */
export function checkSubject(
  entry: PackageEntry,
  { statement, packageDigest, commitment }: ExpectedSubject,
): VerificationCheck {
  const expected: readonly [name: string, expected: Digest | undefined, logged: Digest][] = [
    ["package", packageDigest, entry.package],
    ["package", statement?.package, entry.package],
    ["summary", statement?.summary, entry.summary],
    ["commitment", statement?.commitment, entry.commitment],
    ["commitment", commitment, entry.commitment],
  ];
  const compared = expected.filter(([, digest]) => digest !== undefined);
  const other = compared.find(([, digest, logged]) => digest !== logged);
  if (other !== undefined) return failed("subject", "RECEIPT_FOREIGN", `a receipt for another ${other[0]}`);
  if (compared.length > 0) return passed("subject", entry.package);
  return notChecked("subject", "no package or statement was given to compare the receipt with");
}

/** "inclusion": the proof leads from the entry to the checkpoint's root. */
export function checkInclusion(entryText: string, proofText: string): Read<IncludedEntry> {
  const proof = parseProof(proofText);
  if (!proof.ok) return { check: failedWith("inclusion", proof.error), value: null };
  const checkpoint = readUnverifiedCheckpoint(proof.value.checkpoint);
  if (!checkpoint.ok) return { check: failedWith("inclusion", checkpoint.error), value: null };
  const { index, hashes } = proof.value;
  const { size, root } = checkpoint.value;
  const included = verifyInclusion({ leaf: leafHash(utf8(entryText)), index, size, proof: hashes, root });
  if (!included.ok) return { check: failedWith("inclusion", included.error), value: null };
  const check = passed("inclusion", `entry ${index} of ${size}`);
  return { check, value: { index, checkpoint: checkpoint.value } };
}

/** "log-signature": the checkpoint is signed by the policy's key for that log, which is the organisation's own. */
export async function checkLogSignature(
  { checkpoint }: IncludedEntry,
  statement: SubmissionStatement | undefined,
  policy: TrustPolicy | null,
): Promise<VerificationCheck> {
  const claim = "log-signature";
  const { origin, note } = checkpoint;
  if (statement !== undefined && !origin.endsWith(`/v1/${statement.organisation}/log`)) {
    return failed(claim, "RECEIPT_FOREIGN", "a receipt of another organisation's log");
  }
  if (policy === null || policy.logs.length === 0)
    return notChecked(claim, `no key was given for the log ${origin}`);
  // A log may have changed its key: each one that the policy lists for it counts.
  const anchors = policy.logs.filter((log) => log.origin === origin);
  let refusal = failed(claim, "CHECKPOINT_UNTRUSTED", "the policy knows no such log");
  for (const anchor of anchors) {
    const opened = await parseCheckpoint(note, anchor);
    if (opened.ok) return passed(claim, `${origin}, ${opened.value.size} entries`, anchorText(anchor));
    refusal = failedWith(claim, opened.error);
  }
  return refusal;
}

function anchorText({ key }: LogAnchor): string {
  return `log key ${key}`;
}

/** "witnesses": cosignatures of the policy's witnesses; null where the policy names none. */
export function checkWitnesses(
  { checkpoint }: IncludedEntry,
  policy: TrustPolicy | null,
): VerificationCheck | null {
  const claim = "witnesses";
  const { witnesses = [], witnessQuorum = 0 } = policy ?? {};
  if (witnesses.length === 0) return null;
  const verifiers: NoteVerifier[] = [];
  for (const { key } of witnesses) {
    const verifier = cosignatureVerifier(key);
    if (!verifier.ok) return failedWith(claim, verifier.error);
    verifiers.push(verifier.value);
  }
  const opened = openNote(checkpoint.note, verifiers);
  if (!opened.ok && opened.error.code !== "CHECKPOINT_UNTRUSTED") return failedWith(claim, opened.error);
  const names = opened.ok ? opened.value.verifiedBy.map(({ name }) => name) : [];
  const detail = `${names.length} cosignatures, ${witnessQuorum} needed`;
  if (names.length < witnessQuorum) return failed(claim, "CHECKPOINT_UNTRUSTED", detail);
  return names.length > 0 ? passed(claim, detail, names.join(", ")) : notChecked(claim, detail);
}

/**
 * "timestamp": the token covers the package and is signed. "timestamp-authority": by someone whom the policy trusts.
 * Revocation of certificates is never looked at, and the detail says so.
 */
export async function checkTimestamp(
  timestamp: string | null,
  packageDigest: Digest,
  policy: TrustPolicy | null,
): Promise<VerificationCheck[]> {
  if (timestamp === null) return [notChecked("timestamp", "no timestamp yet: it is late, or was not taken")];
  const response = fromBase64(timestamp);
  if (response === null) return [failed("timestamp", "TIMESTAMP_INVALID", "not base64")];
  const opened = await openTimestamp(response, packageDigest);
  if (!opened.ok) return [failedWith("timestamp", opened.error)];
  const { info, signer } = opened.value;
  const covers = passed(
    "timestamp",
    `${new Date(info.time).toISOString()} by its own word of ${signer.subjectName}`,
  );
  const roots = policy?.timestampRoots ?? [];
  if (roots.length === 0) return [covers, notChecked("timestamp-authority", "no root was given for it")];
  const verified = await verifyTimestamp(response, packageDigest, roots);
  if (!verified.ok) return [covers, failedWith("timestamp-authority", verified.error)];
  const { time, authority, anchor } = verified.value;
  const detail = `${new Date(time).toISOString()} by ${authority}; revocation not looked at`;
  return [covers, passed("timestamp-authority", detail, anchor)];
}
