/** Which logs to save today, for which window, and what to look for in them. */
import type {
  EmbeddedTime,
  Hop,
  LogPlanItem,
  Mailbox,
  OrganisationProfile,
  OriginatingIpCandidate,
  ProviderFinding,
} from "./types.ts";
import { clientAddresses } from "./origin.ts";
import { profileOf } from "./providers/detect.ts";

const MINUTE_MS = 60_000;

export type LogSystem = "mail-gateway" | "message-trace" | "proxy" | "dns" | "firewall" | "dhcp-wifi" | "vpn";

/** Days that such logs usually live. A default: the organisation's directory knows better. */
export const USUAL_RETENTION_DAYS: Readonly<Record<LogSystem, number>> = {
  "mail-gateway": 30,
  "message-trace": 90,
  proxy: 30,
  dns: 14,
  firewall: 30,
  "dhcp-wifi": 14,
  vpn: 90,
};

export interface LogPlanEvidence {
  readonly date: number | null;
  readonly hops: readonly Hop[];
  readonly embeddedTimes: readonly EmbeddedTime[];
  readonly originatingIps: readonly OriginatingIpCandidate[];
  readonly provider: ProviderFinding | null;
  readonly messageId: string | null;
  readonly from: Mailbox | null;
  readonly returnPath: string | null;
}

/** @returns [] where the message tells no time at all. */
export function makeLogPlan(evidence: LogPlanEvidence, organisation?: OrganisationProfile): LogPlanItem[] {
  const plan: LogPlanItem[] = [];
  const push = (
    system: LogSystem,
    span: Span | null,
    marginMs: number,
    lookFor: (string | null)[],
    reason: string,
  ) => {
    const wanted = [...new Set(lookFor.filter((value): value is string => value !== null && value !== ""))];
    if (span === null || wanted.length === 0) return;
    const item = { system, from: span.from - marginMs, to: span.to + marginMs, lookFor: wanted, reason };
    plan.push({
      ...item,
      usualRetentionDays: organisation?.logRetention[system] ?? USUAL_RETENTION_DAYS[system],
    });
  };
  const { messageId, from, returnPath } = evidence;
  const fromAddress = from?.address ?? null;
  const delivered = windowOf(evidence.hops.map((hop) => hop.receivedAt));
  const handover = evidence.hops.find((hop) => hop.flags.includes("handover"))?.from.ip ?? null;
  const envelope = [messageId, fromAddress, returnPath, handover];
  push("message-trace", delivered, 60 * MINUTE_MS, envelope, "shows-delivery-and-other-recipients");
  push("mail-gateway", delivered, 60 * MINUTE_MS, envelope, "shows-delivery-and-other-recipients");
  const written = writingWindow(evidence);
  const hosts = [...(profileOf(evidence.provider?.id ?? null)?.hosts ?? [])];
  push("proxy", written, 30 * MINUTE_MS, hosts, "sent-from-inside");
  push("dns", written, 30 * MINUTE_MS, hosts, "sent-from-inside");
  const addresses = clientAddresses(evidence.originatingIps, evidence.hops, evidence.provider);
  push("firewall", written, 30 * MINUTE_MS, [...addresses, ...hosts], "connection-at-that-time");
  // Who held an inside address, or was on the network at all, when the message was written.
  push("dhcp-wifi", written, 30 * MINUTE_MS, hosts, "present-at-that-time");
  push("vpn", written, 30 * MINUTE_MS, [...addresses, ...hosts], "present-at-that-time");
  return plan;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** A window wider than a week comes from clocks that disagree: then the median time alone is used. */
const MAX_WINDOW_MS = 7 * 24 * 60 * MINUTE_MS;

function windowOf(times: readonly (number | null)[]): Span | null {
  const known = times.filter((time): time is number => time !== null).sort((a, b) => a - b);
  const [from, to, median] = [known[0], known.at(-1), known[known.length >> 1]];
  if (from === undefined || to === undefined || median === undefined) return null;
  return to - from <= MAX_WINDOW_MS ? { from, to } : { from: median, to: median };
}

/** Clocks of the sender's side: the identifiers, the Date, and the oldest server. */
function writingWindow({ date, hops, embeddedTimes }: LogPlanEvidence): Span | null {
  const serverSide = new Set([
    "received",
    "arc-t",
    "eop-network-message-id",
    "eop-correlation-id",
    "thread-index",
  ]);
  const own = embeddedTimes.filter((time) => !serverSide.has(time.source)).map((time) => time.time);
  return windowOf([date, hops.findLast((hop) => hop.receivedAt !== null)?.receivedAt ?? null, ...own]);
}
