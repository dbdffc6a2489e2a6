/** The host's own windows: sign-in, and the two of a spam report. */
import { button, el } from "../dom.ts";

export interface SpamAnswers {
  /** One for each option of the manifest, in its order. */
  readonly options: readonly boolean[];
  readonly freeText: string;
}

/** The manifest's ReportingOptions in their order, and its words: at most five, and one free text. */
const SPAM_OPTIONS = [
  "Threat of violence",
  "Blackmail or extortion",
  "False accusations",
  "Stalking or harassment",
  "Something else",
];
const FREE_TEXT_LENGTH = 500;

/** @returns Whether the person signed in. */
export function askSignIn(scope: string, person: string): Promise<boolean> {
  const content = [
    el("p", {}, "Simulator: plays the organisation's sign-in window."),
    el("p", { class: "hint" }, `Asked for: ${scope}`),
  ];
  return openDialog<boolean>("sign-in", "Sign in", content, false, [
    { label: `Sign in as ${person}`, value: () => true },
    { label: "Cancel", value: () => false },
  ]);
}

/** @returns Null where the person cancels. */
export function askSpamOptions(): Promise<SpamAnswers | null> {
  const boxes = SPAM_OPTIONS.map((label, index) => ({
    label,
    box: el("input", { type: "checkbox", id: `spam-option-${index + 1}` }),
  }));
  const text = el("textarea", { id: "spam-text", rows: 3, maxlength: FREE_TEXT_LENGTH });
  const content = [
    el("p", {}, "What is it? You may skip this."),
    ...boxes.map(({ label, box }) => el("label", { class: "check" }, box, ` ${label}`)),
    el("label", { class: "free-text" }, "What should the readers know? You may skip this.", text),
  ];
  return openDialog<SpamAnswers | null>("spam-dialog", "Report a threatening mail", content, null, [
    {
      label: "Report",
      value: () => ({ options: boxes.map(({ box }) => box.checked), freeText: text.value }),
    },
    { label: "Cancel", value: () => null },
  ]);
}

export function showPostProcessing(title: string, description: string): Promise<null> {
  return openDialog("spam-done", title, [el("p", {}, description)], null, [
    { label: "Done", value: () => null },
  ]);
}

interface Answer<T> {
  readonly label: string;
  readonly value: () => T;
}

/** @param otherwise - What closing it with Escape means. */
function openDialog<T>(
  id: string,
  title: string,
  content: readonly Node[],
  otherwise: T,
  answers: readonly Answer<T>[],
): Promise<T> {
  return new Promise((resolve) => {
    let answer = otherwise;
    const buttons = answers.map(({ label, value }) =>
      button(label, {}, () => {
        answer = value();
        dialog.close();
      }),
    );
    const heading = el("h2", { id: `${id}-title` }, title);
    const dialog = el(
      "dialog",
      { id, "aria-labelledby": `${id}-title` },
      heading,
      ...content,
      el("div", { class: "answers" }, ...buttons),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
