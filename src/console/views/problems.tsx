import type { Problem } from "../problems.ts";
import { Chosen, type Column, DataTable, useConsoleText } from "./bits.tsx";

/** A package may hold any number of them. */
const MAX_ROWS = 200;

/** Step, code with its words, and the details that the host gave: its words, shown as text. */
export function ProblemTable(props: { readonly label: string; readonly problems: readonly Problem[] }) {
  const { t } = useConsoleText();
  const columns: Column<Problem>[] = [
    { id: "step", label: t("problems.step"), renderCell: ({ step }) => <Chosen text={step} code /> },
    { id: "why", label: t("problems.why"), renderCell: ({ code }) => <Code code={code} /> },
    {
      id: "detail",
      label: t("problems.detail"),
      renderCell: ({ detail }) => (detail === "" ? null : <Chosen text={detail} />),
    },
  ];
  return <Rows label={props.label} columns={columns} problems={props.problems} />;
}

export function MissedTable({ missed }: { readonly missed: readonly Problem[] }) {
  const { t } = useConsoleText();
  const columns: Column<Problem>[] = [
    { id: "detail", label: t("missed.mail"), renderCell: ({ detail }) => <Chosen text={detail} /> },
    { id: "why", label: t("problems.why"), renderCell: ({ code }) => <Code code={code} /> },
  ];
  return <Rows label={t("missed.title", { count: missed.length })} columns={columns} problems={missed} />;
}

function Rows(props: {
  readonly label: string;
  readonly columns: readonly Column<Problem>[];
  readonly problems: readonly Problem[];
}) {
  const { t } = useConsoleText();
  const { label, columns, problems } = props;
  return (
    <>
      <DataTable
        label={label}
        columns={columns}
        rows={problems.slice(0, MAX_ROWS)}
        keyOf={(_, index) => index}
        empty={t("none")}
      />
      {problems.length > MAX_ROWS && <p>{t("more", { count: problems.length - MAX_ROWS })}</p>}
    </>
  );
}

/** Words where there are some, and always the code: a host's own number has none. */
function Code({ code }: { readonly code: string }) {
  const { word } = useConsoleText();
  const own = word("problem", code);
  const words = own === code ? word("error", code) : own;
  return (
    <span className="zegel-stack">
      {words !== code && <span>{words}</span>}
      <Chosen text={code} code />
    </span>
  );
}
