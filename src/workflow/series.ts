/** What a search for further mails of the same hand starts from. */
import type { Analysis } from "../core/analysis/types.ts";
import { ibansIn } from "./iban.ts";
import type { ItemIdentity, SeriesQuery } from "./ports.ts";

/** A mailbox's search takes a second each. */
const MAX_WORDS = 3;
/** UTF-16 units: the longest address of a currency has 106. */
const MAX_WORD = 120;
/** Short ones are found everywhere. */
const MIN_WORD = 6;
/** What may stand in a search as it is: nothing that could end a quote or be an operator. */
const SEARCHABLE = /^[\p{L}\p{N}@._+%()/ -]+$/u;

/** The strongest first: where money goes, then where answers go, then how else the writer can be reached. */
const KEYS = ["reply-to", "contact-address"] as const;

/**
 * Texts of a mail that another mail of the same hand would hold as words: at most three, as written, white space
 * narrowed. The sender's own address is not among them: it is looked for by itself.
 */
export function seriesWords(
  analysis: Pick<Analysis, "body" | "correlationKeys" | "from">,
): readonly string[] {
  const { body, correlationKeys, from } = analysis;
  const sender = from?.address?.toLowerCase();
  const wallets = body?.wallets.map(({ text }) => text) ?? [];
  const accounts = ibansIn(body?.quotes.map(({ text }) => text) ?? []);
  const addresses = KEYS.flatMap((kind) => correlationKeys.filter((key) => key.kind === kind))
    .map(({ value }) => value)
    .filter((value) => value.toLowerCase() !== sender);
  const phones = body?.phones.map(({ text }) => text) ?? [];
  const words = [...wallets, ...accounts, ...addresses, ...phones].map((word) =>
    word.replace(/\s+/g, " ").trim(),
  );
  return [...new Set(words.filter(isSearchable))].slice(0, MAX_WORDS);
}

function isSearchable(word: string): boolean {
  return word.length >= MIN_WORD && word.length <= MAX_WORD && SEARCHABLE.test(word);
}

/**
 * @param facts - What the host says of the open mail.
 * @param analysis - `ExpertView.analysis` of `engine.inspect`; null where there is none: the search goes by the facts.
 */
export function seriesQuery(
  item: ItemIdentity,
  facts: Pick<SeriesQuery, "senderAddress" | "conversationId" | "internetMessageId">,
  analysis: Pick<Analysis, "body" | "correlationKeys" | "from" | "messageId"> | null,
): SeriesQuery {
  return {
    item,
    senderAddress: facts.senderAddress ?? analysis?.from?.address ?? null,
    conversationId: facts.conversationId,
    internetMessageId: facts.internetMessageId ?? analysis?.messageId ?? null,
    words: analysis === null ? [] : seriesWords(analysis),
  };
}
