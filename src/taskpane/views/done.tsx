/** After a verified receipt: who can read it, what happens next, the reference, someone to call. */
import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Directory } from "../../core/evidence/directory.ts";
import { formatTime, localText } from "../../ui/index.ts";
import type { ReportAnswers } from "../../workflow/engine-port.ts";
import type { ReportState } from "../../workflow/report-state.ts";
import type { PaneSession } from "../pane-session.ts";
import { Screen } from "./bits.tsx";
import { Contacts, Danger, emergencyNumber } from "./danger.tsx";
import { valueOf } from "./draft.ts";
import { ExpertLink } from "./expert-link.tsx";
import { usePaneText } from "./pane-text.ts";
import { joinNames } from "./reader-names.ts";
import { ReceiptSaver } from "./receipt-saver.tsx";

export type DoneState = Extract<ReportState, { readonly step: "done" }>;

interface DoneProps {
  readonly session: PaneSession;
  readonly report: DoneState;
  readonly directory: Directory | null;
  readonly answers: ReportAnswers;
  /** Ids of people whom the reporter left out. */
  readonly leftOut: readonly string[];
  readonly onClose: () => void;
}

export function DoneScreen(props: DoneProps) {
  const { t } = usePaneText();
  const { report, directory } = props;
  const { sealed } = report;
  return (
    <>
      {isUrgent(props.answers) && <Danger directory={directory} />}
      <Screen heading={t("done.heading")}>
        <p>{t("done.right")}</p>
        <div className="pane-reference">
          <span className="pane-label">{t("done.reference")}</span>
          <strong>{sealed.reference}</strong>
        </div>
        <WhoReads {...props} />
        <WhatNext {...props} />
        <Advice {...props} />
        <Contacts directory={directory} />
        <Insights report={report} />
        <Part heading={t("done.receiptHeading")}>
          <Timestamp at={report.timestampedAt} />
          <ReceiptSaver session={props.session} packageDigest={sealed.submission.packageDigest} />
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

function isUrgent(answers: ReportAnswers): boolean {
  const kind = valueOf(answers.kind);
  return kind === "violence" || kind === "bomb" || valueOf(answers.urgency) === "immediate-danger";
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
  const { t, language } = usePaneText();
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
  const { t, language } = usePaneText();
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
function Advice({ directory, answers }: DoneProps) {
  const { t, language } = usePaneText();
  const kind = valueOf(answers.kind) ?? "general";
  const own = localText(directory?.advice[kind], language);
  const number = emergencyNumber(directory);
  return (
    <Part heading={t("done.advice")}>
      <p className="pane-prose">{own === "" ? t(`advice.${kind}`, { number }) : own}</p>
    </Part>
  );
}

function Insights({ report }: { readonly report: DoneState }) {
  const { t } = usePaneText();
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
  const { t, language } = usePaneText();
  return <p>{at === null ? t("done.late") : t("done.stamped", { time: formatTime(at, language) })}</p>;
}
