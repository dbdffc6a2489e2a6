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
}

/** A header and 200 replies; longer ones are cut by the programs that write them. */
const MAX_CHARS = 2000;

/** @returns null where the field is no Thread-Index: too short, not base64, or a first octet other than 1. */
export function parseThreadIndex(body: string): ThreadIndex | null {
  if (body.length > MAX_CHARS) return null;
  const decoded = decodeBase64(body);
  if (!decoded.ok || decoded.value.length < 22 || decoded.value[0] !== 1) return null;
  const octets = decoded.value;
  // Exchange since 2010 writes a reserved octet before five of FILETIME; older programs the six upper octets.
  const filetime =
    octets[1] === 1
      ? BigInt(`0x${toHex(octets.subarray(1, 6))}`) << 24n
      : BigInt(`0x${toHex(octets.subarray(0, 6))}`) << 16n;
  return {
    startedAt: fromFiletime(filetime),
    guid: toHex(octets.subarray(6, 22)),
    children: Math.floor((octets.length - 22) / 5),
  };
}
