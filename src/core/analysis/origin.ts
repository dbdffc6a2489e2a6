/** Addresses that the message may have come from: always with who claims it, never as the sender's address. */
import { kindOfIp, parseIp } from "./ip-address.ts";
import { basisOf, type MessageView } from "./message-view.ts";
import { isInSystem, systemOf } from "./mail-systems.ts";
import type {
  AnalyseOptions,
  Basis,
  Hop,
  OriginatingIpCandidate,
  ProviderFinding,
  Trusted,
} from "./types.ts";

/** Fields whose whole body is an address, bracketed or not. */
const ADDRESS_FIELDS = [
  "x-originating-ip",
  "x-original-originating-ip",
  "x-sender-ip",
  "x-source-ip",
  "x-client-ip",
  "x-real-ip",
  "x-remote-ip",
  "x-aol-ip",
  "x-eip",
];

/** Forefront reports carry the connecting address as CIP; the "-untrusted" form came with the message. */
const FOREFRONT_FIELDS = ["x-forefront-antispam-report", "x-forefront-antispam-report-untrusted"];

const MAX_CANDIDATES = 100;

/** @returns The candidates, each address and claimant once: fields first, then handover and oldest hop. */
export function originatingIps(
  view: MessageView,
  hops: readonly Hop[],
  options: Pick<AnalyseOptions, "networkOf" | "organisation"> = {},
): OriginatingIpCandidate[] {
  const candidates: OriginatingIpCandidate[] = [];
  const handover = hops.find((hop) => hop.flags.includes("handover"));
  const nothingTrusted = hops.every((hop) => hop.trusted === null);
  const push = (ip: string | null, claimedBy: string, trusted: Trusted, basis: Basis) => {
    const known = candidates.some((other) => other.ip === ip && other.claimedBy === claimedBy);
    if (ip === null || known || candidates.length >= MAX_CANDIDATES) return;
    candidates.push({
      ip,
      claimedBy,
      trusted,
      kind: kindOfIp(ip),
      rdns: null,
      hints: [],
      network: options.networkOf?.(ip) ?? null,
      basis,
    });
  };
  const trustedAt = (offset: number): Trusted => {
    return nothingTrusted ? null : handover !== undefined && offset < handover.basis.offset;
  };
  for (const field of view.fields) {
    if (candidates.length >= MAX_CANDIDATES) break;
    const ip = ADDRESS_FIELDS.includes(field.lowerName)
      ? parseIp(field.body)
      : FOREFRONT_FIELDS.includes(field.lowerName)
        ? parseIp(/\bCIP:([^;\s]{2,60})/.exec(field.body)?.[1] ?? "")
        : null;
    push(ip, field.name, trustedAt(field.offset), basisOf(field));
  }
  for (const hop of [handover, oldestWithAddress(hops)]) {
    if (hop !== undefined)
      push(hop.from.ip, `Received by ${hop.by ?? "unnamed server"}`, hop.trusted, hop.basis);
  }
  return candidates;
}

/** The earliest claimed origin: the oldest hop that recorded an address other than a server's own. */
function oldestWithAddress(hops: readonly Hop[]): Hop | undefined {
  const withAddress = hops.filter((hop) => hop.from.ip !== null && kindOfIp(hop.from.ip) !== "loopback");
  return withAddress.findLast((hop) => kindOfIp(hop.from.ip as string) === "public") ?? withAddress.at(-1);
}

/**
 * The public addresses that may be the sender's own: a large provider's relays are shared by all its customers, so
 * they neither connect two mails nor show in the organisation's logs.
 */
export function clientAddresses(
  candidates: readonly OriginatingIpCandidate[],
  hops: readonly Hop[],
  provider: ProviderFinding | null,
): string[] {
  const oldest = hops.at(-1);
  const relay = oldest !== undefined && isInSystem(oldest.from.helo, systemOf(oldest.by));
  const own = candidates.filter(({ ip, kind, claimedBy }) => {
    if (kind !== "public") return false;
    return (
      provider === null ||
      (ip === oldest?.from.ip && !relay) ||
      claimedBy.toLowerCase().includes("originating")
    );
  });
  return [...new Set(own.map((candidate) => candidate.ip))];
}
