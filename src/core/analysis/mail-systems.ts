/** Large mail systems whose servers go by several names. */
import { organisationalDomain } from "./domains.ts";

export interface MailSystem {
  readonly domains: readonly string[];
  /** Addresses inside which the system's servers hand mail to each other, as normalised text; null if unknown. */
  readonly internal: RegExp | null;
}

const SYSTEMS: readonly MailSystem[] = [
  {
    domains: ["outlook.com", "office365.com", "exchangelabs.com", "microsoft.com", "hotmail.com"],
    internal: /^(?:2603:10|2a01:111:)/,
  },
  // Google's servers name themselves by private 6to4 addresses (RFC 3056), 2002:a… being 10.0.0.0/8.
  { domains: ["google.com", "gmail.com", "googlemail.com"], internal: /^2002:a/ },
  { domains: ["yahoo.com", "yahoodns.net", "aol.com"], internal: null },
  { domains: ["protonmail.ch", "proton.ch", "proton.me", "protonmail.com"], internal: null },
];

const NO_SYSTEM: MailSystem = { domains: [], internal: null };

/** @returns The system that a server's name belongs to: a large one, else its organisational domain alone. */
export function systemOf(host: string | null): MailSystem {
  if (host === null) return NO_SYSTEM;
  const byAddress = SYSTEMS.find((system) => system.internal?.test(host.toLowerCase()));
  if (byAddress !== undefined) return byAddress;
  const domain = organisationalDomain(host);
  if (domain === null) return NO_SYSTEM;
  return SYSTEMS.find((system) => system.domains.includes(domain)) ?? { domains: [domain], internal: null };
}

/** The system that the organisation named: its own domains, and what is known of a large system among them. */
export function ownSystem(ownHosts: readonly string[]): MailSystem {
  const domains = ownHosts.map((host) => host.toLowerCase().replace(/^\.|\.$/g, ""));
  const known = SYSTEMS.find((system) => system.domains.some((domain) => domains.includes(domain)));
  return { domains, internal: known?.internal ?? null };
}

export function isInSystem(host: string | null, system: MailSystem): boolean {
  if (host === null) return false;
  const name = host.toLowerCase().replace(/\.$/, "");
  if (system.internal?.test(name)) return true;
  return system.domains.some((domain) => name === domain || name.endsWith(`.${domain}`));
}
