/** Where trust ends: the hops that the reporter's own mail system added (RFC 8601, section 1.2). */
import { isInternalIp } from "./ip-address.ts";
import { isInSystem, type MailSystem, ownSystem, systemOf } from "./mail-systems.ts";
import type { Received } from "./received.ts";

/**
 * Counts the hops, from the top, that the reporter's own mail system added. The last of them is the handover: it
 * recorded from which address the message came in. What lies below it could have been written by the sender.
 *
 * @param hops - The newest first, as the reporter's own host delivered them.
 * @param ownHosts - Domains of that mail system; without them the topmost hop's own system.
 */
export function trustedHopCount(hops: readonly Received[], ownHosts: readonly string[]): number {
  const top = hops[0];
  if (top === undefined) return 0;
  const own = ownHosts.length > 0 ? ownSystem(ownHosts) : systemOf(top.by);
  let count = 0;
  for (const hop of hops) {
    // The host delivered the topmost field itself, however its server is called.
    const isTop = count === 0 && ownHosts.length === 0;
    if (!isTop && !isInSystem(hop.by, own)) break;
    count++;
    if (!cameFromInside(hop, own)) break;
  }
  return count;
}

/** The HELO alone does not count: the sender chooses it. The address, or the name looked up for it, does. */
function cameFromInside(hop: Received, own: MailSystem): boolean {
  const { helo, rdns, ip } = hop.from;
  // No from clause: handed over within one server ("by 2002:… with SMTP", qmail's "invoked by").
  if (helo === null && ip === null) return true;
  if (isInSystem(rdns, own)) return true;
  if (ip === null) return isInSystem(helo, own);
  return isInternalIp(ip) || (own.internal?.test(ip) ?? false);
}
