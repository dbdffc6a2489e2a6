/** Findings from signatures, seals and what servers recorded of their checks. */
import { finding, type FindingEvidence } from "./finding.ts";
import { basisOf } from "./message-view.ts";
import { shortcomings } from "./statements.ts";
import type { FindingCode } from "./words/finding-code.ts";
import type { AuthenticationResult, Finding, Severity } from "./types.ts";

export function authenticationFindings(evidence: FindingEvidence): Finding[] {
  return [...signatureFindings(evidence), ...arcFindings(evidence), ...resultFindings(evidence)];
}

/** Shortcomings of signatures that a reader should know of beside the statement. */
const SIGNATURE_CODES: Readonly<Record<string, Severity>> = {
  "body-hash-mismatch": "info",
  "signature-fail": "warning",
  "from-not-signed": "warning",
  "body-beyond-length": "warning",
  "key-too-short": "warning",
  "sha1-historic": "info",
};

function signatureFindings({ view, dkim, hops }: FindingEvidence): Finding[] {
  const found: Finding[] = [];
  for (const signature of dkim) {
    const details = { domain: signature.domain ?? "", selector: signature.selector ?? "" };
    for (const code of shortcomings(signature, view.all("from").length)) {
      const severity = SIGNATURE_CODES[code];
      if (severity !== undefined)
        found.push(finding(`dkim-${code}` as FindingCode, severity, "high", [signature.basis], details));
    }
    const received = hops[0]?.receivedAt ?? null;
    if (signature.expiresAt !== null && received !== null && received > signature.expiresAt) {
      found.push(finding("dkim-expired-at-delivery", "notice", "medium", [signature.basis], details));
    }
  }
  return found;
}

/** Failures that servers recorded: "high" only where the reporter's own server said so. */
function resultFindings({ authentication }: FindingEvidence): Finding[] {
  const failures = new Set(["fail", "softfail", "permerror"]);
  return authentication
    .filter(
      (result) =>
        ["spf", "dkim", "dmarc", "compauth", "arc"].includes(result.method) && failures.has(result.result),
    )
    .filter((result, i, all) => all.findIndex((other) => sameResult(other, result)) === i)
    .map(({ method, result, trusted, basis, authservId }) =>
      finding("authentication-failed", "warning", trusted === true ? "high" : "low", [basis], {
        method,
        result,
        server: authservId ?? "",
      }),
    );
}

function sameResult(a: AuthenticationResult, b: AuthenticationResult): boolean {
  return a.method === b.method && a.result === b.result && a.field === b.field;
}

/** RFC 8617, section 4.2.1: instances are numbered from 1, each once. */
function arcFindings({ view, arc }: FindingEvidence): Finding[] {
  const numbers = arc.seals.map((seal) => seal.instance).sort((a, b) => (a ?? 0) - (b ?? 0));
  if (numbers.every((number, i) => number === i + 1)) return [];
  return [finding("arc-numbering-broken", "notice", "high", view.all("arc-seal").map(basisOf))];
}
