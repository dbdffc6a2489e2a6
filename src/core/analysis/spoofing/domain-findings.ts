/** Findings from the looks of the domains that the sender chose: those of From, Reply-To, Sender and Return-Path. */
import { domainOf, parseAddresses } from "../../mail/addresses.ts";
import type { HeaderField } from "../../mail/header-fields.ts";
import { finding, type FindingEvidence } from "../findings/finding.ts";
import { basisOf, type MessageView } from "../message-view.ts";
import type { Confidence, Finding, Severity } from "../types.ts";
import type { SpoofingCode } from "../words/spoofing-codes.ts";
import { type LookAlikeRule, lookAlikeFinder } from "./look-alikes.ts";
import { toUnicodeDomain } from "../../mail/host-names.ts";
import { mixedScripts } from "./scripts.ts";

const RECIPIENT_FIELDS = ["to", "delivered-to"];
/** Each is compared with each: together they stay below some hundred comparisons. */
const MAX_SENDER_DOMAINS = 8;
const MAX_KNOWN_DOMAINS = 50;
const MAX_FIELD_CHARS = 10_000;

const RULES: Readonly<Record<LookAlikeRule, readonly [SpoofingCode, Severity, Confidence]>> = {
  letters: ["domain-look-alike-letters", "warning", "high"],
  subdomain: ["domain-look-alike-subdomain", "warning", "high"],
  "one-edit": ["domain-look-alike-one-edit", "warning", "medium"],
  suffix: ["domain-look-alike-suffix", "notice", "medium"],
  "added-word": ["domain-look-alike-added-word", "notice", "low"],
};

interface SenderDomain {
  readonly domain: string;
  readonly field: HeaderField;
}

export function domainFindings(evidence: FindingEvidence): Finding[] {
  const domains = senderDomains(evidence);
  if (domains.length === 0) return [];
  const own = evidence.organisation?.networks.domains ?? [];
  const known = new Set([...own, ...recipientDomains(evidence.view, domains)].slice(0, MAX_KNOWN_DOMAINS));
  const lookAlikeOf = lookAlikeFinder([...known]);
  const alike = domains.flatMap((one) => resemblance(one, lookAlikeOf));
  const told = new Set(alike.flatMap(({ details }) => details.written ?? []));
  return [...domains.flatMap(scriptFindings), ...alike, ...resemblesFrom(domains, told)];
}

function senderDomains({ view, from, replyTo, returnPath }: FindingEvidence): SenderDomain[] {
  const found = new Map<string, SenderDomain>();
  const add = (lowerName: string, address: string | null) => {
    const domain = domainOf(address);
    const field = domain === null ? null : view.first(lowerName);
    if (domain === null || field === null || found.has(domain)) return;
    if (found.size < MAX_SENDER_DOMAINS) found.set(domain, { domain, field });
  };
  add("from", from?.address ?? null);
  for (const { address } of replyTo.slice(0, MAX_SENDER_DOMAINS)) add("reply-to", address);
  const sender = view.first("sender");
  if (sender !== null && sender.length <= MAX_FIELD_CHARS)
    add("sender", parseAddresses(sender.body)[0]?.address ?? null);
  add("return-path", returnPath);
  return [...found.values()];
}

const AFTER_AT = /@([\p{L}\p{N}.-]{1,255})/gu;

/** Only for comparing looks: what stands after an "@" is enough. The sender's own domain is none to compare with. */
function recipientDomains(view: MessageView, senders: readonly SenderDomain[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const name of RECIPIENT_FIELDS) {
    const field = view.first(name);
    if (field === null) continue;
    for (const [, domain = ""] of field.body.slice(0, MAX_FIELD_CHARS).matchAll(AFTER_AT)) {
      found.add(domain.toLowerCase());
      if (found.size >= MAX_KNOWN_DOMAINS) break;
    }
  }
  for (const { domain } of senders) found.delete(domain);
  return found;
}

type LookAlikeOf = ReturnType<typeof lookAlikeFinder>;

function resemblance({ domain, field }: SenderDomain, lookAlikeOf: LookAlikeOf): Finding[] {
  const like = lookAlikeOf(domain);
  if (like === null) return [];
  const [code, severity, confidence] = RULES[like.rule];
  const details = { domain: toUnicodeDomain(domain), written: domain, similarTo: like.similarTo };
  return [finding(code, severity, confidence, [basisOf(field)], details)];
}

/** Names beside the sender's own are usual (other countries, mailing services): only looks that deceive count here. */
const DECEIVING: readonly string[] = [
  "domain-look-alike-letters",
  "domain-look-alike-subdomain",
  "domain-look-alike-one-edit",
];

/** An answer that goes to a domain like the sender's own. */
function resemblesFrom(domains: readonly SenderDomain[], told: ReadonlySet<string>): Finding[] {
  const [from, ...others] = domains;
  if (from === undefined || others.length === 0) return [];
  const lookAlikeOf = lookAlikeFinder([from.domain]);
  return others
    .filter(({ domain, field }) => field.lowerName !== "return-path" && !told.has(domain))
    .flatMap((one) => resemblance(one, lookAlikeOf))
    .filter(({ code }) => DECEIVING.includes(code));
}

function scriptFindings({ domain, field }: SenderDomain): Finding[] {
  const shown = toUnicodeDomain(domain);
  if (!/[^\0-\x7f]/.test(shown)) return [];
  const details = { domain: shown, written: domain };
  const mixed = shown
    .split(".")
    .map(mixedScripts)
    .find((scripts) => scripts.length > 0);
  if (mixed === undefined)
    return [finding("domain-international", "info", "high", [basisOf(field)], details)];
  const scripts = mixed.join(", ");
  return [finding("domain-mixed-scripts", "warning", "high", [basisOf(field)], { ...details, scripts })];
}
