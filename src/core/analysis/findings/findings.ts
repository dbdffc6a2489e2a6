/** Observations with their basis. Codes are stable; words/ says them to the reporter and to the investigator. */
import type { FindingEvidence } from "./finding.ts";
import { attachmentFindings } from "./attachments.ts";
import { authenticationFindings } from "./authentication.ts";
import { bodyFindings } from "./body.ts";
import { clientFindings } from "./client.ts";
import { providerFindings } from "./providers.ts";
import { spoofingFindings } from "./spoofing.ts";
import { timeFindings } from "./time.ts";
import { traceFindings } from "./trace.ts";
import type { Finding } from "../types.ts";

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
  const found: Finding[] = [];
  for (const area of AREAS) {
    for (const one of area(evidence)) {
      const count = (counts.get(one.code) ?? 0) + 1;
      counts.set(one.code, count);
      if (count <= MAX_PER_CODE) found.push(one);
    }
  }
  return found;
}
