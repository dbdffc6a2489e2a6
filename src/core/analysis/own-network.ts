/** Matches with the organisation's own networks and domains. */
import type { MessageView } from "./message-view.ts";
import type { Hop, OriginatingIpCandidate, OrganisationProfile, OwnNetworkMatch } from "./types.ts";

export interface OwnNetworkEvidence {
  readonly view: MessageView;
  readonly hops: readonly Hop[];
  readonly originatingIps: readonly OriginatingIpCandidate[];
}

export function ownNetworkMatches(
  _evidence: OwnNetworkEvidence,
  _profile: OrganisationProfile | undefined,
): OwnNetworkMatch[] {
  return [];
}
