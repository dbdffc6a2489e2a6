import { type EvidenceError, refuse } from "../base/errors.ts";
import type { Result } from "../base/result.ts";
import { readStatement } from "./shapes.ts";
import type { SubmissionStatement } from "./types.ts";

/** Reads statement.json (docs/package-format.md, section 8). No member but the known ones. @returns STATEMENT_INVALID */
export function parseStatement(octets: Uint8Array): Result<SubmissionStatement, EvidenceError> {
  const statement = readStatement(octets);
  return statement.ok
    ? statement
    : refuse("STATEMENT_INVALID", "not a statement", { cause: statement.error });
}
