/** Sentences with words of a demand, a deadline, a threat, an amount or a contact: literal, never a judgement. */
import type { BodyAnalysis } from "../types.ts";
import type { TextPlace } from "./addresses.ts";
import { sentenceAround } from "./sentences.ts";
import { phrasesThatCount, type WordScan } from "./words.ts";

export type QuoteKind = BodyAnalysis["quotes"][number]["kind"];

export interface QuotePlace extends TextPlace {
  readonly kind: QuoteKind;
}

/** Of each kind: a newsletter full of such words must not bury the letter. */
const MAX_OF_A_KIND = 20;

const CODES = "EUR|USD|GBP|CHF|BTC|XMR|ETH|USDT";
const NUMBER = /\d[\d.,']{0,14}/g;
const CURRENCY_BEFORE = new RegExp(`(?:[€$£]|(?<![a-z])(?:${CODES}))[ \\u00a0]?$`, "i");
const CURRENCY_BEHIND = new RegExp(
  `[ \\u00a0]?(?:[€$£]|(?:${CODES}|euros?|dollars?|pounds|bitcoins?|monero)(?![a-z]))`,
  "iy",
);
/** The longest code with a blank, and the letter before it. */
const MAX_CURRENCY = 6;

/** From number to number, since few texts have many. */
function findAmounts(text: string): TextPlace[] {
  const found: TextPlace[] = [];
  for (const { index, 0: match } of text.matchAll(NUMBER)) {
    if (found.length >= MAX_OF_A_KIND) break;
    const number = match.replace(/[.,']+$/, "");
    const before = CURRENCY_BEFORE.exec(text.slice(Math.max(0, index - MAX_CURRENCY), index));
    CURRENCY_BEHIND.lastIndex = index + number.length;
    if (before !== null) found.push({ start: index - before[0].length, end: index + number.length });
    else if (CURRENCY_BEHIND.test(text)) found.push({ start: index, end: CURRENCY_BEHIND.lastIndex });
  }
  return found;
}

/** @param wraps - See sentenceAround. @returns In the order of the text, each sentence once for each kind. */
export function findQuotes(text: string, scan: WordScan, wraps: boolean): QuotePlace[] {
  const marks: QuotePlace[] = [
    ...phrasesThatCount(scan),
    ...findAmounts(text).map((place) => ({ kind: "amount" as const, ...place })),
  ].sort((a, b) => a.start - b.start);
  const quotes: QuotePlace[] = [];
  const lastOf = new Map<QuoteKind, { count: number; end: number }>();
  for (const { kind, start, end } of marks) {
    const last = lastOf.get(kind) ?? { count: 0, end: 0 };
    if (last.count >= MAX_OF_A_KIND || end <= last.end) continue;
    const sentence = sentenceAround(text, start, end, wraps);
    lastOf.set(kind, { count: last.count + 1, end: sentence.end });
    quotes.push({ kind, ...sentence });
  }
  return quotes;
}
