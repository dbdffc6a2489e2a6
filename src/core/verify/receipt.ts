/** Verifies a receipt: that a package was received into the log, when, and what was found of it since. */
import { type Digest, digestOf } from "../base/digest.ts";
import type { Opening, ReceiptAnswer } from "../evidence/types.ts";
import { checkOpened } from "./acknowledgement.ts";
import { checkOpening } from "./opening.ts";
import type { TrustPolicy } from "./policy.ts";
import {
  checkEntry,
  checkInclusion,
  checkLogSignature,
  checkSubject,
  checkTimestamp,
  checkWitnesses,
  type ExpectedSubject,
} from "./receipt-checks.ts";
import {
  failed,
  failedWith,
  makeReport,
  notChecked,
  passed,
  type VerificationCheck,
  type VerificationReport,
} from "./report.ts";

export { type Receipt, readReceipt, type ReceiptTexts, receiptTexts, writeReceipt } from "./receipt-file.ts";

/** What is checked of an answer or a receipt file. There is no place in it for an anchor. */
export interface ReceiptEvidence extends Pick<ReceiptAnswer, "entry" | "proof" | "timestamp" | "opened"> {
  readonly opening?: Opening | null;
  /** Names of files that came along in a receipt file: only said, never read. */
  readonly ignored?: readonly string[];
}

/** `statement`: what was submitted; the receipt must be for it, and from its organisation's log. */
export interface ReceiptContext extends ExpectedSubject {
  readonly packageOctets?: Uint8Array | undefined;
  /** Null or without anchors: nothing is ever called verified. */
  readonly policy: TrustPolicy | null;
}

/**
 * Never throws on what a server or a file says. A missing timestamp is reported as late, and is no failure; one that is
 * there must verify. Needed for "verified": entry, inclusion and the log's signature; the comparison with package or
 * statement where one is given; the timestamp authority where a timestamp is there and the policy names roots; the
 * quorum of witnesses where the policy asks for one.
 */
export async function verifyReceipt(
  receipt: ReceiptEvidence,
  context: ReceiptContext,
): Promise<VerificationReport> {
  const { policy, statement } = context;
  const entry = checkEntry(receipt.entry);
  const checks: VerificationCheck[] = [entry.check];
  if (entry.value === null) return makeReport(checks, []);
  const packageDigest =
    context.packageOctets === undefined ? context.packageDigest : await digestOf(context.packageOctets);
  checks.push(checkSubject(entry.value, { ...context, packageDigest }));
  const included = checkInclusion(receipt.entry, receipt.proof);
  checks.push(included.check);
  if (included.value !== null) {
    checks.push(await checkLogSignature(included.value, statement, policy));
    const witnesses = checkWitnesses(included.value, policy);
    if (witnesses !== null) checks.push(witnesses);
  }
  checks.push(...(await checkTimestamp(receipt.timestamp, entry.value.package, policy)));
  if (receipt.opened !== null) checks.push(await checkOpened(receipt.opened, entry.value.package, policy));
  if (receipt.opening) checks.push(await openingCheck(receipt.opening, entry.value));
  if (receipt.ignored?.length) {
    checks.push(
      notChecked(
        "further-files",
        `${receipt.ignored.length} files that are no part of a receipt were not used`,
      ),
    );
  }
  return makeReport(checks, neededClaims(receipt, context));
}

function neededClaims({ timestamp }: ReceiptEvidence, context: ReceiptContext): string[] {
  const { policy } = context;
  const subjects = [context.statement, context.packageDigest, context.packageOctets, context.commitment];
  return [
    ...["entry", "inclusion", "log-signature"],
    ...(subjects.some((subject) => subject !== undefined) ? ["subject"] : []),
    ...(timestamp !== null && policy !== null && policy.timestampRoots.length > 0
      ? ["timestamp-authority"]
      : []),
    ...((policy?.witnessQuorum ?? 0) > 0 ? ["witnesses"] : []),
  ];
}

async function openingCheck(
  opening: Opening,
  entry: { readonly package: Digest; readonly commitment: Digest },
) {
  if (opening.package !== entry.package) return failed("opening", "RECEIPT_FOREIGN", "for another package");
  const opened = await checkOpening(opening, entry.commitment);
  return opened.ok
    ? passed("opening", "shows what the commitment stands for")
    : failedWith("opening", opened.error);
}
