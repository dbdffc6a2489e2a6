/** The sentence around a place, cut where it gets long. */
import type { TextPlace } from "./addresses.ts";

/** Characters on either side: a sentence in a letter has about a hundred. */
const MAX_SIDE = 180;
const ENDS = ".!?…";

/**
 * @param wraps - Single line breaks only wrap lines, as in plain text; only an empty line parts.
 * @returns Without white space at either end.
 */
export function sentenceAround(text: string, start: number, end: number, wraps: boolean): TextPlace {
  let from = start;
  const lowest = Math.max(0, start - MAX_SIDE);
  while (from > lowest && !partsAt(text, from - 1, wraps)) from--;
  // Cut off in the middle: begin with a whole word.
  if (from === lowest && from > 0) while (from < start && !isSpace(text[from - 1])) from++;
  let to = end;
  const highest = Math.min(text.length, end + MAX_SIDE);
  while (to < highest && !partsAt(text, to, wraps)) to++;
  if (to < text.length && ENDS.includes(text[to] as string)) to++;
  if (to === highest && to < text.length) while (to > end && !isSpace(text[to])) to--;
  while (from < start && isSpace(text[from])) from++;
  while (to > end && isSpace(text[to - 1])) to--;
  return { start: from, end: to };
}

function partsAt(text: string, place: number, wraps: boolean): boolean {
  const character = text[place] as string;
  if (character === "\n") return !wraps || isEmptyLineAt(text, place);
  return ENDS.includes(character) && (place + 1 >= text.length || isSpace(text[place + 1]));
}

function isEmptyLineAt(text: string, place: number): boolean {
  const before = text[place - 1] === "\r" ? text[place - 2] : text[place - 1];
  const after = text[place + 1] === "\r" ? text[place + 2] : text[place + 1];
  return before === "\n" || after === "\n";
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && (character <= " " || character === "\u00a0");
}

/** One line, as a quote is shown. */
export function inOneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
