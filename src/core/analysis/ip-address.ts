/** IP addresses as text: recognised, normalised (RFC 5952) and put into the registries' kinds (RFC 6890). */
import type { IpKind } from "./types.ts";

/** Longest text that can be an address, zone and port included. */
const MAX_CHARS = 80;

/**
 * Reads an address as servers write it: "[…]" with or without a port, "IPv6:" before it, a zone after "%".
 *
 * @returns The normalised address, or null if the text is none.
 */
export function parseIp(text: string): string | null {
  if (text.length > MAX_CHARS) return null;
  const bare = text
    .replace(/^\??\[/, "")
    .replace(/\](?::\d{1,5})?[,.]?$/, "")
    .replace(/^\??ipv6:/i, "")
    .replace(/%[\w.-]*$/, "");
  return ipv4(bare) ?? ipv6(bare);
}

function ipv4(text: string): string | null {
  const octets = ipv4Octets(text);
  return octets === null ? null : octets.join(".");
}

function ipv4Octets(text: string): number[] | null {
  const m = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  const octets = m?.slice(1).map(Number) ?? [];
  return m !== null && octets.every((octet) => octet < 256) ? octets : null;
}

function ipv6(text: string): string | null {
  const groups = ipv6Groups(text);
  if (groups === null) return null;
  // ::ffff:a.b.c.d is the IPv4 address (RFC 4291, section 2.5.5.2).
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    const [high = 0, low = 0] = groups.slice(6);
    return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  }
  return compress(groups);
}

function ipv6Groups(text: string): number[] | null {
  if (!/^[0-9a-f:.]{2,45}$/i.test(text) || !text.includes(":")) return null;
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head, tail] = [groupsOf(halves[0] as string), groupsOf(halves[1] ?? "")];
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1) return missing === 0 ? head : null;
  return missing >= 1 ? [...head, ...Array<number>(missing).fill(0), ...tail] : null;
}

function groupsOf(text: string): number[] | null {
  if (text === "") return [];
  const groups: number[] = [];
  for (const part of text.split(":")) {
    const v4 = ipv4Octets(part);
    if (v4 !== null) {
      const [a, b, c, d] = v4 as [number, number, number, number];
      groups.push((a << 8) | b, (c << 8) | d);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return null;
  }
  return groups;
}

/** RFC 5952, section 4: lower case, the longest run of two or more zero groups (the first of equals) as "::". */
function compress(groups: readonly number[]): string {
  let best = { start: -1, length: 1 };
  for (let i = 0; i < 8; i++) {
    let length = 0;
    while (groups[i + length] === 0) length++;
    if (length > best.length) best = { start: i, length };
  }
  const hex = groups.map((group) => group.toString(16));
  if (best.start < 0) return hex.join(":");
  return `${hex.slice(0, best.start).join(":")}::${hex.slice(best.start + best.length).join(":")}`;
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

/** @param ip - As parseIp gives it. */
export function kindOfIp(ip: string): IpKind {
  const octets = ipv4Octets(ip);
  return octets === null ? kindOfIpv6(ipv6Groups(ip) ?? []) : kindOfIpv4(octets);
}

const INTERNAL_KINDS: ReadonlySet<IpKind> = new Set(["private", "loopback", "link-local"]);

/** An address that only a server of the same network can have been reached from. */
export function isInternalIp(ip: string): boolean {
  return INTERNAL_KINDS.has(kindOfIp(ip));
}

function kindOfIpv4(octets: readonly number[]): IpKind {
  const value = toNumber(octets);
  for (const [network, bits, kind] of IPV4_KINDS) {
    const size = 2 ** (32 - bits);
    if (Math.floor(value / size) === Math.floor(toNumber(ipv4Octets(network) ?? []) / size)) return kind;
  }
  return "public";
}

function toNumber(octets: readonly number[]): number {
  return octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

function kindOfIpv6(groups: readonly number[]): IpKind {
  const [first = 0, second = 0] = groups;
  if (groups.slice(0, 7).every((group) => group === 0)) return groups[7] === 1 ? "loopback" : "reserved";
  if ((first & 0xfe00) === 0xfc00) return "private";
  if ((first & 0xffc0) === 0xfe80) return "link-local";
  if ((first & 0xff00) === 0xff00) return "multicast";
  if (first === 0x2001 && second === 0x0db8) return "documentation";
  return (first & 0xe000) === 0x2000 ? "public" : "reserved";
}
