/** The way that a mail took, the addresses and the clocks in it, as read for showing. */
import {
  basis,
  count,
  countOrNull,
  list,
  objectOf,
  orNull,
  type Read,
  shape,
  text,
  textOrNull,
  texts,
  time,
  trusted,
  yes,
  zone,
} from "./read-json.ts";

const from = shape({ helo: textOrNull, rdns: textOrNull, ip: textOrNull });

export const hop = shape({
  index: count,
  from,
  by: textOrNull,
  with: textOrNull,
  receivedAt: time,
  zoneMinutes: zone,
  delayMs: time,
  tls: textOrNull,
  trusted,
  flags: texts,
  doubts: texts,
  basis,
});
export type HopView = ReturnType<typeof hop>;

export const trace = shape({
  lastTrusted: countOrNull,
  handoverIp: textOrNull,
  earliestOrigin: orNull(shape({ hop: count, helo: textOrNull, rdns: textOrNull, ip: textOrNull })),
  durationMs: time,
});
export type TraceView = ReturnType<typeof trace>;

export const network = shape({
  asn: countOrNull,
  organisation: textOrNull,
  country: textOrNull,
  source: text,
});
export type NetworkView = ReturnType<typeof network>;

export const origin = shape({
  ip: text,
  claimedBy: text,
  trusted,
  kind: text,
  rdns: textOrNull,
  hints: texts,
  network: orNull(network),
  basis,
});
export type OriginView = ReturnType<typeof origin>;

export const ownNetwork = shape({ kind: text, value: text, configured: text, trusted, basis });
export type OwnNetworkView = ReturnType<typeof ownNetwork>;

const clock = shape({
  time: (value) => time(value) ?? 0,
  source: text,
  side: text,
  offsetMs: (value) => time(value) ?? 0,
  contradicts: yes,
  basis,
});
export type ClockView = ReturnType<typeof clock>;

/** A clock without a time is none. */
export const clocks: Read<readonly ClockView[]> = (value) =>
  Array.isArray(value) ? list(clock)(value.filter((one) => time(objectOf(one).time) !== null)) : [];

export const timeLine = shape({ reference: time, entries: clocks });
export type TimeLineView = ReturnType<typeof timeLine>;
