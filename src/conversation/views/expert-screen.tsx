/** For experts: the way, the signatures, the clocks, and what was noticed, each with its octets. The text stays closed. */
import { Button } from "@fluentui/react-components";
import { useMemo, useRef, useState } from "react";
import { AuthenticationSections, StatementsSection } from "../../ui/analysis/authentication.tsx";
import { FiltersSection, MicrosoftSection } from "../../ui/analysis/filters.tsx";
import { FindingsSection } from "../../ui/analysis/findings.tsx";
import {
  AccountsSection,
  ClientSection,
  OriginsSection,
  ProviderSection,
} from "../../ui/analysis/origins.tsx";
import type { ShowBasis } from "../../ui/analysis/parts.tsx";
import { type AnalysisView, type FindingView, readAnalysis } from "../../ui/analysis/read-analysis.ts";
import { RouteSection } from "../../ui/analysis/route.tsx";
import { type SourceMark, SourceView } from "../../ui/analysis/source.tsx";
import { pagesOf } from "../../ui/analysis/source-pages.ts";
import { TimeLineSection } from "../../ui/analysis/time-line.tsx";
import type { ExpertView } from "../../workflow/expert-view.ts";
import { useLaterText } from "./pane-text.ts";

export function ExpertScreen({ view }: { readonly view: ExpertView }) {
  const analysis = useMemo(() => readAnalysis(view.analysis), [view]);
  const [mark, setMark] = useState<SourceMark | null>(null);
  /** What was pressed: the focus goes back there. */
  const asked = useRef<HTMLElement | null>(null);
  const show: ShowBasis = (basis) => {
    asked.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setMark({ offset: basis.offset, octets: basis.octets });
  };
  const back = () => {
    asked.current?.scrollIntoView({ block: "center" });
    asked.current?.focus({ preventScroll: true });
  };
  if (analysis === null) return null;
  return (
    <div className="pane-expert">
      <Sections analysis={analysis} onShow={show} />
      <Source view={view} mark={mark} onBack={mark === null ? null : back} />
    </div>
  );
}

function Sections({ analysis, onShow }: { readonly analysis: AnalysisView; readonly onShow: ShowBasis }) {
  return (
    <>
      <StatementsSection statements={analysis.statements} />
      <Findings findings={analysis.findings} onShow={onShow} />
      <RouteSection analysis={analysis} onShow={onShow} />
      <TimeLineSection timeLine={analysis.timeLine} onShow={onShow} />
      <AuthenticationSections analysis={analysis} onShow={onShow} />
      <OriginsSection origins={analysis.originatingIps} onShow={onShow} />
      <ProviderSection provider={analysis.provider} />
      <AccountsSection accounts={analysis.accounts} onShow={onShow} />
      <ClientSection client={analysis.client} onShow={onShow} />
      <MicrosoftSection microsoft={analysis.microsoft} />
      <FiltersSection filters={analysis.filters} onShow={onShow} />
    </>
  );
}

/** Findings of the text quote it: they stay closed as the text does. */
function Findings(props: { readonly findings: readonly FindingView[]; readonly onShow: ShowBasis }) {
  const { t } = useLaterText();
  const [all, setAll] = useState(false);
  const ofHeader = props.findings.filter(({ basis }) => !basis.some(({ field }) => field === "body"));
  const ofText = props.findings.length - ofHeader.length;
  return (
    <>
      <FindingsSection findings={all ? props.findings : ofHeader} onShow={props.onShow} />
      {!all && ofText > 0 && (
        <Button onClick={() => setAll(true)}>{t("expert.showText", { count: ofText })}</Button>
      )}
    </>
  );
}

/** Opened only when asked for: whoever reported a threat need not read it again. */
function Source(props: {
  readonly view: ExpertView;
  readonly mark: SourceMark | null;
  readonly onBack: (() => void) | null;
}) {
  const { t } = useLaterText();
  const { view, mark, onBack } = props;
  const [open, setOpen] = useState(false);
  const pages = useMemo(() => pagesOf(view.source), [view]);
  const shown = view.source.length;
  return (
    <section className="zegel-section">
      <h2>{t("expert.source")}</h2>
      {shown < view.sourceOctets && (
        <p className="pane-dim">{t("expert.cut", { shown, octets: view.sourceOctets })}</p>
      )}
      {onBack !== null && <Button onClick={onBack}>{t("expert.back")}</Button>}
      {open || mark !== null ? (
        // A place beyond what is shown opens nothing wrong: its row is not there.
        <SourceView
          key={mark === null ? "start" : `${mark.offset} ${mark.octets}`}
          octets={view.source}
          pages={pages}
          mark={mark !== null && mark.offset < shown ? mark : null}
        />
      ) : (
        <Button onClick={() => setOpen(true)}>{t("expert.showSource")}</Button>
      )}
    </section>
  );
}
