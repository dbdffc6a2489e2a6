/** The card beside an open mail: danger first, one button, everything else optional. */
import type { Directory } from "../../core/evidence/directory.ts";
import {
  actionButton,
  buttons,
  type Card,
  card,
  labelled,
  paragraph,
  primary,
  secondary,
  section,
  type Section,
} from "../../hosts/gmail/card.ts";
import type { GmailEvent } from "../../hosts/gmail/event.ts";
import { bold, foreign, lines, type Markup, plain, SENTENCE_LIMIT } from "../../hosts/gmail/markup.ts";
import { readersOf as shownReaders } from "../../workflow/readers.ts";
import type { TrustedDirectory } from "../../workflow/trust.ts";
import type { Look } from "../look.ts";
import type { Words } from "../words.ts";
import { danger, demoStamp, joined, pageButton } from "./parts.ts";
import { questions, readers } from "./questions.ts";

export interface FormParts {
  readonly words: Words;
  readonly directory: TrustedDirectory;
  /** Null: it could not be had in time, or was had before. */
  readonly look: Look | null;
  /** Mails of the conversation; 0 unknown. */
  readonly mails: number;
  readonly ticket: string;
  /** URL of the endpoint that takes it. */
  readonly reportUrl: string;
  readonly reportPage: string | null;
  /** What was filled in before. */
  readonly form: GmailEvent["form"];
  /** Why it is shown again. */
  readonly notice: Markup | null;
}

export function formCard(parts: FormParts): Card {
  const { words, directory, notice, form } = parts;
  const { directory: content } = directory;
  return card(
    [
      ...demoStamp(words, content),
      ...(notice === null ? [] : section([paragraph(notice)])),
      ...danger(words, content),
      ...sender(parts),
      ...seen(parts),
      ...whoReads(words, directory),
      ...locality(parts),
      ...questions(words, form),
      ...readers(words, content, form),
    ],
    footer(parts),
  );
}

function footer({ words: { t }, ticket, reportUrl, mails }: FormParts): NonNullable<Card["fixedFooter"]> {
  const one = actionButton(t("pane.start.button"), reportUrl, { ticket, scope: "mail" });
  if (mails < 2) return { primaryButton: primary(one) };
  const words = t("gmail.conversation", { count: mails });
  const all = actionButton(words, reportUrl, { ticket, scope: "conversation", mails: String(mails) });
  return { primaryButton: primary(one), secondaryButton: secondary(all) };
}

/** The address is always shown: the name is whatever the sender liked. */
function sender({ words: { t }, look }: FormParts): Section[] {
  if (look === null) return [];
  const { name = null, address = null } = look.from ?? {};
  const shown = [name, address].filter((one) => one !== null && one.trim() !== "") as string[];
  const keep = paragraph(plain(t("pane.start.keep")));
  if (shown.length === 0) return section([paragraph(plain(t("pane.start.fromUnknown"))), keep]);
  const different = shown.filter((one, at) => at === 0 || one.toLowerCase() !== shown[0]?.toLowerCase());
  return section([labelled(t("gmail.from"), lines(...different.map((one) => foreign(one)))), keep]);
}

function seen({ words, look }: FormParts): Section[] {
  const findings = look?.findings ?? [];
  // One finding's sentence may name an address that the sender chose.
  const said = findings.map((one) => paragraph(foreign(words.finding(one), SENTENCE_LIMIT)));
  return section(said, { header: words.t("later.done.insights") });
}

function whoReads({ t, language }: Words, directory: TrustedDirectory): Section[] {
  const { desks, recovery } = directory.directory;
  const choice = { deskId: desks[0]?.id ?? "", leftOut: [] };
  const { people, desk, recoveryOnly } = shownReaders(directory, choice);
  const name = nameOf(desk, language);
  const names = joined(
    people.map((one) => one.name),
    language,
  );
  return section([
    recoveryOnly
      ? paragraph(plain(t("pane.readers.expired", { holder: recovery.holder })))
      : labelled(t("pane.readers.by"), plain(t("pane.readers.at", { names, desk: name }))),
    directory.problem === null ? null : paragraph(plain(t("pane.readers.remembered"))),
  ]);
}

export function nameOf(desk: Directory["desks"][number] | null, language: string): string {
  const { name } = desk ?? {};
  return name?.[language] ?? name?.["en"] ?? Object.values(name ?? {})[0] ?? "";
}

/** Said before anything is pressed: this is not the reporter's device. */
function locality({ words: { t }, reportPage }: FormParts): Section[] {
  const page = pageButton(t("gmail.device"), reportPage);
  return section([
    paragraph(lines(bold(plain(t("gmail.sealedHere"))), plain(t("gmail.named")))),
    page.length === 0 ? null : paragraph(plain(t("gmail.deviceHow"))),
    page.length === 0 ? null : buttons(...page),
  ]);
}
