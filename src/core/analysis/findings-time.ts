/** Findings from the clocks that Date and identifiers carry. */
import { finding, type FindingEvidence } from "./finding.ts";
import { basisOf } from "./message-view.ts";
import type { Finding } from "./types.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Date and an identifier's clock are made in one go: a message prepared a day earlier stands out. */
const CLOCK_TOLERANCE_MS = DAY_MS;

export function timeFindings({ view, date, hops, embeddedTimes }: FindingEvidence): Finding[] {
  const found: Finding[] = [];
  const field = view.first("date");
  if (field === null || date === null) {
    found.push(
      finding(
        field === null ? "date-missing" : "date-unreadable",
        "notice",
        "high",
        field === null ? [] : [basisOf(field)],
      ),
    );
    return found;
  }
  const newest = hops.find((hop) => hop.receivedAt !== null);
  const received = newest?.receivedAt ?? null;
  if (newest !== undefined && received !== null) {
    const details = { date: iso(date), received: iso(received) };
    const basis = [basisOf(field), newest.basis];
    if (date - received > HOUR_MS)
      found.push(finding("date-after-receipt", "warning", "high", basis, details));
    if (received - date > DAY_MS)
      found.push(finding("date-long-before-receipt", "notice", "high", basis, details));
  }
  for (const time of embeddedTimes) {
    // A thread begins before its replies, servers receive after the Date: neither is a contradiction.
    if (["thread-index", "received", "date"].includes(time.source)) continue;
    if (Math.abs(time.time - date) <= CLOCK_TOLERANCE_MS) continue;
    const details = { source: time.source, time: iso(time.time), date: iso(date) };
    found.push(finding("clock-disagrees", "notice", "medium", [basisOf(field), time.basis], details));
  }
  return found;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
