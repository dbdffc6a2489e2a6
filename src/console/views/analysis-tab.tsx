import { Link } from "@fluentui/react-components";
import {
  type AnalysisView,
  analysisFailure,
  type AuthenticationView,
  type DkimView,
  type FindingView,
  type HopView,
  type OriginView,
  readAnalysis,
  withDetails,
} from "../analysis-view.ts";
import { duration } from "../times.ts";
import { PlanSection, TimesSection } from "./analysis-plan.tsx";
import { Chosen, type Column, DataTable, Notice, Section, Time, useConsoleText } from "./bits.tsx";

/** The analysis as sealed. Everything in it rests on what servers and sender wrote: each row says whose word it is. */
export function AnalysisTab(props: {
  readonly analysis: unknown;
  readonly onShow: (offset: number) => void;
}) {
  const { t } = useConsoleText();
  const failure = analysisFailure(props.analysis);
  if (failure !== null) return <Notice intent="warning" title={t("analysis.failed", { code: failure })} />;
  const analysis = readAnalysis(props.analysis);
  if (analysis === null) return <Notice intent="warning" title={t("analysis.missing")} />;
  return (
    <>
      <p className="console-dim">{t("analysis.note")}</p>
      <FindingsSection findings={analysis.findings} onShow={props.onShow} />
      <ProviderSection provider={analysis.provider} />
      <HopsSection hops={analysis.hops} />
      <AuthenticationSection results={analysis.authentication} />
      <DkimSection dkim={analysis.dkim} />
      <OriginsSection origins={analysis.origins} />
      <TimesSection times={analysis.embeddedTimes} />
      <PlanSection plan={analysis.logPlan} />
    </>
  );
}

function useTrust() {
  const { t } = useConsoleText();
  return (trusted: boolean | null) =>
    t(trusted === null ? "analysis.trustOpen" : trusted ? "analysis.trusted" : "analysis.untrusted");
}

function FindingsSection(props: {
  readonly findings: readonly FindingView[];
  readonly onShow: (offset: number) => void;
}) {
  const { t, word } = useConsoleText();
  if (props.findings.length === 0) return null;
  return (
    <Section title={t("analysis.findings")}>
      <ul className="console-findings">
        {props.findings.map((finding, index) => (
          <li key={`${finding.code} ${index}`} data-severity={finding.severity}>
            <strong>
              <Chosen text={withDetails(word("finding", finding.code), finding.details)} />
            </strong>{" "}
            <span className="console-dim">
              {word("analysis.severity", finding.severity)} ·{" "}
              {word("analysis.confidence", finding.confidence)}
            </span>
            <Basis basis={finding.basis} onShow={props.onShow} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

const MAX_BASIS = 8;

function Basis(props: { readonly basis: FindingView["basis"]; readonly onShow: (offset: number) => void }) {
  const { t } = useConsoleText();
  return (
    <div>
      {props.basis.slice(0, MAX_BASIS).map(({ field, offset }) => (
        <Link
          key={`${field} ${offset}`}
          as="button"
          onClick={() => props.onShow(offset)}
          className="console-basis"
        >
          <Chosen text={field} code /> {t("source.offset", { offset })}
        </Link>
      ))}
    </div>
  );
}

function ProviderSection({ provider }: Pick<AnalysisView, "provider">) {
  const { t, word } = useConsoleText();
  if (provider === null) return null;
  return (
    <Section title={t("analysis.provider")}>
      <p>
        <Chosen text={provider.id} />
        {provider.account !== null && (
          <>
            {" · "}
            <Chosen text={t("analysis.account", { account: provider.account })} />
          </>
        )}{" "}
        <span className="console-dim">{word("analysis.confidence", provider.confidence)}</span>
      </p>
    </Section>
  );
}

function HopsSection({ hops }: { readonly hops: readonly HopView[] }) {
  const { t, word } = useConsoleText();
  const trust = useTrust();
  const columns: Column<HopView>[] = [
    { id: "from", label: t("analysis.hop.from"), renderCell: (hop) => <Chosen text={hop.from} /> },
    {
      id: "by",
      label: t("analysis.hop.by"),
      renderCell: (hop) => <Chosen text={[hop.by, hop.with].filter(Boolean).join(" · ")} />,
    },
    { id: "time", label: t("analysis.hop.time"), renderCell: (hop) => <Time at={hop.receivedAt} /> },
    {
      id: "delay",
      label: t("analysis.hop.delay"),
      renderCell: (hop) => (hop.delayMs === null ? "" : duration(hop.delayMs)),
    },
    { id: "trust", label: t("analysis.hop.trust"), renderCell: (hop) => trust(hop.trusted) },
    {
      id: "flags",
      label: t("analysis.hop.flags"),
      renderCell: (hop) => <Chosen text={hop.flags.map((flag) => word("hopFlag", flag)).join(", ")} />,
    },
  ];
  return (
    <Section title={t("analysis.hops")}>
      <DataTable
        label={t("analysis.hops")}
        columns={columns}
        rows={hops}
        keyOf={(_, index) => index}
        empty={t("analysis.nothing")}
      />
    </Section>
  );
}

function AuthenticationSection({ results }: { readonly results: readonly AuthenticationView[] }) {
  const { t } = useConsoleText();
  const trust = useTrust();
  const columns: Column<AuthenticationView>[] = [
    { id: "method", label: t("analysis.auth.method"), renderCell: (one) => <Chosen text={one.method} /> },
    { id: "result", label: t("analysis.auth.result"), renderCell: (one) => <Chosen text={one.result} /> },
    {
      id: "properties",
      label: t("analysis.auth.properties"),
      renderCell: (one) => <Chosen text={one.properties} code />,
    },
    {
      id: "server",
      label: t("analysis.auth.server"),
      renderCell: (one) =>
        one.authservId === null ? t("analysis.noServer") : <Chosen text={one.authservId} />,
    },
    { id: "trust", label: t("analysis.hop.trust"), renderCell: (one) => trust(one.trusted) },
  ];
  return (
    <Section title={t("analysis.authentication")}>
      <DataTable
        label={t("analysis.authentication")}
        columns={columns}
        rows={results}
        keyOf={(_, index) => index}
        empty={t("analysis.nothing")}
      />
    </Section>
  );
}

function DkimSection({ dkim }: { readonly dkim: readonly DkimView[] }) {
  const { t, word } = useConsoleText();
  const columns: Column<DkimView>[] = [
    {
      id: "domain",
      label: t("analysis.dkimColumns.domain"),
      renderCell: (one) => <Chosen text={`${one.domain} (${one.selector}, ${one.algorithm})`} />,
    },
    {
      id: "bodyHash",
      label: t("analysis.dkimColumns.bodyHash"),
      renderCell: (one) => word("dkimValue", one.bodyHash),
    },
    {
      id: "signature",
      label: t("analysis.dkimColumns.signature"),
      renderCell: (one) => word("dkimValue", one.signature),
    },
    {
      id: "aligned",
      label: t("analysis.dkimColumns.aligned"),
      renderCell: (one) => t(one.aligned ? "yes" : "no"),
    },
    {
      id: "key",
      label: t("analysis.dkimColumns.key"),
      renderCell: (one) => (one.keySource === null ? t("none") : <Chosen text={one.keySource} />),
    },
    {
      id: "signedAt",
      label: t("analysis.dkimColumns.signedAt"),
      renderCell: (one) => <Time at={one.signedAt} />,
    },
  ];
  return (
    <Section title={t("analysis.dkim")}>
      <DataTable
        label={t("analysis.dkim")}
        columns={columns}
        rows={dkim}
        keyOf={(_, index) => index}
        empty={t("analysis.nothing")}
      />
    </Section>
  );
}

function OriginsSection({ origins }: { readonly origins: readonly OriginView[] }) {
  const { t, word } = useConsoleText();
  const trust = useTrust();
  const columns: Column<OriginView>[] = [
    { id: "ip", label: t("analysis.originColumns.ip"), renderCell: (one) => <Chosen text={one.ip} code /> },
    {
      id: "claimedBy",
      label: t("analysis.originColumns.claimedBy"),
      renderCell: (one) => <Chosen text={one.claimedBy} />,
    },
    { id: "kind", label: t("analysis.originColumns.kind"), renderCell: (one) => word("ipKind", one.kind) },
    { id: "trust", label: t("analysis.originColumns.trust"), renderCell: (one) => trust(one.trusted) },
  ];
  return (
    <Section title={t("analysis.origins")}>
      <DataTable
        label={t("analysis.origins")}
        columns={columns}
        rows={origins}
        keyOf={(_, index) => index}
        empty={t("analysis.nothing")}
      />
    </Section>
  );
}
