/** What an inline style says of showing text: hidden or not, colours, remote addresses. Nothing is computed further. */

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
/** Declarations read of one style. */
const MAX_DECLARATIONS = 100;

/** Most declarations are of borders and margins, and cost nothing beyond their name. */
const READ_NAMES = new Set(
  (
    "display visibility opacity font-size font color background background-color background-image width height " +
    "max-width max-height overflow position left top right bottom text-indent margin-left margin-top clip clip-path"
  ).split(" "),
);

/** @param style - Value of a style attribute, references decoded. */
export function readStyle(style: string): StyleFacts {
  const draft: Draft = {
    hidden: null,
    tinyFont: null,
    color: null,
    background: null,
    hasPicture: false,
    tinyBox: false,
    hasAddress: /url\(/i.test(style),
    noHeight: false,
    clipsOverflow: false,
    isPlaced: false,
    isFarOut: false,
  };
  for (const declaration of withoutTricks(style).toLowerCase().split(";", MAX_DECLARATIONS)) {
    const colon = declaration.indexOf(":");
    const name = declaration.slice(0, Math.max(colon, 0)).trim();
    if (READ_NAMES.has(name)) readDeclaration(draft, name, declaration.slice(colon + 1).trim());
  }
  if (draft.noHeight && draft.clipsOverflow) draft.hidden ??= "zero-size";
  if (draft.isPlaced && draft.isFarOut) draft.hidden ??= "off-screen";
  return draft;
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
      draft.isFarOut ||= pixels(value) <= FAR_OUT_PIXELS;
      return;
    case "text-indent":
    case "margin-left":
    case "margin-top":
      if (pixels(value) <= FAR_OUT_PIXELS) draft.hidden ??= "off-screen";
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

/** NaN where it is no length. */
function pixels(value: string): number {
  const number = Number.parseFloat(value);
  return /^-?[\d.]{1,12}(?:r?em)/.test(value) ? number * 16 : number;
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

const NAMED_COLORS = new Map<string, number>([
  ["white", 0xffffff],
  ["black", 0x000000],
  ["red", 0xff0000],
  ["lime", 0x00ff00],
  ["blue", 0x0000ff],
  ["yellow", 0xffff00],
  ["silver", 0xc0c0c0],
  ["gray", 0x808080],
  ["grey", 0x808080],
  ["green", 0x008000],
  ["navy", 0x000080],
  ["maroon", 0x800000],
  ["purple", 0x800080],
  ["teal", 0x008080],
  ["orange", 0xffa500],
  ["whitesmoke", 0xf5f5f5],
  ["snow", 0xfffafa],
]);

const COLOR =
  /#([\da-f]{6}|[\da-f]{3})(?![\da-f])|rgba?\(\s*(\d{1,3})[\s,]{1,4}(\d{1,3})[\s,]{1,4}(\d{1,3})|\b([a-z]{3,10})\b/g;

/** A colour attribute of old HTML, where "#" is often left out. */
export function readOldColor(value: string): number | null {
  const hex = /^\s*#?([\da-f]{6})\s*$/i.exec(value)?.[1];
  return hex === undefined ? readColor(value.toLowerCase()) : Number.parseInt(hex, 16);
}

/** The first colour in a value, in lower case. */
export function readColor(value: string): number | null {
  const plain = /^#([\da-f]{6})$/.exec(value)?.[1];
  if (plain !== undefined) return Number.parseInt(plain, 16);
  for (const [, hex, red, green, blue, name] of value.slice(0, 200).matchAll(COLOR)) {
    if (hex !== undefined) return Number.parseInt(hex.length === 3 ? hex.replace(/./g, "$&$&") : hex, 16);
    if (red !== undefined) return (Number(red) << 16) | (Number(green) << 8) | Number(blue);
    const named = NAMED_COLORS.get(name as string);
    if (named !== undefined) return named;
  }
  return null;
}

/** Steps of 255, all three channels together, below which nobody reads text on a background. */
const UNREADABLE_DIFFERENCE = 24;

export function looksAlike(a: number, b: number): boolean {
  const channel = (shift: number) => Math.abs(((a >> shift) & 255) - ((b >> shift) & 255));
  return channel(16) + channel(8) + channel(0) <= UNREADABLE_DIFFERENCE;
}
