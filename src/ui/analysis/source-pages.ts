/**
 * A mail's octets as numbered rows of plain text, a page at a time: 150 MB of hostile source must neither block the
 * page nor fill its memory. Only the offsets of page starts are kept.
 */
import type { TextRun } from "./visible-text.ts";
import { visibleRuns } from "./visible-text.ts";

/** Rows a page. */
export const PAGE_ROWS = 400;
/** A longer line continues on further rows: octets a row. */
export const ROW_OCTETS = 500;

const LF = 0x0a;
const CR = 0x0d;

export interface SourcePages {
  /** Offset of the first octet of each page; one page at least. */
  readonly starts: readonly number[];
  /** Number of the line, from 1, that each page starts in. */
  readonly firstLines: readonly number[];
  readonly lines: number;
  readonly octets: number;
}

export interface SourceRow {
  /** Number of the line, from 1. */
  readonly line: number;
  /** Octets from the start of the file. */
  readonly offset: number;
  /** Octets of its text, without the line's end. */
  readonly octets: number;
  /** True on all rows of a long line but the first. */
  readonly continued: boolean;
  readonly runs: readonly TextRun[];
  /** How the line ends; "none" where it continues or the file ends. Anything but CRLF is worth seeing. */
  readonly end: "crlf" | "lf" | "cr" | "none";
}

interface RowBounds {
  readonly textEnd: number;
  readonly next: number;
  readonly end: SourceRow["end"];
}

/** Where the row that starts at `from` ends. Looks at ROW_OCTETS + 1 octets at most. */
function rowBounds(octets: Uint8Array, from: number): RowBounds {
  const limit = Math.min(octets.length, from + ROW_OCTETS);
  for (let i = from; i < limit; i++) {
    if (octets[i] === LF) return { textEnd: i, next: i + 1, end: "lf" };
    if (octets[i] !== CR) continue;
    if (octets[i + 1] === LF) return { textEnd: i, next: i + 2, end: "crlf" };
    return { textEnd: i, next: i + 1, end: "cr" };
  }
  const cut = limit === octets.length ? limit : beforeBrokenCharacter(octets, from, limit);
  return { textEnd: cut, next: cut, end: "none" };
}

/** Moves a cut back by at most three octets, so that it does not fall inside a UTF-8 sequence. */
function beforeBrokenCharacter(octets: Uint8Array, from: number, cut: number): number {
  let at = cut;
  while (at > from && at > cut - 4 && ((octets[at] as number) & 0xc0) === 0x80) at--;
  return at > from && at > cut - 4 ? at : cut;
}

/** Finds the pages of a source in one pass. */
export function pagesOf(octets: Uint8Array): SourcePages {
  const starts = [0];
  const firstLines = [1];
  let line = 1;
  let rows = 0;
  let at = 0;
  while (at < octets.length) {
    const bounds = rowBounds(octets, at);
    if (bounds.end !== "none" && bounds.next < octets.length) line++;
    at = bounds.next;
    rows++;
    if (rows % PAGE_ROWS !== 0 || at >= octets.length) continue;
    starts.push(at);
    firstLines.push(line);
  }
  return { starts, firstLines, lines: octets.length === 0 ? 0 : line, octets: octets.length };
}

/** The rows of one page, counted from 0; an empty list for a page that is not there. */
export function rowsOfPage(octets: Uint8Array, pages: SourcePages, page: number): SourceRow[] {
  const start = pages.starts[page];
  if (start === undefined) return [];
  const stop = pages.starts[page + 1] ?? octets.length;
  const rows: SourceRow[] = [];
  let line = pages.firstLines[page] ?? 1;
  let continued = start > 0 && !isLineEnd(octets, start);
  for (let at = start; at < stop; ) {
    const bounds = rowBounds(octets, at);
    rows.push({
      line,
      offset: at,
      octets: bounds.textEnd - at,
      continued,
      runs: octetRuns(octets.subarray(at, bounds.textEnd)),
      end: bounds.end,
    });
    continued = bounds.end === "none";
    if (!continued) line++;
    at = bounds.next;
  }
  return rows;
}

function isLineEnd(octets: Uint8Array, start: number): boolean {
  return octets[start - 1] === LF || octets[start - 1] === CR;
}

/** The page that holds an offset. */
export function pageOfOffset(pages: SourcePages, offset: number): number {
  return lastAtMost(pages.starts, offset);
}

/** The page on which a line begins. */
export function pageOfLine(octets: Uint8Array, pages: SourcePages, line: number): number {
  const before = lastAtMost(pages.firstLines, line - 1);
  const next = pages.starts[before + 1];
  const beginsThere = next !== undefined && pages.firstLines[before + 1] === line && isLineEnd(octets, next);
  return beginsThere ? before + 1 : before;
}

/** Index of the last value of an ascending list that is not larger; 0 where all are. */
function lastAtMost(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] as number) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Octets as text: UTF-8 where it is UTF-8, and each octet that is not as a mark such as "\xE9". No character set of
 * the mail's own choosing is ever applied here: this is the source, not the message.
 */
export function octetRuns(octets: Uint8Array): TextRun[] {
  const runs: TextRun[] = [];
  let at = 0;
  while (at < octets.length) {
    const valid = validUtf8Prefix(octets, at);
    if (valid > at)
      runs.push(
        ...visibleRuns(new TextDecoder("utf-8", { ignoreBOM: true }).decode(octets.subarray(at, valid))),
      );
    if (valid < octets.length) {
      const octet = (octets[valid] as number).toString(16).toUpperCase().padStart(2, "0");
      runs.push({ text: `\\x${octet}`, kind: "mark" });
    }
    at = valid + 1;
  }
  return runs;
}

/** End of the longest run of well-formed UTF-8 from an offset (Unicode, table 3-7). */
function validUtf8Prefix(octets: Uint8Array, from: number): number {
  let at = from;
  while (at < octets.length) {
    const length = sequenceLength(octets, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

function sequenceLength(octets: Uint8Array, at: number): number {
  const first = octets[at] as number;
  if (first < 0x80) return 1;
  const second = octets[at + 1] ?? 0;
  if (first >= 0xc2 && first <= 0xdf) return follows(octets, at + 1, 1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const low = first === 0xe0 ? 0xa0 : 0x80;
    const high = first === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && follows(octets, at + 1, 2) ? 3 : 0;
  }
  if (first < 0xf0 || first > 0xf4) return 0;
  const low = first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xf4 ? 0x8f : 0xbf;
  return second >= low && second <= high && follows(octets, at + 1, 3) ? 4 : 0;
}

function follows(octets: Uint8Array, from: number, count: number): boolean {
  for (let i = from; i < from + count; i++) if (((octets[i] ?? 0) & 0xc0) !== 0x80) return false;
  return true;
}
