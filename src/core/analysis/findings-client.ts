/** Findings from the program that wrote the message. */
import type { FindingEvidence } from "./finding.ts";
import type { Finding } from "./types.ts";

export function clientFindings(_evidence: FindingEvidence): Finding[] {
  return [];
}
