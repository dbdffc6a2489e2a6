/** Of the answers, what a later card needs for its advice: it travels with the button, and is kept nowhere. */
import { answersOf, FIELDS, KINDS, URGENCIES } from "../hosts/gmail/answers.ts";
import type { GmailEvent } from "../hosts/gmail/event.ts";
import { showsDespair } from "../workflow/despair.ts";
import type { Told } from "./cards/receipt.ts";

export function toldIn(form: GmailEvent["form"]): Told {
  const { kind, urgency, comment } = answersOf(form);
  return {
    kind: kind.state === "answered" ? kind.value : null,
    urgency: urgency.state === "answered" ? urgency.value : null,
    leftOut: form.get(FIELDS.leftOut) ?? [],
    despair: comment.state === "answered" && showsDespair(comment.value),
  };
}

export function parametersOf({ kind, urgency, leftOut, despair }: Told): Record<string, string> {
  return {
    ...(kind !== null && { kind }),
    ...(urgency !== null && { urgency }),
    ...(leftOut.length > 0 && { leftOut: leftOut.join(",") }),
    ...(despair && { despair: "yes" }),
  };
}

export function toldBy(parameters: GmailEvent["parameters"]): Told {
  return {
    kind: KINDS.find((one) => one === parameters.get("kind")) ?? null,
    urgency: URGENCIES.find((one) => one === parameters.get("urgency")) ?? null,
    leftOut: parameters.get("leftOut")?.split(",") ?? [],
    despair: parameters.get("despair") === "yes",
  };
}
