/** The chain of Received fields as data. */
import type { EpochMilliseconds } from "../../evidence/types.ts";
import type { Basis, Trusted } from "./basis.ts";

export type HopFlag =
  | "date-missing"
  | "date-invalid"
  | "delay-negative"
  | "delay-over-1h"
  | "gap"
  | "internal-address"
  | "helo-literal"
  | "forged-looking"
  | "own-network"
  | "handover";

/** Why a Received field looks made up: each has an innocent explanation too, which its words give. */
export type HopDoubt =
  | "claims-provider"
  | "date-impossible"
  | "reserved-address"
  | "claims-own-server"
  | "id-unlike-server"
  | "protocol-unlike-server";

/** Where the chain of Received fields can be believed, and where it says that it begins. */
export interface TraceSummary {
  /** Index of the lowest hop that the reporter's own mail system added; null where nothing is trusted. */
  readonly lastTrusted: number | null;
  /** Address from which that hop received the message; null if it noted none. */
  readonly handoverIp: string | null;
  /** The oldest hop that names any origin, as that server claims it. */
  readonly earliestOrigin: {
    readonly hop: number;
    readonly helo: string | null;
    readonly rdns: string | null;
    readonly ip: string | null;
  } | null;
  /** From the oldest to the newest readable hop time, in milliseconds; null with fewer than two. */
  readonly durationMs: number | null;
}

/** One server's report of receiving the message. Everything in it is that server's claim. */
export interface Hop {
  /** 0 is the topmost Received field, the newest: fields are prepended (RFC 5321, section 4.4). */
  readonly index: number;
  /** helo: what the sending side said of itself; rdns and ip: what the receiving server saw. */
  readonly from: { readonly helo: string | null; readonly rdns: string | null; readonly ip: string | null };
  readonly by: string | null;
  readonly with: string | null;
  readonly id: string | null;
  readonly for: string | null;
  readonly receivedAt: EpochMilliseconds | null;
  /** Minutes east of UTC that the server wrote; null if unreadable. */
  readonly zoneMinutes: number | null;
  /** Since the next older hop; negative means that the clocks disagree. */
  readonly delayMs: number | null;
  /** TLS version or cipher as the server noted it. */
  readonly tls: string | null;
  readonly trusted: Trusted;
  readonly flags: readonly HopFlag[];
  /** Reasons of the flag "forged-looking". */
  readonly doubts: readonly HopDoubt[];
  readonly basis: Basis;
}
