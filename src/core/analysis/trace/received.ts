/** One Received field (RFC 5321, section 4.4) in the many forms that servers write. */
import { parseZonedDateTime, type ZonedTime } from "../../mail/date-time.ts";
import { parseIp } from "../network/ip-address.ts";
import { type Clause, splitClauses } from "./received-clauses.ts";

export interface ReceivedFrom {
  /** What the sending side said of itself. */
  readonly helo: string | null;
  /** Name that the receiving server looked up for the address. */
  readonly rdns: string | null;
  /** Address that the receiving server saw; only ever from the from clause. */
  readonly ip: string | null;
}

export interface Received {
  readonly from: ReceivedFrom;
  /** Sendmail's "may be forged": the looked-up name does not lead back to the address. */
  readonly rdnsUnconfirmed: boolean;
  readonly by: string | null;
  /** First comment after the server's name: its other name, its software ("Postfix"), its address. */
  readonly byComment: string | null;
  readonly with: string | null;
  readonly via: string | null;
  readonly id: string | null;
  readonly for: string | null;
  readonly tls: string | null;
  readonly time: ZonedTime | null;
  /** No text where a date should be, as opposed to text that cannot be read. */
  readonly dateMissing: boolean;
}

const NOBODY: ReceivedFrom = { helo: null, rdns: null, ip: null };

/** @param body - Unfolded field body. Never fails: what cannot be read is null. */
export function parseReceived(body: string): Received {
  const clauses = splitClauses(body);
  const { time, dateMissing } = readDate(body, clauses.semicolon);
  return {
    from: readFrom(clauses.from),
    rdnsUnconfirmed: clauses.from?.comments.some((text) => text.includes("may be forged")) ?? false,
    by: clauses.by?.words[0] ?? null,
    byComment: clauses.by?.comments[0] ?? null,
    with: joined(clauses.with),
    via: joined(clauses.via),
    id: clauses.id?.words[0] ?? null,
    for: readFor(clauses.for),
    tls: clauses.tlsComment === null ? null : (TLS_WORDS.exec(clauses.tlsComment)?.[1] ?? null),
    time,
    dateMissing,
  };
}

function joined(clause: Clause | null): string | null {
  if (clause === null || clause.words.length === 0) return null;
  return clause.words.length === 1 ? (clause.words[0] as string) : clause.words.slice(0, 8).join(" ");
}

function readFor(clause: Clause | null): string | null {
  const text = clause?.words[0]?.replace(/[,;]{1,8}$/, "") ?? null;
  return text === null ? null : text.replace(/^<([^<>]*)>$/, "$1") || null;
}

function readFrom(clause: Clause | null): ReceivedFrom {
  const word = clause?.words[0];
  if (clause === null || word === undefined) return NOBODY;
  let helo: string | null = null;
  let ip: string | null = null;
  let rdns: string | null = null;
  for (const comment of clause.comments) {
    const seen = readFromComment(comment);
    helo ??= seen.helo;
    ip ??= seen.ip;
    rdns ??= seen.rdns;
  }
  // "from name [ip] by": the address without parentheses.
  const second = clause.words[1];
  if (ip === null && second !== undefined && second.charCodeAt(0) === 0x5b) ip = parseIp(second);
  if (helo !== null) {
    // qmail, Exim, Yahoo: the HELO stands in the comment, the word before it is what the server looked up.
    return { helo, rdns: rdns ?? hostName(word), ip: ip ?? parseIp(word) };
  }
  // A bare "[ip]" is the address only where the server noted no other: else it is the HELO literal.
  return { helo: word, rdns, ip: ip ?? (word.charCodeAt(0) === 0x5b ? parseIp(word) : null) };
}

/** Enough for every server's note; a longer comment is the sender's. */
const MAX_COMMENT_WORDS = 64;

/** Reads "rdns [ip]", "[ip] helo=x ident=y", "HELO x", "user@ip", "ip", "IDENT:user@rdns [ip]", nested or not. */
function readFromComment(comment: string): ReceivedFrom {
  const alone = parseIp(comment);
  if (alone !== null) return { helo: null, rdns: null, ip: alone };
  const words = comment.split(/[\s()]+/, MAX_COMMENT_WORDS).filter(Boolean);
  let helo: string | null = null;
  let bracketed: string | null = null;
  let plain: string | null = null;
  let rdns: string | null = null;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const named = word.includes("=") ? NAMED.exec(word) : null;
    if (word.length === 4 && HELO.test(word)) helo ??= words[++i] ?? null;
    else if (named !== null) helo ??= HELO.test(named[1] as string) ? (named[2] as string) || null : null;
    else if (word.includes("[")) bracketed ??= parseIp(word.slice(word.indexOf("[")));
    else {
      const host = word.slice(word.lastIndexOf("@") + 1);
      const ip = parseIp(host);
      if (ip !== null) plain ??= ip;
      else if (i === 0) rdns = hostName(host);
    }
  }
  const ip = bracketed ?? plain;
  // A name without an address beside it is a remark ("Postfix", "authenticated"), not a look-up.
  return { helo, rdns: ip === null ? null : rdns, ip };
}

const HELO = /^(?:helo|ehlo)$/i;
const NAMED = /^(helo|ehlo|ident|port|auth|envelope-from)=(.*)$/i;
const HOST_NAME = /^[\w-]+(?:\.[\w-]+)+$/;

/** @returns The name without its final dot, or null for words that are no host name ("unknown", "Postfix"). */
function hostName(text: string): string | null {
  const name = text.endsWith(".") ? text.slice(0, -1) : text;
  const fits = name.length >= 3 && name.length <= 255 && HOST_NAME.test(name);
  return fits && parseIp(name) === null ? name : null;
}

const TLS_WORDS = /\b(TLS\s?v?1(?:[._]\d)?|SSLv3)\b/i;

/** Where a date without a semicolon can stand: at the end. */
const TAIL_CHARS = 200;
/** Go's form, or RFC 5322's after an id: SendGrid's servers write both. */
const TAIL_FORMS = [
  /\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.?\d{0,9} [+-]\d{4} (?:UTC|[A-Z]{3,4})/,
  /\b\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d\.?\d{0,9} [+-]\d{4}(?: \([A-Z]{3,4}\))?$/,
];

/**
 * The date follows the last ";" (RFC 5322, section 3.6.7) outside comments; failing that, the very last ";".
 * SendGrid's servers write none but end with "2006-01-02 15:04:05.999999999 +0000 UTC m=+1.5" or the usual form.
 */
function readDate(body: string, semicolon: number): { time: ZonedTime | null; dateMissing: boolean } {
  const usual = semicolon < 0 ? null : readAfter(body, semicolon);
  if (usual !== null) return { time: usual, dateMissing: false };
  const last = body.lastIndexOf(";");
  const other = last < 0 || last === semicolon ? null : readAfter(body, last);
  if (other !== null) return { time: other, dateMissing: false };
  const time = semicolon < 0 ? readTail(body.slice(-TAIL_CHARS)) : null;
  return { time, dateMissing: time === null && (semicolon < 0 || body.slice(semicolon + 1).trim() === "") };
}

function readTail(tail: string): ZonedTime | null {
  for (const form of TAIL_FORMS) {
    const time = parseZonedDateTime(form.exec(tail)?.[0] ?? "");
    if (time !== null) return time;
  }
  return null;
}

function readAfter(body: string, semicolon: number): ZonedTime | null {
  return parseZonedDateTime(body.slice(semicolon + 1).trim());
}
