/** Systems whose logs may show who sent a mail, how fast they go, and what is known of how long they are kept. */
import type { RetentionBasis } from "../types.ts";

/** In the order of haste: what is usually overwritten first comes first. */
export const LOG_SYSTEMS = [
  "cctv",
  "dhcp-wifi",
  "nat",
  "entra-sign-in",
  "vpn",
  "proxy",
  "dns",
  "firewall",
  "browser-history",
  "badge",
  "print",
  "google-email-log",
  "mail-gateway",
  "message-trace",
  "google-audit",
  "purview-audit",
] as const;
export type LogSystem = (typeof LOG_SYSTEMS)[number];

/** Why a log is wanted: words/<language>/plan.ts says it. */
export const LOG_REASONS = [
  "shows-delivery-and-other-recipients",
  "sent-from-inside",
  "connection-at-that-time",
  "present-at-that-time",
  "matches-own-network",
  "sign-in-at-that-time",
  "sign-in-from-that-address",
  "thread-begun-at-that-time",
  "clock-says-that-time",
  "ask-whether-kept",
] as const;
export type LogReason = (typeof LOG_REASONS)[number];

interface Retention {
  readonly days: number;
  readonly basis: Exclude<RetentionBasis, "organisation">;
}

/**
 * Days, as checked on 2026-11 where a vendor documents them (Exchange Online message trace 90; Entra sign-ins 30 with
 * P1 or P2, 7 without: the shorter is planned with; Purview audit standard 180; Google Email Log Search 30 in full,
 * audit 180). For the rest there is no general period: the figure is a cautious assumption that only orders the work,
 * and the words ask for the organisation's own.
 */
export const DEFAULT_RETENTION: Readonly<Record<LogSystem, Retention>> = {
  cctv: { days: 7, basis: "assumed" },
  "dhcp-wifi": { days: 7, basis: "assumed" },
  nat: { days: 7, basis: "assumed" },
  vpn: { days: 14, basis: "assumed" },
  proxy: { days: 14, basis: "assumed" },
  dns: { days: 14, basis: "assumed" },
  firewall: { days: 14, basis: "assumed" },
  "browser-history": { days: 30, basis: "assumed" },
  badge: { days: 30, basis: "assumed" },
  print: { days: 30, basis: "assumed" },
  "google-email-log": { days: 30, basis: "documented" },
  "entra-sign-in": { days: 7, basis: "documented" },
  "mail-gateway": { days: 30, basis: "assumed" },
  "message-trace": { days: 90, basis: "documented" },
  "google-audit": { days: 180, basis: "documented" },
  "purview-audit": { days: 180, basis: "documented" },
};

/** When the periods above were last compared with what the vendors say. */
export const RETENTION_CHECKED_ON = "2026-11";

const URGENCIES: ReadonlyMap<string, number> = new Map(
  LOG_SYSTEMS.map((system, place) => [system, place + 1]),
);

export function urgencyOf(system: string): number {
  return URGENCIES.get(system) ?? LOG_SYSTEMS.length + 1;
}

export function isLogSystem(system: string): system is LogSystem {
  return (LOG_SYSTEMS as readonly string[]).includes(system);
}
