/** What the reporter filled in on the card. Everything may be left open. */
import type { Answer, ReporterAction, ThreatKind, Urgency } from "../../core/evidence/types.ts";
import type { ReaderChoice, ReportAnswers } from "../../workflow/engine-port.ts";
import type { GmailEvent } from "./event.ts";

/** Names of the card's inputs. */
export const FIELDS = {
  kind: "kind",
  urgency: "urgency",
  actions: "actions",
  comment: "comment",
  desk: "desk",
  leftOut: "leftOut",
} as const;

export const KINDS: readonly ThreatKind[] = [
  "violence",
  "bomb",
  "sextortion",
  "blackmail",
  "defamation",
  "stalking",
  "phishing",
  "other",
];
export const URGENCIES: readonly Urgency[] = ["immediate-danger", "deadline", "none"];
export const ACTIONS: readonly ReporterAction[] = [
  "nothing",
  "replied",
  "clicked",
  "paid",
  "forwarded",
  "deleted",
  "told-someone",
];
/** Characters: more is a document. As in the pane. */
export const COMMENT_LIMIT = 10_000;

const ID = /^[a-z0-9][a-z0-9-]{0,62}$/;

/**
 * The card shows kind, urgency, actions and words: without an answer they are "not-answered". It asks for no suspicion:
 * "not-asked".
 */
export function answersOf(form: GmailEvent["form"]): ReportAnswers {
  const ticked = form.get(FIELDS.actions) ?? [];
  const actions = ACTIONS.filter((one) => ticked.includes(one));
  // "Nothing" beside anything else would say two things at once.
  const told = actions.length > 1 ? actions.filter((one) => one !== "nothing") : actions;
  return {
    kind: oneOf(KINDS, form.get(FIELDS.kind)?.[0]),
    urgency: oneOf(URGENCIES, form.get(FIELDS.urgency)?.[0]),
    actions: told.length === 0 ? { state: "not-answered" } : { state: "answered", value: told },
    comment: wordsOf(form.get(FIELDS.comment)?.[0]),
    suspicion: { state: "not-asked" },
  };
}

function oneOf<T extends string>(known: readonly T[], given: string | undefined): Answer<T> {
  const value = known.find((one) => one === given);
  return value === undefined ? { state: "not-answered" } : { state: "answered", value };
}

function wordsOf(given: string | undefined): Answer<string> {
  const words = (given ?? "").slice(0, COMMENT_LIMIT).toWellFormed();
  return words.trim() === "" ? { state: "not-answered" } : { state: "answered", value: words };
}

/**
 * @param firstDesk - Where the card offers no choice of desks.
 * @returns Null: the first desk, nobody left out. Ids are not compared with the directory: one that has gone since seals
 *   to the recovery key alone, and the receipt says so.
 */
export function readersOf(form: GmailEvent["form"], firstDesk: string): ReaderChoice | null {
  const deskId = (form.get(FIELDS.desk) ?? []).find((one) => ID.test(one));
  const leftOut = (form.get(FIELDS.leftOut) ?? []).filter((one) => ID.test(one));
  if (deskId === undefined && leftOut.length === 0) return null;
  return { deskId: deskId ?? firstDesk, leftOut };
}
