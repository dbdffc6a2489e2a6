/** Two forms of one text (RFC 2046, section 5.1.4): a program shows one of them, a filter may read the other. */
import type { MimeTree } from "../../mail/mime-tree.ts";
import type { TextPart } from "./text-parts.ts";

/** Compared of each form; what differs, differs from the start. */
const MAX_COMPARED = 2_000;
const MIN_WORDS = 20;
/** Of the shorter form's words; programs that make one form from the other keep nearly all. */
const MIN_SHARED = 0.3;

/** The plain text parts that stand beside an HTML form in one multipart/alternative, with that form. */
export function pairAlternatives(
  tree: MimeTree,
  parts: readonly TextPart[],
): ReadonlyMap<TextPart, TextPart> {
  const pairs = new Map<TextPart, TextPart>();
  const htmls = parts.filter(({ isHtml }) => isHtml);
  if (htmls.length === 0) return pairs;
  for (const plain of parts.filter(({ isHtml }) => !isHtml)) {
    const { parent } = plain.entity;
    if (parent === null || tree.entities[parent]?.mediaType !== "multipart/alternative") continue;
    const html = htmls.find((one) => isInside(tree, one, parent));
    if (html !== undefined) pairs.set(plain, html);
  }
  return pairs;
}

/** The HTML form often lies deeper, in a multipart/related with its pictures. */
function isInside({ entities }: MimeTree, part: TextPart, container: number): boolean {
  let parent = part.entity.parent;
  while (parent !== null && parent !== container) parent = entities[parent]?.parent ?? null;
  return parent === container;
}

/** Source or style sheet of HTML, where a careless program copied it into the plain form. */
const MARKUP = /<\/?(?:table|center|div|p|span|td|br)[\s>/]|\{\s{0,9}[\w-]{1,40}\s{0,9}:[^{}]{1,200}[;}]/i;

/** Whether two forms have so few words in common that they are different letters. */
export function areDifferent(plain: string, html: string): boolean {
  if (sharesBeginning(plain, html) || MARKUP.test(plain.slice(0, MAX_COMPARED))) return false;
  const [one, other] = [wordsOf(plain), wordsOf(html)];
  if (one.size < MIN_WORDS || other.size < MIN_WORDS) return false;
  const [shorter, longer] = one.size < other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const word of shorter) if (longer.has(word)) shared++;
  return shared < shorter.size * MIN_SHARED;
}

/** The usual case, told by a few words without comparing all. */
function sharesBeginning(plain: string, html: string): boolean {
  const words =
    plain
      .slice(0, 400)
      .match(/\p{L}{5,30}/gu)
      ?.slice(0, 6) ?? [];
  const compared = html.slice(0, MAX_COMPARED);
  return words.length === 6 && words.every((word) => compared.includes(word));
}

/** Words of four letters and more, without the addresses that plain forms are full of. */
function wordsOf(text: string): Set<string> {
  const running = text.slice(0, MAX_COMPARED).replace(/https?:\/\/[^\s<>]{1,2000}/gi, " ");
  return new Set(running.toLowerCase().match(/\p{L}{4,30}/gu) ?? []);
}
