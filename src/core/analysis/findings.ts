/** Observations with their basis. Codes are stable; words/ says them to the reporter and to the investigator. */
import type { FindingEvidence } from "./finding.ts";
import { attachmentFindings } from "./findings-attachments.ts";
import { authenticationFindings } from "./findings-authentication.ts";
import { bodyFindings } from "./findings-body.ts";
import { clientFindings } from "./findings-client.ts";
import { providerFindings } from "./findings-providers.ts";
import { spoofingFindings } from "./findings-spoofing.ts";
import { timeFindings } from "./findings-time.ts";
import { traceFindings } from "./findings-trace.ts";
import type { Finding } from "./types.ts";

/** A header can repeat a field thousands of times; more of one kind tell nothing new. */
const MAX_PER_CODE = 50;

const AREAS = [
  spoofingFindings,
  timeFindings,
  traceFindings,
  authenticationFindings,
  providerFindings,
  clientFindings,
  bodyFindings,
  attachmentFindings,
];

export function makeFindings(evidence: FindingEvidence): Finding[] {
  const counts = new Map<string, number>();
  return AREAS.flatMap((area) => area(evidence)).filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= MAX_PER_CODE;
  });
}
