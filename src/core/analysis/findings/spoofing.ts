/** Findings from who the message says it is from, and from what its header lacks. */
import { type FindingEvidence, pushAll } from "./finding.ts";
import { domainFindings } from "../spoofing/domain-findings.ts";
import { formFindings } from "../spoofing/form-findings.ts";
import { senderFindings } from "../spoofing/sender-findings.ts";
import type { Finding } from "../types.ts";

export function spoofingFindings(evidence: FindingEvidence): Finding[] {
  const found = senderFindings(evidence);
  pushAll(found, domainFindings(evidence));
  pushAll(found, formFindings(evidence));
  return found;
}
