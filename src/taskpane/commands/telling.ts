/** An outcome as the host shows it: a line above the mail, or Outlook's dialog after its spam button. */
import type { Outcome } from "./outcome.ts";
import type { CommandWords } from "./words.ts";

export interface BarText {
  readonly text: string;
  readonly kind: "information" | "error" | "progress";
}

export function barText(outcome: Outcome, words: CommandWords): BarText {
  switch (outcome.kind) {
    case "received": {
      const { reference, missed, demo } = outcome;
      const text = missed === 0 ? words.received(reference) : words.partly(reference, missed);
      return { text: `${demo ? words.demo : ""}${text}`, kind: "information" };
    }
    case "kept":
      return { text: words.kept, kind: "error" };
    case "not-sent":
      return { text: words.notSent, kind: "error" };
    case "no-mail":
      return { text: words.noMail, kind: "error" };
    case "under-way":
      return { text: words.underWay, kind: "progress" };
  }
}

/** What the host is told of a report by its spam button: the mail stays where it is, whatever happened. */
export interface SpamCompletion {
  readonly moveItemTo: "noMove";
  readonly onErrorDeleteItem: false;
  readonly showPostProcessingDialog: { readonly title: string; readonly description: string };
}

export function spamDialog(outcome: Outcome, words: CommandWords): SpamCompletion {
  const [title, description] = dialogWords(outcome, words);
  return {
    moveItemTo: "noMove",
    onErrorDeleteItem: false,
    showPostProcessingDialog: { title, description },
  };
}

function dialogWords(outcome: Outcome, words: CommandWords): readonly [title: string, description: string] {
  const { dialog } = words;
  switch (outcome.kind) {
    case "received":
      return [dialog.received, `${barText(outcome, words).text} ${dialog.stays}`];
    case "kept":
      return [dialog.kept, dialog.keptHelp];
    case "under-way":
      return [dialog.underWay, dialog.stays];
    case "not-sent":
    case "no-mail":
      return [dialog.notSent, dialog.notSentHelp];
  }
}
