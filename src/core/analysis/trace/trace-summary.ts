/** Where the chain can be believed, and where it says that it begins. */
import { kindOfIp } from "../network/ip-address.ts";
import type { Hop, TraceSummary } from "../types.ts";

export function summariseTrace(hops: readonly Hop[]): TraceSummary {
  const last = hops.findLast((hop) => hop.trusted === true);
  const newest = hops.find((hop) => hop.receivedAt !== null);
  const oldest = hops.findLast((hop) => hop.receivedAt !== null);
  return {
    lastTrusted: last?.index ?? null,
    handoverIp: last?.from.ip ?? null,
    earliestOrigin: earliestOrigin(hops),
    durationMs: newest === undefined || oldest === newest ? null : distance(oldest, newest),
  };
}

function distance(oldest: Hop | undefined, newest: Hop): number | null {
  if (oldest === undefined || oldest.receivedAt === null || newest.receivedAt === null) return null;
  return newest.receivedAt - oldest.receivedAt;
}

/** A server that received from itself ("localhost") names no origin: such a hop counts only where there is no other. */
function earliestOrigin(hops: readonly Hop[]): TraceSummary["earliestOrigin"] {
  const names = (hop: Hop) => hop.from.helo !== null || hop.from.ip !== null;
  const hop = hops.findLast((one) => names(one) && !isItself(one)) ?? hops.findLast(names);
  return hop === undefined ? null : { hop: hop.index, ...hop.from };
}

function isItself({ from: { ip, helo } }: Hop): boolean {
  if (ip !== null) return kindOfIp(ip) === "loopback";
  return helo?.toLowerCase() === "localhost";
}
