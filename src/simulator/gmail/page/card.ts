/** A card in the side panel: header, sections, footer, all in one form. */
import type { Installed } from "../add-on/deployment.ts";
import { type Fields, fieldsOf, isFields, isTrue, listOf, numberOf, textOf } from "../add-on/read.ts";
import type { Shown } from "../add-on/stack.ts";
import { formatted } from "./formatted.ts";
import { type Html, html, NOTHING } from "./html.ts";
import { picture } from "./link.ts";
import { type Drawing, drawButton, drawWidget, type Press } from "./widgets.ts";

export type { Press } from "./widgets.ts";

export interface DrawnCard {
  readonly html: Html;
  /** What the buttons named "press" do, by their value. */
  readonly presses: readonly Press[];
}

export function renderCard({ card, values, serial }: Shown, { openLinkUrlPrefixes }: Installed): DrawnCard {
  let ids = 0;
  const drawing: Drawing = {
    values,
    prefixes: openLinkUrlPrefixes,
    presses: [],
    nextId: () => `input-${++ids}`,
  };
  // A disabled first button: Enter in a field must not press whichever button stands first.
  const body = html`<form class="card" method="post" action="/press" autocomplete="off">
<button type="submit" disabled hidden></button><input type="hidden" name="serial" value="${serial}">
${header(card)}${actions(card, drawing)}${listOf(card, "sections").map((one) => drawSection(one, drawing))}${footer(card, drawing)}</form>`;
  return { html: body, presses: drawing.presses };
}

function header(card: Fields): Html {
  const content = fieldsOf(card, "header");
  if (content === null) return NOTHING;
  const subtitle = textOf(content, "subtitle");
  const image = picture(textOf(content, "imageUrl"), textOf(content, "imageAltText"));
  return html`<div class="card-header">${image}<div><h3>${textOf(content, "title")}</h3>${subtitle !== "" && html`<p>${subtitle}</p>`}</div></div>`;
}

/** The card's own menu, in Gmail behind three dots. */
function actions(card: Fields, drawing: Drawing): Html {
  const items = listOf(card, "cardActions").filter(isFields);
  if (items.length === 0) return NOTHING;
  const buttons = items.map((one) => drawButton({ ...one, text: textOf(one, "actionLabel") }, drawing));
  return html`<details class="menu"><summary class="button" lang="en">More of this card</summary><div class="buttons">${buttons}</div></details>`;
}

function drawSection(section: unknown, drawing: Drawing): Html {
  const widgets = listOf(section, "widgets").map((one) => drawWidget(one, drawing));
  const heading = textOf(section, "header");
  const open = isTrue(section, "collapsible")
    ? numberOf(section, "uncollapsibleWidgetsCount")
    : widgets.length;
  const hidden = widgets.slice(open);
  return html`<section class="section">${heading !== "" && html`<h4>${formatted(heading, drawing.prefixes)}</h4>`}${widgets.slice(0, open)}${
    hidden.length > 0 && html`<details class="rest"><summary lang="en">Show more</summary>${hidden}</details>`
  }</section>`;
}

function footer(card: Fields, drawing: Drawing): Html {
  const content = fieldsOf(card, "fixedFooter");
  if (content === null) return NOTHING;
  const both = ["primaryButton", "secondaryButton"].map((key) => fieldsOf(content, key)).filter(isFields);
  return html`<div class="footer">${both.map((one) => drawButton(one, drawing))}</div>`;
}
