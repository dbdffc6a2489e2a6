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
const DIGIT = /\d/g;
const NUMBER = /\d[\d.,']{0,14}/y;
const CURRENCY_BEFORE = new RegExp(`(?:[€$£]|(?<![a-z])(?:${CODES}))[ \\u00a0]?$`, "i");
const CURRENCY_BEHIND = new RegExp(
  `[ \\u00a0]?(?:[€$£]|(?:${CODES}|euros?|dollars?|pounds|bitcoins?|monero)(?![a-z]))`,
  "iy",
);
/** The longest code with a blank, and the letter before it. */
const MAX_CURRENCY = 6;

/**
 * A currency ends or begins with one of its signs or letters, next to the number or behind one blank.
 *
 * @returns false only where no currency stands at the number between the two places: most numbers are dates and codes.
 */
function hasNeighbour(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (mayBeCurrency(isBlank(before) ? text.charCodeAt(start - 2) : before)) return true;
  const behind = text.charCodeAt(end);
  return mayBeCurrency(isBlank(behind) ? text.charCodeAt(end + 1) : behind);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0xa0;
}

/** NaN, outside of the text, is none. */
function mayBeCurrency(code: number): boolean {
  if (code === 0x24 || code > 0x7f) return true;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** From number to number, since few texts have many. */
function findAmounts(text: string): TextPlace[] {
  const found: TextPlace[] = [];
  DIGIT.lastIndex = 0;
  while (found.length < MAX_OF_A_KIND && DIGIT.test(text)) {
    const start = DIGIT.lastIndex - 1;
    NUMBER.lastIndex = start;
    NUMBER.test(text);
    DIGIT.lastIndex = NUMBER.lastIndex;
    let end = NUMBER.lastIndex;
    while (".,'".includes(text[end - 1] as string)) end--;
    if (!hasNeighbour(text, start, end)) continue;
    const before = CURRENCY_BEFORE.exec(text.slice(Math.max(0, start - MAX_CURRENCY), start));
    CURRENCY_BEHIND.lastIndex = end;
    if (before !== null) found.push({ start: start - before[0].length, end });
    else if (CURRENCY_BEHIND.test(text)) found.push({ start, end: CURRENCY_BEHIND.lastIndex });
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
