/** Further mails of the same sender, conversation or keys, found by Microsoft Graph. */
import { EvidenceError, type EvidenceErrorCode } from "../core/base/errors.ts";
import { fail, ok, type Result } from "../core/base/result.ts";
import type { ItemIdentity, SeriesFinder, SeriesMail, SeriesQuery, StepFailure } from "../workflow/ports.ts";
import { type GraphMail, type GraphPage, LIST_SELECT, readPage } from "./graph-message.ts";
import type { GraphRequest } from "./graph-request.ts";

/** Mails at most: more than anybody looks through. */
const FOUND_LIMIT = 50;
const PAGES = 2;
const WORDS = 3;
/** Octets of one page at most. */
const PAGE_OCTETS = 1 << 22;
/** Milliseconds for each question. */
const TIMEOUT_MS = 30_000;
/** Characters: addresses (RFC 5321, section 4.5.3.1.3), and what Exchange gives for a conversation. */
const ADDRESS_LIMIT = 254;
const ID_LIMIT = 1024;

interface Question {
  readonly because: SeriesMail["because"];
  /** The question, and the same one in a simpler form for a server that refuses the first. */
  readonly parameters: readonly Readonly<Record<string, string>>[];
}

interface Asking {
  readonly interactive: boolean;
  readonly signal: AbortSignal;
}

export function graphSeries(
  request: GraphRequest,
  base: string,
  messagesUrl: (item: ItemIdentity) => string,
): SeriesFinder {
  return { find };

  async function find(about: SeriesQuery, options: Asking): Promise<readonly SeriesMail[]> {
    const url = messagesUrl(about.item);
    const found: SeriesMail[] = [];
    let first: StepFailure | null = null;
    let answered = false;
    for (const question of questionsOf(about)) {
      // Only the first may show a window: the others find the token that it got.
      const asked = await ask(url, question, { ...options, interactive: options.interactive && !answered });
      if (asked.ok) {
        answered = true;
        found.push(...asked.value.filter((mail) => isOther(mail, about)).map(toSeries(question, about)));
      } else first ??= asked.error;
      if (!asked.ok && isSignIn(asked.error)) break;
    }
    if (first !== null && !answered) throw errorOf(first);
    return newest(found);
  }

  /** What was found before a later page failed is kept. */
  async function ask(
    url: string,
    question: Question,
    options: Asking,
  ): Promise<Result<readonly GraphMail[], StepFailure>> {
    const first = await firstPage(url, question, options);
    if (!first.ok) return first;
    const mails = [...first.value.mails];
    let next = first.value.nextLink;
    for (let page = 2; page <= PAGES && next !== null && isBelow(next, base); page++) {
      const further: Result<GraphPage, StepFailure> = await pageAt(next, { ...options, interactive: false });
      if (!further.ok) break;
      mails.push(...further.value.mails);
      next = further.value.nextLink;
    }
    return ok(mails);
  }

  async function firstPage(
    url: string,
    { parameters }: Question,
    options: Asking,
  ): Promise<Result<GraphPage, StepFailure>> {
    let last: Result<GraphPage, StepFailure> = fail(NOT_A_LIST);
    for (const one of parameters) {
      last = await pageAt(`${url}?${queryOf(one)}`, options);
      if (last.ok || last.error.code !== "GRAPH_400") break;
    }
    return last;
  }

  async function pageAt(url: string, options: Asking): Promise<Result<GraphPage, StepFailure>> {
    const answer = await request({ url, limit: PAGE_OCTETS, timeoutMs: TIMEOUT_MS, ...options });
    if (!answer.ok) return answer;
    const page = readPage(answer.value);
    return page === null ? fail(NOT_A_LIST) : ok(page);
  }
}

const NOT_A_LIST: StepFailure = { code: "GRAPH_ANSWER", detail: "the answer is no list of messages" };

function questionsOf(about: SeriesQuery): Question[] {
  const { senderAddress, conversationId, words } = about;
  const questions: Question[] = [];
  if (senderAddress !== null && isSayable(senderAddress, ADDRESS_LIMIT))
    questions.push({ because: "sender", parameters: bySender(senderAddress) });
  if (conversationId !== null && isSayable(conversationId, ID_LIMIT))
    questions.push({
      because: "conversation",
      parameters: [{ $filter: `conversationId eq ${quoted(conversationId)}` }],
    });
  for (const word of searchable(words)) questions.push({ because: "key", parameters: [{ $search: word }] });
  return questions;
}

/** Graph takes an order beside a filter only if the field stands first in the filter too, else "InefficientFilter". */
function bySender(address: string): Question["parameters"] {
  const filter = `from/emailAddress/address eq ${quoted(address)}`;
  return [
    {
      $filter: `receivedDateTime ge 1970-01-01T00:00:00Z and ${filter}`,
      $orderby: "receivedDateTime desc",
    },
    { $filter: filter },
  ];
}

/** A string of OData: the quote is doubled. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * A phrase for $search: quotes around the clause, and escaped ones around the phrase, so that no word of a mail is
 * read as an operator. Words that hold quotes or backslashes themselves are left out: nothing could be said of them.
 */
function searchable(words: readonly string[]): string[] {
  const plain = words.filter((word) => word.length >= 4 && isSayable(word, 200) && !/["\\]/.test(word));
  return [...new Set(plain)].slice(0, WORDS).map((word) => `"\\"${word}\\""`);
}

function isSayable(text: string, limit: number): boolean {
  return text.length > 0 && text.length <= limit && !/\p{Cc}/u.test(text) && text.isWellFormed();
}

function queryOf(parameters: Readonly<Record<string, string>>): string {
  const all = { ...parameters, $top: String(FOUND_LIMIT), $select: LIST_SELECT };
  return Object.entries(all)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
}

/** A list may not send us, and the token, anywhere but on in the same service. */
function isBelow(link: string, base: string): boolean {
  if (!URL.canParse(link)) return false;
  const { href, username, password } = new URL(link);
  return href.startsWith(`${base}/`) && username === "" && password === "";
}

/** Told apart by the id: a Message-ID is the sender's word, who may give all threats the same. */
function isOther(mail: GraphMail, { item, internetMessageId }: SeriesQuery): boolean {
  if (mail.isDraft) return false;
  if (item.graphId !== null) return mail.id !== item.graphId;
  return internetMessageId === null || mail.internetMessageId !== internetMessageId;
}

function toSeries({ because }: Question, { item }: SeriesQuery): (mail: GraphMail) => SeriesMail {
  return ({ id, summary, receivedAt }) => ({ id, summary, receivedAt, because, mailbox: item.mailbox });
}

/** Each mail once, with the first reason; those of unknown time last. */
function newest(found: readonly SeriesMail[]): SeriesMail[] {
  const byId = new Map<string, SeriesMail>();
  for (const mail of found) if (!byId.has(mail.id)) byId.set(mail.id, mail);
  const time = ({ receivedAt }: SeriesMail) => receivedAt ?? Number.NEGATIVE_INFINITY;
  return [...byId.values()].sort((a, b) => Math.sign(time(b) - time(a)) || 0).slice(0, FOUND_LIMIT);
}

function isSignIn({ code }: StepFailure): boolean {
  return code === "GRAPH_SIGN_IN_NEEDED" || code === "GRAPH_SIGN_IN_FAILED" || code === "GRAPH_401";
}

function errorOf({ code, detail }: StepFailure): EvidenceError {
  const known: Readonly<Record<string, EvidenceErrorCode>> = {
    GRAPH_SIGN_IN_NEEDED: "SIGN_IN_NEEDED",
    GRAPH_SIGN_IN_FAILED: "SIGN_IN_FAILED",
    GRAPH_401: "SIGN_IN_FAILED",
    GRAPH_403: "SIGN_IN_FAILED",
    GRAPH_UNREACHABLE: "NETWORK_UNREACHABLE",
    GRAPH_TIMEOUT: "NETWORK_UNREACHABLE",
    GRAPH_429: "NETWORK_UNREACHABLE",
  };
  const named = known[code] ?? (/^GRAPH_5\d\d$/.test(code) ? "NETWORK_UNREACHABLE" : "RESPONSE_INVALID");
  return new EvidenceError(named, detail, named === "RESPONSE_INVALID" ? {} : { retry: "later" });
}
