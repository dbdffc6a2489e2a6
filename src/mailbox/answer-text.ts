/** The words of an answer: never one of the forward's or the original's. */
import type { Directory } from "../core/evidence/directory.ts";
import { formatReceiptLink } from "../core/evidence/receipt-link.ts";
import type { KeptReport } from "../sealer/ports.ts";
import { makeTranslator, type Texts, type Translate } from "../ui/translator.ts";
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

const LOADERS: Readonly<Record<string, () => Promise<Texts>>> = {
  en: async () => ({ ...(await import("./locales/en.ts")), ...(await screens.en()) }),
  nl: async () => ({ ...(await import("./locales/nl.ts")), ...(await screens.nl()) }),
  de: async () => ({ ...(await import("./locales/de.ts")), ...(await screens.de()) }),
  fr: async () => ({ ...(await import("./locales/fr.ts")), ...(await screens.fr()) }),
};

/** What screens say as well is said in the same words. */
const screens = {
  en: () => both(import("../ui/locales/en/pane.ts"), import("../ui/locales/en/pane-later.ts")),
  nl: () => both(import("../ui/locales/nl/pane.ts"), import("../ui/locales/nl/pane-later.ts")),
  de: () => both(import("../ui/locales/de/pane.ts"), import("../ui/locales/de/pane-later.ts")),
  fr: () => both(import("../ui/locales/fr/pane.ts"), import("../ui/locales/fr/pane-later.ts")),
};

/** Two names: a screen's texts and those that come later have members of one name. */
async function both(first: Promise<{ pane: Texts }>, later: Promise<{ paneLater: Texts }>): Promise<Texts> {
  return { pane: (await first).pane, later: (await later).paneLater };
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
  const { t } = makeTranslator(language, await load());
  const { reference } = facts.report;
  const blocks = facts.kind === "receipt" ? receiptBlocks(facts, t) : interimBlocks(facts, t);
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

function receiptBlocks(facts: AnswerFacts, t: Translate): Blocks {
  const { report, receiptName } = facts;
  return [
    ...opening(facts, t),
    [t("mailbox.arrived", { reference: report.reference }), t("later.done.right")],
    inlineNotice(facts, t),
    contents(facts, t),
    readers(facts, t),
    [
      heading(t("later.done.next")),
      t(report.recoveryOnly === null ? "later.done.nextDefault" : "later.done.nextRecovery"),
      t("later.done.tell"),
    ],
    advice(t),
    [t("mailbox.receiptFile", { name: receiptName }), t("later.done.receiptWhat"), t("later.done.honest")],
    link(facts, t),
    [closing(facts, t)],
  ];
}

function interimBlocks(facts: AnswerFacts, t: Translate): Blocks {
  const { reference } = facts.report;
  return [
    ...opening(facts, t),
    [t("mailbox.kept", { reference }), t("mailbox.keptNext"), t("mailbox.keptUrgent")],
    inlineNotice(facts, t),
    contents(facts, t),
    readers(facts, t),
    advice(t),
    [closing(facts, t)],
  ];
}

function opening({ directory, report }: AnswerFacts, t: Translate): Blocks {
  const number = directory?.emergency[0]?.number ?? DEFAULT_NUMBER;
  const call = t("pane.danger.call", { number });
  return [report.demo ? [DEMO] : [], [t("mailbox.danger", { question: t("pane.danger.question"), call })]];
}

/** In English in every language, as the stamp of screens and files. */
const DEMO = "DEMONSTRATION. The keys of this organisation are for trying out.";

function inlineNotice({ note }: AnswerFacts, t: Translate): readonly string[] {
  if (!note.inline) return [];
  const steps = ["outlook", "thunderbird", "apple", "gmail"].map(
    (name) => `- ${t(`mailbox.inline.${name}`)}`,
  );
  return [
    heading(t("mailbox.inline.heading")),
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

function readers({ report, directory }: AnswerFacts, t: Translate): readonly string[] {
  const holder = directory?.recovery.holder;
  const recovery =
    holder === undefined
      ? t("mailbox.recoveryOnly")
      : t("later.done.readByRecovery", { holder: line(holder) });
  const names = report.readBy.map(line).join(", ");
  return [
    heading(t("later.done.who")),
    names === "" ? recovery : t("later.done.readBy", { names }),
    t("later.done.serverOnly"),
  ];
}

function advice(t: Translate): readonly string[] {
  return [heading(t("later.done.advice")), t("mailbox.leave"), t("later.advice.general")];
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

function heading(text: string): string {
  return `${text}:`.replace(/[.:]+:$/, ":");
}

/** Names come from the signed directory, whose form allows no line breaks; here they could end a line. */
function line(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}
