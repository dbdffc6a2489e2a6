/** Web and mail addresses in a text, and how they are shown so that nobody follows them by accident. */
import { parse } from "tldts";
import { isAligned } from "../network/domains.ts";
import { toAsciiHost } from "../../mail/host-names.ts";

export interface WebAddress {
  /** "hxxps://example[.]com/x"; cut where it is very long. */
  readonly defanged: string;
  /** Lower case, Punycode; "" for what has no host, such as javascript: and data:. */
  readonly host: string;
}

export interface TextPlace {
  readonly start: number;
  readonly end: number;
}

/** Real addresses of click trackers reach 1,500 characters. */
const MAX_SHOWN_CHARS = 2_000;
/** Of an address, whatever is shown of it. */
const MAX_READ_CHARS = 20_000;
const MAX_HOSTLESS_CHARS = 100;
const MAX_FOUND = 500;
const WEB_SCHEMES = new Map([
  ["http", "hxxp"],
  ["https", "hxxps"],
  ["ftp", "fxp"],
  ["hxxp", "hxxp"],
  ["hxxps", "hxxps"],
]);
/** Without host, worth naming: code, embedded documents, messengers and wallets. */
const HOSTLESS_SCHEMES = new Set(
  "javascript vbscript data file blob tg whatsapp sgnl skype bitcoin ethereum monero litecoin".split(" "),
);

/** As nearly all are: nothing to clean, no name in front of the host, no port. */
const PLAIN_ADDRESS = /^http(s?):\/\/([a-z\d.-]{0,252}[a-z\d])([/?#][^\0-\x20\\]{0,1900})?$/;

/**
 * Reads an address as a browser would.
 *
 * @param base - Of the part's <base> element; null without one.
 * @returns null for what loads nothing and leads nowhere: relative without base, cid:, mailto:, "#…".
 */
export function readWebAddress(written: string, base: string | null): WebAddress | null {
  const plain = PLAIN_ADDRESS.exec(written);
  if (plain !== null) {
    const [, s = "", host = "", rest = ""] = plain;
    return { defanged: `hxxp${s}://${host.replaceAll(".", "[.]")}${rest}`, host };
  }
  // Browsers drop line breaks and tabs inside, and take "\" for "/" (WHATWG URL, section 4.4).
  const address = written
    .slice(0, 20_000)
    .replace(/[\t\r\n]+/g, "")
    .trim();
  const scheme = /^([a-z][a-z\d+.-]{0,30}):/i.exec(address)?.[1]?.toLowerCase();
  if (scheme === undefined) return readRelative(address, base);
  const shownScheme = WEB_SCHEMES.get(scheme);
  const rest = address.slice(scheme.length + 1);
  if (shownScheme !== undefined) return withHost(shownScheme, rest.replace(/^[\\/]*/, ""));
  if (!HOSTLESS_SCHEMES.has(scheme)) return null;
  return { defanged: cut(`${scheme}[:]${rest}`, MAX_HOSTLESS_CHARS), host: "" };
}

function readRelative(address: string, base: string | null): WebAddress | null {
  if (/^[\\/]{2}/.test(address)) return withHost("hxxps", address.slice(2));
  if (address === "" || address.startsWith("#") || base === null) return null;
  const origin = /^https?:\/\/[^/\\?#]{1,300}/i.exec(base.trim())?.[0];
  if (origin === undefined) return null;
  return readWebAddress(`${origin}/${address.replace(/^[\\/]+/, "")}`, null);
}

/** @param rest - Behind "//": authority, path and the rest. */
function withHost(scheme: string, rest: string): WebAddress | null {
  const authority = /^[^/\\?#]*/.exec(rest.slice(0, 2_000))?.[0] ?? "";
  const at = authority.lastIndexOf("@") + 1;
  const written = authority.slice(at);
  const port = /:\d{0,5}$/.exec(written)?.[0] ?? "";
  const host = hostOf(written.slice(0, written.length - port.length));
  if (host === "") return null;
  const shown = host.replaceAll(".", "[.]");
  const text = `${scheme}://${authority.slice(0, at)}${shown}${port}${rest.slice(authority.length)}`;
  return { defanged: cut(text, MAX_SHOWN_CHARS), host };
}

function hostOf(written: string): string {
  let host = written;
  if (host.includes("%")) {
    try {
      host = decodeURIComponent(host);
    } catch {
      // Not percent-encoded after all: shown as written.
    }
  }
  return toAsciiHost(host.replace(/\.$/, "")).slice(0, 253);
}

function cut(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max)}…` : text;
}

/** What ends an address in running text. */
const ENDS_ADDRESS = /[\s<>"'`{}|\\^\u00a0\u200b\u2028\u2029]|$/;
/** Hosts of messengers, written without scheme. */
const BARE_STARTS = ["www.", "t.me/", "wa.me/"];
const WORD_BEFORE = /[\w./@-]/;

/** Places of addresses in running text: with a scheme, with "www.", and a messenger's. */
export function findWebAddresses(text: string): TextPlace[] {
  const found: TextPlace[] = [];
  for (let at = text.indexOf("://"); at >= 0 && found.length < MAX_FOUND; ) {
    const scheme = /[a-z]{3,5}$/i.exec(text.slice(Math.max(0, at - 5), at))?.[0] ?? "";
    const known = [scheme, scheme.slice(-4), scheme.slice(-3)].find((one) =>
      WEB_SCHEMES.has(one.toLowerCase()),
    );
    const end = known === undefined ? at + 3 : addressEnd(text, at + 3);
    if (known !== undefined && end > at + 3) found.push({ start: at - known.length, end });
    at = text.indexOf("://", end);
  }
  for (const start of BARE_STARTS) {
    for (let at = text.indexOf(start); at >= 0 && found.length < MAX_FOUND; ) {
      const end = addressEnd(text, at + start.length);
      if (!WORD_BEFORE.test(text[at - 1] ?? " ") && end > at + start.length) found.push({ start: at, end });
      at = text.indexOf(start, end);
    }
  }
  return found;
}

function addressEnd(text: string, from: number): number {
  // Only so far: searching on to the end from each of many addresses would take time by the square.
  const length = text.slice(from, from + MAX_READ_CHARS).search(ENDS_ADDRESS);
  let end = from + length;
  while (end > from && ".,;:!?)]}*_".includes(text[end - 1] as string)) end--;
  return end;
}

/** @returns The address found by `findWebAddresses`, read. */
export function readFoundAddress(written: string): WebAddress | null {
  return readWebAddress(/^[a-z]{3,5}:\/\//i.test(written) ? written : `http://${written}`, null);
}

const LOCAL = /[\w.%+'-]{1,64}$/;
const DOMAIN = /@(?:[a-z\d-]{1,63}\.){1,8}[a-z]{2,24}/iy;

export function findMailAddresses(text: string): TextPlace[] {
  const found: TextPlace[] = [];
  for (let at = text.indexOf("@"); at >= 0 && found.length < MAX_FOUND; at = text.indexOf("@", at + 1)) {
    DOMAIN.lastIndex = at;
    if (!DOMAIN.test(text)) continue;
    const local = LOCAL.exec(text.slice(Math.max(0, at - 64), at))?.[0].replace(/^[.'%-]+/, "");
    if (local) found.push({ start: at - local.length, end: DOMAIN.lastIndex });
  }
  return found;
}

/** A link's text that is itself an address: with scheme or "www.", or a name under a suffix that exists. */
const SHOWN_ADDRESS = /^(https?:\/\/)?((?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24})(?:[:/?#]\S*)?$/iu;

/** @returns The host that a link's text shows, where that is another organisation's than the link's. */
export function hostShownInstead(linkText: string, host: string): string | null {
  if (linkText.length > 300 || host === "" || !linkText.includes(".")) return null;
  const match = SHOWN_ADDRESS.exec(linkText.trim());
  if (match === null) return null;
  const shown = toAsciiHost(match[2] as string);
  const isAddress = match[1] !== undefined || shown.startsWith("www.") || parse(shown).isIcann === true;
  return isAddress && !isAligned(shown, host) ? shown : null;
}
