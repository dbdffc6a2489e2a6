/** Which logs to save today, for which window, and what to look for in them. */
import { DEFAULT_RETENTION, type LogReason, type LogSystem, urgencyOf } from "./systems.ts";
import { deliveryWindow, sendingMoments, type Span } from "./windows.ts";
import { isInSystem, systemOf } from "../network/mail-systems.ts";
import { clientAddresses } from "../network/origin.ts";
import { profileOf } from "../providers/detect.ts";
import type {
  EmbeddedTime,
  Hop,
  LogPlanItem,
  Mailbox,
  OrganisationProfile,
  OriginatingIpCandidate,
  OwnNetworkMatch,
  ProviderFinding,
} from "../types.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Servers' clocks are near the truth; delivery may be noted a while before or after. */
const DELIVERY_MARGIN_MS = HOUR_MS;
/** Writing goes before sending, and clocks of proxies and devices drift by minutes. */
const SENDING_MARGIN_MS = 30 * MINUTE_MS;
/** Someone who writes at noon may have come in, or signed in, hours before. */
const PRESENCE_MARGIN_MS = 12 * HOUR_MS;

/** More addresses in one query help nobody; a header may claim hundreds. */
const MAX_LOOK_FOR = 40;

/** Without a host to look for these would show everybody's browsing: no plan asks for that. */
const NEEDS_HOSTS: ReadonlySet<LogSystem> = new Set<LogSystem>(["proxy", "dns", "browser-history"]);

export interface LogPlanEvidence {
  readonly date: number | null;
  readonly hops: readonly Hop[];
  readonly embeddedTimes: readonly EmbeddedTime[];
  readonly originatingIps: readonly OriginatingIpCandidate[];
  readonly ownNetwork: readonly OwnNetworkMatch[];
  readonly provider: ProviderFinding | null;
  readonly messageId: string | null;
  readonly from: Mailbox | null;
  readonly returnPath: string | null;
}

const GOOGLE = systemOf("mx.google.com");

type Push = (
  system: LogSystem,
  span: Span | null,
  marginMs: number,
  lookFor: readonly (string | null)[],
  reason: LogReason,
) => void;

/** @returns The most urgent first; [] where the message tells no time at all. */
export function makeLogPlan(evidence: LogPlanEvidence, organisation?: OrganisationProfile): LogPlanItem[] {
  const plan: LogPlanItem[] = [];
  const push: Push = (system, span, marginMs, lookFor, reason) => {
    if (span === null || (lookFor.length === 0 && NEEDS_HOSTS.has(system))) return;
    const { days, basis } = retentionOf(system, organisation);
    plan.push({
      system,
      from: span.from - marginMs,
      to: span.to + marginMs,
      marginMs,
      lookFor: wanted(lookFor),
      reason,
      usualRetentionDays: days,
      retentionBasis: basis,
      deleteAfter: days > 0 ? span.from + days * DAY_MS : null,
      urgency: urgencyOf(system),
    });
  };
  const { sent, others } = sendingMoments(evidence);
  const sought = soughtAtSending(evidence);
  pushMailSystems(evidence, organisation, push, { sent, addresses: sought.addresses });
  pushSending(sent, sought, push);
  for (const moment of others) {
    // What a program's clock says of an earlier moment shows in use and sign-in, not at the provider's handover.
    push("proxy", moment, SENDING_MARGIN_MS, sought.hosts, moment.reason);
    push("browser-history", moment, SENDING_MARGIN_MS, sought.hosts, moment.reason);
    push("dhcp-wifi", moment, SENDING_MARGIN_MS, sought.hosts, moment.reason);
  }
  return plan.sort((a, b) => deadlineOf(a) - deadlineOf(b) || a.urgency - b.urgency || a.from - b.from);
}

/** What is not kept comes last. */
function deadlineOf({ deleteAfter }: LogPlanItem): number {
  return deleteAfter ?? Number.MAX_SAFE_INTEGER;
}

function retentionOf(
  system: LogSystem,
  organisation: OrganisationProfile | undefined,
): { readonly days: number; readonly basis: LogPlanItem["retentionBasis"] } {
  const retention = organisation?.logRetention;
  const own = retention !== undefined && Object.hasOwn(retention, system) ? retention[system] : undefined;
  return own === undefined ? DEFAULT_RETENTION[system] : { days: own, basis: "organisation" };
}

/** Each value once, without those that are none. */
function wanted(values: readonly (string | null)[]): string[] {
  if (values.length === 0) return [];
  const different = new Set<string>();
  for (const value of values) if (value !== null && value !== "") different.add(value);
  return [...different].slice(0, MAX_LOOK_FOR);
}

/** The mail systems' own logs: of the delivery, and of who was signed in when the mail was sent. */
function pushMailSystems(
  evidence: LogPlanEvidence,
  organisation: OrganisationProfile | undefined,
  push: Push,
  { sent, addresses }: { readonly sent: Span | null; readonly addresses: readonly string[] },
): void {
  const { hops, messageId, from, returnPath } = evidence;
  const delivered = deliveryWindow(hops);
  const handover = hops.find((hop) => hop.flags.includes("handover"))?.from.ip ?? null;
  const envelope = [messageId, from?.address ?? null, returnPath, handover];
  const reason = "shows-delivery-and-other-recipients";
  push("mail-gateway", delivered, DELIVERY_MARGIN_MS, envelope, reason);
  const top = hops[0]?.by ?? null;
  const google = top !== null && isInSystem(top, GOOGLE);
  const named = (system: LogSystem) => Object.hasOwn(organisation?.logRetention ?? {}, system);
  if (google || named("google-email-log"))
    push("google-email-log", delivered, DELIVERY_MARGIN_MS, envelope, reason);
  if (!google || named("message-trace"))
    push("message-trace", delivered, DELIVERY_MARGIN_MS, envelope, reason);
  const signIn = addresses.length > 0 ? "sign-in-from-that-address" : "sign-in-at-that-time";
  if (google || named("google-audit")) push("google-audit", sent, SENDING_MARGIN_MS, addresses, signIn);
  if (!google || named("entra-sign-in")) push("entra-sign-in", sent, SENDING_MARGIN_MS, addresses, signIn);
  if (!google || named("purview-audit")) push("purview-audit", sent, SENDING_MARGIN_MS, addresses, signIn);
}

interface Sought {
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
  /** Values of the mail that fall into the organisation's own networks. */
  readonly own: readonly string[];
}

function soughtAtSending(evidence: LogPlanEvidence): Sought {
  return {
    hosts: profileOf(evidence.provider?.id ?? null)?.hosts ?? [],
    addresses: clientAddresses(evidence.originatingIps, evidence.hops, evidence.provider),
    own: evidence.ownNetwork.filter(({ kind }) => kind !== "domain").map(({ value }) => value),
  };
}

function pushSending(sent: Span | null, { hosts, addresses, own }: Sought, push: Push): void {
  const inside = own.length > 0 ? "matches-own-network" : null;
  const sought = [...own, ...addresses, ...hosts];
  push("cctv", sent, SENDING_MARGIN_MS, [], "ask-whether-kept");
  push("dhcp-wifi", sent, PRESENCE_MARGIN_MS, own, inside ?? "present-at-that-time");
  push("nat", sent, SENDING_MARGIN_MS, sought, inside ?? "connection-at-that-time");
  push("vpn", sent, PRESENCE_MARGIN_MS, [...own, ...addresses], inside ?? "present-at-that-time");
  push("proxy", sent, SENDING_MARGIN_MS, hosts, "sent-from-inside");
  push("dns", sent, SENDING_MARGIN_MS, hosts, "sent-from-inside");
  push("firewall", sent, SENDING_MARGIN_MS, sought, inside ?? "connection-at-that-time");
  push("browser-history", sent, SENDING_MARGIN_MS, hosts, "sent-from-inside");
  push("badge", sent, PRESENCE_MARGIN_MS, [], "present-at-that-time");
  push("print", sent, PRESENCE_MARGIN_MS, [], "ask-whether-kept");
}
