/** What a looked-up name tells about an address without asking anyone. Hints for whom to ask, never a place. */
import { ipv4Number } from "./ip-address.ts";
import { largeSystemOf } from "./mail-systems.ts";

/** "agrees": the name carries the address. "contradicts": it carries another one. Null: it carries none. */
export type NameAddress = {
  readonly form: "hex" | "decimal";
  readonly verdict: "agrees" | "contradicts";
} | null;

/** No real name is longer (RFC 1035, section 2.3.4). */
const MAX_CHARS = 255;

const HEX_LABEL = /(?:^|[^0-9a-z])([0-9a-f]{8})(?![0-9a-z])/gi;
/** Four to six numbers in a row: "ec2-192-0-2-1" has a number too many in front. */
const DECIMALS = /(?<![0-9])\d{1,3}(?:[.-]\d{1,3}){3,5}(?![0-9])/;
const PADDED = /(?<![0-9])\d{12}(?![0-9])/;

/**
 * Compares the address that access providers write into their customers' names with the address itself: in hex
 * ("5ed409dc"), in decimals with dots or hyphens, padded with zeros, in either order.
 *
 * @param ip - As parseIp gives it; IPv6 gives null.
 */
export function addressInName(name: string, ip: string): NameAddress {
  const value = ipv4Number(ip);
  if (value < 0 || name.length > MAX_CHARS) return null;
  const hex = hexVerdict(name, value);
  if (hex === "agrees") return { form: "hex", verdict: hex };
  const decimal = decimalVerdict(name, value);
  if (decimal !== null) return { form: "decimal", verdict: decimal };
  return hex === null ? null : { form: "hex", verdict: hex };
}

/** Numbers in a row contradict only where they are exactly four, each an octet: others may be anything. */
function decimalVerdict(name: string, value: number): "agrees" | "contradicts" | null {
  const padded = PADDED.exec(name)?.[0].match(/\d{3}/g);
  const numbers = DECIMALS.exec(name)?.[0].split(/[.-]/) ?? padded;
  if (numbers === undefined || numbers === null) return null;
  for (let i = 0; i + 4 <= numbers.length; i++) {
    const written = ipv4Number(
      numbers
        .slice(i, i + 4)
        .map(Number)
        .join("."),
    );
    if (written === value || (written >= 0 && written === reversed(value))) return "agrees";
    if (written >= 0 && numbers.length === 4) return "contradicts";
  }
  return null;
}

/**
 * Eight hex digits may be any identifier: they contradict only where three of the four octets are the address's.
 */
function hexVerdict(name: string, value: number): "agrees" | "contradicts" | null {
  for (const m of name.matchAll(HEX_LABEL)) {
    const written = Number.parseInt(m[1] as string, 16);
    if (written === value || written === reversed(value)) return "agrees";
    if ((written ^ value) >>> 8 === 0) return "contradicts";
  }
  return null;
}

function reversed(value: number): number {
  const octets = [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24];
  return octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

/** Names of machines that anyone can rent by the hour. */
const CLOUD =
  /\.(?:amazonaws\.com|googleusercontent\.com|cloudapp\.net|cloudapp\.azure\.com|linodeusercontent\.com|members\.linode\.com|vultrusercontent\.com|vultr\.com|your-server\.de|contaboserver\.net|contabo\.host|oraclecloud\.com|oraclevcn\.com|hwclouds-dns\.com|scw\.cloud|vps\.ovh\.(?:net|ca|us)|hstgr\.cloud|secureserver\.net|aliyuncs\.com|tencentcs\.com|upcloud\.host|ip\.secureserver\.net|clients\.your-server\.de|kamatera\.com|digitalocean\.com)\.?$/i;

/** Words of access providers: a line at home or a mobile telephone rather than a server. */
const DYNAMIC_WORD =
  /(?:^|[.-])(?:dyn(?:amic)?(?:ip)?|dsl|adsl|vdsl|xdsl|cable|dialup|dial|ppp|pppoe|dhcp|pool|broadband|bb|ftth|fiber|fibre|wifi|mobile|umts|lte|cust(?:omer)?s?|client|home|res(?:idential)?|ip-pool)\d*(?=[.-])/i;

/** A rented server's or a company line's default name carries its address too. */
const FIXED_WORD =
  /(?:^|[.-])(?:static|fixed|fix|dedicated|server|vps|colo|host(?:ed|ing)?|unassigned|mail|smtp|mx|mta)\d*(?=[.-])/i;

/** @returns Stable codes for OriginatingIpCandidate.hints. */
export function hintsOfName(name: string | null, ip: string): string[] {
  if (name === null) return [];
  const hints: string[] = [];
  const carried = addressInName(name, ip);
  if (carried?.verdict === "contradicts") hints.push("rdns-contradicts");
  else if (carried?.form === "hex") hints.push("hex-rdns");
  const cloud = CLOUD.test(name);
  if (cloud) hints.push("cloud");
  if (largeSystemOf(name) !== null) hints.push("provider-relay");
  else if (!cloud && (DYNAMIC_WORD.test(name) || (carried?.verdict === "agrees" && !FIXED_WORD.test(name))))
    hints.push("dynamic-rdns");
  return hints;
}
