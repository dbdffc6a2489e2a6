/** Findings from signatures, seals and what servers recorded of their checks. */
import { domainOf } from "../../mail/addresses.ts";
import { isAligned } from "../network/domains.ts";
import { finding, type FindingEvidence, pushAll } from "./finding.ts";
import { arcFindings } from "./arc.ts";
import { basisOf, type MessageView } from "../message-view.ts";
import { expiredAtDelivery, shortcomings } from "../authentication/statements.ts";
import type { FindingCode } from "../words/finding-code.ts";
import type { AuthenticationResult, DkimResult, Finding, Severity } from "../types.ts";

export function authenticationFindings(evidence: FindingEvidence): Finding[] {
  const found: Finding[] = [];
  for (const signature of evidence.dkim) pushSignatureFindings(signature, evidence, found);
  pushAll(found, alignmentFindings(evidence));
  pushAll(found, arcFindings(evidence));
  pushResultFindings(evidence, found);
  pushAll(found, ownNameFindings(evidence));
  pushAll(found, microsoftFindings(evidence));
  return found;
}

/** Shortcomings of signatures that a reader should know of beside the statement. */
const SIGNATURE_CODES: Readonly<Record<string, Severity>> = {
  "body-hash-mismatch": "info",
  "signature-fail": "warning",
  "signature-no-key": "info",
  "from-not-signed": "warning",
  "body-beyond-length": "warning",
  "key-too-short": "warning",
  "key-testing": "info",
  "sha1-historic": "info",
};

/** Clocks of honest servers differ by less. */
const CLOCK_TOLERANCE_MS = 600_000;

function pushSignatureFindings(
  signature: DkimResult,
  { view, hops }: FindingEvidence,
  found: Finding[],
): void {
  const details = { domain: signature.domain ?? "", selector: signature.selector ?? "" };
  const make = (code: FindingCode, severity: Severity, more: Readonly<Record<string, string>> = {}) =>
    finding(code, severity, "high", [signature.basis], { ...details, ...more });
  for (const code of shortcomings(signature, view.all("from").length)) {
    const severity = SIGNATURE_CODES[code];
    if (severity !== undefined) found.push(make(`dkim-${code}` as FindingCode, severity));
  }
  if (expiredAtDelivery(signature, hops))
    found.push({ ...make("dkim-expired-at-delivery", "notice"), confidence: "medium" });
  const received = hops[0]?.receivedAt ?? null;
  if (signature.signedAt !== null && received !== null && signature.signedAt - received > CLOCK_TOLERANCE_MS)
    found.push({ ...make("dkim-signed-after-delivery", "notice"), confidence: "medium" });
  if (signature.bodyHash !== "error") pushCoverageFindings(signature, view, make, found);
}

type Make = (code: FindingCode, severity: Severity, more: Readonly<Record<string, string>>) => Finding;

/** What a reader sees of a message beside its text: unsigned, anyone on the way could have changed it. */
const SHOWN_FIELDS = ["subject", "date", "to", "reply-to"];

/**
 * A name in h= covers one field, the lowest: one that stands there more often than it is named got a field added on
 * top (RFC 6376, sections 5.4.2 and 8.15).
 */
function pushCoverageFindings(signature: DkimResult, view: MessageView, make: Make, found: Finding[]): void {
  const unsigned: string[] = [];
  const added: string[] = [];
  for (const name of SHOWN_FIELDS) {
    const present = view.all(name).length;
    if (present === 0) continue;
    const covered = countOf(name, signature.signedFields);
    if (covered === 0) unsigned.push(name);
    else if (covered < present) added.push(name);
  }
  if (unsigned.length > 0)
    found.push(make("dkim-fields-not-signed", "info", { fields: unsigned.join(", ") }));
  if (added.length > 0) found.push(make("dkim-field-added", "warning", { fields: added.join(", ") }));
}

function countOf(name: string, names: readonly string[]): number {
  let count = 0;
  for (const one of names) if (one === name) count++;
  return count;
}

/**
 * Alignment alone (RFC 7489, section 3.1), computed from the message: nothing is said of the domain's policy or of
 * what the checks gave. Without a signature it is the finding on Return-Path that says the rest.
 */
function alignmentFindings({ view, dkim, returnPath }: FindingEvidence): Finding[] {
  const field = view.first("from");
  const from = domainOf(view.from?.address ?? null);
  const [first] = dkim;
  if (field === null || from === null || first === undefined) return [];
  const envelope = domainOf(returnPath);
  if (dkim.some(({ domain }) => isAligned(domain, from)) || isAligned(envelope, from)) return [];
  const signers = [...new Set(dkim.flatMap(({ domain }) => (domain === null ? [] : [domain])))];
  const path = view.first("return-path");
  const bases = [basisOf(field), ...dkim.slice(0, 10).map(({ basis }) => basis)];
  if (path !== null) bases.push(basisOf(path));
  const details = { from, domains: signers.slice(0, 10).join(", "), returnPath: envelope ?? "–" };
  return [finding("dmarc-not-aligned", "notice", "high", bases, details)];
}

const FAILURES: ReadonlySet<string> = new Set(["fail", "softfail", "permerror"]);
const METHODS: ReadonlySet<string> = new Set(["spf", "dkim", "dmarc", "compauth", "arc"]);

/** Failures that servers recorded: "high" only where the reporter's own server said so. */
function pushResultFindings(evidence: FindingEvidence, found: Finding[]): void {
  const seen = new Set<string>();
  for (const { method, result, trusted, basis, authservId, field } of evidence.authentication) {
    if (!FAILURES.has(result) || !METHODS.has(method)) continue;
    const key = `${method} ${result} ${field}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const severity = trusted === false ? "notice" : "warning";
    const details = { method, result, server: authservId ?? "–", field };
    found.push(
      finding("authentication-failed", severity, trusted === true ? "high" : "low", [basis], details),
    );
  }
}

/** RFC 8601, section 5: a border server removes results in its own name that come in; what stayed may be typed. */
function ownNameFindings({ authentication }: FindingEvidence): Finding[] {
  const own = authentication.find((result) => result.trusted === true && isPlain(result))?.authservId;
  if (own === undefined || own === null) return [];
  const other = authentication.find(
    (result) => result.trusted === false && isPlain(result) && result.authservId === own,
  );
  if (other === undefined) return [];
  return [finding("results-in-own-name", "notice", "medium", [other.basis], { server: own })];
}

function isPlain({ field }: AuthenticationResult): boolean {
  return field.toLowerCase() === "authentication-results";
}

/** Exchange Online's mark for mail of a signed-in account: it points inside a tenant, and proves nothing. */
function microsoftFindings({ microsoft, hops }: FindingEvidence): Finding[] {
  if (microsoft === null || microsoft.authAs?.toLowerCase() !== "internal") return [];
  const confidence = hops[0]?.trusted === true ? "medium" : "low";
  const details = { tenant: microsoft.tenantId ?? "–", server: microsoft.authSource ?? "–" };
  return [finding("microsoft-internal-sender", "notice", confidence, microsoft.basis, details)];
}
