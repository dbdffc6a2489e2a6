/** Not sent, for whatever reason: what happened, what is kept, what to do. Must work without a network. */
import { Button } from "@fluentui/react-components";
import type { Directory } from "../../core/evidence/directory.ts";
import { formatClock } from "../../ui/index.ts";
import type { SealedReport } from "../../workflow/engine-port.ts";
import type { Kept, ReportState } from "../../workflow/report-state.ts";
import type { PaneSession, PaneView, Parts } from "../pane-session.ts";
import { ConfirmedButton, HelpCode, Notice, Screen } from "./bits.tsx";
import { Contacts } from "./danger.tsx";
import { LaterPart } from "./later.tsx";
import { usePaneText } from "./pane-text.ts";
import { problemKey } from "./problem.ts";

export type TroubleState = Extract<
  ReportState,
  { readonly step: "waiting" | "refused" | "stopped" | "failed" }
>;

interface TroubleProps {
  readonly session: PaneSession;
  readonly report: TroubleState;
  readonly directory: Directory | null;
  /** Of a report in several packages: what was sealed before. */
  readonly parts?: Parts | null;
  readonly outbox?: PaneView["outbox"];
  /** Starts over with what was filled in; the mail is still where it was. */
  readonly onAgain: () => void;
}

export function TroubleScreen(props: TroubleProps) {
  const { t } = usePaneText();
  const { report, session, parts, outbox = [] } = props;
  const sealed = "sealed" in report ? report.sealed : null;
  return (
    <Screen heading={t(`kept.${report.step}.heading`)}>
      <WhatHappened report={report} />
      {parts && <LaterPart quiet>{({ PartsList }) => <PartsList parts={parts} outbox={outbox} />}</LaterPart>}
      {sealed === null ? (
        <Unsealed {...props} />
      ) : (
        <>
          <WhatIsKept report={report} />
          <SealedActions session={session} report={report} sealed={sealed} />
        </>
      )}
      <Contacts directory={props.directory} />
      {report.step !== "stopped" && <HelpCode code={report.code} />}
    </Screen>
  );
}

function WhatHappened({ report }: { readonly report: TroubleState }) {
  const { t } = usePaneText();
  if (report.step === "stopped")
    return <p>{t(report.mayHaveArrived ? "kept.stopped.maybe" : "kept.stopped.nothing")}</p>;
  return <p>{t(`problem.${problemKey(report.code)}`)}</p>;
}

function WhatIsKept({ report }: { readonly report: TroubleState }) {
  const { t, language } = usePaneText();
  return (
    <>
      <KeptWhere kept={report.kept} />
      {report.step === "waiting" && (
        <p>{t("kept.next", { time: formatClock(report.nextAttemptAt, language) })}</p>
      )}
    </>
  );
}

export function KeptWhere({ kept }: { readonly kept: Kept }) {
  const { t } = usePaneText();
  if (kept === "memory") return <Notice intent="warning">{t("kept.memory")}</Notice>;
  return <p>{t(`kept.${kept}`)}</p>;
}

function Unsealed({ report, session, onAgain }: TroubleProps) {
  const { t } = usePaneText();
  return (
    <>
      {report.step === "failed" && <KeptWhere kept="mailbox" />}
      {report.step === "failed" && (
        <Button appearance="primary" className="pane-wide" onClick={() => onAgain()}>
          {t("kept.again")}
        </Button>
      )}
      <Button className="pane-wide" onClick={() => session.reset()}>
        {t("done.again")}
      </Button>
    </>
  );
}

function SealedActions(props: {
  readonly session: PaneSession;
  readonly report: TroubleState;
  readonly sealed: SealedReport;
}) {
  const { t } = usePaneText();
  const { session, report } = props;
  const onlyHere = report.kept === "memory";
  return (
    <>
      <Button
        appearance={onlyHere ? "secondary" : "primary"}
        className="pane-wide"
        onClick={() => session.sendAgain()}
      >
        {t(report.step === "refused" ? "kept.again" : "kept.now")}
      </Button>
      <KeepActions {...props} />
    </>
  );
}

/** Saving, deleting, and leaving it for later. What exists only in this page's memory cannot be left. */
export function KeepActions(props: {
  readonly session: PaneSession;
  readonly report: TroubleState;
  readonly sealed: SealedReport;
  /** Of the way to leave it for later. */
  readonly closeLabel?: string;
}) {
  const { t } = usePaneText();
  const { session, report, sealed } = props;
  const onlyHere = report.kept === "memory";
  return (
    <>
      <div>
        <Button
          appearance={onlyHere ? "primary" : "secondary"}
          className="pane-wide"
          onClick={() => session.saveSealed(sealed.submission.packageDigest)}
        >
          {t("kept.save")}
        </Button>
        <p className="pane-dim">{t("kept.saveWhat")}</p>
      </div>
      <ConfirmedButton
        label={t("kept.discard")}
        question={t("kept.discardSure")}
        onConfirm={() => session.discard()}
      />
      {!onlyHere && (
        <Button appearance="transparent" className="pane-wide" onClick={() => session.reset()}>
          {props.closeLabel ?? t("kept.close")}
        </Button>
      )}
    </>
  );
}
