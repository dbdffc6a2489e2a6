/** Thread-Index of Outlook and Exchange (MS-OXOMSG, section 2.2.1.3). */
import { decodeBase64 } from "../../base/base64.ts";
import { toHex } from "../../base/bytes.ts";
import { fromFiletime } from "./clocks.ts";

export interface ThreadIndex {
  /** When the first message of the thread was begun; null where that time cannot be. */
  readonly startedAt: number | null;
  /** The thread's GUID, 32 hex digits in the order of the octets. */
  readonly guid: string;
  /** Replies and forwards since: five octets each. */
  readonly children: number;
  /** When each of them was begun, the oldest first; null where that time cannot be. */
  readonly repliedAt: readonly (number | null)[];
}

/** A header and 200 replies; longer ones are cut by the programs that write them. */
const MAX_CHARS = 2000;
const HEADER_OCTETS = 22;
const CHILD_OCTETS = 5;

/** @returns null where the field is no Thread-Index: too short, not base64, or a first octet other than 1. */
export function parseThreadIndex(body: string): ThreadIndex | null {
  if (body.length > MAX_CHARS) return null;
  const decoded = decodeBase64(body);
  if (!decoded.ok || decoded.value.length < HEADER_OCTETS || decoded.value[0] !== 1) return null;
  const octets = decoded.value;
  // Exchange since 2010 writes a reserved octet before five of FILETIME; older programs the six upper octets.
  const modern = octets[1] === 1;
  const upper = (from: number) => BigInt(`0x${toHex(octets.subarray(from, 6))}`);
  const filetime = modern ? upper(1) << 24n : upper(0) << 16n;
  const repliedAt =
    octets.length < HEADER_OCTETS + CHILD_OCTETS ? [] : replies(octets, upper(0) << 16n, filetime);
  return {
    startedAt: fromFiletime(filetime),
    guid: toHex(octets.subarray(6, HEADER_OCTETS)),
    children: Math.floor((octets.length - HEADER_OCTETS) / CHILD_OCTETS),
    repliedAt,
  };
}

/**
 * Each child holds the time since the one before it: 31 bits, in steps of 2^18 ticks, or 2^23 with the top bit set.
 * Programs keep 54 bits, which last 57 years: modern ones count from the six-octet reading of the header, and a reply
 * by a clock that is behind wraps around. Of the times that fit, the one nearest to the root is meant.
 */
function replies(octets: Uint8Array, start: bigint, root: bigint): (number | null)[] {
  const times: (number | null)[] = [];
  let sum = start;
  for (let at = HEADER_OCTETS; at + CHILD_OCTETS <= octets.length; at += CHILD_OCTETS) {
    const high = octets[at] as number;
    const rest = octets.subarray(at + 1, at + 4);
    const delta = BigInt((high & 0x7f) * 0x100_0000 + parse24(rest));
    sum += delta << (high & 0x80 ? 23n : 18n);
    times.push(fromFiletime(root + BigInt.asIntN(54, sum - root)));
  }
  return times;
}

function parse24(octets: Uint8Array): number {
  return ((octets[0] as number) << 16) | ((octets[1] as number) << 8) | (octets[2] as number);
}
