/** The words of an answer: never one of the forward's or the original's. */
import type { Directory } from "../core/evidence/directory.ts";
import { formatReceiptLink } from "../core/evidence/receipt-link.ts";
import type { KeptReport } from "../sealer/ports.ts";
import { localText } from "../ui/format.ts";
import { makeTranslator, type Texts, type Translate, type Translator } from "../ui/translator.ts";
import type { AnswerKind } from "./answer-id.ts";
import type { AnswerNote } from "./answer-note.ts";
import type { AnswersConfig } from "./config.ts";

export interface AnswerFacts {
  readonly kind: AnswerKind;
  readonly report: KeptReport;
  readonly note: AnswerNote;
  /** For the emergency number and names; null where it can not be had now. */
  readonly directory: Directory | null;
  readonly reportPage: string | null;
  readonly replyTo: AnswersConfig["replyTo"];
  /** File name of the attached receipt. */
  readonly receiptName: string;
}

/** Europe's number: until a directory says otherwise. */
const DEFAULT_NUMBER = "112";
/** People to call: as many as somebody in fear reads. */
const MOST_CONTACTS = 3;

const LOADERS: Readonly<Record<string, () => Promise<Texts>>> = {
  en: async () => ({ ...(await import("./locales/en.ts")), ...(await screens.en()) }),
  nl: async () => ({ ...(await import("./locales/nl.ts")), ...(await screens.nl()) }),
  de: async () => ({ ...(await import("./locales/de.ts")), ...(await screens.de()) }),
  fr: async () => ({ ...(await import("./locales/fr.ts")), ...(await screens.fr()) }),
};

/** What screens say as well is said in the same words. */
const screens = {
  en: () =>
    screenTexts(
      import("../ui/locales/en/common.ts"),
      import("../ui/locales/en/pane.ts"),
      import("../ui/locales/en/pane-later.ts"),
    ),
  nl: () =>
    screenTexts(
      import("../ui/locales/nl/common.ts"),
      import("../ui/locales/nl/pane.ts"),
      import("../ui/locales/nl/pane-later.ts"),
    ),
  de: () =>
    screenTexts(
      import("../ui/locales/de/common.ts"),
      import("../ui/locales/de/pane.ts"),
      import("../ui/locales/de/pane-later.ts"),
    ),
  fr: () =>
    screenTexts(
      import("../ui/locales/fr/common.ts"),
      import("../ui/locales/fr/pane.ts"),
      import("../ui/locales/fr/pane-later.ts"),
    ),
};

/** Two names: a screen's texts and those that come later have members of one name. */
async function screenTexts(
  common: Promise<{ common: Texts }>,
  first: Promise<{ pane: Texts }>,
  later: Promise<{ paneLater: Texts }>,
): Promise<Texts> {
  return { common: (await common).common, pane: (await first).pane, later: (await later).paneLater };
}

export interface AnswerText {
  readonly language: string;
  readonly subject: string;
  readonly text: string;
}

/** Subject and plain text in the report's language. */
export async function answerText(facts: AnswerFacts): Promise<AnswerText> {
  const load = LOADERS[facts.report.language] ?? (LOADERS.en as () => Promise<Texts>);
  const language = facts.report.language in LOADERS ? facts.report.language : "en";
  const words = makeTranslator(language, await load());
  const { t } = words;
  const { reference } = facts.report;
  const blocks = facts.kind === "receipt" ? receiptBlocks(facts, words) : interimBlocks(facts, words);
  return {
    language,
    subject: t(`mailbox.subject.${facts.kind}`, { reference }),
    text: `${blocks
      .map((lines) => lines.filter((line) => line !== "").join("\n"))
      .filter((block) => block !== "")
      .join("\n\n")}\n`,
  };
}

type Blocks = readonly (readonly string[])[];

function receiptBlocks(facts: AnswerFacts, words: Translator): Blocks {
  const { t } = words;
  return [
    ...opening(facts, t),
    [t("mailbox.arrived", { reference: facts.report.reference }), t("later.done.right")],
    contents(facts, t),
    inlineNotice(facts, t),
    readers(facts, t),
    whatNext(facts, words),
    contacts(facts, words),
    advice(t),
    [
      t("mailbox.receiptFile", { name: facts.receiptName }),
      t("later.done.receiptWhat"),
      t("later.done.honest"),
    ],
    link(facts, t),
    [closing(facts, t)],
  ];
}

function interimBlocks(facts: AnswerFacts, words: Translator): Blocks {
  const { t } = words;
  return [
    ...opening(facts, t),
    [
      t("mailbox.kept", { reference: facts.report.reference }),
      t("mailbox.keptNext"),
      t("mailbox.keptUrgent"),
    ],
    contacts(facts, words),
    contents(facts, t),
    inlineNotice(facts, t),
    readers(facts, t),
    advice(t),
    [closing(facts, t)],
  ];
}

function opening({ directory, report }: AnswerFacts, t: Translate): Blocks {
  const number = directory?.emergency[0]?.number ?? DEFAULT_NUMBER;
  return [
    report.demo ? [t("common.demo.title"), t("common.demo.text")] : [],
    [t("mailbox.danger", { question: t("pane.danger.question"), number })],
  ];
}

/** The organisation's own words where it has some. */
function whatNext({ report, directory }: AnswerFacts, { t, language }: Translator): readonly string[] {
  const own = report.recoveryOnly === null ? localText(directory?.advice["next"], language) : "";
  const usual = report.recoveryOnly === null ? "later.done.nextDefault" : "later.done.nextRecovery";
  return [heading(t, "later.done.next"), own === "" ? t(usual) : own, t("later.done.tell")];
}

function contacts({ directory }: AnswerFacts, { t, language }: Translator): readonly string[] {
  const people = directory?.contacts.slice(0, MOST_CONTACTS) ?? [];
  if (people.length === 0) return [];
  const lines = people.map(({ name, label, phone }) =>
    t("mailbox.contact", { name: line(name), label: line(localText(label, language)), phone: line(phone) }),
  );
  return [heading(t, "pane.danger.contacts"), ...lines];
}

function inlineNotice({ note }: AnswerFacts, t: Translate): readonly string[] {
  if (!note.inline) return [];
  const steps = ["outlook", "thunderbird", "apple", "gmail"].map(
    (name) => `- ${t(`mailbox.inline.${name}`)}`,
  );
  return [
    heading(t, "mailbox.inline.heading"),
    t("mailbox.inline.why"),
    t("mailbox.inline.how"),
    ...steps,
    t("mailbox.inline.again"),
  ];
}

function contents({ report, note }: AnswerFacts, t: Translate): readonly string[] {
  return [
    note.inline ? t("mailbox.mailsInline") : t("later.done.mails", { count: report.mails }),
    note.missed > 0 ? t("mailbox.missed", { count: note.missed }) : "",
    note.winmail ? t("mailbox.winmail") : "",
  ];
}

/** No server that only keeps it can open it; those that it came through could, and that is said (docs/threat-model.md). */
function readers({ report, directory }: AnswerFacts, t: Translate): readonly string[] {
  const holder = directory?.recovery.holder;
  const recovery =
    holder === undefined
      ? t("mailbox.recoveryOnly")
      : t("later.done.readByRecovery", { holder: line(holder) });
  const names = report.readBy.map(line).join(", ");
  return [names === "" ? recovery : t("later.done.readBy", { names }), t("mailbox.locality")];
}

/** Not the screens' "do not forward": it would forbid what an ordinary forward is asked for. */
function advice(t: Translate): readonly string[] {
  return [heading(t, "later.done.advice"), t("mailbox.leave"), t("mailbox.keep")];
}

function link({ report, reportPage }: AnswerFacts, t: Translate): readonly string[] {
  const { answer, reference, packageDigest } = report;
  if (reportPage === null || answer === null) return [];
  const { readToken } = answer;
  return [t("mailbox.link"), formatReceiptLink(reportPage, { reference, packageDigest, readToken })];
}

function closing({ replyTo }: AnswerFacts, t: Translate): string {
  return replyTo === undefined ? t("mailbox.automatic") : t("mailbox.replyTo", { address: replyTo });
}

function heading(t: Translate, key: string): string {
  return t("mailbox.heading", { text: t(key).replace(/[.:]+$/, "") });
}

/** Names come from the signed directory, whose form allows no line breaks; here they could end a line. */
function line(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}
