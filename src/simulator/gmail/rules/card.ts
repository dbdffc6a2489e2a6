/**
 * A card as a Google Workspace add-on may send it to Gmail's side panel.
 * Source: "Package google.apps.card.v1" (Google Workspace add-ons, RPC reference) unless said otherwise.
 *
 * | rule | page |
 * |---|---|
 * | at most 100 widgets a card: from the section that passes 100 on, sections are ignored | Card |
 * | at most 100 sections, 100 widgets a section | "Cards"; "Restrictions" |
 * | a section has a widget; uncollapsibleWidgetsCount counts only where collapsible is true | Section |
 * | members for Workspace Studio alone | each member's own line |
 */
import { STUDIO_ONLY, button, footerButton, imageType, onClick } from "./clicks.ts";
import {
  bool,
  type Fields,
  fault,
  filled,
  INFERRED,
  int32,
  into,
  list,
  member,
  message,
  oneOf,
  type Place,
  type Rule,
  type Tally,
} from "./shapes.ts";
import { filledPlain, formatted, image, plain } from "./text.ts";
import { widget } from "./widgets.ts";

const MAX_WIDGETS = 100;
const MAX_SECTIONS = 100;

const section = message(
  "Section",
  {
    header: formatted,
    widgets: list(widget, { min: 1, max: MAX_WIDGETS, why: "(Section, Cards)" }),
    collapsible: bool,
    uncollapsibleWidgetsCount: int32({ min: 0 }),
    collapseControl: message(
      "CollapseControl",
      {
        horizontalAlignment: oneOf(["START", "CENTER", "END"]),
        expandButton: button,
        collapseButton: button,
      },
      { required: ["expandButton", "collapseButton"] },
    ),
  },
  { required: ["widgets"], unavailable: { id: STUDIO_ONLY }, also: checkCollapsing },
);

const header = message(
  "CardHeader",
  { title: filledPlain, subtitle: plain, imageType, imageUrl: image, imageAltText: plain },
  { required: ["title"] },
);

const cardFields = message(
  "Card",
  {
    header,
    sections: list(section, { max: MAX_SECTIONS, why: "(Cards, Restrictions)" }),
    sectionDividerStyle: oneOf(["SOLID_DIVIDER", "NO_DIVIDER"], ["DIVIDER_STYLE_UNSPECIFIED"]),
    cardActions: list(
      message("CardAction", { actionLabel: filledPlain, onClick }, { required: ["actionLabel", "onClick"] }),
    ),
    name: filled,
    fixedFooter: message(
      "CardFixedFooter",
      { primaryButton: footerButton, secondaryButton: footerButton },
      { required: ["primaryButton"] },
    ),
    displayStyle: oneOf(["PEEK", "REPLACE"], ["DISPLAY_STYLE_UNSPECIFIED"]),
    peekCardHeader: header,
  },
  { required: ["sections"], unavailable: { expressionData: STUDIO_ONLY } },
);

/** Counts over the whole card: each card has a tally of its own. */
export const card: Rule = (value, place) => {
  const tally: Tally = { widgets: 0, inputs: new Map(), required: [] };
  cardFields(value, { ...place, tally });
  if (tally.widgets > MAX_WIDGETS)
    fault(
      place,
      `${tally.widgets} widgets: from the section that passes 100 on, sections are ignored (Card)`,
    );
  for (const { path, name } of tally.required)
    if (!tally.inputs.has(name)) fault({ ...place, path }, `no input has this name ${INFERRED}`);
};

/** "Taken into account only when collapsible is true." */
function checkCollapsing(fields: Fields, place: Place): void {
  const count = member(fields, "uncollapsibleWidgetsCount");
  if (count === undefined) return;
  const at = into(place, "uncollapsibleWidgetsCount");
  if (member(fields, "collapsible") !== true) fault(at, "has no effect unless collapsible is true");
  const shown = member(fields, "widgets");
  if (Array.isArray(shown) && Number(count) > shown.length) fault(at, `there are fewer widgets ${INFERRED}`);
}
