/** The part of OData and of Outlook's search words that mailboxes are asked with. */
import { conversationIdOf } from "../web/mail/ids.ts";
import type { Mail } from "../web/mail/mail.ts";

/** Why a query is refused, by Graph's code. */
export type QueryError =
  | "ErrorInvalidUrlQueryFilter"
  | "InefficientFilter"
  | "SearchWithFilter"
  | "SearchWithOrderBy";

export interface MailQuery {
  readonly filter: string | undefined;
  readonly search: string | undefined;
  readonly orderBy: string | undefined;
}

type Found = { readonly mails: readonly Mail[] } | { readonly error: QueryError };

/** @param mails - Newest first. */
export function queryMails(mails: readonly Mail[], { filter, search, orderBy }: MailQuery): Found {
  if (search !== undefined) {
    if (filter !== undefined) return { error: "SearchWithFilter" };
    if (orderBy !== undefined) return { error: "SearchWithOrderBy" };
    return { mails: mails.filter((mail) => matches(mail, search)) };
  }
  const clauses = filter === undefined ? [] : parseFilter(filter);
  if (clauses === null) return { error: "ErrorInvalidUrlQueryFilter" };
  // Graph sorts only by what the filter names first.
  const ordered = orderBy?.split(" ")[0];
  if (ordered !== undefined && clauses.length > 0 && clauses[0]?.field !== ordered) {
    return { error: "InefficientFilter" };
  }
  const found = mails.filter((mail) => clauses.every((clause) => holds(mail, clause)));
  return { mails: orderBy?.endsWith(" asc") ? found.toReversed() : found };
}

/** Milliseconds since the epoch: the newest Received field, as the mailbox counts. */
export function receivedAt(mail: Mail): number {
  const received = /^received:(?:[^\r\n]|\r?\n[ \t])*;\s*([^\r\n]+)/im.exec(mail.headers)?.[1];
  const time = received === undefined ? Number.NaN : Date.parse(received);
  return Number.isFinite(time) ? time : (mail.date ?? 0);
}

interface Clause {
  readonly field: string;
  readonly operator: string;
  readonly value: string;
}

const fields: Readonly<Record<string, (mail: Mail) => string>> = {
  "from/emailAddress/address": (mail) => mail.from.address.toLowerCase(),
  "sender/emailAddress/address": (mail) => mail.from.address.toLowerCase(),
  conversationId: (mail) => conversationIdOf(mail.subject),
  internetMessageId: (mail) => mail.messageId,
  subject: (mail) => mail.subject.toLowerCase(),
  receivedDateTime: (mail) => new Date(receivedAt(mail)).toISOString(),
  isDraft: () => "false",
};
/** Compared as Exchange does, without regard to case. */
const CASELESS = /address$|^subject$/;

function parseFilter(text: string): Clause[] | null {
  const clauses: Clause[] = [];
  const clause = /\s*([\w/]+)\s+(eq|ne|ge|gt|le|lt)\s+('(?:[^']|'')*'|[\w:.+-]+)\s*(?:and\b|$)/y;
  while (clause.lastIndex < text.length) {
    const match = clause.exec(text);
    if (match === null) return null;
    const [, field, operator, raw] = match as unknown as [string, string, string, string];
    if (!Object.hasOwn(fields, field)) return null;
    const value = unquote(raw);
    if (field === "receivedDateTime" && Number.isNaN(Date.parse(value))) return null;
    clauses.push({ field, operator, value });
  }
  return clauses;
}

function unquote(raw: string): string {
  return raw.startsWith("'") ? raw.slice(1, -1).replaceAll("''", "'") : raw;
}

function holds(mail: Mail, { field, operator, value }: Clause): boolean {
  const own = fields[field]?.(mail) ?? "";
  const other =
    field === "receivedDateTime"
      ? new Date(value).toISOString()
      : CASELESS.test(field)
        ? value.toLowerCase()
        : value;
  switch (operator) {
    case "eq":
      return own === other;
    case "ne":
      return own !== other;
    case "ge":
      return own >= other;
    case "gt":
      return own > other;
    case "le":
      return own <= other;
    default:
      return own < other;
  }
}

/** "word word" all of them; "from:x", "subject:x", "body:x"; a phrase in \"…\"; OR between two halves. */
function matches(mail: Mail, search: string): boolean {
  const inner = /^"(.*)"$/s.exec(search)?.[1] ?? search;
  return inner.split(/\s+OR\s+/).some((half) => {
    const terms = half.match(/(?:\w+:)?\\"(?:[^\\]|\\(?!"))*\\"|\S+/g) ?? [];
    return terms.filter((term) => term !== "AND").every((term) => holdsTerm(mail, term));
  });
}

function holdsTerm(mail: Mail, term: string): boolean {
  const [, scope = "", words = ""] = /^(?:(from|subject|body|participants):)?(.*)$/is.exec(term) ?? [];
  const wanted = words.replaceAll('\\"', "").toLowerCase();
  const sender = `${mail.from.name} ${mail.from.address}`;
  const places: Readonly<Record<string, string>> = {
    from: sender,
    participants: `${sender} ${mail.to.map((one) => one.address).join(" ")}`,
    subject: mail.subject,
    body: mail.text,
    "": `${sender} ${mail.subject} ${mail.text}`,
  };
  return wanted !== "" && (places[scope.toLowerCase()] ?? "").toLowerCase().includes(wanted);
}
