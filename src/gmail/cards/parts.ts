/** Pieces that several cards have. */
import type { Directory } from "../../core/evidence/directory.ts";
import {
  type Button,
  buttons,
  callButton,
  labelled,
  linkButton,
  paragraph,
  section,
  type Section,
} from "../../hosts/gmail/card.ts";
import { bold, lines, plain } from "../../hosts/gmail/markup.ts";
import { localText } from "../../ui/format.ts";
import type { Words } from "../words.ts";

/** Europe's number, and the one that mobile phones elsewhere put through: until a directory says otherwise. */
const DEFAULT_NUMBER = "112";
/** Emergency numbers and people to call that a card shows. */
const MOST_NUMBERS = 3;
const MOST_CONTACTS = 3;

export function emergencyNumber(directory: Directory | null): string {
  return directory?.emergency[0]?.number ?? DEFAULT_NUMBER;
}

export function demoStamp({ t }: Words, directory: Directory | null): Section[] {
  if (directory?.demo !== true) return [];
  return section([paragraph(lines(bold(plain(t("common.demo.title"))), plain(t("common.demo.text"))))]);
}

/** The first thing on a card: help that does not go through us. */
export function danger(words: Words, directory: Directory | null): Section[] {
  const { t, language } = words;
  const known = directory?.emergency.slice(0, MOST_NUMBERS) ?? [];
  const numbers = known.length > 0 ? known : [{ number: DEFAULT_NUMBER, label: undefined }];
  const calls = numbers.map(({ number, label }) => {
    const what = localText(label, language);
    return callButton(`${t("pane.danger.call", { number })}${what === "" ? "" : ` (${what})`}`, number);
  });
  const [person] = directory?.contacts ?? [];
  return section([
    paragraph(bold(plain(t("pane.danger.question")))),
    buttons(...calls),
    ...(person === undefined ? [] : contactWidgets(words, [person])),
  ]);
}

export function contacts(words: Words, directory: Directory | null): Section[] {
  return section(contactWidgets(words, directory?.contacts.slice(0, MOST_CONTACTS) ?? []));
}

function contactWidgets({ t, language }: Words, people: Directory["contacts"]) {
  return people.flatMap((person) => [
    labelled(
      t("pane.danger.contacts"),
      plain(`${person.name}, ${localText(person.label, language)}: ${person.phone}`),
    ),
    buttons(callButton(t("pane.danger.call", { number: person.phone }), person.phone)),
  ]);
}

/** Left away where the organisation has no report page. */
export function pageButton(text: string, reportPage: string | null): readonly Button[] {
  return reportPage === null ? [] : [linkButton(text, reportPage)];
}

export function joined(names: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(names);
}

/** For the help desk. */
export function codeLine({ t }: Words, code: string) {
  return plain(t("pane.problem.code", { code }));
}
