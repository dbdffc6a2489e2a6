/** Signatures and results: body hash and signature apart, and whose word each line is. */
import { StatementBadges } from "../statement-badges.tsx";
import { type AnalysisText, useAnalysisText } from "./analysis-text.ts";
import {
  BasisButton,
  Chosen,
  type Column,
  DataTable,
  Section,
  type ShowBasis,
  Tags,
  Time,
  Trust,
} from "./parts.tsx";
import type { AnalysisView } from "./read-analysis.ts";
import type { ArcView, AuthenticationView, DkimView } from "./read-authentication.ts";

export function StatementsSection({ statements }: Pick<AnalysisView, "statements">) {
  const text = useAnalysisText();
  return (
    <Section title={text.t("statements")}>
      <StatementBadges statements={statements} />
      <ul className="zegel-list">
        {statements.reasons.map((reason) => (
          <li key={reason}>
            <Chosen text={reasonWords(reason, text)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** "signed-by example.com" or "signature-2 from-not-signed": a code, then what it is about. */
export function reasonWords(reason: string, { t, word }: Pick<AnalysisText, "t" | "word">): string {
  const [code = "", ...rest] = reason.split(" ");
  const about = rest.join(" ");
  const number = /^signature-(\d{1,4})$/.exec(code)?.[1];
  if (number === undefined) return [word("reason", code), about].filter(Boolean).join(" ");
  return `${t("reason.signature").replace("{number}", number)}: ${word("reason", about)}`;
}

export function AuthenticationSections(props: {
  readonly analysis: Pick<AnalysisView, "dkim" | "otherSignatures" | "authentication" | "arc">;
  readonly onShow: ShowBasis;
}) {
  const { t } = useAnalysisText();
  const { dkim, otherSignatures, authentication, arc } = props.analysis;
  return (
    <>
      <Section title={t("dkim.title")}>
        <DkimTable dkim={dkim} label={t("dkim.title")} onShow={props.onShow} />
        {otherSignatures.length > 0 && (
          <>
            <h3>{t("dkim.others")}</h3>
            <DkimTable dkim={otherSignatures} label={t("dkim.others")} onShow={props.onShow} />
          </>
        )}
      </Section>
      <Section title={t("results.title")}>
        <ResultsTable results={authentication} onShow={props.onShow} />
      </Section>
      {arc.instances > 0 && <ArcSection arc={arc} />}
    </>
  );
}

function DkimTable(props: {
  readonly dkim: readonly DkimView[];
  readonly label: string;
  readonly onShow: ShowBasis;
}) {
  const text = useAnalysisText();
  const { t } = text;
  return (
    <DataTable
      label={props.label}
      columns={dkimColumns(text, props.onShow)}
      rows={props.dkim}
      keyOf={(_, index) => index}
      empty={t("dkim.none")}
    />
  );
}

function dkimColumns({ t, word }: AnalysisText, onShow: ShowBasis): Column<DkimView>[] {
  return [
    {
      id: "domain",
      label: t("dkim.domain"),
      renderCell: (one) => (
        <span className="zegel-stack">
          <strong>
            <Chosen text={one.domain ?? t("unknown")} />
          </strong>
          <span className="zegel-dim">
            <Chosen text={[one.selector, one.algorithm].filter(Boolean).join(" · ")} />
          </span>
          <BasisButton basis={one.basis} onShow={onShow} />
        </span>
      ),
    },
    { id: "bodyHash", label: t("dkim.bodyHash"), renderCell: (one) => <Verdict value={one.bodyHash} /> },
    { id: "signature", label: t("dkim.signature"), renderCell: (one) => <Verdict value={one.signature} /> },
    { id: "aligned", label: t("dkim.aligned"), renderCell: (one) => t(one.aligned ? "yes" : "no") },
    {
      id: "key",
      label: t("dkim.key"),
      renderCell: ({ key }) =>
        key === null ? (
          t("dkim.noKey")
        ) : (
          <span className="zegel-stack">
            <Chosen
              text={[key.source, key.bits === null ? "" : `${key.bits} bit`].filter(Boolean).join(" · ")}
            />
            <Time at={key.at} />
          </span>
        ),
    },
    { id: "signedAt", label: t("dkim.signedAt"), renderCell: (one) => <Time at={one.signedAt} /> },
    {
      id: "defects",
      label: t("dkim.defects"),
      renderCell: (one) => <Tags texts={one.defects.map((code) => word("reason", code))} />,
    },
  ];
}

/** A verdict with a sign of its own: colour alone says nothing to many. */
function Verdict({ value }: { readonly value: string }) {
  const { word } = useAnalysisText();
  const sign =
    value === "pass" || value === "match" ? "✓" : value === "fail" || value === "mismatch" ? "✗" : "○";
  return (
    <span className="zegel-verdict" data-value={value}>
      <span aria-hidden="true">{sign}</span> {word("dkimValue", value)}
    </span>
  );
}

function ResultsTable(props: {
  readonly results: readonly AuthenticationView[];
  readonly onShow: ShowBasis;
}) {
  const { t } = useAnalysisText();
  const columns: Column<AuthenticationView>[] = [
    {
      id: "method",
      label: t("results.method"),
      renderCell: (one) => (
        <strong>
          <Chosen text={`${one.method}=${one.result}`} code />
        </strong>
      ),
    },
    {
      id: "properties",
      label: t("results.properties"),
      renderCell: ({ properties }) => (
        <Chosen text={[...properties].map(([name, value]) => `${name}=${value}`).join(", ")} code />
      ),
    },
    {
      id: "server",
      label: t("results.server"),
      renderCell: (one) =>
        one.authservId === null ? t("results.noServer") : <Chosen text={one.authservId} />,
    },
    { id: "trust", label: t("trust.label"), renderCell: (one) => <Trust trusted={one.trusted} /> },
    {
      id: "field",
      label: t("basis.label"),
      renderCell: (one) => <BasisButton basis={one.basis} onShow={props.onShow} />,
    },
  ];
  return (
    <DataTable
      label={t("results.title")}
      columns={columns}
      rows={props.results}
      keyOf={(_, index) => index}
      empty={t("results.none")}
    />
  );
}

function ArcSection({ arc }: { readonly arc: ArcView }) {
  const { t, word } = useAnalysisText();
  const columns: Column<ArcView["seals"][number]>[] = [
    { id: "instance", label: t("arc.instance"), renderCell: (one) => one.instance ?? t("unknown") },
    { id: "domain", label: t("dkim.domain"), renderCell: (one) => <Chosen text={one.domain ?? ""} /> },
    { id: "cv", label: t("arc.cv"), renderCell: (one) => <Chosen text={one.cv ?? ""} code /> },
    { id: "signature", label: t("arc.seal"), renderCell: (one) => <Verdict value={one.signature} /> },
    {
      id: "bodyHash",
      label: t("dkim.bodyHash"),
      renderCell: (one) => (
        <Verdict
          value={arc.messageSignatures.find((each) => each.instance === one.instance)?.bodyHash ?? ""}
        />
      ),
    },
  ];
  return (
    <Section title={t("arc.title")}>
      {arc.validation !== "" && <p>{word("arcValidation", arc.validation)}</p>}
      <Tags texts={arc.defects.map((code) => word("arcDefect", code))} />
      <DataTable
        label={t("arc.title")}
        columns={columns}
        rows={arc.seals}
        keyOf={(_, index) => index}
        empty={t("none")}
      />
    </Section>
  );
}
