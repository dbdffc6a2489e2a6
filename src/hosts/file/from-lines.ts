/**
 * Lines of an mbox that begin a message, found in slices of any size.
 *
 * A message begins with a line "From " after an empty line (RFC 4155, appendix A). Bodies hold such lines too: a writer that
 * quotes puts ">" before them, one that does not relies on the reader. Two mails made of one would put a sentence of one
 * person into another's mouth, and one mail made of two would hide a sender: so a line must also look like those that
 * programs write, and a header field must follow.
 */
import { latin1 } from "../../core/mail/header-fields.ts";

/** "From ". */
const FROM = [0x46, 0x72, 0x6f, 0x6d, 0x20] as const;
const LAST = FROM.length - 1;
const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x3e;

/** Octets around a line that must be at hand to judge it. */
export const LOOK_BEHIND = 1_024;
export const LOOK_AHEAD = 1_280;
/** A longer one is none that a program wrote. */
const MAX_LINE = 1_000;
/** Of the line after it: as much as shows a field's name. */
const MAX_NEXT = 200;

const FIELD = /^[\x21-\x39\x3b-\x7e]{1,120}[ \t]*:/;
/** Time and year of asctime, in any order and with any zone: "Tue Nov  3 12:34:56 2026", Gmail's "… +0000 2026". */
const DATED = /\b\d{1,2}:\d{2}\b/;
const YEAR = /\b(?:19|20)\d\d\b/;
/** Without a date: nobody's, Thunderbird's "-", or an address alone. */
const UNDATED = /^From (?:|-|\S{1,200}@\S{0,255}|MAILER-DAEMON|\?\?\?@\?\?\?)[ \t]*$/;
/** Fields that stand at a mail's start: after a line without a date, any other word with a colon could be a sentence. */
const FIRST_FIELD =
  /^(?:received|return-path|delivered-to|x-[\w-]{1,100}|from|to|subject|date|message-id|mime-version|content-[\w-]{1,40}|status|dkim-signature|authentication-results|arc-[\w-]{1,40}|reply-to|sender|envelope-to)[ \t]*:/i;

export type FromLine =
  /** Begins a message, whose first octet is at `end`. */
  | { readonly kind: "separator"; readonly offset: number; readonly end: number }
  /** ">From ": what the writer of the mail wrote cannot be told any more. */
  | { readonly kind: "quoted"; readonly offset: number };

/**
 * @param window - Octets with LOOK_BEHIND before and LOOK_AHEAD after what is searched, or to the file's start and end.
 * @param from - Within the window, where the search begins; `to` where it ends.
 * @param windowOffset - Of the window in the file: offsets found are the file's.
 * @param found - Called in order.
 */
export function findFromLines(
  window: Uint8Array,
  { from, to, windowOffset }: { readonly from: number; readonly to: number; readonly windowOffset: number },
  found: (line: FromLine) => void,
): void {
  for (let at = nextFrom(window, from); at >= 0 && at < to; at = nextFrom(window, at + FROM.length)) {
    const before = at === 0 ? LF : window[at - 1];
    if (before === QUOTE && isQuoted(window, at)) found({ kind: "quoted", offset: windowOffset + at });
    if (before !== LF || !followsEmptyLine(window, at)) continue;
    const end = separatorEnd(window, at);
    if (end !== null) found({ kind: "separator", offset: windowOffset + at, end: windowOffset + end });
  }
}

/** Whether a file begins as an mbox. */
export function beginsWithSeparator(start: Uint8Array): boolean {
  let at = 0;
  while (start[at] === LF || start[at] === CR) at++;
  return nextFrom(start.subarray(0, at + FROM.length), at) === at && separatorEnd(start, at) !== null;
}

/** By how much the search goes on, by the octet where "From " would end (Horspool): base64 is passed five at a time. */
const STEPS = new Uint8Array(256).fill(FROM.length);
for (let i = 0; i < LAST; i++) STEPS[FROM[i] as number] = LAST - i;

function nextFrom(octets: Uint8Array, from: number): number {
  for (let i = from + LAST; i < octets.length; i += STEPS[octets[i] as number] as number) {
    if (octets[i] !== FROM[LAST]) continue;
    const at = i - LAST;
    if (FROM.every((octet, k) => octets[at + k] === octet)) return at;
  }
  return -1;
}

/** A run that fills the window counts: rather too little claimed than too much. */
function isQuoted(window: Uint8Array, at: number): boolean {
  const lowest = Math.max(0, at - LOOK_BEHIND);
  let i = at - 1;
  while (i >= lowest && window[i] === QUOTE) i--;
  return i < lowest || window[i] === LF;
}

/** LF LF or LF CR LF before it, or nothing but an empty line, or nothing. */
function followsEmptyLine(window: Uint8Array, at: number): boolean {
  if (at === 0) return true;
  const previous = window[at - 2] === CR ? at - 3 : at - 2;
  return previous < 0 || window[previous] === LF;
}

/** @returns The offset of the line after it; null where it begins no message. */
function separatorEnd(window: Uint8Array, at: number): number | null {
  const lf = window.indexOf(LF, at);
  if (lf < 0 || lf - at > MAX_LINE) return null;
  const line = latin1(window.subarray(at, lf)).replace(/\r$/, "");
  const next = latin1(window.subarray(lf + 1, lf + 1 + MAX_NEXT));
  const isDated = DATED.test(line) && YEAR.test(line);
  // ">From " there: an envelope of an older hop, as uucp left it.
  const isFollowed = isDated ? FIELD.test(next) || /^(?:>From |\r?\n|$)/.test(next) : FIRST_FIELD.test(next);
  return isFollowed && (isDated || UNDATED.test(line)) ? lf + 1 : null;
}
