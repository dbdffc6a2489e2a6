/** Widgets as form controls, buttons and links. Reads leniently: what is wrong with a card is said beside it. */
import { INPUT_PREFIX, type Values } from "../add-on/inputs.ts";
import { type Fields, fieldsOf, isFields, isTrue, listOf, numberOf, textOf } from "../add-on/read.ts";
import { formatted } from "./formatted.ts";
import { type Html, html, NOTHING } from "./html.ts";
import { linkOf, picture } from "./link.ts";

/** What a button of the page's form does, by its number. */
export type Press =
  | {
      readonly kind: "action";
      readonly action: Fields;
      readonly parameters: Readonly<Record<string, string>>;
    }
  | { readonly kind: "card"; readonly card: Fields };

export interface Drawing {
  readonly values: Values;
  readonly prefixes: readonly string[];
  /** Filled while drawing: the same card gives the same numbers. */
  readonly presses: Press[];
  /** Of controls, so that a label finds its own. */
  nextId(): string;
}

type Draw = (content: Fields, drawing: Drawing) => Html;

export function drawWidget(widget: unknown, drawing: Drawing): Html {
  if (!isFields(widget)) return NOTHING;
  for (const [key, draw] of Object.entries(KINDS)) {
    const content = fieldsOf(widget, key);
    if (content !== null) return draw(content, drawing);
  }
  return NOTHING;
}

const KINDS: Readonly<Record<string, Draw>> = {
  textParagraph: (content, { prefixes }) =>
    html`<p class="paragraph">${formatted(textOf(content, "text"), prefixes)}</p>`,
  decoratedText,
  buttonList: (content, drawing) => buttonRow(listOf(content, "buttons"), drawing),
  chipList: (content, drawing) =>
    buttonRow(
      listOf(content, "chips").map((chip) => ({ ...(isFields(chip) && chip), text: textOf(chip, "label") })),
      drawing,
    ),
  textInput,
  selectionInput,
  dateTimePicker,
  divider: () => html`<hr>`,
  image: (content, drawing) =>
    clickable(
      fieldsOf(content, "onClick"),
      picture(textOf(content, "imageUrl"), textOf(content, "altText")),
      drawing,
      "plain",
    ),
  grid,
  columns: (content, drawing) =>
    html`<div class="columns">${listOf(content, "columnItems").map(
      (column) => html`<div>${listOf(column, "widgets").map((one) => drawWidget(one, drawing))}</div>`,
    )}</div>`,
};

function decoratedText(content: Fields, drawing: Drawing): Html {
  const line = (key: string) =>
    textOf(content, key) === "" ? NOTHING : html`<span class="${key}">${textOf(content, key)}</span>`;
  const words = html`${line("topLabel")}<span class="${isTrue(content, "wrapText") ? "text" : "text cut"}">${formatted(
    textOf(content, "text"),
    drawing.prefixes,
  )}</span>${line("bottomLabel")}`;
  const button = fieldsOf(content, "button");
  const control = fieldsOf(content, "switchControl");
  return html`<div class="decorated">${icon(fieldsOf(content, "startIcon"))}<div class="words">${clickable(
    fieldsOf(content, "onClick"),
    words,
    drawing,
    "plain",
  )}</div>${button !== null && drawButton(button, drawing)}${control !== null && switchOf(control, textOf(content, "text"), drawing)}${icon(fieldsOf(content, "endIcon"))}</div>`;
}

/** Gmail's own pictures are not ours: the icon's name says what stands there. */
function icon(content: Fields | null): Html {
  if (content === null) return NOTHING;
  const url = textOf(content, "iconUrl");
  if (url !== "") return picture(url, textOf(content, "altText"));
  const name = textOf(content, "knownIcon").toLowerCase().replace(/_/g, " ");
  return html`<span class="icon" role="img" aria-label="${textOf(content, "altText") || name}">●</span>`;
}

function switchOf(control: Fields, label: string, { values, nextId }: Drawing): Html {
  const name = textOf(control, "name");
  const value = textOf(control, "value");
  const on = values.get(name)?.includes(value) ?? isTrue(control, "selected");
  const id = nextId();
  const role = textOf(control, "controlType").startsWith("CHECK") ? "checkbox" : "switch";
  return html`<input type="checkbox" role="${role}" id="${id}" aria-label="${label}" name="${INPUT_PREFIX + name}" value="${value}"${on && html` checked`}>`;
}

function textInput(content: Fields, drawing: Drawing): Html {
  const name = textOf(content, "name");
  const value = drawing.values.get(name)?.[0] ?? textOf(content, "value");
  const id = drawing.nextId();
  const label = textOf(content, "label");
  const hint = textOf(content, "hintText");
  const limit = numberOf(fieldsOf(content, "validation"), "characterLimit");
  const described = label !== "" && hint !== "";
  const attributes = html`id="${id}" name="${INPUT_PREFIX + name}"${limit > 0 && html` maxlength="${limit}"`}${
    described && html` aria-describedby="${id}-hint"`
  }`;
  const suggestions = listOf(fieldsOf(content, "initialSuggestions"), "items").map((one) =>
    textOf(one, "text"),
  );
  const many = textOf(content, "type") === "MULTIPLE_LINE" && suggestions.length === 0;
  // The line break after the tag is the parser's own: without it one of the text would be.
  const field = many
    ? html`<textarea ${attributes} rows="4">\n${value}</textarea>`
    : html`<input type="text" ${attributes} value="${value}" autocomplete="off"${suggested(suggestions, id)}`;
  return html`<div class="field"><label for="${id}">${label || hint || name}</label>${field}${
    described && html`<span class="hint" id="${id}-hint">${hint}</span>`
  }${onChange(content, drawing)}</div>`;
}

/** Ends the tag of an input. */
function suggested(suggestions: readonly string[], id: string): Html {
  if (suggestions.length === 0) return html`>`;
  const options = suggestions.map((one) => html`<option value="${one}"></option>`);
  return html` list="${id}-list"><datalist id="${id}-list">${options}</datalist>`;
}

function selectionInput(content: Fields, drawing: Drawing): Html {
  const type = textOf(content, "type") || "CHECK_BOX";
  const name = textOf(content, "name");
  const chosen = drawing.values.get(name);
  const items = listOf(content, "items").map((item) => ({
    text: textOf(item, "text"),
    value: textOf(item, "value"),
    on: chosen?.includes(textOf(item, "value")) ?? isTrue(item, "selected"),
  }));
  const label = textOf(content, "label");
  if (["DROPDOWN", "MULTI_SELECT"].includes(type)) {
    const id = drawing.nextId();
    return html`<div class="field"><label for="${id}">${label}</label><select id="${id}" name="${INPUT_PREFIX + name}"${
      type === "MULTI_SELECT" && html` multiple`
    }>${items.map(({ text, value, on }) => html`<option value="${value}"${on && html` selected`}>${text}</option>`)}</select>${onChange(content, drawing)}</div>`;
  }
  const kind = type === "RADIO_BUTTON" ? "radio" : "checkbox";
  return html`<fieldset class="field"><legend>${label}</legend>${items.map(
    ({ text, value, on }) =>
      html`<label class="choice"><input type="${kind}"${type === "SWITCH" && html` role="switch"`} name="${INPUT_PREFIX + name}" value="${value}"${on && html` checked`}> <span>${text}</span></label>`,
  )}${onChange(content, drawing)}</fieldset>`;
}

const TIMES: Readonly<Record<string, { readonly type: string; readonly from: number; readonly to: number }>> =
  {
    DATE_AND_TIME: { type: "datetime-local", from: 0, to: 16 },
    DATE_ONLY: { type: "date", from: 0, to: 10 },
    TIME_ONLY: { type: "time", from: 11, to: 16 },
  };

function dateTimePicker(content: Fields, drawing: Drawing): Html {
  const { type, from, to } =
    TIMES[textOf(content, "type")] ?? (TIMES["DATE_AND_TIME"] as (typeof TIMES)[string]);
  const name = textOf(content, "name");
  const epoch = Number(textOf(content, "valueMsEpoch") || numberOf(content, "valueMsEpoch"));
  // Beyond these a Date is none.
  const given = epoch !== 0 && Math.abs(epoch) < 8e15 ? new Date(epoch).toISOString().slice(from, to) : "";
  const id = drawing.nextId();
  return html`<div class="field"><label for="${id}">${textOf(content, "label") || name}</label><input type="${type}" id="${id}" name="${INPUT_PREFIX + name}" value="${drawing.values.get(name)?.[0] ?? given}">${onChange(content, drawing)}</div>`;
}

/** Without a script nothing hears of a change: a button of the page's own says it. */
function onChange(content: Fields, drawing: Drawing): Html {
  const action = fieldsOf(content, "onChangeAction");
  return action === null
    ? NOTHING
    : html`<button class="small" lang="en" name="press" value="${actionPress(action, drawing)}">Changed</button>`;
}

function grid(content: Fields, drawing: Drawing): Html {
  const onClick = fieldsOf(content, "onClick");
  const items = listOf(content, "items").map((item, index) => {
    const image = fieldsOf(item, "image");
    const words = html`${picture(textOf(image, "imageUri"), textOf(image, "altText"))}<b>${textOf(item, "title")}</b> ${textOf(item, "subtitle")}`;
    const extra = { grid_item_identifier: textOf(item, "id"), grid_item_index: String(index) };
    return html`<li>${clickable(onClick, words, drawing, "plain", extra)}</li>`;
  });
  return html`<div class="grid">${textOf(content, "title") !== "" && html`<p><b>${textOf(content, "title")}</b></p>`}<ul>${items}</ul></div>`;
}

function buttonRow(buttons: readonly unknown[], drawing: Drawing): Html {
  return html`<div class="buttons">${buttons.filter(isFields).map((one) => drawButton(one, drawing))}</div>`;
}

export function drawButton(button: Fields, drawing: Drawing): Html {
  const symbol = fieldsOf(button, "icon");
  const text = textOf(button, "text");
  // "If unspecified, the default value Button is provided" (Icon.altText).
  const alt = { altText: textOf(button, "altText") || "Button" };
  const words = html`${icon(symbol === null || text !== "" ? symbol : { ...alt, ...symbol })}${text}`;
  const look = fieldsOf(button, "color") === null ? "button" : "button filled";
  if (isTrue(button, "disabled"))
    return html`<button type="button" class="${look}" disabled>${words}</button>`;
  return clickable(fieldsOf(button, "onClick"), words, drawing, look);
}

function clickable(
  onClick: Fields | null,
  words: Html,
  drawing: Drawing,
  look: string,
  extra: Readonly<Record<string, string>> = {},
): Html {
  const openLink = fieldsOf(onClick, "openLink");
  if (openLink !== null) {
    const url = linkOf(textOf(openLink, "url"), drawing.prefixes);
    return url === null
      ? html`<span class="${look} dead" title="Gmail does not open this address">${words}</span>`
      : html`<a class="${look}" href="${url}" target="_blank" rel="noopener noreferrer">${words}</a>`;
  }
  const menu = fieldsOf(onClick, "overflowMenu");
  if (menu !== null)
    return html`<details class="menu"><summary class="${look}">${words}</summary>${buttonRow(listOf(menu, "items"), drawing)}</details>`;
  const action = fieldsOf(onClick, "action") ?? fieldsOf(onClick, "openDynamicLinkAction");
  const card = fieldsOf(onClick, "card");
  if (action === null && card === null) return words;
  const number =
    action === null
      ? drawing.presses.push({ kind: "card", card: card as Fields }) - 1
      : actionPress(action, drawing, extra);
  return html`<button class="${look}" name="press" value="${number}">${words}</button>`;
}

function actionPress(
  action: Fields,
  { presses }: Drawing,
  extra: Readonly<Record<string, string>> = {},
): number {
  const given = listOf(action, "parameters").map(
    (one) => [textOf(one, "key"), textOf(one, "value")] as const,
  );
  return presses.push({ kind: "action", action, parameters: { ...Object.fromEntries(given), ...extra } }) - 1;
}
