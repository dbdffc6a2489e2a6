/** Comments and quoted strings of structured fields (RFC 5322, section 3.2), each in one pass over the text. */

export interface Token {
  /** "comment": the text between the outermost parentheses, inner ones kept. "quoted": unescaped, without quotes. */
  readonly kind: "word" | "comment" | "quoted" | "special";
  readonly text: string;
  /** Characters from the start of the text. */
  readonly offset: number;
}

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const OPEN = 0x28;
const CLOSE = 0x29;
const BACKSLASH = 0x5c;

/** @returns The offset after the closing parenthesis, or the end where none closes. */
function commentEnd(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH) i++;
    else if (code === OPEN) depth++;
    else if (code === CLOSE && --depth === 0) return i + 1;
  }
  return text.length;
}

/** @returns The offset after the closing quote, or -1 where none closes: the quote is then an ordinary character. */
function quoteEnd(text: string, open: number): number {
  for (let i = open + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH) i++;
    else if (code === QUOTE) return i + 1;
  }
  return -1;
}

export function unescapeQuotedPairs(text: string): string {
  return text.includes("\\") ? text.replace(/\\([\s\S])/g, "$1") : text;
}

/**
 * Splits a structured field body. Every input gives tokens; what is not closed runs to the end.
 *
 * @param specials - Characters that are tokens of their own outside comments and quotes, such as ";" or "<>,".
 */
export function tokenize(text: string, specials: string): Token[] {
  const tokens: Token[] = [];
  let quotesClose = true;
  let i = 0;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (isSpace(code)) {
      i++;
    } else if (code === OPEN) {
      const end = commentEnd(text, i);
      tokens.push({
        kind: "comment",
        text: text.slice(i + 1, text[end - 1] === ")" ? end - 1 : end),
        offset: i,
      });
      i = Math.max(end, i + 1);
    } else if (isSpecial(code, specials)) {
      tokens.push({ kind: "special", text: text[i] as string, offset: i });
      i++;
    } else {
      // Looking for a missing closing quote once is enough: from there on none closes, and time stays linear.
      const end = code === QUOTE && quotesClose ? quoteEnd(text, i) : 0;
      if (end < 0) quotesClose = false;
      if (end > 0)
        tokens.push({ kind: "quoted", text: unescapeQuotedPairs(text.slice(i + 1, end - 1)), offset: i });
      const wordStart = i;
      i = end > 0 ? end : wordEnd(text, i, specials);
      if (end <= 0) tokens.push({ kind: "word", text: text.slice(wordStart, i), offset: wordStart });
    }
  }
  return tokens;
}

function isSpace(code: number): boolean {
  return code === SPACE || code === TAB || code === CR || code === LF;
}

function isSpecial(code: number, specials: string): boolean {
  for (let i = 0; i < specials.length; i++) if (specials.charCodeAt(i) === code) return true;
  return false;
}

function wordEnd(text: string, start: number, specials: string): number {
  let i = start + 1;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (isSpace(code) || code === OPEN || code === QUOTE || isSpecial(code, specials)) break;
    i++;
  }
  return i;
}

/** Replaces each comment by a space; quoted strings stay as they are. */
export function withoutComments(text: string): string {
  if (!text.includes("(")) return text;
  let out = "";
  let copied = 0;
  let quotesClose = true;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "(") {
      out += `${text.slice(copied, i)} `;
      copied = commentEnd(text, i);
      i = copied - 1;
    } else if (text[i] === '"' && quotesClose) {
      const end = quoteEnd(text, i);
      if (end < 0) quotesClose = false;
      else i = end - 1;
    }
  }
  return out + text.slice(copied);
}
