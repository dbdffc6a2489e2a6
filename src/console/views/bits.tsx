/** Small pieces that every view uses. */
import { MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { Fragment, type ReactNode, useEffect, useRef } from "react";
import { useText } from "../../ui/index.ts";
import type { Failure } from "../ports.ts";
import { localTime, utcTime } from "../times.ts";
import { type TextRun, visibleRuns } from "../visible-text.ts";

/** Texts of this entry lie under "console.". */
export function useConsoleText() {
  const { t: translate, language } = useText();
  const t = (key: string, values?: Readonly<Record<string, string | number>>) =>
    translate(`console.${key}`, values);
  return { t, word, reason, language };

  /** Words for a code; the code itself where there are none: codes may come from a report and be anything. */
  function word(group: string, code: string): string {
    if (!/^[A-Za-z0-9_-]{1,80}$/.test(code)) return code;
    const key = `console.${group}.${code}`;
    const words = translate(key);
    return typeof words !== "string" || words === key || words.startsWith("key '") ? code : words;
  }

  function reason(failure: Pick<Failure, "code">): string {
    return word("error", failure.code);
  }
}

/** Text that a sender or reporter chose. What would hide or reorder is shown; direction stays inside. */
export function Chosen(props: { readonly text: string; readonly code?: boolean }) {
  const runs = <Runs runs={visibleRuns(props.text)} />;
  return props.code === true ? (
    <code className="console-chosen" dir="ltr">
      {runs}
    </code>
  ) : (
    <bdi className="console-chosen">{runs}</bdi>
  );
}

export function Runs(props: { readonly runs: readonly TextRun[] }) {
  return props.runs.map((run, index) =>
    run.kind === "mark" ? (
      // biome-ignore lint: runs of one text never change places
      <mark key={index} className="console-mark">
        {run.text}
      </mark>
    ) : (
      <Fragment key={index}>{run.text}</Fragment>
    ),
  );
}

/** UTC and local time, always both. */
export function Time(props: { readonly at: number | null }) {
  const { t, language } = useConsoleText();
  if (props.at === null) return <span className="console-dim">{t("unknown")}</span>;
  return (
    <span className="console-time">
      <span>{utcTime(props.at)}</span>
      <span className="console-dim">{localTime(props.at, language)}</span>
    </span>
  );
}

/** A view's heading takes the focus when the view appears, so that a screen reader follows. */
export function ViewTitle(props: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 ref={heading} tabIndex={-1} className="console-title">
      {props.children}
    </h1>
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
  if (props.rows.length === 0) return <p className="console-dim">{props.empty}</p>;
  return (
    <table {...ROLES.table} className="console-table" aria-label={props.label}>
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
  );
}

export function Facts(props: { readonly facts: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="console-facts">
      {props.facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Notice(props: {
  readonly intent: "info" | "warning" | "error" | "success";
  readonly title: string;
  readonly children?: ReactNode;
  /** Read out at once: for what nobody may miss. */
  readonly urgent?: boolean;
}) {
  return (
    <MessageBar
      intent={props.intent}
      layout="multiline"
      politeness={props.urgent === true ? "assertive" : "polite"}
      className="console-notice"
    >
      <MessageBarBody>
        <MessageBarTitle>{props.title}</MessageBarTitle> {props.children}
      </MessageBarBody>
    </MessageBar>
  );
}

/** A failure with its words and its code: the code is what a colleague or the manual needs. */
export function FailureNotice(props: { readonly title: string; readonly failure: Failure }) {
  const { reason } = useConsoleText();
  return (
    <Notice intent="error" title={props.title} urgent>
      {reason(props.failure)} <code>{props.failure.code}</code>
    </Notice>
  );
}

export function Section(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="console-section">
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}
