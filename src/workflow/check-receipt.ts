/** A server's answer against the anchors of a verified directory. The answer itself brings none. */
import { fromBase64, toBase64 } from "../core/base/bytes.ts";
import type { EvidenceErrorCode } from "../core/base/errors.ts";
import { parseStatement } from "../core/evidence/statement.ts";
import { readUnverifiedCheckpoint } from "../core/log/checkpoint.ts";
import { parseProof } from "../core/log/proof.ts";
import { verifyTimestamp } from "../core/timestamp/token.ts";
import { policyOfDirectory } from "../core/verify/directory-policy.ts";
import type { TrustPolicy } from "../core/verify/policy.ts";
import { verifyReceipt } from "../core/verify/receipt.ts";
import type { VerificationReport } from "../core/verify/report.ts";
import type { CheckedReceipt, ReceiptCheck } from "./engine-port.ts";

/** Verified only where verifyReceipt says "verified": a receipt that merely agrees with itself is no success. */
export async function checkReceipt(check: ReceiptCheck): Promise<CheckedReceipt> {
  const { answer, packageDigest } = check;
  const statement = check.statement === null ? null : parseStatement(check.statement);
  if (statement?.ok === false) return { verified: false, code: statement.error.code };
  const policy = policyOfDirectory(check.directory.directory, check.directoryRoot);
  const report = await verifyReceipt(answer, { statement: statement?.value, packageDigest, policy });
  if (report.outcome !== "verified") return { verified: false, code: firstFailure(report) };
  const proof = parseProof(answer.proof);
  if (!proof.ok) return { verified: false, code: proof.error.code };
  // Its signature was checked a moment ago, against the directory's log key.
  const checkpoint = readUnverifiedCheckpoint(proof.value.checkpoint);
  if (!checkpoint.ok) return { verified: false, code: checkpoint.error.code };
  const { origin, size, root, note } = checkpoint.value;
  return {
    verified: true,
    index: proof.value.index,
    checkpoint: { origin, size, root: toBase64(root), note },
    timestampedAt: await timeOf(check, policy),
    ...(isOpened(report) && { opened: true }),
  };
}

function isOpened({ checks }: VerificationReport): boolean {
  return checks.some(({ claim, status }) => claim === "opened" && status === "passed");
}

function firstFailure({ checks }: VerificationReport): EvidenceErrorCode {
  // Nothing failed, yet something needed had no anchor: the log's key, as everything else is always there.
  return checks.find(({ status }) => status === "failed")?.code ?? "CHECKPOINT_UNTRUSTED";
}

/** @returns Null without a token, and where the directory names no authority: then nobody vouches for the time. */
async function timeOf({ answer, packageDigest }: ReceiptCheck, policy: TrustPolicy): Promise<number | null> {
  const response = answer.timestamp === null ? null : fromBase64(answer.timestamp);
  if (response === null || policy.timestampRoots.length === 0) return null;
  const verified = await verifyTimestamp(response, packageDigest, policy.timestampRoots);
  return verified.ok ? verified.value.time : null;
}
