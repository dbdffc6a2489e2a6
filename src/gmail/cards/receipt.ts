/** After a verified receipt: who can read it, what happens next, what to do now. */
import type { Directory } from "../../core/evidence/directory.ts";
import { formatReceiptLink } from "../../core/evidence/receipt-link.ts";
import type { ReceiptAnswer, ThreatKind, Urgency } from "../../core/evidence/types.ts";
import {
  buttons,
  type Card,
  card,
  labelled,
  linkButton,
  paragraph,
  section,
  type Section,
  type Widget,
} from "../../hosts/gmail/card.ts";
import { bold, foreign, lines, plain, SENTENCE_LIMIT } from "../../hosts/gmail/markup.ts";
import type { KeptReport } from "../../sealer/ports.ts";
import { formatDay, localText } from "../../ui/format.ts";
import { complaintDay } from "../../workflow/complaint-day.ts";
import type { Insight } from "../../workflow/engine-port.ts";
import { helpLines } from "../../workflow/help-lines.ts";
import type { Words } from "../words.ts";
import { contacts, danger, demoStamp, emergencyNumber, joined } from "./parts.ts";

/** What the card needs of the answers: they come from the form, or with the button that asks again. */
export interface Told {
  readonly kind: ThreatKind | null;
  readonly urgency: Urgency | null;
  /** Ids of people whom the reporter left out. */
  readonly leftOut: readonly string[];
  /** The words sound of despair. */
  readonly despair: boolean;
}

export interface ReceiptParts {
  readonly words: Words;
  readonly directory: Directory | null;
  readonly kept: KeptReport & { readonly answer: ReceiptAnswer };
  readonly insights: readonly Insight[];
  readonly told: Told;
  /** The conversation's other mails are not in it. */
  readonly restMissed: boolean;
  readonly reportPage: string | null;
}

export function receiptCard(parts: ReceiptParts): Card {
  const { words, directory, told } = parts;
  return card([
    ...demoStamp(words, directory),
    ...(isUrgent(told) ? danger(words, directory) : []),
    ...arrived(parts),
    ...missed(parts),
    ...whoReads(parts),
    ...whatNext(parts),
    ...advice(parts),
    ...despair(parts),
    ...contacts(words, directory),
    ...insights(parts),
    ...receipt(parts),
  ]);
}

/** Someone may be hurt: help comes before everything else. */
function isUrgent({ kind, urgency }: Told): boolean {
  return kind === "violence" || kind === "bomb" || urgency === "immediate-danger";
}

function arrived({ words: { t }, kept }: ReceiptParts): Section[] {
  return section([
    paragraph(bold(plain(t("pane.done.heading")))),
    paragraph(plain(t("later.done.right"))),
    labelled(t("pane.done.reference"), bold(plain(kept.reference))),
    kept.mails > 1 ? paragraph(plain(t("later.done.mails", { count: kept.mails }))) : null,
    paragraph(plain(t(kept.mails > 1 ? "pane.start.keepMany" : "pane.start.keep"))),
  ]);
}

/** Nobody may take for reported what is not. */
function missed({ words: { t }, kept, restMissed }: ReceiptParts): Section[] {
  const header = t("later.done.missed");
  return section(
    [
      kept.missed > 0 ? paragraph(plain(t("later.done.missedWhat", { count: kept.missed }))) : null,
      restMissed ? paragraph(plain(t("gmail.restMissed"))) : null,
    ],
    { header },
  );
}

function whoReads({ words: { t, language }, kept, directory, told }: ReceiptParts): Section[] {
  const people = directory?.desks.flatMap((desk) => desk.people) ?? [];
  const without = new Set(people.filter((one) => told.leftOut.includes(one.id)).map(({ name }) => name));
  const holder = directory?.recovery.holder ?? "";
  const readable =
    kept.recoveryOnly === null
      ? t("later.done.readBy", { names: joined(kept.readBy, language) })
      : t("later.done.readByRecovery", { holder });
  const others =
    without.size === 0
      ? t("gmail.keptOnly")
      : t("gmail.notReadBy", { names: joined([...without], language) });
  return section([paragraph(plain(readable)), paragraph(plain(others))], { header: t("later.done.who") });
}

function whatNext({ words: { t, language }, directory, kept }: ReceiptParts): Section[] {
  const own = kept.recoveryOnly === null ? localText(directory?.advice["next"], language) : "";
  const usual = kept.recoveryOnly === null ? "later.done.nextDefault" : "later.done.nextRecovery";
  return section([paragraph(plain(own === "" ? t(usual) : own))], { header: t("later.done.next") });
}

/** The organisation's own words come before ours. */
function advice({ words: { t, language }, directory, told, kept }: ReceiptParts): Section[] {
  const kind = told.kind ?? "general";
  const own = localText(directory?.advice[kind], language);
  const number = emergencyNumber(directory);
  // Dutch law alone knows this term; elsewhere a date would be wrong.
  const complains =
    directory?.emergency[0]?.country === "NL" && (kind === "blackmail" || kind === "defamation");
  const date = formatDay(complaintDay(kept.sealedAt), language);
  return section(
    [
      paragraph(plain(own === "" ? t(`later.advice.${kind}`, { number }) : own)),
      complains ? paragraph(plain(t("later.done.complaint", { date }))) : null,
    ],
    { header: t("later.done.advice") },
  );
}

/** Calm, and in nobody's way. Nothing of it is kept. */
function despair({ words: { t, language }, directory, told }: ReceiptParts): Section[] {
  if (!told.despair) return [];
  const own = localText(directory?.advice["despair"], language);
  const calls = helpLines(directory, language).map((number) =>
    linkButton(t("later.despair.call", { number }), `tel:${number.replace(/[^+\d]/g, "")}`),
  );
  return section([
    paragraph(plain(own === "" ? t("later.despair.text") : own)),
    calls.length === 0 ? null : buttons(...calls),
  ]);
}

function insights({ words: { t }, insights: list }: ReceiptParts): Section[] {
  const said = list.map(({ code, values }) =>
    paragraph(foreign(t(`later.insight.${code}`, values), SENTENCE_LIMIT)),
  );
  return section(said, { header: t("later.done.insights") });
}

function receipt({ words: { t }, kept, reportPage }: ReceiptParts): Section[] {
  const { answer, reference, packageDigest } = kept;
  const late = answer.timestamp === null ? plain(t("later.done.late")) : plain("");
  const link: Widget[] =
    reportPage === null
      ? []
      : [
          buttons(
            linkButton(
              t("gmail.receipt"),
              formatReceiptLink(reportPage, { reference, packageDigest, readToken: answer.readToken }),
            ),
          ),
          paragraph(plain(t("gmail.receiptWhat"))),
        ];
  return section([...link, paragraph(lines(plain(t("later.done.honest")), late))], {
    header: t("later.done.receiptHeading"),
  });
}
