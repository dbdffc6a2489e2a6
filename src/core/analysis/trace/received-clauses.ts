/** The clauses of a Received field (RFC 5321, section 4.4), in one pass over its text. */

export type Keyword = "from" | "by" | "via" | "with" | "id" | "for";

export interface Clause {
  readonly words: string[];
  /** Text between the outermost parentheses, inner ones kept. */
  readonly comments: string[];
}

export interface Clauses {
  readonly from: Clause | null;
  readonly by: Clause | null;
  readonly via: Clause | null;
  readonly with: Clause | null;
  readonly id: Clause | null;
  readonly for: Clause | null;
  /** The first comment that speaks of TLS; null if none does. */
  readonly tlsComment: string | null;
  /** Characters to the last ";" outside comments and quotes; -1 without one. */
  readonly semicolon: number;
}

/** A field of 100 kB has thousands of words: those beyond tell nothing. */
const MAX_WORDS = 16;
const MAX_COMMENTS = 16;
/** Longer comments are no server's note. */
const MAX_COMMENT_CHARS = 1000;

const OPEN = 0x28;
const CLOSE = 0x29;
const BACKSLASH = 0x5c;
const QUOTE = 0x22;
const SEMICOLON = 0x3b;

type Scan = { -readonly [Key in keyof Clauses]: Clauses[Key] } & { current: Clause; quotesClose: boolean };

/** Splits an unfolded body. Every input gives clauses; what is not closed runs to the end. */
export function splitClauses(body: string): Clauses {
  const current: Clause = { words: [], comments: [] };
  const scan: Scan = {
    from: null,
    by: null,
    via: null,
    with: null,
    id: null,
    for: null,
    tlsComment: null,
    semicolon: -1,
    current,
    quotesClose: true,
  };
  // What stands before the first keyword needs no value: the first keyword may begin at once.
  current.words.push("");
  for (let i = 0; i < body.length; ) i = readToken(body, i, scan);
  return scan;
}

/** @returns The offset after the token that begins there. */
function readToken(body: string, start: number, scan: Scan): number {
  const code = body.charCodeAt(start);
  if (isSpace(code)) return start + 1;
  if (code === OPEN) {
    const end = commentEnd(body, start);
    keepComment(body.slice(start + 1, body.charCodeAt(end - 1) === CLOSE ? end - 1 : end), scan);
    return Math.max(end, start + 1);
  }
  if (code === SEMICOLON) {
    scan.semicolon = start;
    // The date may follow: its words belong to no clause. A keyword after an earlier ";" begins a clause all the same.
    scan.current = { words: [""], comments: [] };
    return start + 1;
  }
  if (code === QUOTE && scan.quotesClose) {
    const end = quoteEnd(body, start);
    if (end > 0) {
      keepWord(body.slice(start + 1, end - 1).replace(/\\([\s\S])/g, "$1"), scan);
      return end;
    }
    // Looking for a missing closing quote once is enough: from there on none closes, and time stays linear.
    scan.quotesClose = false;
  }
  const end = wordEnd(body, start);
  const word = body.slice(start, end);
  if (!beginsClause(word, scan)) keepWord(word, scan);
  return end;
}

/** The first clause of each keyword counts; a later "from" is a word of something else. */
function beginsClause(word: string, scan: Scan): boolean {
  if (word.length > 4 || word.length < 2) return false;
  const keyword = keywordOf(word);
  if (keyword === null || scan[keyword] !== null) return false;
  // "from from (…)": a keyword needs its value before the next can begin.
  if (scan.current.words.length === 0 && scan.current.comments.length === 0) return false;
  scan.current = { words: [], comments: [] };
  scan[keyword] = scan.current;
  return true;
}

function keywordOf(word: string): Keyword | null {
  const lower = word.toLowerCase();
  switch (lower) {
    case "from":
    case "by":
    case "via":
    case "with":
    case "id":
    case "for":
      return lower;
    default:
      return null;
  }
}

function keepWord(word: string, scan: Scan): void {
  if (scan.current.words.length < MAX_WORDS) scan.current.words.push(word);
}

function keepComment(comment: string, scan: Scan): void {
  if (scan.tlsComment === null && comment.length < MAX_COMMENT_CHARS && /TLS|SSLv3/i.test(comment))
    scan.tlsComment = comment;
  if (scan.current.comments.length < MAX_COMMENTS) scan.current.comments.push(comment);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a;
}

function wordEnd(body: string, start: number): number {
  let i = start + 1;
  for (; i < body.length; i++) {
    const code = body.charCodeAt(i);
    if (isSpace(code) || code === OPEN || code === QUOTE || code === SEMICOLON) break;
  }
  return i;
}

/** @returns The offset after the closing parenthesis, or the end where none closes. */
function commentEnd(body: string, open: number): number {
  let depth = 0;
  for (let i = open; i < body.length; i++) {
    const code = body.charCodeAt(i);
    if (code === BACKSLASH) i++;
    else if (code === OPEN) depth++;
    else if (code === CLOSE && --depth === 0) return i + 1;
  }
  return body.length;
}

/** @returns The offset after the closing quote, or -1 where none closes. */
function quoteEnd(body: string, open: number): number {
  for (let i = open + 1; i < body.length; i++) {
    const code = body.charCodeAt(i);
    if (code === BACKSLASH) i++;
    else if (code === QUOTE) return i + 1;
  }
  return -1;
}
