/** After a verified receipt: who can read it, what happens next, the reference, someone to call. */
import { Button } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import type { Directory } from "../../core/evidence/directory.ts";
import { formatDay, formatTime, localText } from "../../ui/index.ts";
import type { ReportAnswers } from "../../workflow/engine-port.ts";
import type { ReportState } from "../../workflow/report-state.ts";
import type { PaneSession, Parts } from "../pane-session.ts";
import { Notice, Screen } from "./bits.tsx";
import { complaintDay } from "./clock.ts";
import { Contacts, Danger, emergencyNumber } from "./danger.tsx";
import { DespairNote } from "./despair-note.tsx";
import { valueOf } from "./draft.ts";
import { ExpertLink } from "./expert-link.tsx";
import { useLaterText } from "./pane-text.ts";
import { problemKey } from "./problem.ts";
import { joinNames } from "./reader-names.ts";
import { isUrgent } from "./questions.tsx";
import { ReceiptSaver } from "./receipt-saver.tsx";
import { MailLine } from "./start-parts.tsx";

export type DoneState = Extract<ReportState, { readonly step: "done" }>;

interface DoneProps {
  readonly session: PaneSession;
  readonly report: DoneState;
  /** Null, or left away: one package holds it. */
  readonly parts?: Parts | null;
  readonly directory: Directory | null;
  readonly answers: ReportAnswers;
  /** Ids of people whom the reporter left out. */
  readonly leftOut: readonly string[];
  readonly onClose: () => void;
}

export function DoneScreen(props: DoneProps) {
  const { t } = useLaterText();
  const { report, directory, parts } = props;
  const { sealed } = report;
  return (
    <>
      {isUrgent(props.answers) && <Danger directory={directory} />}
      <Screen heading={t("done.heading")}>
        <p>{t("done.right")}</p>
        <References {...props} />
        {sealed.confidential && <p>{t("done.confidential")}</p>}
        <Missed {...props} />
        <WhoReads {...props} />
        <WhatNext {...props} />
        <Advice {...props} />
        <DespairNote answers={props.answers} directory={directory} />
        <Contacts directory={directory} />
        <Insights report={report} />
        <Part heading={t("done.receiptHeading")}>
          <Timestamp at={report.timestampedAt} />
          {parts ? (
            <p>{t("parts.receipts")}</p>
          ) : (
            <ReceiptSaver session={props.session} packageDigest={sealed.submission.packageDigest} />
          )}
          <p className="pane-dim">{t("done.honest")}</p>
        </Part>
        <Button appearance="primary" className="pane-wide" onClick={props.onClose}>
          {t("done.close")}
        </Button>
        <ExpertLink session={props.session} />
      </Screen>
    </>
  );
}

function References({ report, parts }: DoneProps) {
  const { t } = useLaterText();
  const all = parts?.sealed ?? [report.sealed];
  const mails = all.reduce((sum, one) => sum + one.mails, 0);
  return (
    <div className="pane-reference">
      <span className="pane-label">{t(all.length > 1 ? "parts.references" : "done.reference")}</span>
      {all.map(({ reference }) => (
        <strong key={reference}>{reference}</strong>
      ))}
      {mails > 1 && <span className="pane-label">{t("done.mails", { count: mails })}</span>}
    </div>
  );
}

function Part(props: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <div className="pane-part">
      <h2>{props.heading}</h2>
      {props.children}
    </div>
  );
}

function WhoReads({ report, directory, leftOut }: DoneProps) {
  const { t, language } = useLaterText();
  const { readBy, recoveryOnly } = report.sealed;
  const people = directory?.desks.flatMap((desk) => desk.people) ?? [];
  const without = new Set(people.filter((one) => leftOut.includes(one.id)).map((one) => one.name));
  return (
    <Part heading={t("done.who")}>
      <p>
        {recoveryOnly === null
          ? t("done.readBy", { names: joinNames(readBy, language) })
          : t("done.readByRecovery", { holder: directory?.recovery.holder ?? "" })}
      </p>
      {recoveryOnly === null && directory !== null && (
        <p>{t("readers.holder", { holder: directory.recovery.holder })}</p>
      )}
      <p>
        {without.size === 0
          ? t("done.serverOnly")
          : t("done.notReadBy", { names: joinNames([...without], language) })}
      </p>
    </Part>
  );
}

function WhatNext({ directory, report }: DoneProps) {
  const { t, language } = useLaterText();
  const own = localText(directory?.advice["next"], language);
  const usual = report.sealed.recoveryOnly === null ? "done.nextDefault" : "done.nextRecovery";
  return (
    <Part heading={t("done.next")}>
      <p className="pane-prose">{own === "" || report.sealed.recoveryOnly !== null ? t(usual) : own}</p>
      {directory?.policy.confidential === true && <p>{t("done.tell")}</p>}
    </Part>
  );
}

/** The organisation's own words come before ours. */
function Advice(props: DoneProps) {
  const { directory, answers } = props;
  const { t, language } = useLaterText();
  const kind = valueOf(answers.kind) ?? "general";
  const own = localText(directory?.advice[kind], language);
  const number = emergencyNumber(directory);
  return (
    <Part heading={t("done.advice")}>
      <p className="pane-prose">{own === "" ? t(`advice.${kind}`, { number }) : own}</p>
      <ComplaintDate {...props} />
    </Part>
  );
}

/** Dutch law alone knows this term; elsewhere a date would be wrong. */
function ComplaintDate({ directory, answers, report }: DoneProps) {
  const { t, language } = useLaterText();
  const [today] = useState(() => Date.now());
  const kind = valueOf(answers.kind);
  if (directory?.emergency[0]?.country !== "NL" || (kind !== "blackmail" && kind !== "defamation"))
    return null;
  return (
    <p>{t("done.complaint", { date: formatDay(complaintDay(report.timestampedAt ?? today), language) })}</p>
  );
}

/** Mails that were asked for and are not in it: nobody may take them for reported. */
function Missed({ report, parts, session }: DoneProps) {
  const { t } = useLaterText();
  const missed = parts?.sealed.flatMap((one) => one.missed) ?? report.sealed.missed;
  const count = missed.length;
  if (count === 0) return null;
  return (
    <Notice intent="warning">
      <h2>{t("done.missed")}</h2>
      <p>{t("done.missedWhat", { count })}</p>
      <ul className="pane-mails">
        {missed.map((mail, index) => (
          <li key={index}>
            <MailLine mail={{ summary: mail.summary, receivedAt: null }} />
            <span className="pane-dim">{t(`problem.${problemKey(mail.code)}`)}</span>
          </li>
        ))}
      </ul>
      <Button onClick={() => session.sendMissed()}>{t("done.missedSend", { count })}</Button>
    </Notice>
  );
}

function Insights({ report }: { readonly report: DoneState }) {
  const { t } = useLaterText();
  const { insights } = report.sealed;
  if (insights.length === 0) return null;
  return (
    <Part heading={t("done.insights")}>
      <ul className="pane-list">
        {insights.map(({ code, values }) => (
          <li key={code}>{t(`insight.${code}`, values)}</li>
        ))}
      </ul>
    </Part>
  );
}

function Timestamp({ at }: { readonly at: number | null }) {
  const { t, language } = useLaterText();
  return <p>{at === null ? t("done.late") : t("done.stamped", { time: formatTime(at, language) })}</p>;
}
