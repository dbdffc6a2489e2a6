/** What the visible and the hidden text of a message says: quotes with their places, never a judgement. */
import type { MimeTree } from "../../mail/mime-tree.ts";
import type { BodyAnalysis } from "../types.ts";
import {
  findMailAddresses,
  findWebAddresses,
  hostShownInstead,
  readFoundAddress,
  readWebAddress,
  type TextPlace,
} from "./addresses.ts";
import { areDifferent, pairAlternatives } from "./alternatives.ts";
import { Collected } from "./collected.ts";
import { type HtmlContent, readHtml } from "./html/html-content.ts";
import { findInvisible } from "./invisible.ts";
import { findPhones } from "./phones.ts";
import { findQuotes } from "./quotes.ts";
import { inOneLine } from "./sentences.ts";
import { readTextParts, type TextPart, type TextRange } from "./text-parts.ts";
import { plainText, type VisibleText, withoutInvisible } from "./visible-text.ts";
import { findWallets } from "./wallets.ts";
import { languageOf, scanWords, type WordScan } from "./words.ts";

/** A part as it is read. */
interface ShownPart {
  readonly part: TextPart;
  readonly visible: VisibleText;
  readonly html: HtmlContent | null;
}

/** Comments kept: programs leave many, and most say nothing. */
const MAX_COMMENTS = 20;
/** Letters below which a hidden text or comment says nothing: a blank, a dot, a number of a template. */
const MIN_HIDDEN_LETTERS = 3;
const MIN_COMMENT_LETTERS = 12;
/** Of a quote that is no sentence. */
const MAX_QUOTE = 200;

/** @returns null where the message has no text part. Nothing is loaded, opened or shown for it. */
export async function analyseBody(octets: Uint8Array, tree: MimeTree): Promise<BodyAnalysis | null> {
  const { parts, truncated } = readTextParts(octets, tree);
  if (parts.length === 0) return null;
  const shown = parts.map(readPart);
  const found = new Collected();
  const main = mainParts(tree, shown, found);
  const scans = new Map(main.map((one) => [one, scanWords(one.visible.text)]));
  const language = languageOf(longest([...scans.values()]));
  for (const one of shown) {
    if (one.html !== null) noteHtml(one.part, one.html, found);
    noteAddresses(one, found);
  }
  for (const [one, scan] of scans) {
    noteQuotes(one, scan, found);
    await noteNumbers(one, language?.code ?? null, found);
  }
  const characters = main.reduce((sum, { visible }) => sum + visible.text.trim().length, 0);
  return { language, characters, truncated, ...found.finish(octets) };
}

function readPart(part: TextPart): ShownPart {
  const html = part.isHtml ? readHtml(part.text) : null;
  return { part, html, visible: html?.visible ?? plainText(part.text) };
}

/** All but plain forms of what an HTML form shows as well; a form that says something else is noted, and read. */
function mainParts(tree: MimeTree, shown: readonly ShownPart[], found: Collected): ShownPart[] {
  const pairs = pairAlternatives(
    tree,
    shown.map(({ part }) => part),
  );
  const byPart = new Map(shown.map((one) => [one.part, one]));
  const isRepeated = ({ part, visible }: ShownPart) => {
    const html = pairs.get(part);
    const other = html === undefined ? "" : (byPart.get(html)?.visible.text ?? "");
    if (html === undefined || other.trim() === "") return false;
    if (!areDifferent(visible.text, other)) return true;
    const end = Math.min(visible.text.length, MAX_QUOTE);
    const text = inOneLine(visible.text.slice(0, end));
    found.hidden.add("alternative-differs", { part, start: 0, end }, { text, how: "alternative-differs" });
    return false;
  };
  const kept = shown.filter((one) => !isRepeated(one));
  for (const one of kept) noteInvisible(one, found);
  return kept.map((one) => ({ ...one, visible: withoutInvisible(one.visible) }));
}

function longest(scans: readonly WordScan[]): WordScan {
  const none: WordScan = { words: 0, letters: 0, scores: new Map(), phrases: [] };
  return scans.reduce((best, scan) => (scan.letters > best.letters ? scan : best), none);
}

/** @param place - In the visible text. */
function rangeOf({ part, visible }: ShownPart, { start, end }: TextPlace): TextRange {
  return { part, start: visible.sourceOf(start), end: visible.sourceOf(Math.max(start, end - 1)) + 1 };
}

function noteInvisible(one: ShownPart, found: Collected): void {
  for (const { how, word, start, end } of findInvisible(one.visible.text)) {
    found.hidden.add(how, rangeOf(one, { start, end }), { how, text: word });
  }
}

function noteHtml(part: TextPart, html: HtmlContent, found: Collected): void {
  let comments = 0;
  for (const { how, text, start, end } of html.hidden) {
    const isComment = how.endsWith("comment");
    if (isComment && comments >= MAX_COMMENTS) continue;
    if (!hasLetters(text, isComment ? MIN_COMMENT_LETTERS : MIN_HIDDEN_LETTERS)) continue;
    if (isComment) comments++;
    found.hidden.add(`${how} ${text}`, { part, start, end }, { how, text });
  }
  for (const { href, text, start, end } of html.links) {
    const range = { part, start, end };
    noteMailTo(href, range, found);
    const address = readWebAddress(href, html.base);
    if (address === null) continue;
    const shownAs = hostShownInstead(text, address.host);
    const entry = { text: address.defanged, host: address.host, shownAs };
    found.urls.add(address.defanged, range, entry, shownAs !== null);
  }
  for (const { kind, address: written, start, end } of html.addresses) {
    const address = readWebAddress(written, html.base);
    if (address === null || address.host === "") continue;
    const range = { part, start, end };
    const entry = { text: address.defanged, host: address.host };
    if (kind === "form") found.forms.add(address.defanged, range, entry);
    else found.remote.add(`${kind} ${address.defanged}`, range, { ...entry, kind });
  }
}

const LETTER = /\p{L}/gu;

/** @returns Whether it has so many; they nearly always come first, so the rest is not looked at. */
function hasLetters(text: string, count: number): boolean {
  LETTER.lastIndex = 0;
  let found = 0;
  while (found < count && LETTER.test(text)) found++;
  return found === count;
}

function noteMailTo(href: string, range: TextRange, found: Collected): void {
  if (!/^\s{0,9}mailto:/i.test(href)) return;
  const text = href.slice(0, 2_000).replaceAll("%40", "@");
  for (const { start, end } of findMailAddresses(text)) {
    const address = text.slice(start, end);
    found.mailAddresses.add(address.toLowerCase(), range, { text: address });
  }
}

function noteAddresses(one: ShownPart, found: Collected): void {
  const { text } = one.visible;
  for (const place of findWebAddresses(text)) {
    const address = readFoundAddress(text.slice(place.start, place.end));
    if (address === null) continue;
    const { defanged, host } = address;
    found.urls.add(defanged, rangeOf(one, place), { text: defanged, host, shownAs: null });
  }
  for (const place of findMailAddresses(text)) {
    const address = text.slice(place.start, place.end);
    found.mailAddresses.add(address.toLowerCase(), rangeOf(one, place), { text: address });
  }
}

function noteQuotes(one: ShownPart, scan: WordScan, found: Collected): void {
  const { text } = one.visible;
  for (const { kind, ...place } of findQuotes(text, scan, one.html === null)) {
    const quote = inOneLine(text.slice(place.start, place.end));
    found.quotes.add(`${kind} ${quote}`, rangeOf(one, place), { kind, text: quote });
  }
}

async function noteNumbers(one: ShownPart, language: string | null, found: Collected): Promise<void> {
  const { text } = one.visible;
  for (const { number, country, ...place } of await findPhones(text, language)) {
    const written = inOneLine(text.slice(place.start, place.end));
    found.phones.add(number, rangeOf(one, place), { text: written, number, country });
  }
  for (const { currency, ...place } of await findWallets(text)) {
    const address = text.slice(place.start, place.end);
    found.wallets.add(address, rangeOf(one, place), { text: address, currency });
  }
}
