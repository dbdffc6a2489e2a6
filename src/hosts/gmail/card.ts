/**
 * Cards as Gmail draws them on the web, Android and iOS (google.apps.card.v1): the few widgets that all three have, no
 * hover text, nothing that needs a script.
 */
import { type Markup, plain, plainLine } from "./markup.ts";

/** "You can add up to 100 widgets per card. Any widgets beyond this limit are ignored." */
export const MAX_WIDGETS = 100;

export interface Card {
  readonly header: { readonly title: string };
  readonly sections: readonly Section[];
  readonly fixedFooter?: { readonly primaryButton: Button; readonly secondaryButton?: Button };
}

export interface Section {
  readonly header?: Markup;
  readonly collapsible?: true;
  readonly uncollapsibleWidgetsCount?: number;
  readonly widgets: readonly Widget[];
}

export type Widget =
  | { readonly textParagraph: { readonly text: Markup } }
  | {
      readonly decoratedText: {
        readonly topLabel: Markup;
        readonly text: Markup;
        readonly wrapText: true;
      };
    }
  | { readonly buttonList: { readonly buttons: readonly Button[] } }
  | { readonly selectionInput: SelectionInput }
  | { readonly textInput: TextInput };

export interface Button {
  readonly text: string;
  readonly onClick: OnClick;
  /** Makes it a filled one: the card's one way on. */
  readonly color?: Color;
}

export type OnClick =
  | { readonly openLink: { readonly url: string } }
  | {
      readonly action: {
        /** Of the HTTP runtime: the URL that Google calls. */
        readonly function: string;
        readonly parameters: readonly { readonly key: string; readonly value: string }[];
        readonly loadIndicator: "SPINNER";
      };
    };

/** Shares of 1. */
export interface Color {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

export interface SelectionInput {
  readonly name: string;
  readonly label: string;
  readonly type: "CHECK_BOX" | "RADIO_BUTTON" | "DROPDOWN";
  readonly items: readonly { readonly text: string; readonly value: string; readonly selected: boolean }[];
}

export interface TextInput {
  readonly name: string;
  readonly label: string;
  readonly type: "MULTIPLE_LINE";
  readonly value?: string;
}

const PRIMARY: Color = { red: 0.06, green: 0.31, blue: 0.55 };
const SECONDARY: Color = { red: 0.87, green: 0.92, blue: 0.97 };

export function paragraph(text: Markup): Widget {
  return { textParagraph: { text } };
}

export function labelled(label: string, text: Markup): Widget {
  return { decoratedText: { topLabel: plain(label), text, wrapText: true } };
}

export function buttons(...list: readonly Button[]): Widget {
  return { buttonList: { buttons: list } };
}

/** Gmail opens https, mailto and tel addresses only, and https ones only under the deployment's openLinkUrlPrefixes. */
export function linkButton(text: string, url: string): Button {
  return { text: plainLine(text), onClick: { openLink: { url } } };
}

export function callButton(text: string, number: string): Button {
  return linkButton(text, `tel:${number.replace(/[^+\d]/g, "")}`);
}

/** @param parameters - Come back with the click, as they are. */
export function actionButton(
  text: string,
  url: string,
  parameters: Readonly<Record<string, string>>,
): Button {
  const list = Object.entries(parameters).map(([key, value]) => ({ key, value }));
  return {
    text: plainLine(text),
    onClick: { action: { function: url, parameters: list, loadIndicator: "SPINNER" } },
  };
}

export function primary(button: Button): Button {
  return { ...button, color: PRIMARY };
}

/** In a fixed footer: both of its buttons must have a colour. */
export function secondary(button: Button): Button {
  return { ...button, color: SECONDARY };
}

/** Left out where it would be empty, and so is a text of nothing but spaces: Gmail refuses both. */
export function section(
  widgets: readonly (Widget | null)[],
  more: Omit<Section, "widgets" | "header"> & { readonly header?: string } = {},
): Section[] {
  const shown = widgets.filter((one) => one !== null && !isBlank(one)) as readonly Widget[];
  const { header, ...rest } = more;
  return shown.length === 0
    ? []
    : [{ ...(header !== undefined && { header: plain(header) }), ...rest, widgets: shown }];
}

function isBlank(widget: Widget): boolean {
  if ("textParagraph" in widget) return widget.textParagraph.text.trim() === "";
  return "decoratedText" in widget && widget.decoratedText.text.trim() === "";
}

/** Neutral: whoever looks over a shoulder, or at a list of cards, reads the add-on's name. */
export function card(sections: readonly Section[], footer?: Card["fixedFooter"]): Card {
  let room = MAX_WIDGETS;
  const fitting = sections.flatMap((one) => {
    const widgets = one.widgets.slice(0, room);
    room -= widgets.length;
    return widgets.length === 0 ? [] : [{ ...one, widgets }];
  });
  return {
    header: { title: "Zegel" },
    sections: fitting,
    ...(footer !== undefined && { fixedFooter: footer }),
  };
}
