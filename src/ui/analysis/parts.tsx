/** Small pieces of which the analysis is drawn, in the pane and in the console. */
import { Fragment, type ReactNode } from "react";
import { useAnalysisText } from "./analysis-text.ts";
import type { BasisView } from "./read-json.ts";
import { localTime, utcTime } from "./times.ts";
import { type TextRun, visibleRuns } from "./visible-text.ts";

/** Opens the octets that something was read from. */
export type ShowBasis = (basis: BasisView) => void;

/** Text that a sender or reporter chose. What would hide or reorder is shown; direction stays inside. */
export function Chosen(props: { readonly text: string; readonly code?: boolean }) {
  const runs = <Runs runs={visibleRuns(props.text)} />;
  return props.code === true ? (
    <code className="zegel-chosen" dir="ltr">
      {runs}
    </code>
  ) : (
    <bdi className="zegel-chosen">{runs}</bdi>
  );
}

export function Runs(props: { readonly runs: readonly TextRun[] }) {
  return props.runs.map((run, index) =>
    run.kind === "mark" ? (
      // biome-ignore lint: runs of one text never change places
      <mark key={index} className="zegel-mark">
        {run.text}
      </mark>
    ) : (
      <Fragment key={index}>{run.text}</Fragment>
    ),
  );
}

/** UTC and local time, always both. */
export function Time(props: { readonly at: number | null }) {
  const { t, language } = useAnalysisText();
  if (props.at === null) return <span className="zegel-dim">{t("unknown")}</span>;
  return (
    <span className="zegel-time">
      <span>{utcTime(props.at)}</span>
      <span className="zegel-dim">{localTime(props.at, language)}</span>
    </span>
  );
}

/** Whose word a line of the header is. */
export function Trust(props: { readonly trusted: boolean | null }) {
  const { t } = useAnalysisText();
  return t(props.trusted === null ? "trust.open" : props.trusted ? "trust.yes" : "trust.no");
}

/** Short texts side by side; a list to a screen reader. */
export function Tags(props: { readonly texts: readonly string[] }) {
  if (props.texts.length === 0) return null;
  return (
    <ul className="zegel-tags">
      {props.texts.map((text) => (
        <li key={text}>
          <Chosen text={text} />
        </li>
      ))}
    </ul>
  );
}

/** A place in the source, as a button. */
export function BasisButton(props: { readonly basis: BasisView; readonly onShow: ShowBasis }) {
  const { t } = useAnalysisText();
  const { field, offset, octets } = props.basis;
  return (
    <button type="button" className="zegel-basis" onClick={() => props.onShow(props.basis)}>
      <Chosen text={field} code />{" "}
      {octets === 0 ? t("basis.at", { offset }) : t("basis.range", { offset, end: offset + octets - 1 })}
    </button>
  );
}

export interface Column<Row> {
  readonly id: string;
  readonly label: string;
  readonly renderCell: (row: Row) => ReactNode;
}

const ROLES = {
  table: { role: "table" },
  group: { role: "rowgroup" },
  row: { role: "row" },
  head: { role: "columnheader" },
  cell: { role: "cell" },
} as const;

/**
 * A table that becomes a list of cards where there is no room. The roles are written out because a browser drops a
 * table's own roles once its display changes.
 */
export function DataTable<Row>(props: {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row, index: number) => string | number;
  readonly empty: string;
}) {
  if (props.rows.length === 0) return <p className="zegel-dim">{props.empty}</p>;
  return (
    <div className="zegel-table-box">
      <table {...ROLES.table} className="zegel-table" aria-label={props.label}>
        <thead {...ROLES.group}>
          <tr {...ROLES.row}>
            {props.columns.map((column) => (
              <th key={column.id} {...ROLES.head} scope="col">
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...ROLES.group}>
          {props.rows.map((row, index) => (
            <tr key={props.keyOf(row, index)} {...ROLES.row}>
              {props.columns.map((column) => (
                <td key={column.id} {...ROLES.cell} data-label={column.label} data-column={column.id}>
                  {column.renderCell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Facts(props: { readonly facts: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="zegel-facts">
      {props.facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Section(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="zegel-section">
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}
