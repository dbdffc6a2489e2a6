/**
 * Through which mail provider the message seems to have been sent.
 *
 * How to add one: a file beside this with a ProviderProfile, made from real messages (their number is `samples`);
 * signs of the provider's own servers are strong, forms that any program can write are weak; its name in PROVIDERS; new
 * facts in words/provider-fact-codes.ts, where the compiler then asks for their words in each language; a message of
 * your own making, in that provider's form, in test/core/analysis/providers/providers.test.ts.
 */
import { isInSystem, systemOf } from "../network/mail-systems.ts";
import type { Confidence, Hop, ProviderFinding } from "../types.ts";
import { gmail, googleService, googleWorkspace } from "./gmail.ts";
import { gmx } from "./gmx.ts";
import { icloud } from "./icloud.ts";
import { kpn, ziggo } from "./netherlands.ts";
import { microsoft365, outlook } from "./outlook.ts";
import type { ProviderEvidence, ProviderProfile, ProviderSigns } from "./profile.ts";
import { saidHelo, submissionIp } from "./profile.ts";
import { proton } from "./proton.ts";
import { requestOf } from "./request.ts";
import { tuta } from "./tuta.ts";
import { yahoo } from "./yahoo.ts";
import type { HideCode, RevealCode } from "../words/provider-fact-codes.ts";

export const PROVIDERS: readonly ProviderProfile[] = [
  gmail,
  googleWorkspace,
  googleService,
  yahoo,
  outlook,
  microsoft365,
  proton,
  icloud,
  gmx,
  tuta,
  kpn,
  ziggo,
];

export function profileOf(id: string | null): ProviderProfile | null {
  return id === null ? null : (PROVIDERS.find((profile) => profile.id === id) ?? null);
}

/** A profile from fewer real messages than this is a guess. */
const ENOUGH_SAMPLES = 10;

const WRITTEN_BY_ANYONE: ReadonlySet<string> = new Set(["dkim-domain", "message-id"]);

interface Candidate {
  readonly profile: ProviderProfile;
  readonly signs: ProviderSigns;
  readonly ownDomain: boolean;
  readonly vouched: Vouched;
  readonly weight: number;
}

/** @returns The provider that most signs speak for, or null where none but what anyone can write does. */
export function detectProvider(evidence: ProviderEvidence): ProviderFinding | null {
  const broken = isRouteBroken(evidence.hops);
  let best: Candidate | null = null;
  for (const profile of PROVIDERS) {
    const candidate = candidateOf(evidence, profile, broken);
    if (candidate !== null && (best === null || candidate.weight > best.weight)) best = candidate;
  }
  return best === null ? null : describe(evidence, best);
}

/**
 * The provider whose fields a message carries although the server that handed it on was not that provider's: a header
 * copied from another mail, or a hop that left no line. null where the route holds.
 */
export function copiedProvider(evidence: ProviderEvidence): ProviderProfile | null {
  if (!isRouteBroken(evidence.hops)) return null;
  return (
    PROVIDERS.find(
      (profile) =>
        profile.signs(evidence).strong.includes("first-hop") && vouchedFor(evidence, profile) === "no",
    ) ?? null
  );
}

/** The first hop outside the oldest server's own system did not receive from that system. */
function isRouteBroken(hops: readonly Hop[]): boolean {
  const oldest = hops.at(-1);
  if (oldest === undefined || hops.length < 2) return false;
  const system = systemOf(oldest.by);
  const outside = hops.findLast((hop) => hop !== oldest && !isInSystem(hop.by, system));
  return outside?.flags.includes("gap") ?? false;
}

function candidateOf(
  evidence: ProviderEvidence,
  profile: ProviderProfile,
  broken: boolean,
): Candidate | null {
  const all = profile.signs(evidence);
  if (all.strong.length === 0) return null;
  const vouched = vouchedFor(evidence, profile);
  // A copied header has the provider's first hop and signature field; only a signature that held says otherwise.
  const strong =
    broken && vouched === "no" ? [] : all.strong.filter((sign) => !broken || sign !== "first-hop");
  const ownDomain = isOwnDomain(profile, evidence.fromDomain);
  const others = all.weak.length + Number(ownDomain);
  // Anyone can write a "d=" or a Message-ID: alone they are no sign.
  const alone = strong.length === 1 && others === 0 && vouched === "no";
  if (strong.length === 0 || (alone && WRITTEN_BY_ANYONE.has(strong[0] as string))) return null;
  const weight = 2 * strong.length + all.weak.length + (ownDomain ? 2 : 0);
  return { profile, signs: { strong, weak: all.weak }, ownDomain, vouched, weight };
}

export function isOwnDomain(profile: ProviderProfile, domain: string | null): boolean {
  return domain !== null && profile.domains !== null && profile.domains.test(domain);
}

function describe(evidence: ProviderEvidence, best: Candidate): ProviderFinding {
  const { profile, signs, ownDomain, vouched } = best;
  const account = profile.account(evidence);
  const reveals = revealsOf(evidence, profile, account);
  return {
    id: profile.id,
    account,
    confidence: confidenceOf(best),
    samples: profile.samples,
    reveals,
    hides: hidesOf(profile, reveals),
    request: requestOf(evidence, profile, account),
    signs: [
      ...signs.strong,
      ...signs.weak,
      ...(ownDomain ? ["from-domain"] : []),
      ...(vouched === "no" ? [] : ["dkim-pass"]),
    ],
  };
}

/** "verified": our own check of the signature, or a server that is trusted says so. "recorded": some field says so. */
type Vouched = "verified" | "recorded" | "no";

function vouchedFor({ dkim, authentication }: ProviderEvidence, { signsFor }: ProviderProfile): Vouched {
  const signed = dkim.some(
    ({ domain, signature, bodyHash }) =>
      domain !== null && signature === "pass" && bodyHash === "match" && signsFor.test(domain),
  );
  if (signed) return "verified";
  const passed = authentication.filter(
    ({ method, result, properties }) =>
      method === "dkim" && result === "pass" && signsFor.test(properties["header.d"] ?? ""),
  );
  if (passed.some(({ trusted }) => trusted === true)) return "verified";
  return passed.length > 0 ? "recorded" : "no";
}

/** Only a valid signature of the provider makes it "high": all the rest the sender can imitate. */
function confidenceOf({ profile, signs, ownDomain, vouched }: Candidate): Confidence {
  const few = profile.samples < ENOUGH_SAMPLES;
  if (vouched === "verified") return few ? "medium" : "high";
  const more = signs.weak.length + Number(ownDomain) + Number(vouched === "recorded");
  const many = signs.strong.length >= 2 || (signs.strong.length === 1 && more >= 2);
  return many && !few ? "medium" : "low";
}

function revealsOf(
  evidence: ProviderEvidence,
  profile: ProviderProfile,
  account: string | null,
): RevealCode[] {
  const reveals = new Set<RevealCode>(profile.reveals(evidence));
  if (account !== null) reveals.add("account-address");
  // Only the provider's own server is asked what it saw; a tenant that passed the mail on saw the provider.
  if (reveals.has("mail-program-used")) {
    if (submissionIp(evidence) !== null && !profile.hides.includes("ip-is-the-providers-own"))
      reveals.add("client-ip");
    if (saidHelo(evidence)) reveals.add("client-helo");
  }
  return [...reveals];
}

function hidesOf(profile: ProviderProfile, reveals: readonly RevealCode[]): HideCode[] {
  const shown = reveals.includes("client-ip");
  return profile.hides.filter((code) => !shown || !code.startsWith("client-ip"));
}
