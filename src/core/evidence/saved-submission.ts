/** `.zegel` files (docs/package-format.md, section 9): a sealed submission to hand in later. */
import { digestOf } from "../base/digest.ts";
import { type EvidenceError, refuse } from "../base/errors.ts";
import { concatOctets } from "../base/bytes.ts";
import { ok, type Result } from "../base/result.ts";
import { parseStatement } from "./statement.ts";
import type { SubmissionStatement } from "./types.ts";
import { readCanonicalZip, zipSegments } from "./zip.ts";

const NAMES = ["statement.json", "summary.age", "package.age"] as const;

export interface SavedSubmission {
  readonly statement: Uint8Array;
  readonly summary: Uint8Array;
  readonly package: Uint8Array;
}

export function writeSavedSubmission(submission: SavedSubmission): Uint8Array<ArrayBuffer> {
  const contents = [submission.statement, submission.summary, submission.package];
  return concatOctets(zipSegments(NAMES.map((name, i) => ({ name, octets: contents[i] as Uint8Array }))));
}

/** As writeSavedSubmission, in segments for a Blob: without a copy of the package. */
export function savedSubmissionSegments(submission: SavedSubmission): Uint8Array[] {
  const contents = [submission.statement, submission.summary, submission.package];
  return zipSegments(NAMES.map((name, i) => ({ name, octets: contents[i] as Uint8Array })));
}

/**
 * The parts are views of the input. Digests are checked by checkSavedSubmission and, again, by the intake.
 *
 * @returns SAVED_SUBMISSION_INVALID or STATEMENT_INVALID.
 */
export function readSavedSubmission(
  octets: Uint8Array,
): Result<SavedSubmission & { readonly parsed: SubmissionStatement }, EvidenceError> {
  const zip = readCanonicalZip(octets);
  if (!zip.ok) return refuse("SAVED_SUBMISSION_INVALID", "not a .zegel file", { cause: zip.error });
  const [statement, summary, sealed, ...more] = zip.value;
  const named = zip.value.every((entry, i) => entry.name === NAMES[i]);
  if (!statement || !summary || !sealed || more.length > 0 || !named) {
    return refuse("SAVED_SUBMISSION_INVALID", "a .zegel file holds statement, summary and package");
  }
  const parsed = parseStatement(statement.octets);
  if (!parsed.ok) return parsed;
  return ok({
    statement: statement.octets,
    summary: summary.octets,
    package: sealed.octets,
    parsed: parsed.value,
  });
}

/** Whether summary and package are those of the statement. @returns DIGEST_MISMATCH otherwise. */
export async function checkSavedSubmission(
  submission: SavedSubmission & { readonly parsed: SubmissionStatement },
): Promise<Result<void, EvidenceError>> {
  const [summary, sealed] = await Promise.all([digestOf(submission.summary), digestOf(submission.package)]);
  if (summary !== submission.parsed.summary || sealed !== submission.parsed.package) {
    return refuse("DIGEST_MISMATCH", "summary or package is not the one that the statement names");
  }
  return ok(undefined);
}
