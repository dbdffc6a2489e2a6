/** Findings from the body: what it links to, hides, would load and says; sentences are quoted, never judged. */
import { finding, type FindingEvidence } from "./finding.ts";
import type { BodyAnalysis, Confidence, Finding, Quote, Severity } from "../types.ts";
import type { BodyCode } from "../words/body-codes.ts";

/** Places named in one finding; the body's own lists have them all. */
const MAX_BASIS = 20;
/** Hosts or addresses written out in one finding. */
const MAX_NAMED = 5;
/** Characters of a quote in a finding's words. */
const MAX_QUOTE = 160;

export function bodyFindings({ body }: FindingEvidence): Finding[] {
  if (body === null) return [];
  return [
    ...linkFindings(body),
    ...hiddenFindings(body),
    ...remoteFindings(body),
    ...wordingFindings(body),
    ...(body.truncated ? [finding("body-not-read-fully", "info", "high", [])] : []),
  ];
}

/** One finding for all of a list; none for an empty one. The quote is the first one's. */
function together(
  code: BodyCode,
  severity: Severity,
  confidence: Confidence,
  quotes: readonly Quote[],
  details: Readonly<Record<string, string>> = {},
): Finding[] {
  const first = quotes[0];
  if (first === undefined) return [];
  const basis = quotes.slice(0, MAX_BASIS).map((quote) => quote.basis);
  const quote = first.text.length > MAX_QUOTE ? `${first.text.slice(0, MAX_QUOTE)}…` : first.text;
  return [finding(code, severity, confidence, basis, { count: String(quotes.length), quote, ...details })];
}

function named(values: readonly string[]): string {
  const different = [...new Set(values)];
  return different.slice(0, MAX_NAMED).join(", ") + (different.length > MAX_NAMED ? ", …" : "");
}

/** A host that nobody's program turns into a link by itself. */
function defanged(host: string): string {
  return host.replaceAll(".", "[.]");
}

function hostsOf(entries: readonly { readonly host: string }[]): Record<string, string> {
  return { hosts: named(entries.map(({ host }) => defanged(host))) };
}

const IP_ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\])$/;
/** What runs or shows something of the sender's own instead of leading anywhere. */
const RUNS_CODE = /^(?:javascript|vbscript|data)\[:\]/;

function linkFindings({ urls, forms }: BodyAnalysis): Finding[] {
  const found: Finding[] = [];
  const others = urls.filter(({ shownAs }) => shownAs !== null);
  const [other] = others;
  if (other !== undefined) {
    const details = { shown: defanged(other.shownAs as string), host: defanged(other.host) };
    found.push(...together("link-shows-another-host", "notice", "high", others, details));
  }
  const numeric = urls.filter(({ host }) => IP_ADDRESS.test(host));
  found.push(...together("link-host-is-address", "notice", "high", numeric, hostsOf(numeric)));
  const punycode = urls.filter(({ host }) => /(?:^|\.)xn--/.test(host));
  found.push(...together("link-host-in-punycode", "notice", "medium", punycode, hostsOf(punycode)));
  const code = urls.filter(({ text }) => RUNS_CODE.test(text));
  found.push(...together("link-runs-code", "notice", "medium", code));
  found.push(...together("form-in-mail", "notice", "high", forms, hostsOf(forms)));
  return found;
}

const INVISIBLE = new Set(["zero-width", "bidi-control", "tag-characters"]);
/** Reported in the list, and too common in honest mail for a finding. */
const COMMON = new Set(["comment", "conditional-comment", "soft-hyphen"]);

function hiddenFindings({ hidden }: BodyAnalysis): Finding[] {
  const invisible = hidden.filter(({ how }) => INVISIBLE.has(how));
  const different = hidden.filter(({ how }) => how === "alternative-differs");
  const styled = hidden.filter(
    ({ how }) => !INVISIBLE.has(how) && !COMMON.has(how) && how !== "alternative-differs",
  );
  const hows = (entries: BodyAnalysis["hidden"]) => ({ how: named(entries.map(({ how }) => how)) });
  return [
    ...together("hidden-text", "notice", "medium", styled, hows(styled)),
    ...together("invisible-characters", "notice", "high", invisible, hows(invisible)),
    ...together("alternative-differs", "notice", "medium", different),
  ];
}

function remoteFindings({ remote }: BodyAnalysis): Finding[] {
  const trackers = remote.filter(({ kind }) => kind === "tracker");
  const others = remote.filter(({ kind }) => kind !== "tracker");
  return [
    ...together("tracking-picture", "info", "medium", trackers, hostsOf(trackers)),
    ...together("remote-content", "info", "high", others, hostsOf(others)),
  ];
}

function wordingFindings({ quotes, wallets }: BodyAnalysis): Finding[] {
  const ofKind = (kind: BodyAnalysis["quotes"][number]["kind"]) =>
    quotes.filter((quote) => quote.kind === kind);
  const currencies = { currencies: named(wallets.map(({ currency }) => currency)) };
  return [
    ...together("wallet-address", "notice", "high", wallets, currencies),
    ...together("threat-words", "notice", "low", ofKind("threat")),
    ...together("demand-words", "info", "low", ofKind("demand")),
    ...together("deadline-words", "info", "low", ofKind("deadline")),
    ...together("contact-elsewhere", "info", "low", ofKind("contact")),
  ];
}
