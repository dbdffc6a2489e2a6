/** Through which mail provider the message seems to have been sent. */
import type { Confidence, ProviderFinding } from "../types.ts";
import { gmail } from "./gmail.ts";
import { microsoft365, outlook } from "./outlook.ts";
import type { ProviderEvidence, ProviderProfile, ProviderSigns } from "./profile.ts";
import { proton } from "./proton.ts";
import { yahoo } from "./yahoo.ts";

/** Add a profile here: one file each. */
export const PROVIDERS: readonly ProviderProfile[] = [gmail, yahoo, outlook, microsoft365, proton];

export function profileOf(id: string | null): ProviderProfile | null {
  return PROVIDERS.find((profile) => profile.id === id) ?? null;
}

/** @returns The provider that most signs speak for, or null where no strong one does. */
export function detectProvider(evidence: ProviderEvidence): ProviderFinding | null {
  let best: { profile: ProviderProfile; signs: ProviderSigns; weight: number } | null = null;
  for (const profile of PROVIDERS) {
    const signs = profile.signs(evidence);
    if (signs.strong.length === 0) continue;
    const weight = 2 * signs.strong.length + signs.weak.length + (signs.ownDomain ? 2 : 0);
    if (best === null || weight > best.weight) best = { profile, signs, weight };
  }
  if (best === null) return null;
  const { profile, signs } = best;
  return {
    id: profile.id,
    account: profile.account(evidence),
    confidence: confidenceOf(evidence, profile, signs),
    samples: profile.samples,
    reveals: [],
    hides: [],
    request: [],
    signs: [...signs.strong, ...signs.weak, ...(signs.ownDomain ? ["from-domain"] : [])],
  };
}

/** Only a valid signature of the provider makes it "high": all the rest the sender can imitate. */
function confidenceOf(
  evidence: ProviderEvidence,
  profile: ProviderProfile,
  signs: ProviderSigns,
): Confidence {
  const signed = evidence.dkim.some((signature) => {
    const own = signature.domain !== null && profile.signsFor.test(signature.domain);
    return own && signature.signature === "pass" && signature.bodyHash === "match";
  });
  if (signed) return "high";
  const many =
    signs.strong.length >= 2 ||
    (signs.strong.length === 1 && signs.weak.length + Number(signs.ownDomain) >= 2);
  return many && profile.samples >= 10 ? "medium" : "low";
}
