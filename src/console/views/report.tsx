import { Button, Tab, TabList } from "@fluentui/react-components";
import { useId, useState } from "react";
import { ProgressLine, saveFile } from "../../ui/index.ts";
import type { ReportState } from "../console-store.ts";
import type { Examination } from "../examine.ts";
import type { ShownMessage, ShownReport } from "../shown-report.ts";
import { type LogState, withLog } from "../verification.ts";
import type { ShowBasis } from "../../ui/analysis/parts.tsx";
import type { SourceMark } from "../../ui/analysis/source.tsx";
import { AnalysisTab } from "./analysis-tab.tsx";
import { Facts, FailureNotice, Notice, useConsoleText, ViewTitle } from "./bits.tsx";
import { ChecksList, OutcomeNotice } from "./checks.tsx";
import { CustodyTab } from "./custody-tab.tsx";
import { HeadersTab } from "./headers-tab.tsx";
import { MailList, MailSteps } from "./mail-list.tsx";
import { OverviewTab } from "./overview-tab.tsx";
import { ReceiptTab } from "./receipt-tab.tsx";
import { RecordsNotice } from "./records.tsx";
import { SourceTab } from "./source-tab.tsx";

type Examined = Extract<ReportState, { state: "examined" }>;

export function ReportView(props: {
  readonly report: ReportState;
  readonly log: LogState;
  readonly onBack: () => void;
}) {
  const { t } = useConsoleText();
  const { report, log } = props;
  return (
    <article className="console-report">
      <Button appearance="subtle" onClick={props.onBack}>
        ← {t("back")}
      </Button>
      {report.state === "fetching" && <Fetching report={report} />}
      {report.state === "failed" && (
        <>
          <ViewTitle>{t("report.failed")}</ViewTitle>
          <FailureNotice title={t("report.failed")} failure={report.failure} />
        </>
      )}
      {report.state === "examined" && <ExaminedReport report={report} log={log} />}
    </article>
  );
}

function Fetching({ report }: { readonly report: Extract<ReportState, { state: "fetching" }> }) {
  const { t } = useConsoleText();
  const { step } = report;
  return (
    <>
      <ViewTitle>{t("report.loading")}</ViewTitle>
      {step.step === "checking" ? (
        <ProgressLine label={t("report.checking")} fraction={null} />
      ) : (
        <ProgressLine
          label={t("report.downloading", { percent: Math.min(100, Math.round(step.fraction * 100)) })}
          fraction={step.fraction}
        />
      )}
    </>
  );
}

function ExaminedReport({ report, log }: { readonly report: Examined; readonly log: LogState }) {
  const { examination } = report.fetched;
  return examination.state === "refused" ? (
    <RefusedReport report={report} examination={examination} />
  ) : (
    <OpenedReport report={report} log={log} examination={examination} />
  );
}

/** Nothing of a refused package is shown: only why, and the way to keep its ciphertext. */
function RefusedReport(props: {
  readonly report: Examined;
  readonly examination: Extract<Examination, { state: "refused" }>;
}) {
  const { t, word } = useConsoleText();
  const { code, claim, report } = props.examination;
  return (
    <>
      <ViewTitle>{t("report.refusedTitle")}</ViewTitle>
      <Notice intent="error" title={t("outcome.not-verified")} urgent>
        {t("report.refusedText")}
      </Notice>
      <Facts
        facts={[
          [t("report.refusedClaim"), word("checks.claim", claim)],
          [
            t("overview.reasons"),
            <>
              {word("error", code)} <code>{code}</code>
            </>,
          ],
          ["SHA-256", <code key="digest">{props.report.listed.package.slice(7)}</code>],
        ]}
      />
      <SaveCiphertext report={props.report} />
      <ChecksList report={report} />
    </>
  );
}

function SaveCiphertext({ report }: { readonly report: Examined }) {
  const { t } = useConsoleText();
  const name = `${report.listed.package.slice(7, 23)}.age`;
  return (
    <Button onClick={() => saveFile(name, report.fetched.ciphertext, "application/octet-stream")}>
      {t("report.saveCiphertext")}
    </Button>
  );
}

const TABS = ["overview", "source", "headers", "analysis", "receipt", "custody"] as const;
type TabName = (typeof TABS)[number];
/** The others are of the report as a whole. */
const OF_ONE_MAIL: ReadonlySet<TabName> = new Set(["overview", "source", "headers", "analysis"]);

interface Asked {
  readonly mark: SourceMark;
  readonly from: TabName;
}

function OpenedReport(props: {
  readonly report: Examined;
  readonly log: LogState;
  readonly examination: Extract<Examination, { state: "shown" }>;
}) {
  const { t } = useConsoleText();
  const { content } = props.examination;
  const [tab, setTab] = useState<TabName>("overview");
  const [number, setNumber] = useState(1);
  /** Where the source opens: a field or finding asked for these octets, on that tab. */
  const [asked, setAsked] = useState<Asked | null>(null);
  const panel = useId();
  const verification = withLog(props.examination.report, props.log, props.report.listed.package);
  const showInSource = (basis: SourceMark) => {
    setAsked({ mark: basis, from: tab });
    setTab("source");
  };
  const openTab = (value: unknown) => {
    setAsked(null);
    setTab(value as TabName);
  };
  // Octets that were asked for are those of the mail that was open.
  const openMail = (next: number) => {
    setAsked(null);
    setNumber(next);
  };
  return (
    <>
      <ViewTitle>{t("report.reference", { reference: content.reference })}</ViewTitle>
      <OutcomeNotice {...verification} />
      <RecordsNotice records={props.report.records} />
      <div className={content.messages.length > 1 ? "console-with-mails" : "console-panel"}>
        <MailList content={content} number={number} onNumber={openMail} />
        <div className="console-panel">
          <TabList
            selectedValue={tab}
            onTabSelect={(_, { value }) => openTab(value)}
            className="console-tabs"
          >
            {TABS.map((name) => (
              <Tab key={name} value={name} aria-controls={panel}>
                {t(`report.tabs.${name}`)}
              </Tab>
            ))}
          </TabList>
          <div id={panel} role="tabpanel" aria-label={t(`report.tabs.${tab}`)} className="console-panel">
            {OF_ONE_MAIL.has(tab) && <MailSteps content={content} number={number} onNumber={openMail} />}
            <TabContent
              tab={tab}
              content={content}
              message={content.messages[number - 1] ?? null}
              report={props.report}
              asked={asked}
              onShow={showInSource}
              onBack={asked === null ? null : () => setTab(asked.from)}
            />
            {(tab === "overview" || tab === "receipt") && <ChecksList report={verification} />}
            {tab === "receipt" && <SaveCiphertext report={props.report} />}
          </div>
        </div>
      </div>
    </>
  );
}

function TabContent(props: {
  readonly tab: TabName;
  readonly content: ShownReport;
  readonly message: ShownMessage | null;
  readonly report: Examined;
  readonly asked: Asked | null;
  readonly onShow: ShowBasis;
  readonly onBack: (() => void) | null;
}) {
  const { tab, content, message, report } = props;
  if (tab === "receipt") return <ReceiptTab receipt={report.fetched.receipt} />;
  if (tab === "custody") return <CustodyTab custody={report.custody} />;
  if (tab === "overview") return <OverviewTab content={content} message={message} />;
  if (message === null) return null;
  if (tab === "headers") return <HeadersTab message={message} onShow={props.onShow} />;
  if (tab === "analysis")
    return (
      <AnalysisTab
        key={message.number}
        analysis={message.analysis}
        octets={message.sources.find(({ path }) => path === "original.eml")?.octets ?? null}
        reference={content.reference}
        onShow={props.onShow}
      />
    );
  return (
    <SourceTab
      key={`${message.number} ${props.asked?.mark.offset}`}
      message={message}
      reference={content.reference}
      mark={props.asked?.mark ?? null}
      onBack={props.onBack}
    />
  );
}
