/** Large mail systems whose servers go by several names. */
import { organisationalDomain } from "./domains.ts";
import { type IpRange, parseIpRange, rangeOf } from "./ip-range.ts";

export interface MailSystem {
  readonly domains: readonly string[];
  /** Addresses inside which the system's servers hand mail to each other, as normalised text; null if unknown. */
  readonly internal: RegExp | null;
  /** Names that servers with such addresses say when they bring other customers' mail; null if none. */
  readonly egress: RegExp | null;
  /** Addresses that the organisation configured as its own gateways'. */
  readonly ranges: readonly IpRange[];
}

const SYSTEMS: readonly MailSystem[] = [
  {
    domains: [
      "outlook.com",
      "office365.com",
      "exchangelabs.com",
      "microsoft.com",
      "hotmail.com",
      "office365.us",
      "outlook.cn",
    ],
    // Exchange Online's own: second groups ending in 6. Those ending in 0 are Azure's, where anyone rents a machine.
    internal: /^(?:2603:10[0-9a-f]6:|2a01:111:(?:e4[0-9a-f]{2}|f40[0-9a-f]):)/,
    egress: /\.outbound\.protection\.outlook\.com$/i,
    ranges: [],
  },
  // Google's servers name themselves by private 6to4 addresses (RFC 3056), 2002:a… being 10.0.0.0/8.
  system(["google.com", "gmail.com", "googlemail.com"], /^2002:a/),
  system(["yahoo.com", "yahoodns.net", "aol.com"]),
  system(["protonmail.ch", "proton.ch", "proton.me", "protonmail.com"]),
  system(["icloud.com", "me.com", "mac.com", "apple.com"]),
  system(["gmx.net", "gmx.com", "gmx.de", "web.de", "kundenserver.de", "ui-dns.com"]),
  system(["tutanota.de", "tutanota.com", "tuta.com"]),
  system(["messagingengine.com", "fastmail.com"]),
  system(["zoho.com", "zoho.eu"]),
  system(["yandex.net", "yandex.ru", "yandex.com"]),
];

const NO_SYSTEM: MailSystem = system([]);

function system(domains: readonly string[], internal: RegExp | null = null): MailSystem {
  return { domains, internal, egress: null, ranges: [] };
}

const BY_DOMAIN = new Map(SYSTEMS.flatMap((known) => known.domains.map((domain) => [domain, known])));

/** @returns The large system that a server's name belongs to, or null. */
export function largeSystemOf(host: string | null): MailSystem | null {
  if (host === null) return null;
  const name = lower(host);
  if (name.includes(":")) return SYSTEMS.find((known) => known.internal?.test(name)) ?? null;
  return BY_DOMAIN.get(lastTwoLabels(name)) ?? null;
}

/** @returns The system that a server's name belongs to: a large one, else its organisational domain alone. */
export function systemOf(host: string | null): MailSystem {
  const large = largeSystemOf(host);
  if (large !== null) return large;
  const domain = organisationalDomain(host);
  return domain === null ? NO_SYSTEM : system([domain]);
}

/**
 * The reporter's own mail system: the one that delivered the message, and what the organisation configured beside it.
 *
 * @param top - Server of the topmost Received field, which the host delivered.
 * @param ownHosts - Host names, domains, addresses and CIDR ranges; what is none of these matches nothing.
 */
export function ownSystem(top: string | null, ownHosts: readonly string[]): MailSystem {
  const detected = systemOf(top);
  if (ownHosts.length === 0) return detected;
  const domains = [...detected.domains];
  const ranges: IpRange[] = [];
  let { internal, egress } = detected;
  for (const host of ownHosts) {
    const range = parseIpRange(host);
    const name = lower(host).replace(/^\./, "");
    if (range !== null) ranges.push(range);
    else if (name !== "") domains.push(name);
    // Naming one of a large system's domains is naming its servers, whatever they are called.
    const large = range === null ? largeSystemOf(name) : null;
    if (large !== null && large.domains.includes(name)) domains.push(...large.domains);
    internal ??= large?.internal ?? null;
    egress ??= large?.egress ?? null;
  }
  return { domains, internal, egress, ranges };
}

export function isInSystem(host: string | null, own: MailSystem): boolean {
  if (host === null) return false;
  const name = lower(host);
  if (name.includes(":")) return own.internal?.test(name) ?? false;
  return own.domains.some(
    (domain) =>
      name.endsWith(domain) &&
      (name.length === domain.length || name.charCodeAt(name.length - domain.length - 1) === 0x2e),
  );
}

/** @param ip - As parseIp gives it. */
export function isProviderAddress(ip: string, own: MailSystem): boolean {
  return own.internal?.test(ip) ?? false;
}

/** @param ip - As parseIp gives it. */
export function isConfiguredAddress(ip: string, own: MailSystem): boolean {
  return rangeOf(ip, own.ranges) !== null;
}

function lower(host: string): string {
  const name = host.toLowerCase();
  return name.endsWith(".") ? name.slice(0, -1) : name;
}

function lastTwoLabels(name: string): string {
  const last = name.lastIndexOf(".");
  return last <= 0 ? name : name.slice(name.lastIndexOf(".", last - 1) + 1);
}
