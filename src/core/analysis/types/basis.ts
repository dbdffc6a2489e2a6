/** What every part of an analysis shares: places, trust, confidence. */

/** Where in the message something was read: an expert can open exactly these octets. */
export interface Basis {
  /** Field name as written; "body" for the body. */
  readonly field: string;
  /** Octets from the start of the message. */
  readonly offset: number;
  readonly octets: number;
}

/** null: nothing of a supplied file is trusted, so the question does not arise. */
export type Trusted = boolean | null;

export type Confidence = "high" | "medium" | "low";

export type Severity = "info" | "notice" | "warning";

export interface Mailbox {
  readonly address: string | null;
  readonly name: string | null;
}

/** A text of the message with its place: offsets are of the raw octets, so an expert opens exactly these. */
export interface Quote {
  readonly text: string;
  readonly basis: Basis;
}
