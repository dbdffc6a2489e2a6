/** The add-in's own identity: where it is served from, and the GUID under which Outlook knows it. */
import { sha1 } from "@noble/hashes/legacy.js";
import { concatOctets, fromHex, toHex, utf8 } from "../core/base/bytes.ts";
import { type EvidenceError, refuse } from "../core/base/errors.ts";
import { ok, type Result } from "../core/base/result.ts";

/** Made once at random; a name space of its own keeps our names apart from everybody else's (RFC 9562, section 6.6). */
const NAMESPACE = "8d6a4f0c-52c5-4d0e-9a5e-0f6f3c1b7e21";

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isGuid(text: string): boolean {
  return GUID.test(text);
}

/**
 * Reads the address that serves the pane.
 *
 * @returns Its origin, such as "https://zegel.example.org" or "https://localhost:8444", or INPUT_INVALID: anything
 *   but https, a path, a query, a user name, or a host name with other signs than letters, digits, "-" and ".".
 */
export function readHost(text: string): Result<string, EvidenceError> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.protocol !== "https:")
    return refuse("INPUT_INVALID", "the host must be an https address, such as https://zegel.example.org");
  const bare = url.pathname === "/" && url.search === "" && url.hash === "" && !/[?#]/.test(text);
  if (!bare || url.username !== "" || url.password !== "")
    return refuse("INPUT_INVALID", "the host must be an address alone: no path, query or user name");
  // URL lets quotes and ampersands through; no name in DNS has them.
  if (!/^(?:[a-z0-9-]+\.)*[a-z0-9-]+$|^\[[0-9a-f:.]+\]$/.test(url.hostname))
    return refuse("INPUT_INVALID", "the host's name has signs that no host name has");
  return ok(url.origin);
}

/**
 * The GUID of the add-in for this host and variant: the same whenever it is asked for, so that a manifest generated
 * anew updates the add-in instead of adding a second one (UUID version 5, RFC 9562, section 5.5).
 */
export function guidFor(origin: string, variant: string): string {
  const namespace = fromHex(NAMESPACE.replaceAll("-", "")) as Uint8Array;
  const hash = sha1(concatOctets([namespace, utf8(`${origin} ${variant}`)])).slice(0, 16);
  hash[6] = ((hash[6] as number) & 0x0f) | 0x50;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  return toHex(hash).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/**
 * "0.1.0" or "0.1.0-rc.1" as the four numbers that Outlook compares: 1.0.1.0. The leading 1 stands before every
 * release, since Microsoft's service refuses versions under 1.0 ("Manifest Version Too Low").
 *
 * @returns null if the text is no version.
 */
export function manifestVersion(version: string): string | null {
  const match = /^(\d{1,5})\.(\d{1,5})\.(\d{1,5})(?:[-+].*)?$/.exec(version);
  return match === null ? null : `1.${match[1]}.${match[2]}.${match[3]}`;
}
