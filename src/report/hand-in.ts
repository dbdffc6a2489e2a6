/** A .zegel file as the outbox takes it: read, and its digests checked. Runs in the reader's worker. */
import { type EvidenceError, refuse } from "../core/base/errors.ts";
import { ok, type Result } from "../core/base/result.ts";
import { checkSavedSubmission, readSavedSubmission } from "../core/evidence/saved-submission.ts";
import type { HandedIn } from "../conversation/handed-in.ts";

const REFERENCE = /ZG-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/;

/**
 * @param name - Of the file: the page that saved it wrote the reference there, and nothing else of the file tells it.
 * @returns SAVED_SUBMISSION_INVALID, STATEMENT_INVALID or DIGEST_MISMATCH; INPUT_INVALID for another organisation's.
 */
export async function handedIn(
  octets: Uint8Array<ArrayBuffer>,
  name: string,
  organisation: string,
): Promise<Result<HandedIn, EvidenceError>> {
  const read = readSavedSubmission(octets);
  if (!read.ok) return read;
  const checked = await checkSavedSubmission(read.value);
  if (!checked.ok) return checked;
  const { parsed, statement, summary, package: sealed } = read.value;
  if (parsed.organisation !== organisation)
    return refuse("INPUT_INVALID", "a report to another organisation");
  return ok({
    reference: REFERENCE.exec(name)?.[0] ?? parsed.package.slice(0, "sha256:".length + 8),
    submission: {
      packageDigest: parsed.package,
      statement: statement.slice(),
      summary: summary.slice(),
      // Stored and sent without another copy.
      package: new Blob([sealed.slice()]),
    },
  });
}
