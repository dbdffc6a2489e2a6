/**
 * Signs that a Received field was typed rather than written by the server that it names. Only what contradicts the
 * named server's own forms counts; trusted hops are never doubted.
 */
import { pacificTime } from "../embedded-times/clocks.ts";
import { kindOfIp } from "../network/ip-address.ts";
import { isInSystem, largeSystemOf, type MailSystem } from "../network/mail-systems.ts";
import type { Received } from "./received.ts";
import type { HopDoubt } from "../types.ts";

export interface DoubtContext {
  /** Below the reporter's own mail system, as far as that is known. */
  readonly untrusted: boolean;
  /** The reporter's own mail system. */
  readonly own: MailSystem;
  /** The newest believable time: nothing below was received later. Milliseconds, null if unknown. */
  readonly newest: number | null;
}

/** Mail as we know it is younger. */
const EARLIEST = Date.UTC(1990, 0, 1);
const DAY_MS = 24 * 3_600_000;
/** A server writes its id and its date within the same minutes; queues lie between servers, not within one. */
const ID_TOLERANCE_MS = 3_600_000;

export function doubtsOf(hop: Received, context: DoubtContext): HopDoubt[] {
  const doubts: HopDoubt[] = [];
  const by = hop.by?.toLowerCase() ?? null;
  if (by !== null && claimsProvider(by)) doubts.push("claims-provider");
  if (hop.time !== null && isImpossible(hop.time.time, context.newest)) doubts.push("date-impossible");
  if (hop.from.ip !== null && isNoOrigin(hop.from.ip)) doubts.push("reserved-address");
  if (context.untrusted && claimsOwnServer(hop.by, context.own)) doubts.push("claims-own-server");
  if (by !== null) {
    if (isIdUnlike(by, hop)) doubts.push("id-unlike-server");
    if (isProtocolUnlike(by, hop.with)) doubts.push("protocol-unlike-server");
  }
  return doubts;
}

const PROVIDER_WORD = /^(?:gmail|googlemail|google|outlook|hotmail|yahoo|protonmail|icloud)$/;
const MAIL_DOMAIN =
  /^(?:gmail|googlemail|google|outlook|hotmail|yahoo|aol|icloud|protonmail)\.com$|^proton\.me$|^gmx\.(?:de|net)$/;

/** No provider's server is called by the bare name or the mail domain alone: it is what people know of them. */
function claimsProvider(by: string): boolean {
  return PROVIDER_WORD.test(by) || MAIL_DOMAIN.test(by);
}

function isImpossible(time: number, newest: number | null): boolean {
  return time < EARLIEST || (newest !== null && time - newest > DAY_MS);
}

/** Nobody can send from such an address; 0.0.0.0 and "::" are servers' words for "unknown". */
function isNoOrigin(ip: string): boolean {
  if (ip === "0.0.0.0" || ip === "::") return false;
  const kind = kindOfIp(ip);
  return kind === "documentation" || kind === "reserved" || kind === "multicast";
}

/** Of a large provider's servers everybody's mail comes: only the organisation's own names count. */
function claimsOwnServer(by: string | null, own: MailSystem): boolean {
  return by !== null && largeSystemOf(by) === null && isInSystem(by, own);
}

/** Servers of Google's that end their ids with the time, in US Pacific local time. */
const GOOGLE_SMTP = /^(?:mx\.google\.com|smtp\.gmail\.com|smtp-relay\.gmail\.com)$/;
const GOOGLE_ID = /\.(\d{4})\.(\d\d)\.(\d\d)\.(\d\d)\.(\d\d)\.(\d\d)$/;
const MICROSOFT_HOST = /\.(?:outlook\.com|office365\.com|exchangelabs\.com)$/;
const MICROSOFT_ID = /^\d{1,2}\.\d{1,2}\.\d{1,5}\.\d{1,5}$/;
/** Hexadecimal, or the long form of base 52 without vowels (Postfix, enable_long_queue_ids). */
const POSTFIX_ID = /^(?:[0-9A-F]{5,20}|[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,20})$/;

function isIdUnlike(by: string, hop: Received): boolean {
  const { id } = hop;
  // An "@" in an id is a name that was blacked out.
  if (id === null || id.includes("@")) return false;
  if (GOOGLE_SMTP.test(by)) {
    const m = GOOGLE_ID.exec(id);
    if (m === null) return true;
    const time = pacificTime(...(m.slice(1).map(Number) as [number, number, number, number, number, number]));
    return time !== null && hop.time !== null && Math.abs(time - hop.time.time) > ID_TOLERANCE_MS;
  }
  if (MICROSOFT_HOST.test(by)) return !MICROSOFT_ID.test(id);
  return hop.byComment === "Postfix" && !POSTFIX_ID.test(id);
}

const GOOGLE_HOST = /\.google\.com$|^smtp(?:-relay)?\.gmail\.com$/;
const GOOGLE_PROTOCOL = /^(?:UTF8)?E?(?:SMTP|LMTP)S?A?$|^HTTP(?:REST|S)?$/i;
const MICROSOFT_PROTOCOL = /^(?:Microsoft SMTP(?: Server|SVC)|mapi\b|HTTPS?\b|DAV\b|SMTP Server\b|LMTP\b)/i;

function isProtocolUnlike(by: string, protocol: string | null): boolean {
  if (protocol === null) return false;
  if (GOOGLE_HOST.test(by)) return !GOOGLE_PROTOCOL.test(protocol);
  return MICROSOFT_HOST.test(by) && !MICROSOFT_PROTOCOL.test(protocol);
}
