/** What an inline style says of showing text: hidden or not, colours, remote addresses. Nothing is computed further. */
import { readColor } from "./colors.ts";

/** How a text is kept from the reader's eye, as a stable code. */
export type HiddenHow =
  | "display-none"
  | "visibility-hidden"
  | "opacity-zero"
  | "font-size"
  | "off-screen"
  | "zero-size"
  | "clipped"
  | "transparent"
  | "same-colour"
  | "hidden-attribute"
  | "style-sheet";

export interface StyleFacts {
  readonly hidden: HiddenHow | null;
  /** true: at most one pixel. false: a readable size. null: nothing said. */
  readonly tinyFont: boolean | null;
  /** 0xRRGGBB; null: nothing said, or not a colour that we read. */
  readonly color: number | null;
  readonly background: number | null;
  /** A picture or gradient: what colour lies behind the text is then unknown. */
  readonly hasPicture: boolean;
  /** Width or height of two pixels at most. */
  readonly tinyBox: boolean;
  /** Has url(…) in it. */
  readonly hasAddress: boolean;
}

interface Draft {
  hidden: HiddenHow | null;
  tinyFont: boolean | null;
  color: number | null;
  background: number | null;
  hasPicture: boolean;
  tinyBox: boolean;
  hasAddress: boolean;
  noHeight: boolean;
  clipsOverflow: boolean;
  isPlaced: boolean;
  isFarOut: boolean;
}

/** Further out than any layout needs. */
const FAR_OUT_PIXELS = -400;
const HYPHEN = 0x2d;
/** Declarations read of one style. */
const MAX_DECLARATIONS = 100;

/** Most declarations are of borders and margins, and cost nothing beyond their name. */
const READ_NAMES = new Set(
  (
    "display visibility opacity font-size font color background background-color background-image width height " +
    "max-width max-height overflow position left top right bottom text-indent margin-left margin-top clip clip-path"
  ).split(" "),
);

/** Lengths and first letters of these names: nearly every other declaration is told by them without a copy. */
const MAX_READ_NAME = 16;
const READ_SHAPES = new Uint8Array((MAX_READ_NAME + 1) * 32);
for (const name of READ_NAMES) READ_SHAPES[name.length * 32 + (name.charCodeAt(0) & 31)] = 1;

/** @param style - Value of a style attribute, references decoded. */
export function readStyle(style: string): StyleFacts {
  const draft: Draft = {
    hidden: null,
    tinyFont: null,
    color: null,
    background: null,
    hasPicture: false,
    tinyBox: false,
    hasAddress: style.includes("(") && /url\(/i.test(style),
    noHeight: false,
    clipsOverflow: false,
    isPlaced: false,
    isFarOut: false,
  };
  readDeclarations(draft, withoutTricks(style));
  if (draft.noHeight && draft.clipsOverflow) draft.hidden ??= "zero-size";
  if (draft.isPlaced && draft.isFarOut) draft.hidden ??= "off-screen";
  return draft;
}

/** The platform's own search goes from sign to sign faster than a loop over the characters. */
function readDeclarations(draft: Draft, text: string): void {
  const lower = text.toLowerCase();
  let colon = lower.indexOf(":");
  let from = 0;
  for (let i = 0; i < MAX_DECLARATIONS && colon >= 0; i++) {
    const semicolon = lower.indexOf(";", from);
    const end = semicolon < 0 ? lower.length : semicolon;
    if (colon < end) {
      if (mayBeRead(lower, from, colon)) {
        const name = lower.slice(from, colon).trim();
        if (READ_NAMES.has(name)) readDeclaration(draft, name, lower.slice(colon + 1, end).trim());
      }
      colon = lower.indexOf(":", end);
    }
    from = end + 1;
  }
}

/** @returns false only where the name between the two places is none that is read. */
function mayBeRead(text: string, from: number, colon: number): boolean {
  let start = from;
  while (start < colon && text.charCodeAt(start) <= 0x20) start++;
  let end = colon;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  if (end === start) return false;
  const first = text.charCodeAt(start);
  // White space beyond ASCII is left to the closer look.
  if (first > 0x7f || text.charCodeAt(end - 1) > 0x7f) return true;
  return end - start <= MAX_READ_NAME && READ_SHAPES[(end - start) * 32 + (first & 31)] === 1;
}

/** Comments out, escapes undone (CSS Syntax 3, sections 4.3.2 and 4.3.7): both are used to slip past filters. */
function withoutTricks(style: string): string {
  let text = style;
  if (text.includes("/*"))
    text = text
      .split("/*")
      .map((piece, i) => (i === 0 ? piece : afterComment(piece)))
      .join("");
  if (!text.includes("\\")) return text;
  return text.replace(
    /\\(?:([\da-fA-F]{1,6})\s?|(.))/g,
    (_, hex: string | undefined, other: string | undefined) => {
      if (hex === undefined) return other ?? "";
      const code = Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
    },
  );
}

function afterComment(piece: string): string {
  const end = piece.indexOf("*/");
  return end < 0 ? "" : piece.slice(end + 2);
}

function readDeclaration(draft: Draft, name: string, value: string): void {
  switch (name) {
    case "display":
      if (value.startsWith("none")) draft.hidden = "display-none";
      return;
    case "visibility":
      if (value.startsWith("hidden") || value.startsWith("collapse")) draft.hidden ??= "visibility-hidden";
      return;
    case "opacity":
      if (Number.parseFloat(value) === 0) draft.hidden ??= "opacity-zero";
      return;
    case "font-size":
      draft.tinyFont = isTiny(value);
      return;
    case "font":
      draft.tinyFont = isTinyInShorthand(value) ?? draft.tinyFont;
      return;
    case "color":
      if (value.startsWith("transparent")) draft.hidden ??= "transparent";
      draft.color = readColor(value);
      return;
    case "background":
    case "background-color":
      readBackground(draft, value);
      return;
    case "background-image":
      draft.hasPicture ||= value !== "none";
      return;
    default:
      readBox(draft, name, value);
  }
}

function readBackground(draft: Draft, value: string): void {
  if (value.includes("url(") || value.includes("gradient(")) draft.hasPicture = true;
  draft.background = readColor(value);
}

function readBox(draft: Draft, name: string, value: string): void {
  switch (name) {
    case "width":
    case "height":
    case "max-width":
    case "max-height":
      if (!/^[0-2]/.test(value)) return;
      if (/^[0-2](?:px|pt)?\b(?!%|\.)/.test(value)) draft.tinyBox = true;
      if (/^0(?![\d.])/.test(value)) draft.noHeight = true;
      return;
    case "overflow":
      draft.clipsOverflow = value.startsWith("hidden") || value.startsWith("clip");
      return;
    case "position":
      draft.isPlaced = value.startsWith("absolute") || value.startsWith("fixed");
      return;
    case "left":
    case "top":
    case "right":
    case "bottom":
      draft.isFarOut ||= isFarOut(value);
      return;
    case "text-indent":
    case "margin-left":
    case "margin-top":
      if (isFarOut(value)) draft.hidden ??= "off-screen";
      return;
    case "clip":
      if (/^rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)/.test(value)) {
        draft.hidden ??= "clipped";
      }
      return;
    case "clip-path":
      if (/^inset\((?:50|100)%\)/.test(value)) draft.hidden ??= "clipped";
  }
}

function isFarOut(value: string): boolean {
  if (value.charCodeAt(0) !== HYPHEN) return false;
  const number = Number.parseFloat(value);
  return (/^-?[\d.]{1,12}(?:r?em)/.test(value) ? number * 16 : number) <= FAR_OUT_PIXELS;
}

/** "0/0 a", "700 17px/25px arial": the weight before the size has no unit. */
function isTinyInShorthand(value: string): boolean | null {
  const size = /(?:^|\s)(\d[\d.]{0,6}(?:px|pt|r?em|%)|0(?=[\s/]|$))/.exec(value.slice(0, 200))?.[1];
  return size === undefined ? null : isTiny(size);
}

function isTiny(value: string): boolean | null {
  const number = Number.parseFloat(value);
  if (Number.isNaN(number)) return null;
  if (value.includes("em")) return number < 0.1;
  return value.includes("%") ? number < 10 : number <= 1;
}
