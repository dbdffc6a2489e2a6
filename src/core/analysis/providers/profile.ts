/** What a provider's profile looks at, and what it says. */
import type { MessageView } from "../message-view.ts";
import type { DkimResult, Hop } from "../types.ts";

export interface ProviderEvidence {
  readonly view: MessageView;
  readonly hops: readonly Hop[];
  readonly dkim: readonly DkimResult[];
  /** Domain of From in lower case; null without one. */
  readonly fromDomain: string | null;
  readonly messageId: string | null;
  readonly boundary: string | null;
}

/** "strong" signs come from the provider's own servers, "weak" ones anyone's program may show. */
export interface ProviderSigns {
  readonly strong: readonly string[];
  readonly weak: readonly string[];
  /** From header domain belongs to the provider: counts only beside a strong sign. */
  readonly ownDomain: boolean;
}

export interface ProviderProfile {
  readonly id: string;
  /** Domains that the provider itself signs for (DKIM d=). */
  readonly signsFor: RegExp;
  /** Real messages that the profile was made from; few of them lower the confidence. */
  readonly samples: number;
  signs(evidence: ProviderEvidence): ProviderSigns;
  /** Account as the provider's own fields name it; null where none does. */
  account(evidence: ProviderEvidence): string | null;
  /** Hosts whose use shows in proxy, DNS and firewall logs. */
  readonly hosts: readonly string[];
  /** The web client hides the sender's address. */
  readonly hidesClientIp: boolean;
}

/** Names of the tests that hold. */
export function held(tests: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(tests)
    .filter(([, holds]) => holds)
    .map(([name]) => name);
}

export function signedFor(evidence: ProviderEvidence, domains: RegExp): boolean {
  return evidence.dkim.some((signature) => signature.domain !== null && domains.test(signature.domain));
}

export function headerText(view: MessageView, lowerName: string): string | null {
  return view.first(lowerName)?.body || null;
}

/** From's address where its domain is the provider's own: the account, if the provider checks it. */
export function ownAddress(evidence: ProviderEvidence, domains: RegExp): string | null {
  const address = evidence.view.from?.address ?? null;
  return address !== null && evidence.fromDomain !== null && domains.test(evidence.fromDomain)
    ? address.toLowerCase()
    : null;
}
