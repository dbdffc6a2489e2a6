/** What was checked, against whose word, and what was not: never one green tick alone. */
import type { EvidenceError, EvidenceErrorCode } from "../base/errors.ts";

export interface VerificationCheck {
  /** Stable word for what is claimed; docs/log-and-receipt.md lists them. */
  readonly claim: string;
  readonly status: "passed" | "failed" | "not-checked";
  /** The anchor of the policy that it was checked against; null where it was only held against itself. */
  readonly anchor: string | null;
  readonly code: EvidenceErrorCode | null;
  readonly detail: string;
}

export interface VerificationReport {
  /**
   * "verified": everything that is needed passed against the caller's anchors. "consistent": nothing failed, and
   * something needed was not checked, for want of an anchor. "not-verified": something failed.
   */
  readonly outcome: "verified" | "not-verified" | "consistent";
  readonly checks: readonly VerificationCheck[];
}

/** @param needed - Claims without which nothing is called verified. */
export function makeReport(
  checks: readonly VerificationCheck[],
  needed: readonly string[],
): VerificationReport {
  if (checks.some(({ status }) => status === "failed")) return { outcome: "not-verified", checks };
  const hasPassed = (claim: string) =>
    checks.some((check) => check.claim === claim && check.status === "passed");
  const verified = needed.length > 0 && needed.every(hasPassed);
  return { outcome: verified ? "verified" : "consistent", checks };
}

/** Several reports as one, as good as the worst of them. */
export function joinReports(...reports: readonly VerificationReport[]): VerificationReport {
  const checks = reports.flatMap((report) => report.checks);
  const outcomes = reports.map(({ outcome }) => outcome);
  if (outcomes.includes("not-verified")) return { outcome: "not-verified", checks };
  return { outcome: outcomes.includes("consistent") ? "consistent" : "verified", checks };
}

/** Exit code of `zegel verify`: 0 verified, 1 not, 3 consistent while anchors were not given. */
export function exitCode({ outcome }: VerificationReport): 0 | 1 | 3 {
  return outcome === "verified" ? 0 : outcome === "consistent" ? 3 : 1;
}

export function passed(claim: string, detail: string, anchor: string | null = null): VerificationCheck {
  return { claim, status: "passed", anchor, code: null, detail };
}

export function failed(claim: string, code: EvidenceErrorCode, detail: string): VerificationCheck {
  return { claim, status: "failed", anchor: null, code, detail };
}

export function failedWith(claim: string, error: EvidenceError): VerificationCheck {
  return failed(claim, error.code, error.message);
}

export function notChecked(claim: string, detail: string): VerificationCheck {
  return { claim, status: "not-checked", anchor: null, code: null, detail };
}
