/** What a <style> element hides and would load: simple selectors outside of conditions, read in one pass. */
import { type HiddenHow, readStyle } from "./style.ts";

export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface StyleSheet {
  /** By ".class" or "#id", in the letters as written. */
  readonly hides: ReadonlyMap<string, HiddenHow>;
  /** Sets backgrounds, so that nobody knows what lies behind a text without reading it as a browser does. */
  readonly setsBackground: boolean;
  /** Addresses in url() and @import, as places in the source. */
  readonly addresses: readonly Place[];
}

/** Newsletters have up to a few hundred. */
const MAX_RULES = 500;
const MAX_SELECTORS = 20;
const MAX_ADDRESSES = 50;
/** What a block that hides has in it, or by which it may hide what it says. */
const MAY_HIDE = /font|none|hidden|collapse|opacity|transparent|clip|:\s*-|\\|\/\*/i;
const SIMPLE_SELECTOR = /^[a-z\d]{0,10}([.#][\w-]{1,100})$/i;

/** @param start - Place of the style sheet in the source. */
export function readStyleSheet(source: string, start: number, end: number): StyleSheet {
  const css = source.slice(start, end);
  const lower = css.toLowerCase();
  const hides = new Map<string, HiddenHow>();
  let depth = 0;
  let from = 0;
  let selector = "";
  let rules = 0;
  let opens = nextOf(css, "{", 0);
  let closes = nextOf(css, "}", 0);
  while (opens < closes || closes < css.length) {
    const index = Math.min(opens, closes);
    if (index === opens) {
      opens = nextOf(css, "{", index + 1);
      if (depth === 0) selector = css.slice(from, index);
      depth++;
    } else {
      closes = nextOf(css, "}", index + 1);
      // A rule within @media holds on some screens only, which says nothing of what the reader saw.
      if (depth === 1 && !selector.trimStart().startsWith("@") && rules++ < MAX_RULES) {
        readRule(selector, css.slice(from, index), hides);
      }
      if (depth > 0) depth--;
    }
    from = index + 1;
  }
  return {
    hides,
    setsBackground: lower.includes("background"),
    addresses: addressesIn(source, start, lower),
  };
}

function nextOf(css: string, sign: string, from: number): number {
  const found = css.indexOf(sign, from);
  return found < 0 ? css.length : found;
}

function readRule(selector: string, block: string, hides: Map<string, HiddenHow>): void {
  if (!MAY_HIDE.test(block)) return;
  const { hidden, tinyFont } = readStyle(block);
  const how = hidden ?? (tinyFont === true ? "font-size" : null);
  if (how === null) return;
  for (const one of selector.split(",", MAX_SELECTORS)) {
    const name = SIMPLE_SELECTOR.exec(one.trim())?.[1];
    if (name !== undefined) hides.set(name, "style-sheet");
  }
}

/** Places of the addresses in url(…) and in @import "…", without quotes. */
export function cssAddresses(source: string, start: number, end: number): Place[] {
  return addressesIn(source, start, source.slice(start, end).toLowerCase());
}

/** @param lower - What stands from `start` on, in lower case. */
function addressesIn(source: string, start: number, lower: string): Place[] {
  const found: Place[] = [];
  if (!lower.includes("url(") && !lower.includes("@import")) return found;
  for (let at = lower.indexOf("url("); at >= 0 && found.length < MAX_ADDRESSES; ) {
    const close = lower.indexOf(")", at);
    if (close < 0) break;
    found.push(trimmed(source, start + at + 4, start + close));
    at = lower.indexOf("url(", close);
  }
  for (let at = lower.indexOf("@import"); at >= 0 && found.length < MAX_ADDRESSES; ) {
    const semicolon = lower.indexOf(";", at);
    const rest = lower.slice(at + 7, semicolon < 0 ? at + 2_000 : semicolon);
    const quoted = /^\s*["']([^"']{1,2000})["']/.exec(rest);
    if (quoted !== null) {
      const place = start + at + 7 + rest.indexOf(quoted[1] as string);
      found.push({ start: place, end: place + (quoted[1] as string).length });
    }
    if (semicolon < 0) break;
    at = lower.indexOf("@import", semicolon);
  }
  return found;
}

const AROUND = new Set([" ", "\t", "\r", "\n", '"', "'"]);

function trimmed(source: string, from: number, to: number): Place {
  let [start, end] = [from, to];
  while (start < end && AROUND.has(source[start] as string)) start++;
  while (end > start && AROUND.has(source[end - 1] as string)) end--;
  return { start, end };
}
