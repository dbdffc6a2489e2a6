import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Answer } from "../../core/evidence/types.ts";
import { formatOctets, saveFile, StatementBadges } from "../../ui/index.ts";
import { useAnalysisText } from "../../ui/analysis/analysis-text.ts";
import { reasonWords } from "../../ui/analysis/authentication.tsx";
import { readAnalysis } from "../../ui/analysis/read-analysis.ts";
import type { ShownMessage, ShownReport } from "../shown-report.ts";
import { duration } from "../../ui/analysis/times.ts";
import { Chosen, Facts, Notice, Section, Time, useConsoleText } from "./bits.tsx";

export function OverviewTab(props: { readonly content: ShownReport; readonly message: ShownMessage | null }) {
  const { t } = useConsoleText();
  const { content, message } = props;
  return (
    <>
      {message !== null && <StatementsSection message={message} content={content} />}
      <Section title={t("overview.confirmTitle")}>
        <p>
          <strong>{t("overview.sentence")}</strong>
        </p>
        <ul>
          {["trace", "ediscovery", "provider", "reporter"].map((name) => (
            <li key={name}>{t(`overview.confirm.${name}`)}</li>
          ))}
        </ul>
      </Section>
      <AnswersSection content={content} />
      {message !== null && <AcquisitionSection message={message} content={content} />}
    </>
  );
}

function StatementsSection({
  message,
  content,
}: {
  readonly message: ShownMessage;
  readonly content: ShownReport;
}) {
  const { t } = useConsoleText();
  const analysis = readAnalysis(message.analysis);
  const summarised = content.summary.messages[message.number - 1];
  const { provenance, capture } = message.acquisition;
  const authentication =
    analysis?.statements.authentication ?? summarised?.statements.authentication ?? "none";
  const reasons = analysis?.statements.reasons ?? [];
  return (
    <Section title={t("overview.statementsTitle")}>
      {provenance === "supplied-file" && (
        <Notice intent="warning" title={t("statement.provenance.supplied-file")}>
          {t("overview.suppliedWarning")}
        </Notice>
      )}
      {summarised !== undefined && (
        <p className="console-subject">
          {summarised.subject === null ? t("list.noSubject") : <Chosen text={summarised.subject} />}
          <span className="zegel-dim">
            {" "}
            <Chosen text={[summarised.from?.name, summarised.from?.address].filter(Boolean).join(" · ")} />
          </span>
        </p>
      )}
      <StatementBadges statements={{ provenance, capture, authentication }} />
      <h3>{t("overview.reasons")}</h3>
      {reasons.length === 0 ? (
        <p className="zegel-dim">{t("overview.noReasons")}</p>
      ) : (
        <Reasons reasons={reasons} />
      )}
      <p className="zegel-dim">{t("overview.sealedOnDevice")}</p>
    </Section>
  );
}

function Reasons({ reasons }: { readonly reasons: readonly string[] }) {
  const text = useAnalysisText();
  return (
    <ul>
      {reasons.map((one) => (
        <li key={one}>
          <Chosen text={reasonWords(one, text)} />
        </li>
      ))}
    </ul>
  );
}

function AnswersSection({ content }: { readonly content: ShownReport }) {
  const { t, word } = useConsoleText();
  const { report } = content;
  const said = <T,>(answer: Answer<T>, show: (value: T) => ReactNode) =>
    answer.state === "answered" ? (
      show(answer.value)
    ) : (
      <span className="zegel-dim">{word("answer", answer.state)}</span>
    );
  const text = (value: string) => (
    <span className="console-said">
      <Chosen text={value} />
    </span>
  );
  const { desk } = report;
  return (
    <Section title={t("overview.answersTitle")}>
      <Facts
        facts={[
          [t("overview.reportedAt"), <Time key="at" at={report.reportedAt} />],
          [t("overview.kind"), said(report.kind, (kind) => word("kind", kind))],
          [t("overview.urgency"), said(report.urgency, (urgency) => word("urgencyValue", urgency))],
          [
            t("overview.actions"),
            said(
              report.actions,
              (actions) => actions.map((one) => word("action", one)).join(", ") || t("none"),
            ),
          ],
          [t("overview.comment"), said(report.comment, text)],
          [t("overview.suspicion"), said(report.suspicion, text)],
          [t("overview.desk"), desk === null ? t("none") : <Chosen key="desk" text={desk.name} />],
          [
            t("overview.leftOut"),
            desk === null || desk.leftOut.length === 0 ? (
              t("none")
            ) : (
              <Chosen key="out" text={desk.leftOut.join(", ")} />
            ),
          ],
          [t("overview.language"), <Chosen key="language" text={report.language} />],
          [t("overview.attachments"), <Attachments key="files" content={content} />],
        ]}
      />
    </Section>
  );
}

/** Saved under names of ours: the names that people chose are only shown. */
function Attachments({ content }: { readonly content: ShownReport }) {
  const { t, language } = useConsoleText();
  if (content.attachments.length === 0) return t("none");
  return (
    <ul className="zegel-plain">
      {content.attachments.map((file, index) => (
        <li key={`${file.name} ${index}`}>
          <Chosen text={file.name} /> ({formatOctets(file.octets.length, language)}){" "}
          <Button
            size="small"
            onClick={() =>
              saveFile(
                `${content.reference}-attachment-${index + 1}.bin`,
                file.octets,
                "application/octet-stream",
              )
            }
          >
            {t("overview.save")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function AcquisitionSection({
  message,
  content,
}: {
  readonly message: ShownMessage;
  readonly content: ShownReport;
}) {
  const { t } = useConsoleText();
  const { acquisition } = message;
  const { host, custodian, clockOffsetMs, errors } = acquisition;
  return (
    <Section title={t("overview.acquisition")}>
      <Facts
        facts={[
          [t("overview.method"), <code key="method">{acquisition.method}</code>],
          [t("overview.obtainedAt"), <Time key="at" at={acquisition.endedAt} />],
          [t("overview.zone"), <Chosen key="zone" text={acquisition.timeZone} />],
          [t("overview.clockOffset"), clockOffsetMs === null ? t("unknown") : duration(clockOffsetMs)],
          [
            t("overview.host"),
            <Chosen
              key="host"
              text={[host.application, host.version, host.platform].filter(Boolean).join(" · ")}
            />,
          ],
          [
            t("overview.custodian"),
            <Chosen key="who" text={[custodian.role, custodian.subject].filter(Boolean).join(" · ")} />,
          ],
          [
            t("overview.device"),
            <>
              <code>{content.signature.principal}</code>
              <br />
              <span className="zegel-dim">{t("overview.deviceText")}</span>
            </>,
          ],
          [
            t("overview.errors"),
            errors.length === 0 ? (
              t("none")
            ) : (
              <Chosen key="errors" text={errors.map((one) => `${one.step}: ${one.code}`).join(", ")} />
            ),
          ],
          ...(content.supplements === null
            ? []
            : [[t("report.supplements"), <code key="supplements">{content.supplements}</code>] as const]),
        ]}
      />
    </Section>
  );
}
