/**
 * Every kind of widget.
 * Source: "Package google.apps.card.v1" (Google Workspace add-ons, RPC reference) unless said otherwise.
 *
 * | rule | page |
 * |---|---|
 * | members for Chat or Workspace Studio alone | each member's own line |
 * | up to 100 items; one selected where one can be chosen | SelectionInput, SelectionItem |
 * | label or hintText; SINGLE_LINE with suggestions | TextInput |
 * | columns: at most two; the two dialogs that show them are not Gmail's side panel beside a mail | Columns |
 * | inputs have a name, each used once in a card; items have a text and a value of their own | by inference |
 */
import {
  CHAT_ONLY,
  STUDIO_ONLY,
  action,
  atLeastOne,
  button,
  buttonList,
  chipList,
  color,
  distinct,
  icon,
  onClick,
} from "./clicks.ts";
import {
  anyString,
  bool,
  both,
  type Fields,
  fault,
  filled,
  INFERRED,
  int32,
  int64,
  into,
  list,
  member,
  message,
  oneOf,
  type Place,
  positive,
  type Rule,
} from "./shapes.ts";
import { filledPlain, formatted, image, plain } from "./text.ts";

const MAX_ITEMS = 100;

const textParagraph = message(
  "TextParagraph",
  { text: formatted, maxLines: int32({ min: 0 }) },
  { required: ["text"], unavailable: { textSyntax: CHAT_ONLY } },
);

const picture = message("Image", { imageUrl: image, onClick, altText: plain }, { required: ["imageUrl"] });

const switchControl = message(
  "SwitchControl",
  {
    name: inputName,
    value: anyString,
    selected: bool,
    onChangeAction: action,
    controlType: oneOf(["SWITCH", "CHECK_BOX"], ["CHECKBOX"]),
  },
  { required: ["name"] },
);

const decoratedText = message(
  "DecoratedText",
  {
    startIcon: icon,
    topLabel: plain,
    text: formatted,
    wrapText: bool,
    bottomLabel: plain,
    onClick,
    button,
    switchControl,
    endIcon: icon,
  },
  {
    required: ["text"],
    unions: [["button", "switchControl", "endIcon"]],
    unavailable: {
      icon: "deprecated: use startIcon",
      startIconVerticalAlignment: CHAT_ONLY,
      topLabelText: CHAT_ONLY,
      contentText: CHAT_ONLY,
      bottomLabelText: CHAT_ONLY,
    },
  },
);

const suggestions = message(
  "Suggestions",
  { items: list(message("SuggestionItem", { text: filled }, { required: ["text"] })) },
  { required: ["items"] },
);

const validation = message("Validation", {
  characterLimit: int32({ min: 1 }),
  inputType: oneOf(["TEXT", "INTEGER", "FLOAT", "EMAIL", "EMOJI_PICKER"], ["INPUT_TYPE_UNSPECIFIED"]),
});

const textInput = message(
  "TextInput",
  {
    name: inputName,
    label: filledPlain,
    hintText: filledPlain,
    value: anyString,
    type: oneOf(["SINGLE_LINE", "MULTIPLE_LINE"]),
    onChangeAction: action,
    initialSuggestions: suggestions,
    autoCompleteAction: action,
    validation,
  },
  {
    required: ["name"],
    unavailable: { placeholderText: CHAT_ONLY, hostAppDataSource: STUDIO_ONLY },
    also: checkTextInput,
  },
);

const selectionItem = message(
  "SelectionItem",
  { text: filledPlain, value: filled, selected: bool, startIconUri: image, bottomText: plain },
  { required: ["text", "value"] },
);

const selectionInput = message(
  "SelectionInput",
  {
    name: inputName,
    label: filledPlain,
    type: oneOf(["CHECK_BOX", "RADIO_BUTTON", "SWITCH", "DROPDOWN", "MULTI_SELECT"]),
    items: both(
      list(selectionItem, { min: 1, max: MAX_ITEMS, why: "(SelectionInput: up to 100 items)" }),
      distinct("value"),
    ),
    onChangeAction: action,
    multiSelectMaxSelectedItems: int32({ min: 1 }),
    multiSelectMinQueryLength: int32({ min: 0 }),
  },
  {
    required: ["name", "items"],
    unavailable: {
      hintText: STUDIO_ONLY,
      dataSourceConfigs: STUDIO_ONLY,
      externalDataSource: CHAT_ONLY,
      platformDataSource: CHAT_ONLY,
    },
    also: checkSelected,
  },
);

const dateTimePicker = message(
  "DateTimePicker",
  {
    name: inputName,
    label: filledPlain,
    type: oneOf(["DATE_AND_TIME", "DATE_ONLY", "TIME_ONLY"]),
    valueMsEpoch: int64,
    timezoneOffsetDate: int32({ min: -1080, max: 1080 }),
    onChangeAction: action,
  },
  { required: ["name"], unavailable: { hostAppDataSource: STUDIO_ONLY } },
);

const borderStyle = message("BorderStyle", {
  type: oneOf(["NO_BORDER", "STROKE"], ["BORDER_TYPE_UNSPECIFIED"]),
  strokeColor: color,
  cornerRadius: int32({ min: 0 }),
});

const cropStyle = message("ImageCropStyle", {
  type: oneOf(["SQUARE", "CIRCLE", "RECTANGLE_CUSTOM", "RECTANGLE_4_3"], ["IMAGE_CROP_TYPE_UNSPECIFIED"]),
  aspectRatio: positive,
});

const gridItem = message("GridItem", {
  id: anyString,
  image: message(
    "ImageComponent",
    { imageUri: image, altText: plain, cropStyle, borderStyle },
    { required: ["imageUri"] },
  ),
  title: plain,
  subtitle: plain,
  layout: oneOf(["TEXT_BELOW", "TEXT_ABOVE"], ["GRID_ITEM_LAYOUT_UNSPECIFIED"]),
});

const grid = message(
  "Grid",
  {
    title: plain,
    items: list(gridItem, atLeastOne),
    borderStyle,
    columnCount: int32({ min: 1 }),
    onClick,
  },
  { required: ["items"] },
);

const inColumns: Readonly<Record<string, Rule>> = {
  textParagraph,
  image: picture,
  decoratedText,
  buttonList,
  textInput,
  selectionInput,
  dateTimePicker,
  chipList,
};

const columns = both(
  (_, place) => fault(place, "Columns are shown in two dialogs of add-ons, not in Gmail's side panel"),
  message(
    "Columns",
    {
      columnItems: list(
        message("Column", {
          horizontalSizeStyle: oneOf(
            ["FILL_AVAILABLE_SPACE", "FILL_MINIMUM_SPACE"],
            ["HORIZONTAL_SIZE_STYLE_UNSPECIFIED"],
          ),
          horizontalAlignment: oneOf(["START", "CENTER", "END"], ["HORIZONTAL_ALIGNMENT_UNSPECIFIED"]),
          verticalAlignment: oneOf(["CENTER", "TOP", "BOTTOM"], ["VERTICAL_ALIGNMENT_UNSPECIFIED"]),
          widgets: list(message("Widgets", inColumns, { one: Object.keys(inColumns), also: countWidget })),
        }),
        { min: 1, max: 2, why: "(Columns: up to 2)" },
      ),
    },
    { required: ["columnItems"] },
  ),
);

const widgets: Readonly<Record<string, Rule>> = {
  ...inColumns,
  divider: message("Divider", {}),
  grid,
  columns,
};

export const widget = message("Widget", widgets, {
  one: Object.keys(widgets),
  unavailable: {
    carousel: CHAT_ONLY,
    horizontalAlignment: CHAT_ONLY,
    id: STUDIO_ONLY,
    visibility: STUDIO_ONLY,
    eventActions: STUDIO_ONLY,
  },
  also: countWidget,
});

function countWidget(_: Fields, { tally }: Place): void {
  if (tally !== null) tally.widgets += 1;
}

function inputName(value: unknown, place: Place): void {
  filled(value, place);
  if (typeof value !== "string" || place.tally === null) return;
  const other = place.tally.inputs.get(value);
  if (other === undefined) place.tally.inputs.set(value, place.path);
  else fault(place, `${other} has this name already ${INFERRED}`);
}

/** "Required if hintText is unspecified"; with suggestions "type is always SINGLE_LINE". */
function checkTextInput(fields: Fields, place: Place): void {
  if (member(fields, "label") === undefined && member(fields, "hintText") === undefined)
    fault(place, "TextInput needs label or hintText");
  if (member(fields, "type") === "MULTIPLE_LINE" && member(fields, "initialSuggestions") !== undefined)
    fault(into(place, "type"), "with initialSuggestions it is always SINGLE_LINE");
}

/** "If the selection input only accepts one value, only set this field for one item." */
function checkSelected(fields: Fields, place: Place): void {
  const items = member(fields, "items");
  if (!["RADIO_BUTTON", "DROPDOWN"].includes(String(member(fields, "type"))) || !Array.isArray(items)) return;
  const selected = items.filter((one) => typeof one === "object" && one !== null && one.selected === true);
  if (selected.length > 1) fault(into(place, "items"), "only one item of these may be selected");
}
