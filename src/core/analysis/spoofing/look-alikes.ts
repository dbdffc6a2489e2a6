/** Whether a domain is made to be taken for another one. Similarity is a fact; who owns the domain is not known here. */
import { organisationalDomain } from "../network/domains.ts";
import { skeletonOf } from "./confusables.ts";
import { FREE_PROVIDERS, isKnownDomain, type KnownName } from "./known-domains.ts";
import { toUnicodeDomain } from "../../mail/host-names.ts";

/** How a domain resembles another, from the surest sign to the weakest. */
export type LookAlikeRule = "letters" | "subdomain" | "one-edit" | "suffix" | "added-word";

export interface LookAlike {
  readonly similarTo: string;
  readonly rule: LookAlikeRule;
}

/** Shorter names are one letter away from too many others. */
const MIN_EDIT_CHARS = 5;
const MIN_WORD_CHARS = 4;
const MAX_HOST_CHARS = 255;

const NOT_ASCII = /[^\0-\x7f]/;

interface Name {
  /** Decoded from Punycode, lower case. */
  readonly host: string;
  readonly domain: string;
  /** The domain's first label, and the public suffix after it. */
  readonly label: string;
  readonly suffix: string;
  readonly skeleton: string;
}

/** @returns null for what is no registrable domain. */
function nameOf(domain: string): Name | null {
  if (domain.length > MAX_HOST_CHARS) return null;
  const decoded = toUnicodeDomain(domain);
  const host = NOT_ASCII.test(decoded) ? decoded.normalize("NFKC") : decoded;
  const organisation = organisationalDomain(host);
  if (organisation === null) return null;
  const dot = organisation.indexOf(".");
  const label = organisation.slice(0, dot);
  return {
    host,
    domain: organisation,
    label,
    suffix: organisation.slice(dot + 1),
    skeleton: skeletonOf(label),
  };
}

const PROVIDERS: readonly (Name & KnownName)[] = FREE_PROVIDERS.map((known) => ({
  ...known,
  host: `${known.label}.${known.suffix}`,
  domain: `${known.label}.${known.suffix}`,
  skeleton: skeletonOf(known.label),
}));

/**
 * Prepares a comparison with the domains that the reader knows and, after these, with the large mail providers.
 *
 * @param own - Domains that the reader takes for known: the organisation's, and the recipients'.
 * @returns What a domain, as in its address, is made to look like; null where it is known itself or like no other.
 */
export function lookAlikeFinder(own: readonly string[]): (domain: string) => LookAlike | null {
  let known: readonly Name[] | null = null;
  return (domain) => {
    const candidate = nameOf(domain);
    if (candidate === null || isKnownDomain(candidate.domain)) return null;
    // Most mail comes from domains that need no comparison.
    known ??= own.flatMap((one) => nameOf(one) ?? []);
    if (known.some((one) => one.domain === candidate.domain)) return null;
    for (const one of known) {
      const rule = ownRule(candidate, one);
      if (rule !== null) return { similarTo: one.domain, rule };
    }
    return providerLookAlike(candidate);
  };
}

function ownRule(candidate: Name, known: Name): LookAlikeRule | null {
  if (looksEqual(candidate, known)) return "letters";
  if (isSubdomainOf(candidate, known.domain)) return "subdomain";
  if (candidate.label === known.label && known.label.length >= MIN_WORD_CHARS) return "suffix";
  if (known.label.length >= MIN_EDIT_CHARS && isOneEdit(candidate.label, known.label)) return "one-edit";
  return hasWord(candidate.label, known.label) ? "added-word" : null;
}

function providerLookAlike(candidate: Name): LookAlike | null {
  for (const known of PROVIDERS) {
    const rule = providerRule(candidate, known);
    if (rule !== null) return { similarTo: known.domain, rule };
  }
  return null;
}

/** More conservative than for the own domains: there are many honest names beside those of large providers. */
function providerRule(candidate: Name, known: Name & KnownName): LookAlikeRule | null {
  if (looksEqual(candidate, known)) return "letters";
  if (isSubdomainOf(candidate, known.domain)) return "subdomain";
  if (!known.distinctive) return null;
  const near = candidate.suffix === known.suffix && candidate.label[0] === known.label[0];
  if (near && isOneEdit(candidate.label, known.label)) return "one-edit";
  return hasWord(candidate.label, known.label) ? "added-word" : null;
}

/** Other characters with the same looks. */
function looksEqual(candidate: Name, known: Name): boolean {
  return candidate.label !== known.label && candidate.skeleton === known.skeleton;
}

/** "example.org.login.test": the known domain as labels of another one. */
function isSubdomainOf(candidate: Name, known: string): boolean {
  if (candidate.host.length <= candidate.domain.length + known.length) return false;
  const rest = candidate.host.slice(0, -candidate.domain.length);
  return rest.startsWith(`${known}.`) || rest.includes(`.${known}.`);
}

/** The known name as a word of its own between hyphens: "example-security", "login-example". */
function hasWord(label: string, known: string): boolean {
  return known.length >= MIN_WORD_CHARS && label.length > known.length && label.split("-").includes(known);
}

/** One letter changed, left out or added, or two neighbours swapped (Damerau). */
export function isOneEdit(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
