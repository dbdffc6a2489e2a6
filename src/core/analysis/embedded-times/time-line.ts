/** All clocks of a message on one line, and which of them cannot be right. */
import type { ClockSide, EmbeddedTime, EmbeddedTimeSource, Hop, TimeLine, TimeLineEntry } from "../types.ts";

export interface TimeLineEvidence {
  readonly hops: readonly Hop[];
  readonly embeddedTimes: readonly EmbeddedTime[];
}

/** Whose clock each source is; those of a Received field go by its hop. */
const SIDES: Readonly<Record<EmbeddedTimeSource, ClockSide | "hop">> = {
  date: "sender",
  "gmail-boundary": "sender",
  "yahoo-message-id": "sender",
  "gmx-trinity": "sender",
  "javamail-part": "sender",
  "python-make-msgid": "sender",
  "thunderbird-message-id": "sender",
  "outlook-express-message-id": "sender",
  "nextpart-filetime": "sender",
  "thread-index": "sender",
  "uuid-v1": "sender",
  "exim-id": "sender",
  // The provider's servers give these when they take a message on.
  "ses-message-id": "provider",
  "gmail-smtp-id": "provider",
  "gmail-x-received-id": "provider",
  "eop-network-message-id": "provider",
  "eop-correlation-id": "provider",
  "eop-correlation-id-previous": "provider",
  "dkim-t": "provider",
  "arc-t": "transit",
  received: "hop",
};

/** Computers at home are off by minutes now and then: a sender's clock may be this much after the first receipt. */
export const SENDER_TOLERANCE_MS = 10 * 60_000;
/** Servers keep time by the network. */
export const SERVER_TOLERANCE_MS = 2 * 60_000;
/** A draft that lay longer is rarer than an identifier copied from another mail. */
const STALE_MS = 365 * 24 * 3_600_000;

/**
 * The time at which the reporter's system took the message over: of its handover hop; where nothing is trusted, the
 * newest Received field's claim. Nothing that came before can be later.
 *
 * @returns Milliseconds since the Unix epoch; null without a readable one.
 */
export function receiptOf(hops: readonly Hop[]): number | null {
  const handover = hops.findLast((hop) => hop.trusted === true && hop.receivedAt !== null);
  return handover?.receivedAt ?? hops.find((hop) => hop.receivedAt !== null)?.receivedAt ?? null;
}

/** Bounded by readEmbeddedTimes; n log n for sorting. */
export function makeTimeLine({ hops, embeddedTimes }: TimeLineEvidence): TimeLine {
  if (embeddedTimes.length === 0) return { reference: null, entries: [] };
  const hopAt = new Map(hops.map((hop) => [hop.basis.offset, hop]));
  const clocks = embeddedTimes.map((clock) => ({ clock, side: sideOf(clock, hopAt) }));
  const reference = referenceOf(clocks);
  const receipt = receiptOf(hops);
  const entries = clocks.map(({ clock, side }): TimeLineEntry => {
    const { time, source, basis } = clock;
    const contradicts = isImpossible(clock, side, receipt, reference);
    return { time, source, side, offsetMs: time - reference, contradicts, basis };
  });
  return { reference, entries: entries.sort((a, b) => a.time - b.time) };
}

function sideOf({ source, basis }: EmbeddedTime, hopAt: ReadonlyMap<number, Hop>): ClockSide {
  const side = SIDES[source];
  // The same identifier in a Received field is that server's, not the sender's.
  const hop = side === "provider" || side === "transit" ? undefined : hopAt.get(basis.offset);
  if (hop !== undefined) return hop.trusted === true ? "receiver" : "transit";
  return side === "hop" ? "transit" : side;
}

type Sided = { readonly clock: EmbeddedTime; readonly side: ClockSide };

/** The median of the most credible kind of clock that there is: the receiver's, other servers', the sender's. */
function referenceOf(clocks: readonly Sided[]): number {
  const own = clocks.filter(({ side }) => side === "receiver");
  const servers = own.length > 0 ? own : clocks.filter(({ side }) => side !== "sender");
  const chosen = servers.length > 0 ? servers : clocks;
  const times = chosen.map(({ clock }) => clock.time).sort((a, b) => a - b);
  return times[(times.length - 1) >> 1] as number;
}

/**
 * What the order of things rules out: nothing is written or passed on after it was received. Earlier is possible, a
 * draft or a queue, up to a year; a thread may have begun at any time.
 */
function isImpossible(
  { time, source, detail }: EmbeddedTime,
  side: ClockSide,
  receipt: number | null,
  reference: number,
): boolean {
  const bound = receipt ?? reference;
  if (side === "receiver") return time < bound - SERVER_TOLERANCE_MS;
  if (time > bound + (side === "sender" ? SENDER_TOLERANCE_MS : SERVER_TOLERANCE_MS)) return true;
  const begun = source === "thread-index" && detail !== null;
  return !begun && time < reference - STALE_MS;
}
