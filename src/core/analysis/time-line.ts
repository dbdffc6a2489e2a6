/** All clocks of a message on one line, and which of them cannot be right. */
import type { EmbeddedTime, Hop, TimeLine } from "./types.ts";

export interface TimeLineEvidence {
  readonly hops: readonly Hop[];
  readonly embeddedTimes: readonly EmbeddedTime[];
}

export function makeTimeLine(_evidence: TimeLineEvidence): TimeLine {
  return { reference: null, entries: [] };
}
