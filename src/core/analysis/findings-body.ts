/** Findings from the body. */
import type { FindingEvidence } from "./finding.ts";
import type { Finding } from "./types.ts";

export function bodyFindings(_evidence: FindingEvidence): Finding[] {
  return [];
}
