import type { FailureCode } from "../../workflow/report-state.ts";
import type { ProblemKey } from "./pane-text.ts";

/** Codes with words of their own; the others share those of their kind. */
const OWN_WORDS: ReadonlySet<string> = new Set<ProblemKey>([
  "SOURCE_UNAVAILABLE",
  "SOURCE_EMPTY",
  "SOURCE_CHANGED",
  "SOURCE_TIMEOUT",
  "BASE64_INVALID",
  "SIGN_IN_NEEDED",
  "SIGN_IN_FAILED",
  "NETWORK_UNREACHABLE",
  "SERVER_ERROR",
  "RATE_LIMITED",
  "STORAGE_FULL",
  "RESPONSE_INVALID",
  "UNAUTHORISED",
  "PACKAGE_TOO_LARGE",
  "INPUT_INVALID",
  "DIGEST_MISMATCH",
  "SUBMISSION_CONFLICT",
  "STATEMENT_INVALID",
  "CONSISTENCY_FAILED",
  "DIRECTORY_DEMO_REFUSED",
  "DEVICE_STORAGE_FULL",
  "DEVICE_STORAGE_UNAVAILABLE",
  "CANCELLED",
]);

/** Everything that checking a receipt may say: to the reporter it is one thing, to the help desk the code. */
const RECEIPT = /^(?:NOTE|CHECKPOINT|PROOF|ENTRY|TILE|TIMESTAMP|RECEIPT)_/;

export function problemKey(code: FailureCode): ProblemKey {
  if (OWN_WORDS.has(code)) return code as ProblemKey;
  if (code.startsWith("DIRECTORY_")) return "directory";
  return RECEIPT.test(code) ? "receipt" : "other";
}
