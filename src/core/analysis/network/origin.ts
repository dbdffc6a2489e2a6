/** Addresses that the message may have come from: always with who claims it, never as the sender's address. */
import type { HeaderField } from "../../mail/header-fields.ts";
import { kindOfIp, parseIp } from "./ip-address.ts";
import { basisOf, type MessageView } from "../message-view.ts";
import { isInSystem, largeSystemOf, systemOf } from "./mail-systems.ts";
import { ORIGIN_FIELDS } from "./origin-fields.ts";
import { matchOwnAddress, matchOwnName, type OwnNetworks, ownNetworksOf } from "./own-network.ts";
import { hintsOfName } from "./rdns.ts";
import type {
  AnalyseOptions,
  Basis,
  EmbeddedTime,
  Hop,
  OriginatingIpCandidate,
  ProviderFinding,
  Trusted,
} from "../types.ts";

/** A header can repeat a field thousands of times; more claimants tell nothing new. */
const MAX_CANDIDATES = 100;
/** Repetitions of one field that are looked at. */
const MAX_REPEATS = 50;

type Candidate = Pick<OriginatingIpCandidate, "ip" | "claimedBy" | "trusted" | "basis" | "rdns">;

/**
 * @param times - For the address that Outlook Express wrote into its Message-ID.
 * @returns The candidates, each address and claimant once: fields first, then handover, client hop and oldest hop.
 */
export function originatingIps(
  view: MessageView,
  hops: readonly Hop[],
  options: Pick<AnalyseOptions, "networkOf" | "organisation"> = {},
  times: readonly EmbeddedTime[] = [],
): OriginatingIpCandidate[] {
  const found = new Map<string, Candidate>();
  const push = (
    ip: string | null,
    claimedBy: string,
    trusted: Trusted,
    basis: Basis,
    rdns: string | null,
  ) => {
    const key = `${ip} ${claimedBy}`;
    if (ip === null || found.has(key) || found.size >= MAX_CANDIDATES) return;
    found.set(key, { ip, claimedBy, trusted, basis, rdns });
  };
  for (const { name, read } of ORIGIN_FIELDS) {
    const fields = view.all(name);
    if (fields.length === 0) continue;
    for (const field of fields.slice(0, MAX_REPEATS)) {
      const claim = read(field.body);
      if (claim !== null) push(claim.ip, field.name, trustOf(field, hops), basisOf(field), claim.rdns);
    }
  }
  for (const hop of [
    hops.findLast((one) => one.trusted === true),
    clientHop(hops),
    oldestWithAddress(hops),
  ]) {
    if (hop === undefined) continue;
    push(hop.from.ip, `Received by ${hop.by ?? "unnamed server"}`, hop.trusted, hop.basis, hop.from.rdns);
  }
  for (const time of times) {
    if (time.source !== "outlook-express-message-id") continue;
    push(
      messageIdAddress(time),
      time.basis.field,
      hops.some((hop) => hop.trusted !== null) ? false : null,
      time.basis,
      null,
    );
  }
  if (found.size === 0) return [];
  const networks = ownNetworksOf(options.organisation);
  const names = new Map<string | null, string | null>();
  for (const { from } of hops) names.set(from.ip, from.rdns);
  const known = new Map<string, ReturnType<typeof tellOf>>();
  return Array.from(found.values(), ({ ip, claimedBy, trusted, basis, rdns: said }) => {
    // A name that any server of the chain looked up for this address; as claimed as the rest of that field.
    const rdns = said ?? names.get(ip) ?? null;
    // Several fields name one address.
    const key = `${ip} ${rdns}`;
    const tell = known.get(key) ?? tellOf(ip, rdns, networks, options.networkOf);
    known.set(key, tell);
    return { ip, claimedBy, trusted, kind: tell.kind, rdns, hints: tell.hints, network: tell.network, basis };
  });
}

function tellOf(
  ip: string,
  rdns: string | null,
  networks: OwnNetworks,
  networkOf: AnalyseOptions["networkOf"],
): Pick<OriginatingIpCandidate, "kind" | "hints" | "network"> {
  const hints = hintsOfName(rdns, ip);
  const own = matchOwnAddress(ip, networks);
  if (own !== null) hints.push(own.kind === "vpn" ? "own-vpn" : "own-egress");
  if (matchOwnName(rdns, networks) !== null) hints.push("own-domain");
  return { kind: kindOfIp(ip), hints, network: networkOf?.(ip) ?? null };
}

/** Fields that Exchange Online removes or renames ("-Untrusted") where a sender wrote them (its header firewall). */
const MICROSOFT_PROTECTED = /^x-ms-exchange-organization-|^x-forefront-antispam-report$/;

/**
 * Above the handover's Received field only the reporter's own servers wrote. Exchange Online appends its fields at
 * the end instead: of those, the ones that it lets no sender write.
 */
function trustOf(field: HeaderField, hops: readonly Hop[]): Trusted {
  const handover = hops.findLast((hop) => hop.trusted === true);
  if (handover === undefined) return hops.some((hop) => hop.trusted === false) ? false : null;
  if (field.offset < handover.basis.offset) return true;
  const microsoft = largeSystemOf(handover.by)?.domains.includes("outlook.com") ?? false;
  return microsoft && MICROSOFT_PROTECTED.test(field.lowerName);
}

const SUBMITTED = /^(?:UTF8)?(?:E?SMTPS?A|ASMTP)\b|^HTTP/i;

/** The oldest hop at which a client signed in or used a web page, and whose server noted the address. */
function clientHop(hops: readonly Hop[]): Hop | undefined {
  return hops.findLast((hop) => hop.from.ip !== null && SUBMITTED.test(hop.with ?? "") && !isLoopback(hop));
}

/** The earliest claimed origin: the oldest hop that recorded an address other than a server's own. */
function oldestWithAddress(hops: readonly Hop[]): Hop | undefined {
  const withAddress = hops.filter((hop) => hop.from.ip !== null && !isLoopback(hop));
  return withAddress.findLast((hop) => kindOfIp(hop.from.ip as string) === "public") ?? withAddress.at(-1);
}

function isLoopback(hop: Hop): boolean {
  return hop.from.ip !== null && kindOfIp(hop.from.ip) === "loopback";
}

/** Outlook Express wrote its own address into the Message-ID: a claim like the others, often of a local network. */
function messageIdAddress(time: EmbeddedTime): string | null {
  const ip = time.detail?.startsWith("address:") ? parseIp(time.detail.slice("address:".length)) : null;
  return ip === "0.0.0.0" ? null : ip;
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
  // One field may have the name that was looked up and another not. A HELO does not count, nor a field from below the
  // handover: the sender could hide an address from the plan by naming it so.
  const named = candidates.filter(
    ({ hints, trusted }) => trusted !== false && hints.includes("provider-relay"),
  );
  const relays = new Set(named.map(({ ip }) => ip));
  const own = candidates.filter(({ ip, kind, claimedBy }) => {
    if (kind !== "public" || relays.has(ip)) return false;
    return (
      provider === null ||
      (ip === oldest?.from.ip && !relay) ||
      claimedBy.toLowerCase().includes("originating")
    );
  });
  return [...new Set(own.map((candidate) => candidate.ip))];
}
