/** Characters that show nothing, where no language needs them. */
import type { TextPlace } from "./addresses.ts";

export type InvisibleHow = "zero-width" | "soft-hyphen" | "bidi-control" | "tag-characters";

export interface InvisiblePlace extends TextPlace {
  readonly how: InvisibleHow;
  /** The word without them. */
  readonly word: string;
}

const ANY = /[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069]|\udb40[\udc00-\udc7f]/g;
/** Scripts that are written without joiners; Persian, Hindi and emoji need theirs. */
const PLAIN_LETTER = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d]/u;
const MAX_WORD = 60;
/** The flag of England is a black flag with tag characters behind. */
const FLAG = "\u{1f3f4}";

/** @returns The first place of each kind. */
export function findInvisible(text: string): InvisiblePlace[] {
  const found = new Map<InvisibleHow, InvisiblePlace>();
  if (text.search(ANY) < 0) return [];
  let flagEnd = -1;
  for (const { index, 0: character } of text.matchAll(ANY)) {
    const isInFlag = character.length === 2 && (index === flagEnd || text.slice(index - 2, index) === FLAG);
    if (isInFlag) flagEnd = index + 2;
    const how = howOf(character);
    if (found.has(how) || isInFlag || !isOutOfPlace(text, index, character, how)) continue;
    found.set(how, { how, ...wordAround(text, index, index + character.length) });
  }
  return [...found.values()];
}

function howOf(character: string): InvisibleHow {
  if (character === "\u00ad") return "soft-hyphen";
  if (character.length === 2) return "tag-characters";
  return /[\u202a-\u202e\u2066-\u2069]/.test(character) ? "bidi-control" : "zero-width";
}

/** Between two letters of a word; marks of direction and hidden letters are out of place anywhere. */
function isOutOfPlace(text: string, index: number, character: string, how: InvisibleHow): boolean {
  if (how === "tag-characters") return true;
  // Isolates around names are what careful programs write; overrides turn text around.
  if (how === "bidi-control") return character === "\u202d" || character === "\u202e";
  return PLAIN_LETTER.test(text[index - 1] ?? "") && PLAIN_LETTER.test(text[index + character.length] ?? "");
}

function wordAround(text: string, index: number, after: number): TextPlace & { word: string } {
  let [start, end] = [index, after];
  while (start > 0 && index - start < MAX_WORD && !/\s/.test(text[start - 1] as string)) start--;
  while (end < text.length && end - after < MAX_WORD && !/\s/.test(text[end] as string)) end++;
  return { start, end, word: text.slice(start, end).replace(ANY, "") };
}
