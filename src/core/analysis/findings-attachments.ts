/** Findings from the attachments. */
import type { FindingEvidence } from "./finding.ts";
import type { Finding } from "./types.ts";

export function attachmentFindings(_evidence: FindingEvidence): Finding[] {
  return [];
}
