/** From the clocks of a mail to the moments that logs must be searched for. */
import type { EmbeddedTime, EmbeddedTimeSource, Hop } from "../types.ts";
import type { LogReason } from "./systems.ts";

const MINUTE_MS = 60_000;

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A moment on the sender's side, and why it is one. */
export interface Moment extends Span {
  readonly reason: LogReason;
}

export interface WindowEvidence {
  readonly date: number | null;
  readonly hops: readonly Hop[];
  readonly embeddedTimes: readonly EmbeddedTime[];
}

/** Clocks of servers on the way or at the receiver: they say nothing of when the mail was written. */
const SERVER_SIDE: ReadonlySet<EmbeddedTimeSource> = new Set<EmbeddedTimeSource>([
  "received",
  "arc-t",
  "eop-network-message-id",
  "eop-correlation-id",
  "eop-correlation-id-previous",
]);

/** A window wider than a week comes from clocks that disagree: then the median time alone is used. */
const MAX_WINDOW_MS = 7 * 24 * 60 * MINUTE_MS;

/** Clocks nearer to each other than this belong to one act of writing and sending. */
const ONE_MOMENT_MS = 60 * MINUTE_MS;

/** A forged header can carry any number of clocks; each moment costs people's time. */
const MAX_OTHER_MOMENTS = 3;

/** From the oldest to the newest of the readable hop times; null without any. */
export function deliveryWindow(hops: readonly Hop[]): Span | null {
  return windowOf(hops.map(({ receivedAt }) => receivedAt));
}

/**
 * The moment of sending, and moments that other clocks of the sender's side name: a thread begun earlier, a message
 * prepared before. Sending is where the oldest server agrees; a sender-chosen clock far from it is a moment of its own.
 */
export function sendingMoments(evidence: WindowEvidence): { sent: Span | null; others: readonly Moment[] } {
  const server = evidence.hops.findLast((hop) => hop.receivedAt !== null)?.receivedAt ?? null;
  const anchor = server ?? evidence.date;
  const clocks = evidence.embeddedTimes.filter((time) => !SERVER_SIDE.has(time.source)).slice(0, 200);
  if (anchor === null) {
    const sent = windowOf(clocks.map((clock) => clock.time));
    return { sent, others: [] };
  }
  const near = (time: number) => Math.abs(time - anchor) <= ONE_MOMENT_MS;
  const times = [anchor];
  if (evidence.date !== null && near(evidence.date)) times.push(evidence.date);
  const others: EmbeddedTime[] = [];
  for (const clock of clocks) {
    if (near(clock.time)) times.push(clock.time);
    else others.push(clock);
  }
  return { sent: windowOf(times), others: others.length === 0 ? [] : otherMoments(others) };
}

/** Clocks within an hour of each other make one moment. */
function otherMoments(clocks: readonly EmbeddedTime[]): Moment[] {
  const moments: Moment[] = [];
  for (const { time, source } of clocks.toSorted((a, b) => a.time - b.time)) {
    const last = moments.at(-1);
    if (last !== undefined && time - last.to <= ONE_MOMENT_MS)
      moments[moments.length - 1] = { ...last, to: time };
    else {
      const reason = source === "thread-index" ? "thread-begun-at-that-time" : "clock-says-that-time";
      moments.push({ from: time, to: time, reason });
    }
  }
  // The newest are nearest to the mail, and their logs the likeliest to exist.
  return moments.slice(-MAX_OTHER_MOMENTS);
}

function windowOf(times: readonly (number | null)[]): Span | null {
  const known: number[] = [];
  for (const time of times) if (time !== null) known.push(time);
  known.sort((a, b) => a - b);
  const [from, to, median] = [known[0], known.at(-1), known[known.length >> 1]];
  if (from === undefined || to === undefined || median === undefined) return null;
  return to - from <= MAX_WINDOW_MS ? { from, to } : { from: median, to: median };
}
