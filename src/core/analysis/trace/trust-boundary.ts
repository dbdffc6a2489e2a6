/** Where trust ends: the hops that the reporter's own mail system added (RFC 8601, section 1.2). */
import { isInternalIp, kindOfIp } from "../network/ip-address.ts";
import {
  isConfiguredAddress,
  isInSystem,
  isProviderAddress,
  type MailSystem,
  ownSystem,
} from "../network/mail-systems.ts";
import type { Received, ReceivedFrom } from "./received.ts";

/** What a hop tells about who handed the message over. */
export type BoundaryHop = Pick<Received, "by" | "with"> & {
  readonly from: ReceivedFrom;
  readonly rdnsUnconfirmed?: boolean;
  readonly byComment?: string | null;
};

/**
 * Counts the hops, from the top, that the reporter's own mail system added. The last of them is the handover: it
 * recorded from which address the message came in. What lies below it could have been written by the sender.
 *
 * A machine inside the organisation's network that may relay without signing in looks like one of its servers as far
 * as its HELO goes: no header can tell the two apart.
 *
 * @param hops - The newest first, as the reporter's own host delivered them.
 * @param ownHosts - Names, domains and ranges of gateways beside the system of the topmost hop.
 */
export function trustedHopCount(hops: readonly BoundaryHop[], ownHosts: readonly string[]): number {
  const top = hops[0];
  if (top === undefined) return 0;
  const own = ownSystem(deliveringHost(hops), ownHosts);
  // The host delivered the topmost field itself, however its server is called.
  let count = 1;
  for (let hop = top, next = hops[1]; next !== undefined; hop = next, next = hops[count]) {
    if (!cameFromInside(hop, own) || !isOwnServer(next, hop, own)) break;
    count++;
  }
  return count;
}

/** Protocols of mail programs: whoever signed in may have typed what lies below (RFC 3848, ASMTP of older servers). */
const SUBMISSION = /^(?:UTF8)?(?:E?SMTPS?A|ASMTP|SUBMISSION)\b|^mapi\b/i;
/** Written by a program on the server itself, a web form's script for one. */
const LOCAL_USER = /\bfrom userid\b|\binvoked by uid\b/i;

/** The HELO alone does not count: the sender chooses it. The address, or the name looked up for it, does. */
function cameFromInside(hop: BoundaryHop, own: MailSystem): boolean {
  const { helo, rdns, ip } = hop.from;
  if (SUBMISSION.test(hop.with ?? "") || LOCAL_USER.test(hop.byComment ?? "")) return false;
  // No from clause: handed over within one server ("by 2002:… with SMTP", qmail's "invoked from network").
  if (helo === null && ip === null) return true;
  // No address: over SMTP the HELO is all there is, and the sender's; within a provider there is no HELO ("with HTTP").
  if (ip === null) return isInSystem(helo, own) && hop.with !== null && !/smtp/i.test(hop.with);
  if (isInSystem(rdns, own) && hop.rdnsUnconfirmed !== true) return true;
  if (isConfiguredAddress(ip, own)) return true;
  if (isProviderAddress(ip, own)) return isInSystem(helo, own) && !(own.egress?.test(helo ?? "") ?? false);
  if (!isInternalIp(ip)) return false;
  // From an inside address: a server of ours by its name, or the same machine ("from localhost (127.0.0.1)").
  return kindOfIp(ip) === "loopback" || isInSystem(helo, own) || isBareName(helo);
}

/** Machines' own names without a domain, as Exchange and Windows servers say them. */
function isBareName(helo: string | null): boolean {
  return helo !== null && /^[\w-]{1,63}$/.test(helo);
}

/** qmail notes its own steps without a name ("(qmail 4242 invoked from network)"): the first name below is its own. */
export function deliveringHost(hops: readonly BoundaryHop[]): string | null {
  for (const { by, from } of hops) {
    if (by !== null || from.helo !== null || from.ip !== null) return by;
  }
  return null;
}

/** The older hop's server is one of ours, or is the machine that the newer hop names and looked up inside. */
function isOwnServer(older: BoundaryHop, newer: BoundaryHop, own: MailSystem): boolean {
  if (isInSystem(older.by, own)) return true;
  const name = older.by?.toLowerCase() ?? null;
  if (name === null) return older.from.helo === null && older.from.ip === null;
  if (newer.from.ip === null || !isInternalIp(newer.from.ip)) return false;
  // "by localhost (mail.own.example [127.0.0.1])": content filters name themselves so.
  if (name === "localhost") return kindOfIp(newer.from.ip) === "loopback";
  return isBareName(older.by) && newer.from.helo?.toLowerCase() === name;
}
