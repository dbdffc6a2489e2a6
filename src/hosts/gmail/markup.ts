/**
 * Text on cards. Gmail reads a few HTML tags in some members of a card (bold, links, colours), so what others wrote could
 * become a link or a heading there: only `Markup` may stand in them, and it is made here alone.
 */

declare const markup: unique symbol;
/** Text in which every "&", "<" and ">" is either ours or escaped. */
export type Markup = string & { readonly [markup]: true };

/** Characters of one text on a card, as it is sent: more would be cut somewhere. */
const MARKUP_LIMIT = 4000;
/** Characters of a name, an address or a subject that are shown: a sender may write a page of them. */
const LINE_LIMIT = 200;
/** Of a sentence of ours in which something of the sender's stands. */
export const SENTENCE_LIMIT = 1000;

/** C0 and C1 controls other than the line feed, and everything that reorders text: with them one name could read as another. */
const REORDERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Text of ours, or of the organisation's signed directory. */
export function plain(text: string): Markup {
  return escaped(cut(text, MARKUP_LIMIT).replace(REORDERING, "\uFFFD"));
}

/**
 * What a sender chose, or a sentence that quotes it, on one line. Programs that turn addresses of pages into links find
 * none in it.
 */
export function foreign(text: string, limit = LINE_LIMIT): Markup {
  return escaped(withoutLinks(plainLine(text, limit)));
}

export function bold(text: Markup): Markup {
  return `<b>${text}</b>` as Markup;
}

/** One text a line. */
export function lines(...texts: readonly Markup[]): Markup {
  return texts.filter((one) => one !== "").join("<br>") as Markup;
}

/** For members of a card that know no markup: labels, items, buttons. */
export function plainLine(text: string, limit = LINE_LIMIT): string {
  return cut(text, limit).replace(REORDERING, "\uFFFD").replace(/\n/g, " ");
}

/** A word joiner has no width and ends no word: the text reads and sounds the same. */
function withoutLinks(text: string): string {
  return text.replace(/:(?=\/\/)/g, ":\u2060").replace(/\b(www)(?=\.)/gi, "$1\u2060");
}

/** The sign that something was left out is one of the characters. */
function cut(text: string, limit: number): string {
  const characters = [...text.slice(0, 2 * limit + 2).toWellFormed()];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join("")}…` : characters.join("");
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "<br>" };

/** Ends between two characters, never within what stands for one. */
function escaped(text: string): Markup {
  let markup = "";
  for (const character of text) {
    const next = ESCAPES[character] ?? character;
    if (markup.length + next.length >= MARKUP_LIMIT) return `${markup}…` as Markup;
    markup += next;
  }
  return markup as Markup;
}
