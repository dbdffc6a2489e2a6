import { EvidenceError } from "../core/base/errors.ts";
import type { Failure } from "./ports.ts";

/** A thrown error as data for a view. What is not ours becomes SERVER_ERROR: its words may quote anything. */
export function failureOf(cause: unknown): Failure {
  if (cause instanceof EvidenceError) return { code: cause.code, detail: cause.message };
  return { code: "SERVER_ERROR", detail: "unexpected failure" };
}
