/** Findings from the chain of Received fields. */
import { finding, type FindingEvidence } from "./finding.ts";
import type { Finding } from "./types.ts";

/** Servers' clocks differ by seconds; more than this is worth a word. */
const NEGATIVE_TOLERANCE_MS = 2 * 60_000;

export function traceFindings({ hops }: FindingEvidence): Finding[] {
  const found: Finding[] = [];
  for (const hop of hops) {
    const details = { by: hop.by ?? "", seconds: String(Math.round((hop.delayMs ?? 0) / 1000)) };
    if (hop.delayMs !== null && hop.delayMs < -NEGATIVE_TOLERANCE_MS) {
      found.push(finding("hop-delay-negative", "notice", "high", [hop.basis], details));
    }
    if (hop.flags.includes("delay-over-1h"))
      found.push(finding("hop-delay-long", "info", "high", [hop.basis], details));
    if (hop.flags.includes("date-invalid"))
      found.push(finding("hop-date-unreadable", "notice", "high", [hop.basis], details));
  }
  return found;
}
