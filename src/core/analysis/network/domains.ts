/** Registrable domains by the public suffix list, for DMARC alignment (RFC 7489, section 3.2). */
import { getDomain } from "tldts";

/** A message asks for the same few domains again and again; emptied when full, so that hostile mail keeps nothing. */
const MAX_REMEMBERED = 256;
const remembered = new Map<string, string | null>();

/** @returns The organisational domain in lower case; null for IP addresses, bare suffixes and what is no host name. */
export function organisationalDomain(host: string | null): string | null {
  if (host === null || host.length > 255) return null;
  const known = remembered.get(host);
  if (known !== undefined) return known;
  const name = host.toLowerCase().replace(/\.$/, "");
  const domain = getDomain(name, { allowPrivateDomains: true }) ?? null;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(host, domain);
  return domain;
}

/** Relaxed alignment: equal, or under one organisational domain. */
export function isAligned(a: string | null, b: string | null): boolean {
  if (a === null || b === null || a === "" || b === "") return false;
  if (a.toLowerCase() === b.toLowerCase()) return true;
  const organisation = organisationalDomain(a);
  return organisation !== null && organisation === organisationalDomain(b);
}
