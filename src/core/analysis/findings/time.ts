/** Findings from the clocks that Date and identifiers carry. */
import type { HeaderField } from "../../mail/header-fields.ts";
import { parseZonedDateTime } from "../../mail/date-time.ts";
import { impossibleClocks } from "../embedded-times/impossible.ts";
import { finding, type FindingEvidence } from "./finding.ts";
import { basisOf } from "../message-view.ts";
import { receiptOf, SENDER_TOLERANCE_MS } from "../embedded-times/time-line.ts";
import type { Basis, Confidence, EmbeddedTime, EmbeddedTimeSource, Finding, Hop } from "../types.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Programs make Date and identifiers in one go, but a message can lie open, or in a queue, for hours. */
const SAME_GO_MS = HOUR_MS;
/** A message prepared longer before is told as a clock that disagrees. */
const PREPARED_MS = 30 * DAY_MS;
/** Both ends of a wrong zone are measured to about a minute. */
const ZONE_TOLERANCE_MS = 2 * MINUTE_MS;
const HALF_HOUR_MS = HOUR_MS / 2;

export function timeFindings(evidence: FindingEvidence): Finding[] {
  const { view, date, hops, embeddedTimes } = evidence;
  const field = view.first("date");
  const found = impossibleClocks(view, embeddedTimes).map(({ source, basis }) =>
    finding("clock-impossible", "notice", "low", [basis], { source }),
  );
  if (field === null || date === null) {
    const code = field === null ? "date-missing" : "date-unreadable";
    found.push(finding(code, "notice", "high", field === null ? [] : [basisOf(field)]));
    return found;
  }
  const zone = wrongZone(field, date, evidence);
  found.push(...receiptFindings(field, date, hops));
  if (zone !== null) found.push(zone);
  // A wrong zone explains every identifier's distance to the Date.
  else found.push(...clockFindings(field, date, evidence));
  const hopZone = zoneUnlikeHops(field, hops);
  if (hopZone !== null) found.push(hopZone);
  return found;
}

function receiptFindings(field: HeaderField, date: number, hops: readonly Hop[]): Finding[] {
  const received = receiptOf(hops);
  const hop = hops.find((one) => one.receivedAt === received);
  if (received === null || hop === undefined) return [];
  const after = date - received > HOUR_MS;
  if (!after && received - date <= DAY_MS) return [];
  const details = { date: iso(date), received: iso(received), offset: span(date - received) };
  const basis = [basisOf(field), hop.basis];
  return [
    after
      ? finding("date-after-receipt", "warning", "high", basis, details)
      : finding("date-long-before-receipt", "notice", "high", basis, details),
  ];
}

/** Server-side clocks that a queue, a release from quarantine or a mail sent on again puts days away from the Date. */
const SERVER_CLOCKS: ReadonlySet<EmbeddedTimeSource> = new Set([
  "dkim-t",
  "arc-t",
  "eop-network-message-id",
  "eop-correlation-id",
  "gmail-smtp-id",
  "ses-message-id",
]);

/** Not compared with the Date: itself, servers on the way, and passes of an earlier journey. */
const NOT_COMPARED: ReadonlySet<EmbeddedTimeSource> = new Set([
  "date",
  "received",
  "gmail-x-received-id",
  "eop-correlation-id-previous",
]);

/** Forms that are copied and invented more often than others: of little weight alone. */
const OFTEN_FORGED: ReadonlySet<EmbeddedTimeSource> = new Set([
  "nextpart-filetime",
  "outlook-express-message-id",
  "uuid-v1",
  "thunderbird-message-id",
]);

function clockFindings(field: HeaderField, date: number, evidence: FindingEvidence): Finding[] {
  const receipt = receiptOf(evidence.hops);
  const byCode = new Map<string, Finding>();
  for (const clock of comparable(evidence.embeddedTimes)) {
    const code = verdict(clock, date, receipt);
    if (code === null) continue;
    const { source, time } = clock;
    const details = {
      source,
      time: iso(time),
      date: iso(date),
      received: receipt === null ? "" : iso(receipt),
      offset: span(code === "clock-after-receipt" && receipt !== null ? time - receipt : time - date),
    };
    const confidence: Confidence = OFTEN_FORGED.has(source) ? "low" : "medium";
    const key = `${code} ${source} ${details.time}`;
    const known = byCode.get(key);
    // One identifier in two fields is one observation.
    const basis: Basis[] =
      known === undefined ? [basisOf(field), clock.basis] : [...known.basis, clock.basis];
    if (basis.length <= MAX_BASIS)
      byCode.set(
        key,
        finding(code, code === "message-prepared-earlier" ? "info" : "notice", confidence, basis, details),
      );
  }
  return [...byCode.values()];
}

/** More places of the same identifier tell nothing new. */
const MAX_BASIS = 10;

type ClockCode = "clock-disagrees" | "clock-after-receipt" | "message-prepared-earlier";

function verdict({ source, time }: EmbeddedTime, date: number, receipt: number | null): ClockCode | null {
  const offset = time - date;
  if (SERVER_CLOCKS.has(source)) {
    // One that fits the receipt says nothing that the Date's own distance to the receipt does not say.
    const fits = receipt !== null && Math.abs(time - receipt) <= DAY_MS;
    return Math.abs(offset) > DAY_MS && !fits ? "clock-disagrees" : null;
  }
  if (receipt !== null && time > receipt + Math.max(SENDER_TOLERANCE_MS, HOUR_MS))
    return "clock-after-receipt";
  if (Math.abs(offset) <= SAME_GO_MS) return null;
  // Where the Date itself is later than the receipt, it is the Date that is off, and told so.
  if (
    receipt !== null &&
    offset < 0 &&
    date > receipt + SENDER_TOLERANCE_MS &&
    Math.abs(time - receipt) < -offset
  )
    return null;
  return offset < 0 && -offset <= PREPARED_MS ? "message-prepared-earlier" : "clock-disagrees";
}

/** Of a thread only the last reply is as old as this message; of a first message the root. */
function comparable(times: readonly EmbeddedTime[]): EmbeddedTime[] {
  const lastReply = times.findLast((time) => time.detail?.startsWith("reply:"));
  return times.filter((time) => {
    if (NOT_COMPARED.has(time.source)) return false;
    return time.source !== "thread-index" || lastReply === undefined || time === lastReply;
  });
}

/** Identifiers that the same program makes with the Date, by a server's clock. */
const WEB_CLOCKS: ReadonlySet<EmbeddedTimeSource> = new Set([
  "gmail-boundary",
  "yahoo-message-id",
  "gmx-trinity",
]);
/** The widest zone there is, and the tolerance. */
const MAX_ZONE_MS = 14 * HOUR_MS + ZONE_TOLERANCE_MS;

/** Off by whole hours, while a provider's own clock beside it fits the receipt: the time is right, its zone is not. */
function wrongZone(
  field: HeaderField,
  date: number,
  { embeddedTimes, hops }: FindingEvidence,
): Finding | null {
  const oldest = hops.findLast((hop) => hop.receivedAt !== null);
  if (oldest === undefined || oldest.receivedAt === null) return null;
  const first = oldest.receivedAt;
  const clock = embeddedTimes.find(
    ({ source, time }) => WEB_CLOCKS.has(source) && Math.abs(time - first) <= ZONE_TOLERANCE_MS,
  );
  if (clock === undefined) return null;
  const offset = date - clock.time;
  const halves = Math.round(offset / HALF_HOUR_MS);
  const whole = Math.abs(offset - halves * HALF_HOUR_MS) <= ZONE_TOLERANCE_MS;
  if (!whole || Math.abs(halves) < 2 || Math.abs(offset) > MAX_ZONE_MS) return null;
  const details = { date: iso(date), source: clock.source, time: iso(clock.time), hours: String(halves / 2) };
  return finding("date-zone-wrong", "notice", "medium", [basisOf(field), clock.basis], details);
}

/** Servers that write one zone wherever they stand: UTC, and Google's in US Pacific time. */
const GOOGLE = /(?:^|\.)(?:google|gmail)\.com$|^2002:/i;

/** The zone of the sender's computer beside the one of the first server: different ones are common, and a lead. */
function zoneUnlikeHops(field: HeaderField, hops: readonly Hop[]): Finding | null {
  const first = hops.findLast((hop) => hop.zoneMinutes !== null);
  if (first === undefined || first.zoneMinutes === null || first.zoneMinutes === 0) return null;
  if (GOOGLE.test(first.by ?? "")) return null;
  const zone = parseZonedDateTime(field.body)?.zoneMinutes ?? null;
  if (zone === null || zone === 0 || Math.abs(zone - first.zoneMinutes) < 60) return null;
  const details = { zone: zoneText(zone), hopZone: zoneText(first.zoneMinutes), by: first.by ?? "" };
  return finding("date-zone-unlike-server", "info", "low", [basisOf(field), first.basis], details);
}

function zoneText(minutes: number): string {
  const size = Math.abs(minutes);
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}${pad(size % 60)}`;
}

/** "+3 d 4 h", "-12 min 5 s": two units at most, the same in every language. */
export function span(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const units: readonly (readonly [number, string])[] = [
    [86_400, "d"],
    [3600, "h"],
    [60, "min"],
    [1, "s"],
  ];
  const from = Math.max(
    0,
    units.findIndex(([size]) => seconds >= size),
  );
  const parts: string[] = [];
  let rest = seconds;
  for (const [size, unit] of seconds === 0 ? [] : units.slice(from, from + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.length === 0 ? "0 s" : `${ms < 0 ? "-" : "+"}${parts.join(" ")}`;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
