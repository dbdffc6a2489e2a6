import { isHandedOver } from "../../core/evidence/handed-over.ts";
import { useAnalysisText } from "../../ui/analysis/analysis-text.ts";
import { reasonWords } from "../../ui/analysis/authentication.tsx";
import { StatementBadges } from "../../ui/index.ts";
import { mailFacts } from "../mail-facts.ts";
import type { ShownMessage, ShownReport } from "../shown-report.ts";
import { AcquisitionSection, ClaimsSection, SecondSection } from "./acquisition.tsx";
import { AnswersSection, ExtrasSection, MissedSection, ReportNotices, SuspicionSection } from "./answers.tsx";
import { Chosen, Notice, Section, useConsoleText } from "./bits.tsx";

export function OverviewTab(props: { readonly content: ShownReport; readonly message: ShownMessage | null }) {
  const { content, message } = props;
  return (
    <>
      <ReportNotices content={content} />
      {message !== null && <StatementsSection message={message} content={content} />}
      <ConfirmSection />
      <AnswersSection content={content} />
      <SuspicionSection content={content} />
      <ExtrasSection content={content} />
      <MissedSection content={content} />
      {message !== null && (
        <>
          <AcquisitionSection message={message} content={content} />
          <SecondSection message={message} />
          <ClaimsSection message={message} />
        </>
      )}
    </>
  );
}

function ConfirmSection() {
  const { t } = useConsoleText();
  return (
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
  );
}

function StatementsSection(props: { readonly message: ShownMessage; readonly content: ShownReport }) {
  const { t } = useConsoleText();
  const { subject, from, statements } = mailFacts(props.message, props.content);
  const byService = props.message.acquisition.provenance === "fetched-by-service";
  return (
    <Section title={t("overview.statementsTitle")}>
      {statements.provenance === "supplied-file" ? (
        <Notice intent="warning" title={t("statement.provenance.supplied-file")}>
          {t("overview.suppliedWarning")}
        </Notice>
      ) : (
        isHandedOver(props.message.acquisition) && (
          <Notice intent="warning" title={t("overview.forwardedTitle")}>
            {t("overview.forwardedWarning")}
          </Notice>
        )
      )}
      {byService && (
        <Notice intent="info" title={t("statement.provenance.fetched-by-service")}>
          {t("overview.serviceWarning")}
        </Notice>
      )}
      <p className="console-subject">
        {subject === null ? t("list.noSubject") : <Chosen text={subject} />}
        <span className="zegel-dim">{from === "" ? t("list.noSender") : <Chosen text={from} />}</span>
      </p>
      <StatementBadges statements={statements} />
      <h3>{t("overview.reasons")}</h3>
      {statements.reasons.length === 0 ? (
        <p className="zegel-dim">{t("overview.noReasons")}</p>
      ) : (
        <Reasons reasons={statements.reasons} />
      )}
      <p className="zegel-dim">
        {t(
          statements.provenance === "fetched-by-service"
            ? "overview.sealedOnServer"
            : "overview.sealedOnDevice",
        )}
      </p>
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
