/** What the reporter filled in so far. It stays in this page's memory until it is sealed. */
import { useState } from "react";
import type { Answer } from "../../core/evidence/types.ts";
import type { ReaderChoice, ReportAnswers } from "../../workflow/engine-port.ts";
import type { ItemSummary } from "../../workflow/ports.ts";

const NOT_ASKED: ReportAnswers = {
  kind: { state: "not-asked" },
  urgency: { state: "not-asked" },
  actions: { state: "not-asked" },
  comment: { state: "not-asked" },
};

export interface Draft {
  readonly answers: ReportAnswers;
  readonly setAnswers: (answers: ReportAnswers) => void;
  /** Null: the first desk, nobody left out. */
  readonly readers: ReaderChoice | null;
  readonly setReaders: (readers: ReaderChoice) => void;
  readonly clear: () => void;
}

/**
 * Answers belong to the mail that they were given for: a pinned pane moves from mail to mail. Whom the reporter left
 * out stays left out, since forgetting it would show the next report to that person.
 */
export function useDraft(item: ItemSummary | null): Draft {
  const [draft, setDraft] = useState({ item, answers: NOT_ASKED });
  const [readers, setReaders] = useState<ReaderChoice | null>(null);
  return {
    answers: sameMail(draft.item, item) ? draft.answers : NOT_ASKED,
    setAnswers: (answers) => setDraft({ item, answers }),
    readers,
    setReaders,
    clear: () => setDraft({ item, answers: NOT_ASKED }),
  };
}

export function sameMail(one: ItemSummary | null, other: ItemSummary | null): boolean {
  return one?.subject === other?.subject && one?.from?.address === other?.from?.address;
}

/** Once the questions were on the screen, those without an answer were not answered. */
export function asked(answers: ReportAnswers): ReportAnswers {
  return {
    kind: seen(answers.kind),
    urgency: seen(answers.urgency),
    actions: seen(answers.actions),
    comment: seen(answers.comment),
  };
}

function seen<T>(answer: Answer<T>): Answer<T> {
  return answer.state === "not-asked" ? { state: "not-answered" } : answer;
}

export function valueOf<T>(answer: Answer<T>): T | null {
  return answer.state === "answered" ? answer.value : null;
}

/** @param value - Null, an empty list or an empty text: not answered. */
export function answerOf<T>(value: T | null): Answer<T> {
  const empty = value === null || (Array.isArray(value) && value.length === 0) || value === "";
  return empty ? { state: "not-answered" } : { state: "answered", value };
}
