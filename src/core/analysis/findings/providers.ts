/** Findings from the provider that the message was sent through: what is there, and what is not there. */
import { domainOf } from "../../mail/addresses.ts";
import { boundaryOf } from "../embedded-times/embedded-times.ts";
import { finding, type FindingEvidence } from "./finding.ts";
import { basisOf } from "../message-view.ts";
import { copiedProvider, isOwnDomain, profileOf, PROVIDERS } from "../providers/detect.ts";
import { fieldsOf, FORM_SAMPLES, formContradictions } from "../providers/forms.ts";
import type { ProviderEvidence, ProviderProfile } from "../providers/profile.ts";
import { googleProject } from "../providers/request.ts";
import type { Basis, Confidence, Finding, ProviderFinding } from "../types.ts";
import type { ProvidersCode } from "../words/providers-codes.ts";

/** Forms and profiles from fewer real messages are guesses. */
const ENOUGH_SAMPLES = 10;
const MAX_DETAIL_CHARS = 200;

export function providerFindings(evidence: FindingEvidence): Finding[] {
  const { provider } = evidence;
  const profile = profileOf(provider?.id ?? null);
  const forms = formFindings(evidence);
  if (provider === null || profile === null) return [...notShown(evidence), ...forms];
  const oldest = evidence.hops.at(-1);
  const at = oldest === undefined ? [] : [oldest.basis];
  return [
    ...addressFindings(evidence, provider, profile, at),
    ...accountFindings(evidence, provider, profile, at),
    ...forms,
  ];
}

/** "Gmail's web client does not pass on the sender's address" is a finding too: it says whom to ask for it. */
function addressFindings(
  { hops }: FindingEvidence,
  provider: ProviderFinding,
  profile: ProviderProfile,
  at: Basis[],
): Finding[] {
  const details = { provider: profile.name, samples: String(provider.samples), ...askingDetails(provider) };
  if (provider.reveals.includes("client-ip") && hops.at(-1)?.from.ip) {
    const ip = hops.at(-1)?.from.ip ?? "";
    const confidence: Confidence = provider.samples < ENOUGH_SAMPLES ? "low" : "medium";
    return [finding("client-address-recorded", "notice", confidence, at, { ...details, ip })];
  }
  // A tenant may only have passed the mail on: then an older server may have noted an address.
  const passedOn = provider.id === "microsoft-365" && !provider.signs.includes("first-hop");
  if (!profile.hidesClientIp || passedOn) return [];
  return [finding("provider-hides-client-address", "info", provider.confidence, at, details)];
}

/** What a request needs, as the words of the finding name it. */
function askingDetails({ request }: ProviderFinding): { account: string; identifiers: string } {
  const value = (item: string) => request.find((one) => one.item === item)?.value ?? "-";
  const identifiers = request.filter(({ item }) => item === "message-id" || item === "identifier");
  const names = identifiers.map((one) => (one.item === "message-id" ? "Message-ID" : nameOf(one.value)));
  return { account: value("account"), identifiers: [...new Set(names)].join(", ") || "-" };
}

function nameOf(identifier: string): string {
  return identifier.slice(0, Math.max(0, identifier.indexOf(":"))).slice(0, 60);
}

function accountFindings(
  evidence: FindingEvidence,
  provider: ProviderFinding,
  profile: ProviderProfile,
  at: Basis[],
): Finding[] {
  const { view, hops } = evidence;
  const found: Finding[] = [];
  const push = (
    code: ProvidersCode,
    confidence: Confidence,
    basis: Basis[],
    details: Record<string, string>,
  ) => found.push(finding(code, "info", confidence, basis, { provider: profile.name, ...details }));
  const from = view.first("from");
  const { account, confidence, reveals, samples } = provider;
  if (account !== null) {
    const sonic = view.first("x-sonic-mf");
    const basis = [sonic ?? from].flatMap((field) => (field === null ? [] : [basisOf(field)]));
    push("provider-account-named", confidence, basis, { account, samples: String(samples) });
  }
  const domain = customerDomain(evidence, reveals);
  if (domain !== null)
    push("provider-customer-named", confidence, from === null ? at : [basisOf(from)], { domain });
  if (reveals.includes("google-service")) push("provider-service-sent", confidence, at, {});
  if (reveals.includes("api-used"))
    push("provider-api-used", confidence, at, { project: googleProject({ hops }) ?? "-" });
  const feedback = view.first("feedback-id");
  if (reveals.includes("account-number-inferred") && feedback !== null)
    push("proton-account-number", "low", [basisOf(feedback)], {
      number: feedback.body.split(":", 1)[0] ?? "",
    });
  return found;
}

/** The tenant that signed; at Google the domain of From where signature or envelope are of it. Never From alone. */
function customerDomain({ dkim, provider }: FindingEvidence, reveals: readonly string[]): string | null {
  if (reveals.includes("tenant-domain"))
    return dkim.find(({ domain }) => domain?.toLowerCase().endsWith(".onmicrosoft.com"))?.domain ?? null;
  return reveals.includes("customer-domain") ? domainOf(provider?.account ?? null) : null;
}

/** From names a provider whose own servers left no trace: the address may be invented. */
function notShown(evidence: FindingEvidence): Finding[] {
  const { view, hops } = evidence;
  const field = view.first("from");
  const copied = copiedProvider(providerEvidence(evidence));
  const next = hops.findLast((hop) => hop.flags.includes("gap"));
  if (copied !== null && next !== undefined) {
    const server = next.from.helo ?? next.from.ip ?? "-";
    const details = { provider: copied.name, server, by: next.by ?? "-" };
    const basis = [next.basis, ...hops.slice(-1).map((hop) => hop.basis)];
    return [finding("provider-fields-copied", "warning", "medium", basis, details)];
  }
  const domain = domainOf(view.from?.address ?? null);
  const claimed = PROVIDERS.find((profile) => isOwnDomain(profile, domain));
  // Without any Received line there is nothing that could have shown it.
  if (claimed === undefined || field === null || hops.length === 0) return [];
  const server = hops.at(-1)?.by ?? "-";
  const details = { provider: claimed.name, from: view.from?.address ?? "-", server };
  return [finding("from-provider-not-shown", "notice", "medium", [basisOf(field)], details)];
}

function providerEvidence(evidence: FindingEvidence): ProviderEvidence {
  return {
    ...evidence,
    fromDomain: domainOf(evidence.view.from?.address ?? null),
    boundary: boundaryOf(evidence.view.first("content-type")?.body ?? ""),
  };
}

function formFindings(evidence: FindingEvidence): Finding[] {
  const boundary = boundaryOf(evidence.view.first("content-type")?.body ?? "");
  return formContradictions({ ...evidence, boundary }).map(({ code, fields, expected, found }) => {
    const samples = FORM_SAMPLES[code];
    const details = {
      expected: expected.slice(0, MAX_DETAIL_CHARS),
      found: found.slice(0, MAX_DETAIL_CHARS),
      samples: String(samples),
    };
    const basis = fieldsOf(evidence.view, fields).map(basisOf);
    const few = samples < ENOUGH_SAMPLES;
    return finding(code, few ? "notice" : "warning", few ? "low" : "medium", basis, details);
  });
}
