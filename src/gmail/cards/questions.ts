/** What a reporter may tell, and who may read it. Everything can be skipped; nothing is sent by filling it in. */
import type { Directory } from "../../core/evidence/directory.ts";
import { ACTIONS, FIELDS, KINDS, URGENCIES } from "../../hosts/gmail/answers.ts";
import {
  paragraph,
  section,
  type Section,
  type SelectionInput,
  type Widget,
} from "../../hosts/gmail/card.ts";
import type { GmailEvent } from "../../hosts/gmail/event.ts";
import { plain, plainLine } from "../../hosts/gmail/markup.ts";
import { localText } from "../../ui/format.ts";
import type { Words } from "../words.ts";

type Form = GmailEvent["form"];

/** Value of the item that answers nothing: no kind and no urgency has it. */
const OPEN = "open";
/** Items of one input that Gmail is sure to show. */
const MOST_ITEMS = 100;

export function questions({ t }: Words, form: Form): Section[] {
  const choice = (name: "kind" | "urgency", values: readonly string[]): Widget => {
    const items = values.map((value) => ({ value, text: t(`later.questions.${name}.${value}`) }));
    const chosen = form.get(FIELDS[name])?.[0] ?? OPEN;
    const all = [{ value: OPEN, text: t("gmail.noAnswer") }, ...items];
    return selection(name, t(`later.questions.${name}.label`), "DROPDOWN", all, [chosen]);
  };
  const actions = ACTIONS.map((value) => ({ value, text: t(`later.questions.actions.${value}`) }));
  const comment = form.get(FIELDS.comment)?.[0];
  return section(
    [
      paragraph(plain(t("later.questions.intro"))),
      choice("kind", KINDS),
      choice("urgency", URGENCIES),
      selection(
        FIELDS.actions,
        t("later.questions.actions.label"),
        "CHECK_BOX",
        actions,
        form.get(FIELDS.actions) ?? [],
      ),
      {
        textInput: {
          name: FIELDS.comment,
          label: plainLine(t("later.questions.comment.label")),
          type: "MULTIPLE_LINE",
          ...(comment !== undefined && { value: comment }),
        },
      },
    ],
    { header: t("pane.start.more"), collapsible: true, uncollapsibleWidgetsCount: 1 },
  );
}

/** The way round the accused: another desk, or the same desk without someone. */
export function readers(words: Words, directory: Directory, form: Form): Section[] {
  const { t } = words;
  const people = everybody(words, directory);
  const leftOut = form.get(FIELDS.leftOut) ?? [];
  return section(
    [
      paragraph(plain(t("gmail.leaveOutWhat"))),
      selection(FIELDS.leftOut, t("gmail.leaveOut"), "CHECK_BOX", people.slice(0, MOST_ITEMS), leftOut),
      people.length > MOST_ITEMS ? paragraph(plain(t("gmail.notEverybody"))) : null,
      directory.desks.length > 1 ? desks(words, directory, form) : null,
      paragraph(plain(t("later.readers.serverSees"))),
      paragraph(plain(t("later.readers.holder", { holder: directory.recovery.holder }))),
    ],
    { header: t("pane.readers.change"), collapsible: true, uncollapsibleWidgetsCount: 1 },
  );
}

function desks({ t, language }: Words, directory: Directory, form: Form): Widget {
  const items = directory.desks.map((desk) => {
    const people = desk.people.map(({ name }) => name).join(", ");
    return { value: desk.id, text: t("gmail.desk", { name: localText(desk.name, language), people }) };
  });
  const chosen = form.get(FIELDS.desk)?.[0] ?? directory.desks[0]?.id ?? "";
  return selection(FIELDS.desk, t("later.readers.desk"), "RADIO_BUTTON", items, [chosen]);
}

/** Once each, at however many desks they sit. */
function everybody({ language }: Words, directory: Directory) {
  const people = new Map(directory.desks.flatMap((desk) => desk.people).map((one) => [one.id, one]));
  return [...people.values()].map((person) => {
    const role = localText(person.role, language);
    return { value: person.id, text: role === "" ? person.name : `${person.name}, ${role}` };
  });
}

function selection(
  name: string,
  label: string,
  type: SelectionInput["type"],
  items: readonly { readonly value: string; readonly text: string }[],
  chosen: readonly string[],
): Widget {
  return {
    selectionInput: {
      name,
      label: plainLine(label),
      type,
      items: items.map(({ value, text }) => ({
        text: plainLine(text),
        value,
        selected: chosen.includes(value),
      })),
    },
  };
}
