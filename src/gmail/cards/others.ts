/** Cards without a form: no mail open, not allowed, not yet sent. Each says what holds now and what to press. */
import type { Directory } from "../../core/evidence/directory.ts";
import {
  actionButton,
  buttons,
  type Card,
  card,
  labelled,
  paragraph,
  primary,
  section,
} from "../../hosts/gmail/card.ts";
import { bold, lines, type Markup, plain } from "../../hosts/gmail/markup.ts";
import type { KeptReport } from "../../sealer/ports.ts";
import type { Words } from "../words.ts";
import { codeLine, contacts, danger, demoStamp, pageButton } from "./parts.ts";

interface Common {
  readonly words: Words;
  readonly directory: Directory | null;
  readonly reportPage: string | null;
}

export function homeCard({ words, directory, reportPage }: Common): Card {
  const { t } = words;
  const page = pageButton(t("gmail.home.page"), reportPage);
  return card([
    ...demoStamp(words, directory),
    ...danger(words, directory),
    ...section([
      paragraph(lines(bold(plain(t("pane.start.heading"))), plain(t("gmail.home.how")))),
      paragraph(plain(t("pane.start.keep"))),
    ]),
    ...section(page.length === 0 ? [] : [paragraph(plain(t("gmail.home.pageWhat"))), buttons(...page)]),
  ]);
}

/** The directory says that no server seals: nothing was asked of Gmail. */
export function blockedCard({ words, directory, reportPage }: Common): Card {
  const { t } = words;
  const page = pageButton(t("gmail.home.page"), reportPage);
  return card([
    ...demoStamp(words, directory),
    ...danger(words, directory),
    ...section([
      paragraph(lines(bold(plain(t("gmail.blocked.heading"))), plain(t("gmail.blocked.what")))),
      paragraph(plain(t(page.length === 0 ? "gmail.blocked.noPage" : "gmail.deviceHow"))),
      page.length === 0 ? null : buttons(...page),
    ]),
    ...contacts(words, directory),
  ]);
}

/** Nothing was sealed, and there is no form to go back to. */
export function problemCard(
  { words, directory, reportPage }: Common,
  text: Markup,
  code: string | null,
): Card {
  const page = pageButton(words.t("gmail.home.page"), reportPage);
  return card([
    ...danger(words, directory),
    ...section([
      paragraph(text),
      code === null ? null : paragraph(codeLine(words, code)),
      page.length === 0 ? null : buttons(...page),
    ]),
    ...contacts(words, directory),
  ]);
}

interface AgainParts extends Common {
  readonly againUrl: string;
  /** Come back with the button. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Sealed and on disk: the button sends the same octets. */
export function notSentCard(parts: AgainParts, kept: KeptReport): Card {
  const { words, directory, againUrl, parameters } = parts;
  const { t } = words;
  const refused = kept.state === "refused";
  const heading = t(refused ? "pane.kept.refused.heading" : "pane.kept.notYet");
  const reason = kept.lastError === null ? null : words.problem(kept.lastError);
  return card(
    [
      ...demoStamp(words, directory),
      ...section([
        paragraph(lines(bold(plain(heading)), plain(t(refused ? "gmail.refused" : "gmail.waiting")))),
        labelled(t("pane.done.reference"), bold(plain(kept.reference))),
        reason === null ? null : paragraph(lines(plain(reason), codeLine(words, kept.lastError ?? ""))),
        paragraph(plain(t("pane.start.keep"))),
      ]),
      ...contacts(words, directory),
    ],
    { primaryButton: primary(actionButton(t("gmail.again"), againUrl, parameters)) },
  );
}

/** Still being fetched and sealed: there is no reference yet. */
export function workingCard({ words, directory, againUrl, parameters }: AgainParts): Card {
  const { t } = words;
  return card(
    [
      ...demoStamp(words, directory),
      ...section([
        paragraph(lines(bold(plain(t("pane.kept.notYet"))), plain(t("gmail.working")))),
        paragraph(plain(t("pane.start.keep"))),
      ]),
      ...contacts(words, directory),
    ],
    { primaryButton: primary(actionButton(t("gmail.look"), againUrl, parameters)) },
  );
}
