/** One Received field (RFC 5321, section 4.4) in the many forms that servers write. */
import { parseZonedDateTime, type ZonedTime } from "../mail/date-time.ts";
import { type Token, tokenize } from "../mail/lexer.ts";
import { parseIp } from "./ip-address.ts";

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
  readonly by: string | null;
  readonly with: string | null;
  readonly via: string | null;
  readonly id: string | null;
  readonly for: string | null;
  readonly tls: string | null;
  readonly time: ZonedTime | null;
  /** No text where a date should be, as opposed to text that cannot be read. */
  readonly dateMissing: boolean;
}

interface Clause {
  readonly keyword: string;
  readonly words: Token[];
  readonly comments: string[];
}

const KEYWORDS = new Set(["from", "by", "via", "with", "id", "for"]);
const NOBODY: ReceivedFrom = { helo: null, rdns: null, ip: null };

/** @param body - Unfolded field body. Never fails: what cannot be read is null. */
export function parseReceived(body: string): Received {
  const tokens = tokenize(body, ";");
  const semicolon = tokens.findLast((token) => token.kind === "special");
  const head = semicolon === undefined ? tokens : tokens.filter((token) => token.offset < semicolon.offset);
  const clauses = splitClauses(head);
  const date = readDate(body, semicolon?.offset ?? -1);
  return {
    from: readFrom(clauses.get("from")),
    by: clauses.get("by")?.words[0]?.text ?? null,
    with: joined(clauses.get("with")),
    via: joined(clauses.get("via")),
    id: clauses.get("id")?.words[0]?.text ?? null,
    for: readFor(clauses.get("for")),
    tls: readTls(head),
    ...date,
  };
}

/** The first clause of each keyword; a later "from" is a word of something else. */
function splitClauses(tokens: readonly Token[]): Map<string, Clause> {
  const clauses = new Map<string, Clause>();
  let current: Clause = { keyword: "", words: [], comments: [] };
  for (const token of tokens) {
    const keyword = token.kind === "word" ? token.text.toLowerCase() : "";
    // "from from (…)": a keyword needs its value before the next can begin.
    const complete = current.words.length > 0 || current.keyword === "" || current.comments.length > 0;
    if (KEYWORDS.has(keyword) && complete && !clauses.has(keyword)) {
      current = { keyword, words: [], comments: [] };
      clauses.set(keyword, current);
    } else if (token.kind === "comment") current.comments.push(token.text);
    else if (token.kind !== "special") current.words.push(token);
  }
  return clauses;
}

function joined(clause: Clause | undefined): string | null {
  if (clause === undefined || clause.words.length === 0) return null;
  return clause.words
    .slice(0, 8)
    .map((word) => word.text)
    .join(" ");
}

function readFor(clause: Clause | undefined): string | null {
  const text = clause?.words[0]?.text.replace(/[,;]+$/, "") ?? null;
  return text === null ? null : text.replace(/^<([^<>]*)>$/, "$1") || null;
}

function readFrom(clause: Clause | undefined): ReceivedFrom {
  const word = clause?.words[0]?.text;
  if (clause === undefined || word === undefined) return NOBODY;
  const seen = clause.comments.map(readFromComment);
  const saidHelo = seen.find((comment) => comment.helo !== null)?.helo ?? null;
  const ip = seen.find((comment) => comment.ip !== null)?.ip ?? null;
  const rdns = seen.find((comment) => comment.rdns !== null)?.rdns ?? null;
  if (saidHelo !== null) {
    // qmail, Exim, Yahoo: the HELO stands in the comment, the word before it is what the server looked up.
    return { helo: saidHelo, rdns: rdns ?? hostName(word), ip: ip ?? parseIp(word) };
  }
  // A bare "[ip]" is the address only where the server noted no other: else it is the HELO literal.
  return { helo: word, rdns, ip: ip ?? (word.startsWith("[") ? parseIp(word) : null) };
}

/** Reads "rdns [ip]", "[ip] helo=x ident=y", "HELO x", "user@ip", "ip", "IDENT:user@rdns [ip]", nested or not. */
function readFromComment(comment: string): ReceivedFrom {
  const words = comment.split(/[\s()]+/, 64).filter((word) => word !== "");
  let helo: string | null = null;
  let bracketed: string | null = null;
  let plain: string | null = null;
  let rdns: string | null = null;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const named = /^(helo|ehlo|ident|port|auth|envelope-from)=(.*)$/i.exec(word);
    if (/^(helo|ehlo)$/i.test(word)) helo ??= words[++i] ?? null;
    else if (named !== null)
      helo ??= /^[he]+lo$/i.test(named[1] as string) ? (named[2] as string) || null : null;
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

/** @returns The name without its final dot, or null for words that are no host name ("unknown", "Postfix"). */
function hostName(text: string): string | null {
  const name = text.replace(/\.$/, "");
  return /^(?=.{3,255}$)[\w-]+(?:\.[\w-]+)+$/.test(name) && parseIp(name) === null ? name : null;
}

const TLS_WORDS = /\b(?:version=|using\s+|cipher=)?(TLS\s?v?1(?:[._]\d)?|SSLv3)\b/i;

function readTls(tokens: readonly Token[]): string | null {
  for (const token of tokens) {
    if (token.kind === "comment" && token.text.length < 1000) {
      const m = TLS_WORDS.exec(token.text);
      if (m !== null) return m[1] as string;
    }
  }
  return null;
}

/**
 * The date follows the last ";" (RFC 5322, section 3.6.7) outside comments; failing that, the very last ";".
 * SendGrid's servers write none but end with Go's form, "2006-01-02 15:04:05.999999999 +0000 UTC m=+1.5".
 */
function readDate(body: string, semicolon: number): { time: ZonedTime | null; dateMissing: boolean } {
  for (const from of [semicolon, body.lastIndexOf(";")]) {
    const time = from < 0 ? null : parseZonedDateTime(body.slice(from + 1));
    if (time !== null) return { time, dateMissing: false };
  }
  const go = /\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.?\d{0,9} [+-]\d{4} (?:UTC|[A-Z]{3,4})/.exec(body.slice(-200));
  const time = go === null ? null : parseZonedDateTime(go[0]);
  return { time, dateMissing: time === null && (semicolon < 0 || body.slice(semicolon + 1).trim() === "") };
}
