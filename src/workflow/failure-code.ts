import { EvidenceError } from "../core/base/errors.ts";
import type { FailureCode } from "./report-state.ts";

export function codeOf(cause: unknown): FailureCode {
  return cause instanceof EvidenceError ? cause.code : "INTERNAL";
}
