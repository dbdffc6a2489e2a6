/** Clocks inside Message-IDs, MIME boundaries and servers' ids: one decoder for each form. */
import type { EmbeddedTimeSource } from "../types.ts";
import {
  type ClockReading,
  dotNetTicks48,
  eximSeconds,
  fromFiletime,
  pacificTime,
  plausible,
  uuidTime,
} from "./clocks.ts";

export interface IdentifierClock {
  readonly source: EmbeddedTimeSource;
  readonly pattern: RegExp;
  readonly decode: (match: RegExpExecArray) => ClockReading;
  /** What else the identifier tells, as EmbeddedTime.detail. */
  readonly detail?: (match: RegExpExecArray) => string | null;
}

const UUID_V1 = /\b([0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})\b/i;

function digitsAsMs(match: RegExpExecArray): ClockReading {
  return plausible(Number(match[1]));
}

function filetimeHalves(match: RegExpExecArray): ClockReading {
  return fromFiletime(BigInt(`0x${match[1]}${match[2]}`));
}

const uuidV1: IdentifierClock = {
  source: "uuid-v1",
  pattern: UUID_V1,
  decode: (m) => uuidTime(m[1] as string),
  detail: (m) => nodeOf(m[1] as string),
};

/** The node of a UUID is a network card's address unless its multicast bit is set: then it is random (RFC 9562, 6.10). */
function nodeOf(uuid: string): string | null {
  const node = uuid.slice(-12).toLowerCase();
  return Number.parseInt(node.slice(0, 2), 16) & 1 ? null : `node:${node}`;
}

/** Outlook Express wrote its own address with the octets reversed: often one of a local network. */
function reversedAddress(match: RegExpExecArray): string {
  const octets = (match[3] as string).match(/../g) ?? [];
  return `address:${octets
    .map((octet) => Number.parseInt(octet, 16))
    .toReversed()
    .join(".")}`;
}

export const MESSAGE_ID_CLOCKS: readonly IdentifierClock[] = [
  {
    source: "yahoo-message-id",
    pattern: /^<\d{1,12}\.\d{1,12}\.(\d{13})@mail\.yahoo\.com>$/i,
    decode: digitsAsMs,
  },
  { source: "gmx-trinity", pattern: /^<trinity-[0-9a-f-]{36}-(\d{13})@/i, decode: digitsAsMs },
  {
    // The prefix before the digits follows the region.
    source: "ses-message-id",
    pattern: /^<[0-9a-f]{4}([0-9a-f]{12})-[0-9a-f-]{36,60}@(?:[\w-]+\.)*amazonses\.com>$/i,
    decode: (m) => plausible(Number.parseInt(m[1] as string, 16)),
  },
  {
    source: "exim-id",
    pattern: /^<E([0-9A-Za-z]{6})-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4})@/,
    decode: (m) => eximSeconds(m[1] as string),
  },
  {
    // make_msgid: centiseconds, process id, random number.
    source: "python-make-msgid",
    pattern: /^<(\d{12})\.\d{1,7}\.\d{15,20}(?:\.[\w.-]{1,64})?@/,
    decode: (m) => plausible(Number(m[1]) * 10),
  },
  {
    source: "thunderbird-message-id",
    pattern: /^<([0-9A-F]{8})\.\d{6,8}@/,
    decode: (m) => plausible(Number.parseInt(m[1] as string, 16) * 1000),
  },
  {
    source: "outlook-express-message-id",
    pattern: /^<[0-9a-f]{4}([0-9a-f]{8})\$([0-9a-f]{8})\$([0-9a-f]{8})@/i,
    decode: filetimeHalves,
    detail: reversedAddress,
  },
  uuidV1,
];

export const BOUNDARY_CLOCKS: readonly IdentifierClock[] = [
  {
    // The lower 24 bits of the microseconds come first, then the upper 32.
    source: "gmail-boundary",
    pattern: /^0{12}([0-9a-f]{6})([0-9a-f]{8})[0-9a-f]{2}$/,
    decode: (m) => plausible(Number.parseInt(`${m[2]}${m[1]}`, 16) / 1000),
  },
  { source: "javamail-part", pattern: /^----=_Part_-?\d{1,12}_-?\d{1,12}\.(\d{13})$/, decode: digitsAsMs },
  {
    source: "nextpart-filetime",
    pattern: /^----=_NextPart_[0-9a-f]{3}_[0-9a-f]{4}_([0-9a-f]{8})\.([0-9a-f]{8})$/i,
    decode: filetimeHalves,
  },
  uuidV1,
];

export const RECEIVED_ID_CLOCKS: readonly IdentifierClock[] = [
  {
    source: "exim-id",
    pattern: /^([0-9A-Za-z]{6})-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4})$/,
    decode: (m) => eximSeconds(m[1] as string),
  },
  {
    source: "gmail-smtp-id",
    pattern: /\.(\d{4})\.(\d\d)\.(\d\d)\.(\d\d)\.(\d\d)\.(\d\d)$/,
    decode: (m) =>
      pacificTime(...(m.slice(1).map(Number) as [number, number, number, number, number, number])),
  },
  // Halon's servers, KPN's for one.
  uuidV1,
];

export const X_RECEIVED_CLOCK: IdentifierClock = {
  source: "gmail-x-received-id",
  pattern: /\.(\d{13})$/,
  decode: digitsAsMs,
};

/** Upper 48 bits of .NET ticks as the last group of a GUID. */
export const EOP_GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}([0-9a-f]{12})$/i;

export function readEopGuid(text: string): ClockReading {
  const m = EOP_GUID.exec(text.trim());
  return m === null ? null : dotNetTicks48(m[1] as string);
}
