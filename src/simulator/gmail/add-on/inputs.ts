/** The inputs of a card: what they are, what was filled in, and how an event says it ("Event objects": formInputs). */
import { offsetOf } from "../switches.ts";
import { type Fields, fieldsOf, isTrue, listOf, textOf } from "./read.ts";

/** What was filled in, by the input's name, as the page's form sent it. */
export type Values = ReadonlyMap<string, readonly string[]>;

export type FormInputs = Readonly<Record<string, object>>;

export type Input =
  | { readonly kind: "text"; readonly name: string }
  | { readonly kind: "choice"; readonly name: string; readonly values: readonly string[] }
  | { readonly kind: "time"; readonly name: string; readonly type: string };

/** Names in the page's form begin with it. */
export const INPUT_PREFIX = "in:";

function inputsOf(card: Fields): Input[] {
  const widgets = listOf(card, "sections").flatMap((section) => listOf(section, "widgets"));
  const inner = widgets.flatMap((one) =>
    listOf(fieldsOf(one, "columns"), "columnItems").flatMap((column) => listOf(column, "widgets")),
  );
  return [...widgets, ...inner].flatMap((widget) => inputOf(widget) ?? []);
}

function inputOf(widget: unknown): Input | null {
  const text = fieldsOf(widget, "textInput");
  if (text !== null) return { kind: "text", name: textOf(text, "name") };
  const selection = fieldsOf(widget, "selectionInput");
  if (selection !== null)
    return {
      kind: "choice",
      name: textOf(selection, "name"),
      values: listOf(selection, "items").map((item) => textOf(item, "value")),
    };
  const control = fieldsOf(fieldsOf(widget, "decoratedText"), "switchControl");
  if (control !== null)
    return { kind: "choice", name: textOf(control, "name"), values: [textOf(control, "value")] };
  const picker = fieldsOf(widget, "dateTimePicker");
  return picker === null
    ? null
    : { kind: "time", name: textOf(picker, "name"), type: textOf(picker, "type") || "DATE_AND_TIME" };
}

/** What a form of this card filled in; everything else that was sent is left out. */
export function readValues(card: Fields, form: URLSearchParams): Values {
  return new Map(
    inputsOf(card).map((input) => {
      const given = form.getAll(INPUT_PREFIX + input.name);
      const fitting =
        input.kind === "choice" ? given.filter((one) => input.values.includes(one)) : given.slice(0, 1);
      // A form sends CRLF, whatever was typed.
      return [input.name, fitting.map((one) => one.replace(/\r\n?/g, "\n"))] as const;
    }),
  );
}

/** Of values that an updated card takes over: "for a non-equivalent field, the value is dropped" (Navigation). */
export function keptValues(values: Values, card: Fields): Values {
  const kept = inputsOf(card).flatMap((input) => {
    const given = values.get(input.name);
    if (given === undefined) return [];
    const fits = input.kind !== "choice" || given.every((one) => input.values.includes(one));
    return fits ? [[input.name, given] as const] : [];
  });
  return new Map(kept);
}

export function formInputsOf(card: Fields, values: Values, timeZone: string): FormInputs {
  const entries = inputsOf(card).flatMap((input) => {
    const given = values.get(input.name) ?? [];
    if (input.kind === "time") {
      const time = timeInput(input.type, given[0] ?? "", timeZone);
      return time === null ? [] : [[input.name, time] as const];
    }
    // An empty text is sent as one; a choice of nothing is not sent.
    if (input.kind === "choice" && given.length === 0) return [];
    return [[input.name, { stringInputs: { value: given.length === 0 ? [""] : given } }] as const];
  });
  return Object.fromEntries(entries);
}

function timeInput(type: string, value: string, timeZone: string): object | null {
  if (type === "TIME_ONLY") {
    const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(value) ?? [];
    return hours === undefined ? null : { timeInput: { hours: Number(hours), minutes: Number(minutes) } };
  }
  const utc = Date.parse(`${value.length === 10 ? `${value}T00:00` : value}Z`);
  if (Number.isNaN(utc)) return null;
  if (type === "DATE_ONLY") return { dateInput: { msSinceEpoch: String(utc) } };
  const msSinceEpoch = String(utc - (offsetOf(timeZone, utc) ?? 0));
  return { dateTimeInput: { msSinceEpoch, hasDate: true, hasTime: true } };
}

/** Inputs that an action needs and that are empty ("the form submission is aborted"). */
export function missingInputs(card: Fields, values: Values, action: Fields): string[] {
  const names = isTrue(action, "allWidgetsAreRequired")
    ? inputsOf(card).map(({ name }) => name)
    : listOf(action, "requiredWidgets").filter((one) => typeof one === "string");
  return names.filter((name) => (values.get(name) ?? []).every((one) => one.trim() === ""));
}
