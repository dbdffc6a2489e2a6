/** What the console says of a report as a whole: never more than report, receipt and log together allow. */
import type { Digest } from "../core/base/digest.ts";
import type { VerificationCheck, VerificationReport } from "../core/verify/report.ts";
import type { LogAudit } from "./log-audit.ts";
import type { Failure } from "./ports.ts";

/** The state of the log as far as this console knows it. */
export type LogState =
  | { readonly state: "unknown" }
  | { readonly state: "checking"; readonly done: number; readonly total: number }
  | { readonly state: "failed"; readonly failure: Failure }
  | { readonly state: "audited"; readonly audit: LogAudit };

/**
 * Adds what the log audit found. "verified" needs both: a receipt that verifies, and a log that tells everybody the
 * same. A fork found anywhere makes every receipt of that log worth less, so it counts against every report.
 */
export function withLog(
  report: VerificationReport,
  log: LogState,
  packageDigest: Digest,
): VerificationReport {
  const check = logCheck(log, packageDigest);
  const checks = [...report.checks, check];
  if (report.outcome === "not-verified" || check.status === "failed")
    return { outcome: "not-verified", checks };
  const verified = report.outcome === "verified" && check.status === "passed";
  return { outcome: verified ? "verified" : "consistent", checks };
}

function logCheck(log: LogState, packageDigest: Digest): VerificationCheck {
  const claim = "log-view";
  if (log.state === "failed") {
    const { code, detail } = log.failure;
    return { claim, status: "not-checked", anchor: null, code, detail };
  }
  if (log.state !== "audited") {
    return {
      claim,
      status: "not-checked",
      anchor: null,
      code: null,
      detail: "the log has not been read yet",
    };
  }
  const { audit } = log;
  const anchor = audit.origin;
  if (audit.verdict !== "consistent") {
    return {
      claim,
      status: "failed",
      anchor,
      code: audit.code ?? "CONSISTENCY_FAILED",
      detail: audit.verdict,
    };
  }
  if (audit.unlogged.some((one) => one.package === packageDigest)) {
    return {
      claim,
      status: "failed",
      anchor,
      code: "PROOF_MISMATCH",
      detail: "this package is not in the log",
    };
  }
  return { claim, status: "passed", anchor, code: null, detail: `${audit.size} entries` };
}

/** Whether everybody has to be told at once, on every screen. */
export function isAlarm(log: LogState): boolean {
  return log.state === "audited" && log.audit.verdict !== "consistent";
}
