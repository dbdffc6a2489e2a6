import { ProgressLine } from "../../ui/index.ts";
import type { CustodyRow, CustodyView } from "../custody-view.ts";
import type { Failure } from "../ports.ts";
import { Chosen, type Column, DataTable, Notice, Section, Time, useConsoleText } from "./bits.tsx";

/** Two classes, two tables: what the server saw, and what people say they did. */
export function CustodyTab({ custody }: { readonly custody: CustodyView | Failure | null }) {
  const { t, reason } = useConsoleText();
  if (custody === null) return <ProgressLine label={t("custody.loading")} fraction={null} />;
  if ("code" in custody) {
    return <Notice intent="warning" title={t("custody.failed", { reason: reason(custody) })} />;
  }
  return (
    <>
      <Events title={t("custody.observed")} about={t("custody.observedText")} rows={custody.serverObserved} />
      <Events title={t("custody.declared")} about={t("custody.declaredText")} rows={custody.selfDeclared} />
    </>
  );
}

function Events(props: {
  readonly title: string;
  readonly about: string;
  readonly rows: readonly CustodyRow[];
}) {
  const { t, word } = useConsoleText();
  const columns: Column<CustodyRow>[] = [
    { id: "index", label: t("custody.index"), renderCell: (row) => row.index },
    {
      id: "when",
      label: t("custody.when"),
      renderCell: (row) => (row.state === "read" ? <Time at={row.at} /> : null),
    },
    {
      id: "what",
      label: t("custody.what"),
      renderCell: (row) =>
        row.state === "read" ? (
          word("custody.type", row.type)
        ) : (
          <span className="console-bad">
            {t("custody.refused", { reason: word("error", row.code) })} <code>{row.code}</code>
          </span>
        ),
    },
    { id: "who", label: t("custody.who"), renderCell: (row) => <Who row={row} /> },
  ];
  return (
    <Section title={props.title}>
      <p className="zegel-dim">{props.about}</p>
      <DataTable
        label={props.title}
        columns={columns}
        rows={props.rows}
        keyOf={(row, index) => `${row.index} ${index}`}
        empty={t("custody.empty")}
      />
    </Section>
  );
}

function Who({ row }: { readonly row: CustodyRow }) {
  const { t } = useConsoleText();
  if (row.state !== "read") return null;
  if (row.key === null) return t("custody.noKey");
  return (
    <span className="zegel-stack">
      {row.person === null ? t("custody.unknownKey") : <Chosen text={row.person} />}
      <code className="zegel-dim">{row.key}</code>
    </span>
  );
}
