/**
 * What can be pressed: actions, links, buttons, icons.
 * Source: "Package google.apps.card.v1" (Google Workspace add-ons, RPC reference) unless said otherwise.
 *
 * | rule | page |
 * |---|---|
 * | members "unavailable for Google Workspace add-ons" | each member's own line |
 * | Action.interaction: "the entire card is stripped" | Action |
 * | fixedFooter: text buttons "with text and color set" | Card.CardFixedFooter |
 * | knownIcon's values | "Format messages", section "Built-in icons" |
 * | a list of buttons or chips is not empty, a button has a text or an icon, parameters have keys of their own | by inference |
 */
import {
  anyString,
  bool,
  both,
  type Fields,
  fault,
  filled,
  INFERRED,
  into,
  later,
  list,
  member,
  message,
  oneOf,
  type Place,
  type Rule,
  share,
} from "./shapes.ts";
import { endpoint, filledPlain, image, link, plain } from "./text.ts";

export const CHAT_ONLY = "unavailable for Google Workspace add-ons";
export const STUDIO_ONLY = "only for add-ons that extend Google Workspace Studio";

const KNOWN_ICONS = [
  ...["AIRPLANE", "BOOKMARK", "BUS", "CAR", "CLOCK", "CONFIRMATION_NUMBER_ICON", "DESCRIPTION", "DOLLAR"],
  ...["EMAIL", "EVENT_SEAT", "FLIGHT_ARRIVAL", "FLIGHT_DEPARTURE", "HOTEL", "HOTEL_ROOM_TYPE", "INVITE"],
  ...["MAP_PIN", "MEMBERSHIP", "MULTIPLE_PEOPLE", "PERSON", "PHONE", "RESTAURANT_ICON", "SHOPPING_CART"],
  ...["STAR", "STORE", "TICKET", "TRAIN", "VIDEO_CAMERA", "VIDEO_PLAY"],
];

export const imageType = oneOf(["SQUARE", "CIRCLE"]);
export const color = message("Color", { red: share, green: share, blue: share, alpha: share });
export const atLeastOne = { min: 1, why: INFERRED };

const parameter = message(
  "ActionParameter",
  { key: filled, value: anyString },
  { required: ["key", "value"] },
);

export const action = message(
  "Action",
  {
    function: endpoint,
    parameters: both(list(parameter), distinct("key")),
    loadIndicator: oneOf(["SPINNER", "NONE"]),
    persistValues: bool,
    requiredWidgets: both(list(filled), noteRequired),
    allWidgetsAreRequired: bool,
  },
  {
    required: ["function"],
    unavailable: { interaction: `${CHAT_ONLY}: the entire card is stripped and nothing is shown` },
  },
);

export const openLink = message(
  "OpenLink",
  { url: link, openAs: oneOf(["FULL_SIZE", "OVERLAY"]), onClose: oneOf(["NOTHING", "RELOAD"]) },
  { required: ["url"] },
);

export const icon = message(
  "Icon",
  { knownIcon: oneOf(KNOWN_ICONS), iconUrl: image, altText: plain, imageType },
  { one: ["knownIcon", "iconUrl"], unavailable: { materialIcon: CHAT_ONLY } },
);

const overflowMenu = message(
  "OverflowMenu",
  {
    items: list(
      message(
        "OverflowMenuItem",
        {
          startIcon: icon,
          text: filledPlain,
          onClick: later(() => onClickOfMenu),
          disabled: bool,
        },
        { required: ["text", "onClick"] },
      ),
      atLeastOne,
    ),
  },
  { required: ["items"] },
);

const cardInside: Rule = (value, place) => place.card(value, place);

const clicks: Readonly<Record<string, Rule>> = {
  action,
  openLink,
  openDynamicLinkAction: action,
  card: cardInside,
};
const CLICKS = Object.keys(clicks);
const onClickOfMenu = message("OnClick", clicks, {
  one: CLICKS,
  unavailable: { overflowMenu: "an OverflowMenu cannot contain another" },
});
export const onClick = message("OnClick", { ...clicks, overflowMenu }, { one: [...CLICKS, "overflowMenu"] });

export const button = message(
  "Button",
  { text: filledPlain, icon, color, onClick, disabled: bool, altText: plain },
  { required: ["onClick"], unavailable: { type: CHAT_ONLY }, also: textOrIcon("text") },
);

/** "The button must be a text button with text and color set." */
export const footerButton = both(button, (value, place) => {
  if (typeof value !== "object" || value === null) return;
  for (const key of ["text", "color"])
    if (member(value as Fields, key) === undefined)
      fault(into(place, key), "required in a fixed footer's Button");
  if (member(value as Fields, "icon") !== undefined)
    fault(into(place, "icon"), "a fixed footer has text buttons");
});

export const buttonList = message(
  "ButtonList",
  { buttons: list(button, atLeastOne) },
  { required: ["buttons"] },
);

export const chipList = message(
  "ChipList",
  {
    layout: oneOf(["WRAPPED", "HORIZONTAL_SCROLLABLE"], ["LAYOUT_UNSPECIFIED"]),
    chips: list(
      message(
        "Chip",
        { icon, label: filledPlain, onClick, disabled: bool, altText: plain },
        { unavailable: { enabled: "deprecated: use disabled" }, also: textOrIcon("label") },
      ),
      atLeastOne,
    ),
  },
  { required: ["chips"] },
);

function noteRequired(value: unknown, place: Place): void {
  if (!Array.isArray(value)) return;
  for (const [index, name] of value.entries())
    if (typeof name === "string") place.tally?.required.push({ path: into(place, index).path, name });
}

/** Of a list of objects: no two have the same text as this member. */
export function distinct(key: string): Rule {
  return (value, place) => {
    if (!Array.isArray(value)) return;
    const seen = new Set<unknown>();
    for (const [index, one] of value.entries()) {
      const given = typeof one === "object" && one !== null ? member(one as Fields, key) : undefined;
      if (given !== undefined && seen.has(given))
        fault(into(into(place, index), key), `another one has the same ${INFERRED}`);
      seen.add(given);
    }
  };
}

function textOrIcon(text: string) {
  return (fields: Fields, place: Place) => {
    if (member(fields, text) === undefined && member(fields, "icon") === undefined)
      fault(place, `needs ${text} or icon ${INFERRED}`);
  };
}
