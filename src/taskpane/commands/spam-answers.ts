/** What the reporter chose in Outlook's own spam dialog. */
import type { Answer, ThreatKind } from "../../core/evidence/types.ts";
import type { ReportAnswers } from "../../workflow/engine-port.ts";

/** In the order of the manifest's ReportingOptions: a contract with src/manifest. */
export const SPAM_OPTIONS: readonly ThreatKind[] = [
  "violence",
  "blackmail",
  "defamation",
  "stalking",
  "other",
];

/** UTF-16 units of the free text that are taken along. */
const MAX_TEXT = 4000;

export const NOT_ASKED: ReportAnswers = {
  kind: { state: "not-asked" },
  urgency: { state: "not-asked" },
  actions: { state: "not-asked" },
  comment: { state: "not-asked" },
  suspicion: { state: "not-asked" },
};

/**
 * @param options - A boolean for each option; office.js was seen to turn the list into an object with the same keys.
 * @param freeText - As typed; anything but a text is none.
 */
export function spamAnswers(options: unknown, freeText: unknown): ReportAnswers {
  const chosen = SPAM_OPTIONS.filter((_, index) => isChosen(options, index));
  // The dialog lets several be ticked, a report has one kind: the gravest, the rest beside the reporter's own words.
  const others = chosen.length > 1 ? `[${chosen.join(", ")}] ` : "";
  const typed = typeof freeText === "string" ? freeText.trim().toWellFormed() : "";
  return {
    ...NOT_ASKED,
    kind: answered(chosen[0]),
    comment: answered(`${others}${typed}`.trim().slice(0, MAX_TEXT).toWellFormed() || undefined),
  };
}

function answered<T>(value: T | undefined): Answer<T> {
  return value === undefined ? { state: "not-answered" } : { state: "answered", value };
}

function isChosen(options: unknown, index: number): boolean {
  if (typeof options !== "object" || options === null) return false;
  return (options as Readonly<Record<number, unknown>>)[index] === true;
}
