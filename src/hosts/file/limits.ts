/** How much is read of what people hand in: everything that a hostile file could make large, in one place. */
import { MAX_MAIL_OCTETS } from "../../core/evidence/limits.ts";

export interface Limits {
  /** Octets of one mail: more does not fit into a package. */
  readonly mailOctets: number;
  /** Mails of one reading. */
  readonly mails: number;
  /** Octets of what all ZIPs of one reading give, whatever they say of themselves. */
  readonly inflatedOctets: number;
  /** Entries of one ZIP, folders included. */
  readonly zipEntries: number;
  /** ZIPs within ZIPs that are opened. */
  readonly zipDepth: number;
  /** Names of what was left out that are listed; the rest is counted. */
  readonly listedLeftOut: number;
}

export const DEFAULT_LIMITS: Limits = {
  mailOctets: MAX_MAIL_OCTETS,
  mails: 20_000,
  inflatedOctets: 1_000_000_000,
  zipEntries: 100_000,
  zipDepth: 1,
  listedLeftOut: 200,
};

/** Octets of a file that its kind, subject and sender are read from. */
export const START_OCTETS = 65_536;
/** UTF-16 units of a file's name or place in a record. */
export const MAX_NAME = 500;
/** UTF-16 units of a subject or a sender that is only shown. */
export const MAX_SHOWN = 500;
