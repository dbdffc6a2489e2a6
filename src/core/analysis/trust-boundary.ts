/** Where trust ends: the hops that the reporter's own mail system added (RFC 8601, section 1.2). */
import { kindOfIp } from "./ip-address.ts";
import { organisationalDomain } from "./domains.ts";
import type { Received } from "./received.ts";

/** Names under which one mail system's servers call themselves. */
const SYSTEMS: readonly (readonly string[])[] = [
  ["outlook.com", "office365.com", "exchangelabs.com", "microsoft.com", "hotmail.com"],
  ["google.com", "gmail.com", "googlemail.com"],
  ["yahoo.com", "yahoodns.net", "aol.com"],
  ["protonmail.ch", "proton.ch", "proton.me", "protonmail.com"],
];

/** Networks inside which Microsoft's and Google's servers hand mail to each other, as text prefixes. */
const INTERNAL_PREFIXES = [/^2603:10/, /^2a01:111:/, /^2002:a/];

/**
 * Counts the hops, from the top, that the reporter's own mail system added. The last of them is the handover: it
 * recorded from which address the message came in. What lies below it could have been written by the sender.
 *
 * @param hops - The newest first, as the reporter's own host delivered them.
 * @param ownHosts - Domains of that mail system; without them the topmost hop's own domain.
 */
export function trustedHopCount(hops: readonly Received[], ownHosts: readonly string[]): number {
  const top = hops[0];
  if (top === undefined) return 0;
  const own = ownHosts.length > 0 ? ownHosts.map((host) => host.toLowerCase()) : systemOf(top.by);
  let count = 0;
  for (const hop of hops) {
    if (!isOwnName(hop.by, own) && !(count === 0 && ownHosts.length === 0)) break;
    count++;
    if (!cameFromInside(hop, own)) break;
  }
  return count;
}

function systemOf(host: string | null): readonly string[] {
  if (host === null) return [];
  // Google's servers call themselves by a private 6to4 address (RFC 3056).
  const domain = /^2002:a/i.test(host) ? "google.com" : organisationalDomain(host);
  if (domain === null) return [];
  return SYSTEMS.find((system) => system.includes(domain)) ?? [domain];
}

function isOwnName(host: string | null, own: readonly string[]): boolean {
  if (host === null) return false;
  if (own.includes("google.com") && /^2002:a/i.test(host)) return true;
  const name = host.toLowerCase().replace(/\.$/, "");
  return own.some((domain) => name === domain || name.endsWith(`.${domain}`));
}

/** The HELO alone does not count: the sender chooses it. The address, or the name looked up for it, does. */
function cameFromInside(hop: Received, own: readonly string[]): boolean {
  const { helo, rdns, ip } = hop.from;
  // No from clause: handed over within one server ("by 2002:… with SMTP", qmail's "invoked by").
  if (helo === null && ip === null) return true;
  if (isOwnName(rdns, own)) return true;
  if (ip === null) return isOwnName(helo, own);
  return kindOfIp(ip) !== "public" || INTERNAL_PREFIXES.some((prefix) => prefix.test(ip));
}
