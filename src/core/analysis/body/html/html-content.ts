/** What an HTML part shows, hides, links to and would load. */
import { type VisibleText, VisibleTextBuilder } from "../visible-text.ts";
import { ElementStack } from "./element-stack.ts";
import { type ElementState, type OpenLink, ROOT_STATE, stateInside } from "./element-state.ts";
import { decodeReferences, referenceAt } from "./entities.ts";
import { type Attribute, type KnownAttributes, valueOf } from "./known-attributes.ts";
import { type HtmlAddress, loadedAddresses, mayLoad } from "./loaded-addresses.ts";
import { type HtmlHandler, scanHtml } from "./scanner.ts";
import { type HiddenHow, readStyle, type StyleFacts } from "./style.ts";
import { type Place, readStyleSheet } from "./style-sheet.ts";
import type { Tag } from "./tags.ts";

export interface HiddenText extends Place {
  readonly how: HiddenHow | "comment" | "conditional-comment";
  /** Its beginning. */
  readonly text: string;
}

export interface HtmlContent {
  readonly visible: VisibleText;
  readonly hidden: readonly HiddenText[];
  /** With the beginning of the text that a click is invited on. */
  readonly links: readonly Readonly<OpenLink>[];
  readonly addresses: readonly HtmlAddress[];
  /** Address of <base>, against which others are read; null without one. */
  readonly base: string | null;
}

/** Lists of one part: what is reported of them is bounded again, more tightly. */
const MAX_LINKS = 1_000;
const MAX_ADDRESSES = 1_000;
const MAX_HIDDEN = 200;
/** Of a hidden or linked text, in characters: enough to recognise it. */
const MAX_SAMPLE = 300;
/** Source of a sample, before references are decoded and tags taken out. */
const MAX_SAMPLE_SOURCE = 4 * MAX_SAMPLE;
/** Of the different styles in one part; more are read anew each time. */
const MAX_CACHED_STYLES = 1_000;

export function readHtml(html: string): HtmlContent {
  const reader = new HtmlReader(html);
  scanHtml(html, reader);
  return reader.finish();
}

class HtmlReader implements HtmlHandler {
  readonly #html: string;
  readonly #visible = new VisibleTextBuilder();
  readonly #hidden: HiddenText[] = [];
  readonly #links: OpenLink[] = [];
  readonly #addresses: HtmlAddress[] = [];
  readonly #stack = new ElementStack<ElementState>(ROOT_STATE);
  readonly #styles = new Map<string, StyleFacts>();
  readonly #sheet = { hides: new Map<string, HiddenHow>(), assumesWhite: true };
  #base: string | null = null;
  /** Hidden text being read; what follows without anything visible between belongs to it. */
  #run: { how: HiddenHow; start: number; end: number; text: string } | null = null;
  /** Place of the next "&", so that a source without any is searched once. */
  #ampersand = -1;

  constructor(html: string) {
    this.#html = html;
  }

  finish(): HtmlContent {
    this.#endRun();
    return {
      visible: this.#visible.finish(),
      hidden: this.#hidden,
      links: this.#links,
      addresses: this.#addresses,
      base: this.#base,
    };
  }

  text(start: number, end: number): void {
    const { how, link } = this.#stack.state;
    if (how !== null) {
      this.#addHidden(how, start, end);
      return;
    }
    let from = start;
    for (let at = this.#nextAmpersand(start); at < end; at = this.#nextAmpersand(Math.max(from, at + 1))) {
      const reference = referenceAt(this.#html, at);
      if (reference === null) continue;
      if (at > from) this.#addSource(from, at, link);
      this.#addVisible(reference.text, at, link);
      from = at + reference.length;
    }
    if (from < end) this.#addSource(from, end, link);
  }

  open(tag: Tag, attributes: Readonly<KnownAttributes> | null, start: number): void {
    this.#stack.closeImplied(tag);
    if (tag.breaks) this.#visible.addBreak(start);
    const parent = this.#stack.state;
    const state = attributes === null ? parent : this.#enter(tag.name, attributes, parent);
    if (!tag.isVoid) this.#stack.push(tag, state);
  }

  close(tag: Tag, start: number): void {
    this.#stack.close(tag);
    if (tag.breaks) this.#visible.addBreak(start);
  }

  comment(start: number, end: number): void {
    const sample = this.#html.slice(start, Math.min(end, start + MAX_SAMPLE_SOURCE)).trimStart();
    const how = /^\[if\b/i.test(sample) ? "conditional-comment" : "comment";
    this.#pushHidden(how, textOfComment(sample), start, end);
  }

  raw({ name }: Tag, start: number, end: number): void {
    if (name === "textarea" || name === "xmp") this.text(start, end);
    if (name !== "style") return;
    const sheet = readStyleSheet(this.#html, start, end);
    for (const [selector, how] of sheet.hides) this.#sheet.hides.set(selector, how);
    if (sheet.setsBackground) this.#sheet.assumesWhite = false;
    for (const place of sheet.addresses) {
      this.#pushAddress({ kind: "style", ...place, address: this.#html.slice(place.start, place.end) });
    }
  }

  /** @returns The state inside of the element; what it links to and loads is noted. */
  #enter(name: string, attributes: Readonly<KnownAttributes>, parent: ElementState): ElementState {
    const style = this.#styleOf(attributes.style);
    const link = this.#linkOf(name, attributes.href) ?? parent.link;
    const state = stateInside(this.#html, attributes, style, this.#sheet, parent, link);
    const hasAddress = style?.hasAddress === true;
    if (!mayLoad(attributes, hasAddress)) return state;
    const isUnseen = state.hidden !== null || style?.tinyBox === true || this.#isTiny(attributes);
    for (const address of loadedAddresses(this.#html, name, attributes, isUnseen, hasAddress))
      this.#pushAddress(address);
    if (name === "base" && attributes.href !== null) this.#base ??= valueOf(this.#html, attributes.href);
    return state;
  }

  #styleOf(attribute: Attribute | null): StyleFacts | null {
    if (attribute === null) return null;
    const written = this.#html.slice(attribute.start, attribute.end);
    const known = this.#styles.get(written);
    if (known !== undefined) return known;
    const facts = readStyle(decodeReferences(written));
    if (this.#styles.size < MAX_CACHED_STYLES) this.#styles.set(written, facts);
    return facts;
  }

  #linkOf(name: string, href: Attribute | null): OpenLink | null {
    if (href === null || (name !== "a" && name !== "area") || this.#links.length >= MAX_LINKS) return null;
    const link = { href: valueOf(this.#html, href), start: href.start, end: href.end, text: "" };
    this.#links.push(link);
    return link;
  }

  #isTiny({ width, height }: Readonly<KnownAttributes>): boolean {
    const isTiny = (one: Attribute | null) =>
      one !== null && /^\s*[0-2](?:px)?\s*$/.test(valueOf(this.#html, one));
    return isTiny(width) || isTiny(height);
  }

  #pushAddress(address: HtmlAddress): void {
    if (this.#addresses.length < MAX_ADDRESSES) this.#addresses.push(address);
  }

  #nextAmpersand(from: number): number {
    if (this.#ampersand < from) {
      const found = this.#html.indexOf("&", from);
      this.#ampersand = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#ampersand;
  }

  /** Most stretches are the white space between two tags: that is not even copied. */
  #addSource(start: number, end: number, link: OpenLink | null): void {
    const html = this.#html;
    let i = start;
    while (i < end && isBlank(html.charCodeAt(i))) i++;
    if (i === end) this.#visible.addBlank(start);
    else this.#addVisible(html.slice(start, end), start, link);
  }

  #addVisible(piece: string, source: number, link: OpenLink | null): void {
    const kind = blanksIn(piece);
    if (kind === ONLY_BLANKS) {
      this.#visible.addBlank(source);
      return;
    }
    if (this.#run !== null) this.#endRun();
    const text = kind === HAS_BREAKS ? piece.replace(/[\t\r\n\f]/g, " ") : piece;
    this.#visible.add(text, source);
    if (link !== null && link.text.length < MAX_SAMPLE) link.text += text.slice(0, MAX_SAMPLE);
  }

  #addHidden(how: HiddenHow, start: number, end: number): void {
    if (this.#run?.how !== how) {
      this.#endRun();
      this.#run = { how, start, end, text: "" };
    }
    const run = this.#run;
    run.end = end;
    if (run.text.length >= MAX_SAMPLE) return;
    run.text += ` ${decodeReferences(this.#html.slice(start, Math.min(end, start + MAX_SAMPLE_SOURCE)))}`;
  }

  #endRun(): void {
    const run = this.#run;
    if (run === null) return;
    this.#run = null;
    this.#pushHidden(run.how, run.text, run.start, run.end);
  }

  #pushHidden(how: HiddenText["how"], sample: string, start: number, end: number): void {
    if (this.#hidden.length >= MAX_HIDDEN) return;
    const text = sample.replace(/\s+/g, " ").trim().slice(0, MAX_SAMPLE);
    if (/[\p{L}\p{N}]/u.test(text)) this.#hidden.push({ how, text, start, end });
  }
}

const PLAIN = 0;
const HAS_BREAKS = 1;
const ONLY_BLANKS = 2;

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0x0c;
}

/** @returns Whether it has white space besides the blank, or nothing else than white space. */
function blanksIn(piece: string): typeof PLAIN | typeof HAS_BREAKS | typeof ONLY_BLANKS {
  let hasBreaks = false;
  let hasOther = false;
  for (let i = 0; i < piece.length; i++) {
    const code = piece.charCodeAt(i);
    if (!isBlank(code)) hasOther = true;
    else if (code !== 0x20) hasBreaks = true;
    if (hasBreaks && hasOther) return HAS_BREAKS;
  }
  return hasOther ? PLAIN : ONLY_BLANKS;
}

/** Without tags, style sheets and the conditions that Outlook reads. */
function textOfComment(sample: string): string {
  const condition = /^\[if[^\]]{0,200}\]>?/i.exec(sample)?.[0].length ?? 0;
  const withoutSheets = sample
    .slice(condition)
    .split(/<style\b/i)
    .map((piece, i) => (i === 0 ? piece : piece.slice(endOfSheet(piece))))
    .join(" ");
  return withoutSheets.replace(/<[^<>]{0,2000}(?:>|$)/g, " ");
}

function endOfSheet(piece: string): number {
  const end = piece.search(/<\/style/i);
  return end < 0 ? piece.length : end;
}
