/** The chain of Received fields, and where the reporter's own mail system ends. */
import type { Provenance } from "../evidence/types.ts";
import { isInternalIp, parseIp } from "./ip-address.ts";
import { isInSystem, systemOf } from "./mail-systems.ts";
import { basisOf, type MessageView } from "./message-view.ts";
import { parseReceived, type Received } from "./received.ts";
import { trustedHopCount } from "./trust-boundary.ts";
import type { Hop, HopFlag } from "./types.ts";

const HOUR_MS = 3_600_000;

/** @returns One hop for each Received field, the newest first. */
export function readTrace(view: MessageView, provenance: Provenance, ownHosts: readonly string[]): Hop[] {
  const fields = view.all("received");
  const received = fields.map((field) => parseReceived(field.body));
  const trusted = provenance === "supplied-file" ? null : trustedHopCount(received, ownHosts);
  return received.map((hop, index) => {
    const delayMs = delayBetween(received[index + 1], hop);
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
      trusted: trusted === null ? null : index < trusted,
      flags: flagsOf(hop, received[index + 1], delayMs, trusted !== null && index === trusted - 1),
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
  handover: boolean,
): HopFlag[] {
  const flags: HopFlag[] = [];
  if (hop.time === null) flags.push(hop.dateMissing ? "date-missing" : "date-invalid");
  if (delayMs !== null && delayMs < 0) flags.push("delay-negative");
  if (delayMs !== null && delayMs > HOUR_MS) flags.push("delay-over-1h");
  if (older !== undefined && !continues(hop, older)) flags.push("gap");
  if (hop.from.ip !== null && isInternalIp(hop.from.ip)) flags.push("internal-address");
  if (hop.from.helo?.startsWith("[")) flags.push("helo-literal");
  if (handover) flags.push("handover");
  return flags;
}

/** Whether the older hop's server may be the one that this hop received from; names of one system count as one. */
function continues(hop: Received, older: Received): boolean {
  const { helo, rdns, ip } = hop.from;
  if ((helo === null && ip === null) || older.by === null || parseIp(older.by) !== null) return true;
  const system = systemOf(older.by);
  // A bare word ("localhost", a machine's own name) says nothing about the chain.
  if (system.domains.length === 0) return true;
  return isInSystem(helo, system) || isInSystem(rdns, system) || (ip !== null && isInternalIp(ip));
}
