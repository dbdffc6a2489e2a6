/**
 * Puts values that the sender chose into queries. A Message-ID may hold any character: unquoted, it would end the
 * string and run as a command on the machine of whoever pastes the query.
 */
import { parseIp } from "../network/ip-address.ts";

/** Longer values are cut by the tools, and then match something else. */
const MAX_CHARS = 300;

/** Control and format characters, line and paragraph separators, lone surrogates: no query survives them. */
const UNUSABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** @returns Whether a query may hold the value at all; others are searched by hand. */
export function isUsable(value: string): boolean {
  return value !== "" && value.length <= MAX_CHARS && !UNUSABLE.test(value);
}

/**
 * A PowerShell verbatim string. PowerShell takes the typographic quotes U+2018 to U+201B for "'" as well
 * (about_Quoting_Rules); each is doubled.
 */
export function powerShell(value: string): string {
  return `'${value.replace(/['\u2018-\u201b]/g, "$&$&")}'`;
}

/** A POSIX shell string: nothing has a meaning between single quotes. */
export function shell(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}

/** A KQL or SPL string: backslash escapes. */
export function doubleQuoted(value: string): string {
  return `"${value.replace(/[\\"]/g, String.raw`\$&`)}"`;
}

/** What an item's values are, by their form. */
export interface Terms {
  readonly messageIds: readonly string[];
  readonly addresses: readonly string[];
  readonly ips: readonly string[];
  readonly hosts: readonly string[];
  /** Values that no query can hold. */
  readonly unusable: number;
}

const HOST = /^(?=.{4,253}$)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}$/i;

export function termsOf(lookFor: readonly string[]): Terms {
  const messageIds: string[] = [];
  const addresses: string[] = [];
  const ips: string[] = [];
  const hosts: string[] = [];
  let unusable = 0;
  for (const value of lookFor) {
    const ip = parseIp(value);
    if (!isUsable(value)) unusable++;
    else if (ip !== null) ips.push(ip);
    else if (value.startsWith("<")) messageIds.push(value);
    else if (value.includes("@")) addresses.push(value);
    else if (HOST.test(value)) hosts.push(value);
    else unusable++;
  }
  return { messageIds, addresses, ips, hosts, unusable };
}
