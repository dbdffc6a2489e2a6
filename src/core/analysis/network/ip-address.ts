/** IP addresses as text: recognised, normalised (RFC 5952) and put into the registries' kinds (RFC 6890). */
import type { IpKind } from "../types.ts";

/** Longest text that can be an address, zone and port included. */
const MAX_CHARS = 80;

/** What stands around an address: "[", "?", "IPv6:" before it; a zone, "]", a port, a comma after it. */
const WRAPPED = /^\??\[?(?:\?|ipv6:){0,2}\[?([0-9a-f:.]{2,45})(?:%[\w.-]*)?(?:\](?::\d{1,5})?[,.]?)?$/i;

/**
 * Reads an address as servers write it: "[…]" with or without a port, "IPv6:" before it, a zone after "%".
 *
 * @returns The normalised address, or null if the text is none.
 */
export function parseIp(text: string): string | null {
  if (text.length > MAX_CHARS || text.length < 2) return null;
  // Most texts are names: no address begins like them.
  if (!mayBegin(text.charCodeAt(0))) return null;
  const plain = ipv4Number(text);
  if (plain >= 0) return ipv4Text(plain);
  const bare = WRAPPED.exec(text)?.[1];
  if (bare === undefined) return null;
  const v4 = ipv4Number(bare);
  return v4 >= 0 ? ipv4Text(v4) : ipv6(bare);
}

/** "[", "?", ":", ".", a hexadecimal digit, or the "i" of "IPv6:". */
function mayBegin(code: number): boolean {
  if (code === 0x5b || code === 0x3f || code === 0x2e || (code >= 0x30 && code <= 0x3a)) return true;
  const letter = code | 0x20;
  return (letter >= 0x61 && letter <= 0x66) || letter === 0x69;
}

/** @returns The address as a number of 32 bits, or -1 if the text is no dotted quad. */
export function ipv4Number(text: string): number {
  let value = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  if (text.length < 7 || text.length > 15) return -1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x2e) {
      if (digits === 0 || dots === 3) return -1;
      value = value * 256 + octet;
      octet = digits = 0;
      dots++;
    } else if (code >= 0x30 && code <= 0x39 && digits < 3) {
      octet = octet * 10 + code - 0x30;
      digits++;
      if (octet > 255) return -1;
    } else return -1;
  }
  return dots === 3 && digits > 0 ? value * 256 + octet : -1;
}

function ipv4Text(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

function ipv6(text: string): string | null {
  const groups = ipv6Groups(text);
  if (groups === null) return null;
  // ::ffff:a.b.c.d is the IPv4 address (RFC 4291, section 2.5.5.2).
  if (groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0)) {
    const [high = 0, low = 0] = groups.slice(6);
    return ipv4Text(high * 65_536 + low);
  }
  return compress(groups);
}

/** @returns The eight groups of 16 bits, or null if the text is no IPv6 address. */
export function ipv6Groups(text: string): number[] | null {
  if (text.length > 45 || !text.includes(":")) return null;
  const gap = text.indexOf("::");
  if (gap < 0) {
    const groups: number[] = [];
    return pushGroups(groups, text, 0, text.length) && groups.length === 8 ? groups : null;
  }
  const groups: number[] = [];
  const tail: number[] = [];
  if (!pushGroups(groups, text, 0, gap) || !pushGroups(tail, text, gap + 2, text.length)) return null;
  const missing = 8 - groups.length - tail.length;
  if (missing < 1) return null;
  for (let i = 0; i < missing; i++) groups.push(0);
  groups.push(...tail);
  return groups;
}

/** Adds what stands between the two places: no group at all, or groups with one colon between. @returns False where it is neither. */
function pushGroups(groups: number[], text: string, start: number, end: number): boolean {
  if (start === end) return true;
  let value = 0;
  let digits = 0;
  let groupStart = start;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    const digit = hexDigit(code);
    if (digit >= 0) {
      value = value * 16 + digit;
      if (++digits > 4) return false;
    } else if (code === 0x3a && digits > 0) {
      groups.push(value);
      value = digits = 0;
      groupStart = i + 1;
    } else {
      // Only the last 32 bits may be written as a dotted quad (RFC 4291, section 2.2).
      const v4 = code === 0x2e ? ipv4Number(text.slice(groupStart, end)) : -1;
      if (v4 >= 0) groups.push(v4 >>> 16, v4 & 0xffff);
      return v4 >= 0 && end === text.length;
    }
  }
  if (digits > 0) groups.push(value);
  return digits > 0;
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** RFC 5952, section 4: lower case, the longest run of two or more zero groups (the first of equals) as "::". */
function compress(groups: readonly number[]): string {
  let best = -1;
  let most = 1;
  for (let i = 0; i < 8; i++) {
    let length = 0;
    while (groups[i + length] === 0) length++;
    if (length <= most) continue;
    best = i;
    most = length;
  }
  let text = "";
  for (let i = 0; i < 8; i++) {
    if (i === best) {
      text += "::";
      i += most - 1;
    } else text += (text === "" || text.endsWith(":") ? "" : ":") + (groups[i] as number).toString(16);
  }
  return text;
}

/** First octets, length of the prefix in bits, kind: IANA's special-purpose registries. */
const IPV4_KINDS: readonly (readonly [string, number, IpKind])[] = [
  ["10.0.0.0", 8, "private"],
  ["172.16.0.0", 12, "private"],
  ["192.168.0.0", 16, "private"],
  ["127.0.0.0", 8, "loopback"],
  ["169.254.0.0", 16, "link-local"],
  ["100.64.0.0", 10, "shared"],
  ["192.0.2.0", 24, "documentation"],
  ["198.51.100.0", 24, "documentation"],
  ["203.0.113.0", 24, "documentation"],
  ["224.0.0.0", 4, "multicast"],
  ["0.0.0.0", 8, "reserved"],
  ["192.0.0.0", 24, "reserved"],
  ["198.18.0.0", 15, "reserved"],
  ["240.0.0.0", 4, "reserved"],
];

/** First and last address of each range as numbers. */
const IPV4_RANGES = IPV4_KINDS.map(([network, bits, kind]) => {
  const first = ipv4Number(network);
  return { first, last: first + 2 ** (32 - bits) - 1, kind };
});

/** @param ip - As parseIp gives it. */
export function kindOfIp(ip: string): IpKind {
  const value = ipv4Number(ip);
  if (value < 0) return isGlobalUnicast(ip) ? "public" : kindOfIpv6(ipv6Groups(ip) ?? []);
  for (const range of IPV4_RANGES) if (value >= range.first && value <= range.last) return range.kind;
  return "public";
}

/** Whether it begins with a group of 2000::/3 other than 2001, among which the documentation's addresses are. */
function isGlobalUnicast(ip: string): boolean {
  const first = ip.charCodeAt(0);
  return (first === 0x32 || first === 0x33) && ip.charCodeAt(4) === 0x3a && !ip.startsWith("2001");
}

const INTERNAL_KINDS: ReadonlySet<IpKind> = new Set(["private", "loopback", "link-local"]);

/** An address that only a server of the same network can have been reached from. */
export function isInternalIp(ip: string): boolean {
  return INTERNAL_KINDS.has(kindOfIp(ip));
}

function kindOfIpv6(groups: readonly number[]): IpKind {
  const [first = 0, second = 0] = groups;
  if ((first & 0xe000) === 0x2000) return first === 0x2001 && second === 0x0db8 ? "documentation" : "public";
  if (groups.slice(0, 7).every((group) => group === 0)) return groups[7] === 1 ? "loopback" : "reserved";
  if ((first & 0xfe00) === 0xfc00) return "private";
  if ((first & 0xffc0) === 0xfe80) return "link-local";
  return (first & 0xff00) === 0xff00 ? "multicast" : "reserved";
}
