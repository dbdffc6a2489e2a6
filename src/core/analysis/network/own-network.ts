/**
 * Matches with the organisation's own networks and domains. A match points inside and proves nothing: an egress
 * address is shared by everyone behind it, and below the trust boundary anyone could have typed it.
 */
import { type IpRange, parseIpRange, rangeOf } from "./ip-range.ts";
import { basisOf, type MessageView } from "../message-view.ts";
import { trustedHopCount } from "../trace/trust-boundary.ts";
import type {
  Basis,
  Hop,
  OriginatingIpCandidate,
  OrganisationProfile,
  OwnNetworkMatch,
  Trusted,
} from "../types.ts";

export interface OwnNetworkEvidence {
  readonly view: MessageView;
  readonly hops: readonly Hop[];
  readonly originatingIps: readonly OriginatingIpCandidate[];
}

export interface OwnNetworks {
  readonly egress: readonly IpRange[];
  readonly vpn: readonly IpRange[];
  /** Lower case, without a dot in front. */
  readonly domains: readonly string[];
}

/** What was found in the message, and the configured range or domain that it falls into. */
export type OwnMatch = Pick<OwnNetworkMatch, "kind" | "configured">;

/** Thousands of typed Received fields would repeat the same: more tell nothing. */
const MAX_MATCHES = 50;

const NOTHING: OwnNetworks = { egress: [], vpn: [], domains: [] };
const compiled = new WeakMap<OrganisationProfile, OwnNetworks>();

/** Reads an organisation's ranges once. What is no range is left out: the directory's maker is told elsewhere. */
export function ownNetworksOf(profile: OrganisationProfile | undefined): OwnNetworks {
  if (profile === undefined) return NOTHING;
  const known = compiled.get(profile);
  if (known !== undefined) return known;
  const ranges = (texts: readonly string[]) =>
    texts.map(parseIpRange).filter((range): range is IpRange => range !== null);
  const { egress, vpn, domains } = profile.networks;
  const networks = {
    egress: ranges(egress),
    vpn: ranges(vpn),
    domains: domains.map((domain) => domain.toLowerCase().replace(/^\.|\.$/g, "")).filter(Boolean),
  };
  compiled.set(profile, networks);
  return networks;
}

/** A VPN range inside an egress range tells more: it is looked up first. */
export function matchOwnAddress(ip: string, networks: OwnNetworks): OwnMatch | null {
  const vpn = rangeOf(ip, networks.vpn);
  if (vpn !== null) return { kind: "vpn", configured: vpn.text };
  const egress = rangeOf(ip, networks.egress);
  return egress === null ? null : { kind: "egress", configured: egress.text };
}

export function matchOwnName(host: string | null, networks: OwnNetworks): OwnMatch | null {
  if (host === null || networks.domains.length === 0) return null;
  const name = host.toLowerCase().replace(/\.$/, "");
  const domain = networks.domains.find((own) => name === own || name.endsWith(`.${own}`));
  return domain === undefined ? null : { kind: "domain", configured: domain };
}

/**
 * @returns Where the message's origin names the organisation: candidates for the origin, the hops from the handover
 *   down (its own servers passing a message on are no match), the Message-ID's host. Each value of a field once.
 */
export function ownNetworkMatches(
  { view, hops, originatingIps }: OwnNetworkEvidence,
  profile: OrganisationProfile | undefined,
): OwnNetworkMatch[] {
  const networks = ownNetworksOf(profile);
  if (networks === NOTHING) return [];
  const found = new Map<string, OwnNetworkMatch>();
  const push = (match: OwnMatch | null, value: string, trusted: Trusted, basis: Basis) => {
    if (match === null || found.size >= MAX_MATCHES) return;
    found.set(`${match.kind} ${value} ${basis.offset}`, { ...match, value, trusted, basis });
  };
  for (const { ip, trusted, basis } of originatingIps)
    push(matchOwnAddress(ip, networks), ip, trusted, basis);
  for (const hop of hops.slice(Math.max(0, trustedHopCount(hops, networks.domains) - 1))) {
    const { helo, rdns, ip } = hop.from;
    if (ip !== null) push(matchOwnAddress(ip, networks), ip, hop.trusted, hop.basis);
    // What the sending side says of itself is never the server's word, whoever noted it.
    if (helo !== null)
      push(matchOwnName(helo, networks), helo, hop.trusted === null ? null : false, hop.basis);
    if (rdns !== null) push(matchOwnName(rdns, networks), rdns, hop.trusted, hop.basis);
  }
  pushMessageId(view, hops, networks, push);
  return [...found.values()];
}

type Push = (match: OwnMatch | null, value: string, trusted: Trusted, basis: Basis) => void;

function pushMessageId(view: MessageView, hops: readonly Hop[], networks: OwnNetworks, push: Push): void {
  const field = view.first("message-id");
  const host = field === null ? undefined : /@([\w.-]{1,255})>?$/.exec(field.body.slice(-300))?.[1];
  if (field === null || host === undefined) return;
  const supplied = hops.every((hop) => hop.trusted === null);
  push(matchOwnName(host, networks), host, supplied ? null : false, basisOf(field));
}
