/** Whether a text inside of an element is seen, as far as the element and what contains it say. */
import { looksAlike, readOldColor } from "./colors.ts";
import { type KnownAttributes, valueOf } from "./known-attributes.ts";
import type { HiddenHow, StyleFacts } from "./style.ts";

/** A link whose text is being read. */
export interface OpenLink {
  /** As written, references decoded. */
  readonly href: string;
  readonly start: number;
  readonly end: number;
  text: string;
}

export interface ElementState {
  /** Cannot be undone by an element inside. */
  readonly hidden: HiddenHow | null;
  readonly tinyFont: boolean;
  readonly color: number | null;
  readonly background: number | null;
  readonly link: OpenLink | null;
  /** All of it together: why a text here is not seen; null where it is. */
  readonly how: HiddenHow | null;
}

export const ROOT_STATE: ElementState = {
  hidden: null,
  tinyFont: false,
  color: null,
  background: null,
  link: null,
  how: null,
};

/** Background of a picture or gradient: nobody knows what lies behind the text. */
const UNKNOWN = -1;
const WHITE = 0xffffff;

/** What the style sheets of the part say. */
export interface SheetFacts {
  readonly hides: ReadonlyMap<string, HiddenHow>;
  /** No sheet sets a background: where nothing is said, programs show white. */
  readonly assumesWhite: boolean;
}

export function stateInside(
  html: string,
  attributes: Readonly<KnownAttributes>,
  style: StyleFacts | null,
  sheet: SheetFacts,
  parent: ElementState,
  link: OpenLink | null,
): ElementState {
  if (style === null && link === parent.link && saysNothing(attributes, sheet)) return parent;
  const hidden = parent.hidden ?? hiddenBy(html, attributes, style, sheet);
  const tinyFont = style?.tinyFont ?? parent.tinyFont;
  const color = style?.color ?? colorIn(html, attributes.color) ?? parent.color;
  const background = backgroundOf(html, attributes, style) ?? parent.background;
  const isSame =
    hidden === parent.hidden &&
    tinyFont === parent.tinyFont &&
    color === parent.color &&
    background === parent.background;
  if (isSame && link === parent.link) return parent;
  const behind = background ?? (sheet.assumesWhite ? WHITE : UNKNOWN);
  const isSameColor = color !== null && behind !== UNKNOWN && looksAlike(color, behind);
  const how = hidden ?? (tinyFont ? "font-size" : isSameColor ? "same-colour" : null);
  return { hidden, tinyFont, color, background, link, how };
}

function saysNothing(attributes: Readonly<KnownAttributes>, { hides }: SheetFacts): boolean {
  const { color, bgcolor, background, hidden, class: name, id } = attributes;
  if ((color ?? bgcolor ?? background ?? hidden) !== null) return false;
  return hides.size === 0 || (name ?? id) === null;
}

function hiddenBy(
  html: string,
  attributes: Readonly<KnownAttributes>,
  style: StyleFacts | null,
  { hides }: SheetFacts,
): HiddenHow | null {
  if (attributes.hidden !== null) return "hidden-attribute";
  if (style !== null && style.hidden !== null) return style.hidden;
  if (hides.size === 0) return null;
  const id = attributes.id === null ? undefined : hides.get(`#${valueOf(html, attributes.id).trim()}`);
  if (id !== undefined || attributes.class === null) return id ?? null;
  for (const name of valueOf(html, attributes.class).split(/\s+/, 20)) {
    const how = hides.get(`.${name}`);
    if (how !== undefined) return how;
  }
  return null;
}

function colorIn(html: string, attribute: KnownAttributes["color"]): number | null {
  return attribute === null ? null : readOldColor(valueOf(html, attribute));
}

function backgroundOf(
  html: string,
  attributes: Readonly<KnownAttributes>,
  style: StyleFacts | null,
): number | null {
  if (style?.hasPicture || attributes.background !== null) return UNKNOWN;
  return style?.background ?? colorIn(html, attributes.bgcolor);
}
