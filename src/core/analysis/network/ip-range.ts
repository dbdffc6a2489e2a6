/** Ranges of addresses as an organisation configures them: CIDR notation (RFC 4632, section 3.1; RFC 4291, 2.3). */
import { ipv4Number, ipv6Groups } from "./ip-address.ts";

export interface IpRange {
  /** As configured. */
  readonly text: string;
  /** The network's groups: two of 16 bits for IPv4, eight for IPv6; host bits are zero. */
  readonly groups: readonly number[];
  readonly prefixBits: number;
}

/** Shorter prefixes than any organisation holds: "0.0.0.0/0" would make every mail of the world an own one. */
const MIN_PREFIX_V4 = 8;
const MIN_PREFIX_V6 = 16;

const CIDR = /^([0-9a-fA-F:.]{2,45})(?:\/(\d{1,3}))?$/;
/** "010.0.0.1" is 8.0.0.1 to some readers and 10.0.0.1 to others: refused. */
const LEADING_ZERO = /(?:^|\.)0\d/;

/**
 * Reads a range or a single address, strictly: no zone, no brackets, no leading zeros, a prefix that the family has.
 *
 * @returns null for anything else; host bits below the prefix are taken as zero.
 */
export function parseIpRange(text: string): IpRange | null {
  const m = CIDR.exec(text);
  if (m === null) return null;
  const address = m[1] as string;
  const v4 = LEADING_ZERO.test(address) ? -1 : ipv4Number(address);
  const groups = v4 >= 0 ? [v4 >>> 16, v4 & 0xffff] : ipv6Groups(address);
  if (groups === null) return null;
  const size = groups.length * 16;
  const prefixBits = m[2] === undefined ? size : Number(m[2]);
  const smallest = v4 >= 0 ? MIN_PREFIX_V4 : MIN_PREFIX_V6;
  if (prefixBits > size || prefixBits < smallest || /^0\d/.test(m[2] ?? "")) return null;
  return { text, groups: groups.map((group, i) => group & mask(prefixBits - 16 * i)), prefixBits };
}

/** The mask of one group of which that many leading bits count; any number. */
function mask(bits: number): number {
  if (bits >= 16) return 0xffff;
  return bits <= 0 ? 0 : (0xffff << (16 - bits)) & 0xffff;
}

/** @param ip - As parseIp gives it. @returns The first range that holds the address, or null. */
export function rangeOf(ip: string, ranges: readonly IpRange[]): IpRange | null {
  if (ranges.length === 0) return null;
  const v4 = ipv4Number(ip);
  const groups = v4 >= 0 ? [v4 >>> 16, v4 & 0xffff] : (ipv6Groups(ip) ?? []);
  return ranges.find((range) => holds(range, groups)) ?? null;
}

function holds(range: IpRange, groups: readonly number[]): boolean {
  if (range.groups.length !== groups.length) return false;
  return groups.every((group, i) => (group & mask(range.prefixBits - 16 * i)) === range.groups[i]);
}
