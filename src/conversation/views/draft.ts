/** What the reporter filled in so far. It stays in this page's memory until it is sealed. */
import { useState } from "react";
import type { Answer } from "../../core/evidence/types.ts";
import type { ReaderChoice, ReportAnswers } from "../../workflow/engine-port.ts";
import type { ExtraFile } from "../../workflow/ports.ts";
import type { PaneView, SendRequest } from "../pane-session.ts";

const NOT_ASKED: ReportAnswers = {
  kind: { state: "not-asked" },
  urgency: { state: "not-asked" },
  actions: { state: "not-asked" },
  comment: { state: "not-asked" },
  suspicion: { state: "not-asked" },
};

export interface Draft {
  readonly answers: ReportAnswers;
  readonly setAnswers: (answers: ReportAnswers) => void;
  readonly extras: readonly ExtraFile[];
  readonly setExtras: (extras: readonly ExtraFile[]) => void;
  /** Null: the first desk, nobody left out. */
  readonly readers: ReaderChoice | null;
  readonly setReaders: (readers: ReaderChoice) => void;
  readonly confidential: boolean;
  readonly setConfidential: (confidential: boolean) => void;
  readonly clear: () => void;
}

interface Filled {
  readonly about: string;
  readonly answers: ReportAnswers;
  readonly extras: readonly ExtraFile[];
}

/**
 * Answers and files belong to the mail that they were given for: a pinned pane moves from mail to mail. Whom the
 * reporter left out stays left out, and a name that was left out stays so: forgetting it would give them away with
 * the next report.
 */
export function useDraft(about: string): Draft {
  const [filled, setFilled] = useState<Filled>(() => emptyDraft(about));
  const [readers, setReaders] = useState<ReaderChoice | null>(null);
  const [confidential, setConfidential] = useState(false);
  const now = filled.about === about ? filled : emptyDraft(about);
  const change = (part: Partial<Filled>) =>
    setFilled((before) => ({ ...(before.about === about ? before : emptyDraft(about)), ...part }));
  return {
    answers: now.answers,
    setAnswers: (answers) => change({ answers }),
    extras: now.extras,
    setExtras: (extras) => change({ extras }),
    readers,
    setReaders,
    confidential,
    setConfidential,
    clear: () => setFilled(emptyDraft(about)),
  };
}

function emptyDraft(about: string): Filled {
  return { about, answers: NOT_ASKED, extras: [] };
}

/** Which mail or mails the pane is about: the same text for the same ones. Empty for none. */
export function aboutOf(view: Pick<PaneView, "item" | "selection">): string {
  if (view.selection.length > 0) return JSON.stringify(view.selection.map(({ id }) => id));
  const { item } = view;
  return item === null ? "" : JSON.stringify([item.id ?? null, item.subject, item.from?.address ?? null]);
}

/** @param language - BCP 47 tag that the questions were asked in. */
export function requestOf(draft: Draft, view: Pick<PaneView, "directory">, language: string): SendRequest {
  const { answers, readers, extras } = draft;
  // What the directory does not allow is not asked for, whatever was ticked before it changed.
  const confidential = draft.confidential && view.directory?.directory.policy.confidential === true;
  return { answers, readers, confidential, extras, language };
}

/** Once the questions were on the screen, those without an answer were not answered. */
export function asked(answers: ReportAnswers): ReportAnswers {
  return {
    kind: seen(answers.kind),
    urgency: seen(answers.urgency),
    actions: seen(answers.actions),
    comment: seen(answers.comment),
    suspicion: seen(answers.suspicion),
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
