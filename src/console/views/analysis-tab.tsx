/** The analysis as sealed. Everything in it rests on what servers and sender wrote: each row says whose word it is. */
import { AuthenticationSections, StatementsSection } from "../../ui/analysis/authentication.tsx";
import { AttachmentsSection, BodySection } from "../../ui/analysis/content.tsx";
import { FiltersSection, MicrosoftSection } from "../../ui/analysis/filters.tsx";
import { FindingsSection } from "../../ui/analysis/findings.tsx";
import {
  AccountsSection,
  ClientSection,
  OriginsSection,
  OwnNetworkSection,
  ProviderSection,
} from "../../ui/analysis/origins.tsx";
import type { ShowBasis } from "../../ui/analysis/parts.tsx";
import { type AnalysisView, analysisFailure, readAnalysis } from "../../ui/analysis/read-analysis.ts";
import { RouteSection } from "../../ui/analysis/route.tsx";
import { TimeLineSection } from "../../ui/analysis/time-line.tsx";
import { PlanSection } from "./analysis-plan.tsx";
import { Notice, useConsoleText } from "./bits.tsx";
import { namesOf } from "../key-look-up.ts";
import { KeyLookUp } from "./key-look-up.tsx";
import { NetworkLookUp, useNetworks } from "./networks.tsx";

interface AnalysisTabProps {
  readonly analysis: unknown;
  /** Of the report: names files that are saved. */
  readonly reference: string;
  /** The original's octets; null where there is no whole. */
  readonly octets: Uint8Array | null;
  readonly onShow: ShowBasis;
}

export function AnalysisTab(props: AnalysisTabProps) {
  const { t } = useConsoleText();
  const failure = analysisFailure(props.analysis);
  if (failure !== null) return <Notice intent="warning" title={t("analysis.failed", { code: failure })} />;
  const analysis = readAnalysis(props.analysis);
  if (analysis === null) return <Notice intent="warning" title={t("analysis.missing")} />;
  return <Sections {...props} analysis={analysis} />;
}

function Sections(props: AnalysisTabProps & { readonly analysis: AnalysisView }) {
  const { t } = useConsoleText();
  const { analysis, onShow, reference } = props;
  const networks = useNetworks(analysis.originatingIps);
  return (
    <>
      <p className="zegel-dim">{t("analysis.note")}</p>
      <StatementsSection statements={analysis.statements} />
      <FindingsSection findings={analysis.findings} onShow={onShow} />
      <PlanSection plan={analysis.logPlan} name={analysis.messageId ?? reference} reference={reference} />
      <ProviderSection provider={analysis.provider} />
      <OriginsSection origins={analysis.originatingIps} networks={networks.found} onShow={onShow}>
        <NetworkLookUp networks={networks} />
      </OriginsSection>
      <OwnNetworkSection matches={analysis.ownNetwork} onShow={onShow} />
      <AccountsSection accounts={analysis.accounts} onShow={onShow} />
      <RouteSection analysis={analysis} onShow={onShow} />
      <TimeLineSection timeLine={analysis.timeLine} onShow={onShow} />
      <AuthenticationSections analysis={analysis} onShow={onShow} />
      <KeyLookUp names={namesOf(analysis.dkim)} octets={props.octets} />
      <ClientSection client={analysis.client} onShow={onShow} />
      <MicrosoftSection microsoft={analysis.microsoft} />
      <FiltersSection filters={analysis.filters} onShow={onShow} />
      <BodySection body={analysis.body} onShow={onShow} />
      <AttachmentsSection attachments={analysis.attachments} onShow={onShow} />
    </>
  );
}
