/** Clocks of a message as data. */
import type { EpochMilliseconds } from "../../evidence/types.ts";
import type { Basis } from "./basis.ts";

export type EmbeddedTimeSource =
  | "eop-network-message-id"
  | "eop-correlation-id"
  | "eop-correlation-id-previous"
  | "gmail-boundary"
  | "gmail-x-received-id"
  | "gmail-smtp-id"
  | "yahoo-message-id"
  | "gmx-trinity"
  | "javamail-part"
  | "ses-message-id"
  | "exim-id"
  | "python-make-msgid"
  | "uuid-v1"
  | "thunderbird-message-id"
  | "outlook-express-message-id"
  | "nextpart-filetime"
  | "thread-index"
  | "date"
  | "received"
  | "dkim-t"
  | "arc-t";

export interface EmbeddedTime {
  readonly source: EmbeddedTimeSource;
  readonly time: EpochMilliseconds;
  /**
   * What else the identifier tells, as "key:value": "node:0123456789ab" (UUID version 1: usually a network card's
   * address), "root", "reply:3" (Thread-Index), "address:192.0.2.1" (Outlook Express); null without more.
   */
  readonly detail: string | null;
  readonly basis: Basis;
}

/** Whose clock a time was read from: the nearer to the sender, the more it tells of the moment of writing. */
export type ClockSide = "sender" | "provider" | "transit" | "receiver";

/** One clock of the message on the line that all share. */
export interface TimeLineEntry {
  readonly time: EpochMilliseconds;
  readonly source: EmbeddedTimeSource;
  readonly side: ClockSide;
  /** Distance to the time line's reference. */
  readonly offsetMs: number;
  /** Outside of what the other clocks allow. */
  readonly contradicts: boolean;
  readonly basis: Basis;
}

export interface TimeLine {
  /** The time that most clocks agree on, preferring trusted servers'; null without any clock. */
  readonly reference: EpochMilliseconds | null;
  /** Oldest first. */
  readonly entries: readonly TimeLineEntry[];
}
