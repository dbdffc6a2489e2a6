/** The chain of Received fields, and where the reporter's own mail system ends. */
import type { Provenance } from "../../evidence/types.ts";
import { type DoubtContext, doubtsOf } from "./hop-doubts.ts";
import { isInternalIp } from "../network/ip-address.ts";
import { isInSystem, ownSystem, systemOf } from "../network/mail-systems.ts";
import { basisOf, type MessageView } from "../message-view.ts";
import { matchOwnAddress, matchOwnName, type OwnNetworks, ownNetworksOf } from "../network/own-network.ts";
import { parseReceived, type Received } from "./received.ts";
import { deliveringHost, trustedHopCount } from "./trust-boundary.ts";
import type { Hop, HopDoubt, HopFlag, OrganisationProfile } from "../types.ts";

const HOUR_MS = 3_600_000;

/**
 * @param ownHosts - Names, domains and ranges of the reporter's mail system beside those of its topmost server.
 * @param organisation - Its domains are own hosts too, and its ranges are marked where the chain names them.
 * @returns One hop for each Received field, the newest first.
 */
export function readTrace(
  view: MessageView,
  provenance: Provenance,
  ownHosts: readonly string[],
  organisation?: OrganisationProfile,
): Hop[] {
  const fields = view.all("received");
  const received = fields.map((field) => parseReceived(field.body));
  const networks = ownNetworksOf(organisation);
  const hosts = networks.domains.length === 0 ? ownHosts : [...ownHosts, ...networks.domains];
  const trusted = provenance === "supplied-file" ? null : trustedHopCount(received, hosts);
  const own = ownSystem(deliveringHost(received), hosts);
  const newest = received.find((hop) => hop.time !== null)?.time?.time ?? null;
  return received.map((hop, index) => {
    const older = received[index + 1];
    const delayMs = delayBetween(older, hop);
    const believed = trusted !== null && index < trusted;
    const context: DoubtContext = { untrusted: trusted !== null && !believed, own, newest };
    const doubts = believed ? [] : doubtsOf(hop, context);
    const flags = flagsOf(hop, older, delayMs, doubts);
    if (isOwnNetwork(hop, networks)) flags.push("own-network");
    if (trusted !== null && index === trusted - 1) flags.push("handover");
    return {
      index,
      from: hop.from,
      by: hop.by,
      with: hop.via === null ? hop.with : [hop.with, "via", hop.via].filter(Boolean).join(" "),
      id: hop.id,
      for: hop.for,
      receivedAt: hop.time?.time ?? null,
      zoneMinutes: hop.time?.zoneMinutes ?? null,
      delayMs,
      tls: hop.tls,
      trusted: trusted === null ? null : believed,
      flags,
      doubts,
      basis: basisOf(fields[index] as (typeof fields)[number]),
    };
  });
}

/**
 * Delay in milliseconds from the older hop to this one; null if either clock is unreadable.
 * Negative means the clocks disagree: a finding for the report, not an error.
 */
function delayBetween(older: Received | undefined, newer: Received): number | null {
  if (older === undefined || older.time === null || newer.time === null) return null;
  return newer.time.time - older.time.time;
}

function flagsOf(
  hop: Received,
  older: Received | undefined,
  delayMs: number | null,
  doubts: readonly HopDoubt[],
): HopFlag[] {
  const flags: HopFlag[] = [];
  if (hop.time === null) flags.push(hop.dateMissing ? "date-missing" : "date-invalid");
  if (delayMs !== null && delayMs < 0) flags.push("delay-negative");
  if (delayMs !== null && delayMs > HOUR_MS) flags.push("delay-over-1h");
  if (older !== undefined && !continues(hop, older)) flags.push("gap");
  if (hop.from.ip !== null && isInternalIp(hop.from.ip)) flags.push("internal-address");
  if (hop.from.helo?.startsWith("[")) flags.push("helo-literal");
  if (doubts.length > 0) flags.push("forged-looking");
  return flags;
}

function isOwnNetwork({ from: { helo, rdns, ip } }: Received, networks: OwnNetworks): boolean {
  if (ip !== null && matchOwnAddress(ip, networks) !== null) return true;
  return matchOwnName(rdns, networks) !== null || matchOwnName(helo, networks) !== null;
}

/** Whether the older hop's server may be the one that this hop received from; names of one system count as one. */
function continues(hop: Received, older: Received): boolean {
  const { helo, rdns, ip } = hop.from;
  if ((helo === null && ip === null) || older.by === null) return true;
  if (ip !== null && isInternalIp(ip)) return true;
  const by = older.by.toLowerCase();
  if (helo?.toLowerCase() === by || rdns?.toLowerCase() === by) return true;
  const system = systemOf(older.by);
  // A bare word ("localhost", a machine's own name) or an address says nothing about the chain.
  if (system.domains.length === 0) return true;
  return isInSystem(helo, system) || isInSystem(rdns, system);
}
