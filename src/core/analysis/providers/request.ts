/**
 * What a request to a provider must contain, filled from the message. Who may ask and what is known of how providers
 * answer are defaults of the date below: to be checked again, and never legal advice.
 */
import { sendingMoments } from "../log-plan/windows.ts";
import type { ProviderFinding } from "../types.ts";
import type { RequestItem, RequestValue } from "../words/provider-fact-codes.ts";
import { oldestHop, type ProviderEvidence, type ProviderProfile, submissionIp } from "./profile.ts";

export const REQUEST_CHECKED_ON = "2026-11";

/** Sessions begin before the mail and end after it. */
const MARGIN_MS = 3_600_000;

const MAX_IDENTIFIERS = 12;
const MAX_VALUE_CHARS = 300;
const ENOUGH_SAMPLES = 10;

export function requestOf(
  evidence: ProviderEvidence,
  profile: ProviderProfile,
  account: string | null,
): ProviderFinding["request"] {
  const request: { item: RequestItem; value: string }[] = [];
  const push = (item: RequestItem, value: string | null) => {
    if (value !== null && value !== "") request.push({ item, value: value.slice(0, MAX_VALUE_CHARS) });
  };
  push("account", account);
  const { sent } = sendingMoments(evidence);
  if (sent !== null) {
    push("window-start", isoTime(sent.from - MARGIN_MS));
    push("window-end", isoTime(sent.to + MARGIN_MS));
  }
  push("message-id", evidence.messageId);
  for (const identifier of identifiersOf(evidence, profile)) push("identifier", identifier);
  if (!profile.hides.includes("ip-is-the-providers-own")) {
    const ip = submissionIp(evidence);
    push("submission-ip", ip);
    if (ip !== null) push("submission-port", submissionPort(evidence));
  }
  for (const value of profile.asks) push(itemOf(value), value);
  if (profile.samples < ENOUGH_SAMPLES) push("fact", "fact-profile-few-samples");
  push("checked-on", REQUEST_CHECKED_ON);
  return request;
}

function itemOf(value: RequestValue): RequestItem {
  if (value.startsWith("data-")) return "data";
  return value.startsWith("who-") ? "who-may-ask" : "fact";
}

/** "x-tmn: […]": with the field's name, so that the provider knows which of its identifiers it is. */
function identifiersOf(evidence: ProviderEvidence, profile: ProviderProfile): string[] {
  const found: string[] = [];
  for (const name of profile.identifierFields) {
    const field = evidence.view.first(name);
    if (field !== null && field.length < 4000 && field.body !== "")
      found.push(`${field.name}: ${field.body}`);
  }
  const hop = oldestHop(evidence);
  if (hop?.id) found.push(`Received id: ${hop.id}`);
  const project = googleProject(evidence);
  if (project !== null) found.push(`Google project: ${project}`);
  return found.slice(0, MAX_IDENTIFIERS);
}

/** "from N named unknown by gmailapi.google.com": N looks like a Google Cloud project number (unconfirmed). */
export function googleProject(evidence: Pick<ProviderEvidence, "hops">): string | null {
  const hop = evidence.hops.at(-1);
  if (hop?.by?.toLowerCase() !== "gmailapi.google.com") return null;
  return /^\d{6,20}$/.exec(hop.from.helo ?? "")?.[0] ?? null;
}

/** Behind carrier NAT an address without its port names thousands: a few servers note it. */
function submissionPort(evidence: ProviderEvidence): string | null {
  const field = evidence.view.all("received").at(-1);
  if (field === undefined || field.length > 4000) return null;
  const port = /(?:\bport[= ]|\]:)(\d{1,5})\b/i.exec(field.body)?.[1];
  return port !== undefined && Number(port) > 0 && Number(port) < 65_536 ? port : null;
}

function isoTime(time: number): string | null {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
