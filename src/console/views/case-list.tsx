import { Button, Field, SearchBox, Switch } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import { ProgressLine } from "../../ui/index.ts";
import { type CaseRow, correlationHints, type CorrelationHint, filterCases } from "../case-list.ts";
import type { ListState } from "../console-store.ts";
import type { ListedPackage } from "../ports.ts";
import { utcTime } from "../../ui/analysis/times.ts";
import { shortened } from "../../ui/analysis/visible-text.ts";
import { Chosen, type Column, DataTable, FailureNotice, Time, useConsoleText, ViewTitle } from "./bits.tsx";

const PAGE_ROWS = 50;
const MAX_SUBJECT = 160;
const MAX_HINTS = 2;

export function CaseListView(props: {
  readonly list: ListState;
  readonly tellReporter: boolean;
  readonly onTellReporter: (tell: boolean) => void;
  readonly onOpen: (listed: ListedPackage) => void;
}) {
  const { t } = useConsoleText();
  return (
    <section className="console-cases">
      <ViewTitle>{t("list.title")}</ViewTitle>
      <ListBody list={props.list} onOpen={props.onOpen} />
      <Field hint={t("list.tellText")}>
        <Switch
          label={t("list.tell")}
          checked={props.tellReporter}
          onChange={(_, { checked }) => props.onTellReporter(checked)}
        />
      </Field>
    </section>
  );
}

function ListBody({ list, onOpen }: { list: ListState; onOpen: (listed: ListedPackage) => void }) {
  const { t } = useConsoleText();
  if (list.state === "failed") return <FailureNotice title={t("list.failed")} failure={list.failure} />;
  if (list.state === "loading") {
    const { progress } = list;
    const label = progress === null ? t("list.loading") : t("list.decrypting", { ...progress });
    const fraction = progress === null || progress.total === 0 ? null : progress.done / progress.total;
    return <ProgressLine label={label} fraction={fraction} />;
  }
  if (list.rows.length === 0) return <EmptyList />;
  return <CaseTable rows={list.rows} onOpen={onOpen} />;
}

function EmptyList() {
  const { t } = useConsoleText();
  return (
    <div className="console-empty">
      <h2>{t("list.empty")}</h2>
      <p>{t("list.emptyText")}</p>
    </div>
  );
}

function CaseTable(props: {
  readonly rows: readonly CaseRow[];
  readonly onOpen: (listed: ListedPackage) => void;
}) {
  const { t, word } = useConsoleText();
  const [query, setQuery] = useState("");
  const [page, setPage] = useState(0);
  const hints = useMemo(() => correlationHints(props.rows), [props.rows]);
  const rows = filterCases(props.rows, query, (kind) => word("kind", kind));
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_ROWS));
  const current = Math.min(page, pages - 1);
  const columns = useColumns(hints, props.onOpen);
  return (
    <>
      <div className="console-filter">
        <Field label={t("list.filter")}>
          <SearchBox
            value={query}
            onChange={(_, { value }) => {
              setQuery(value);
              setPage(0);
            }}
          />
        </Field>
        <p className="zegel-dim" aria-live="polite">
          {t("list.shown", { shown: rows.length, total: props.rows.length })}
        </p>
      </div>
      <DataTable
        label={t("list.title")}
        columns={columns}
        rows={rows.slice(current * PAGE_ROWS, (current + 1) * PAGE_ROWS)}
        keyOf={(row) => row.listed.package}
        empty={t("list.noMatch")}
      />
      {pages > 1 && <Pager page={current} pages={pages} onPage={setPage} />}
      <p className="zegel-dim">
        {t("list.fromSummaries")} {t("list.hintsAbout")}
      </p>
    </>
  );
}

function Pager(props: {
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
}) {
  const { t } = useConsoleText();
  const { page, pages } = props;
  return (
    <div className="zegel-pager">
      <Button disabled={page === 0} onClick={() => props.onPage(page - 1)}>
        {t("list.previous")}
      </Button>
      <span aria-live="polite">{t("list.page", { page: page + 1, pages })}</span>
      <Button disabled={page + 1 >= pages} onClick={() => props.onPage(page + 1)}>
        {t("list.next")}
      </Button>
    </div>
  );
}

function useColumns(
  hints: ReadonlyMap<string, readonly CorrelationHint[]>,
  onOpen: (listed: ListedPackage) => void,
): Column<CaseRow>[] {
  const { t } = useConsoleText();
  return [
    { id: "reported", label: t("list.reportedAt"), renderCell: (row) => <ReportedAt row={row} /> },
    {
      id: "reference",
      label: t("list.reference"),
      renderCell: (row) => <ReferenceCell row={row} onOpen={onOpen} />,
    },
    { id: "kind", label: t("list.kind"), renderCell: (row) => <KindCell row={row} /> },
    { id: "mail", label: t("list.mail"), renderCell: (row) => <MailCell row={row} /> },
    { id: "statements", label: t("list.statements"), renderCell: (row) => <StatementsCell row={row} /> },
    {
      id: "links",
      label: t("list.links"),
      renderCell: (row) => (
        <HintsCell hints={hints.get(row.listed.package) ?? []} shown={row.state === "readable"} />
      ),
    },
  ];
}

function ReportedAt({ row }: { readonly row: CaseRow }) {
  const { t } = useConsoleText();
  if (row.state === "readable") return <Time at={row.summary.reportedAt} />;
  return <span className="zegel-dim">{t("list.received", { utc: utcTime(row.listed.receivedAt) })}</span>;
}

function ReferenceCell({ row, onOpen }: { row: CaseRow; onOpen: (listed: ListedPackage) => void }) {
  const { t } = useConsoleText();
  const short = `${row.listed.package.slice(7, 15)}…`;
  if (row.state === "not-for-me" || row.state === "erased") return <code>{short}</code>;
  return (
    <>
      <Button
        appearance={row.state === "readable" ? "primary" : "secondary"}
        size="small"
        className="console-reference"
        onClick={() => onOpen(row.listed)}
      >
        {row.state === "readable" ? row.summary.reference : short}
      </Button>
      {!row.listed.timestamped && <small className="zegel-dim">{t("list.notTimestamped")}</small>}
    </>
  );
}

function State(props: { readonly title: string; readonly text: string }) {
  return (
    <span className="zegel-stack">
      <strong>{props.title}</strong>
      <span className="zegel-dim">{props.text}</span>
    </span>
  );
}

function RefusedSummary({ code }: { readonly code: string }) {
  const { t, word } = useConsoleText();
  return (
    <span className="console-bad">
      <strong>{t("list.refused")}</strong> {t("list.refusedText", { reason: word("error", code) })}{" "}
      <code>{code}</code>
    </span>
  );
}

function KindCell({ row }: { readonly row: CaseRow }) {
  const { word } = useConsoleText();
  if (row.state !== "readable") return null;
  const { kind, urgency } = row.summary;
  return (
    <span className="zegel-stack">
      <span>{kind.state === "answered" ? word("kind", kind.value) : word("answer", kind.state)}</span>
      {urgency.state === "answered" && (
        <span className={urgency.value === "none" ? "zegel-dim" : "console-urgent"}>
          {word("urgencyValue", urgency.value)}
        </span>
      )}
    </span>
  );
}

function MailCell({ row }: { readonly row: CaseRow }) {
  const { t } = useConsoleText();
  if (row.state === "not-for-me") return <State title={t("list.notForMe")} text={t("list.notForMeText")} />;
  if (row.state === "erased") return <State title={t("list.erased")} text={t("list.erasedText")} />;
  if (row.state === "refused") return <RefusedSummary code={row.code} />;
  const { messages, messageCount } = row.summary;
  const [first] = messages;
  const sender = first?.from?.address ?? first?.from?.name ?? null;
  return (
    <span className="zegel-stack">
      <strong>
        {first?.subject ? <Chosen text={shortened(first.subject, MAX_SUBJECT)} /> : t("list.noSubject")}
      </strong>
      <span className="zegel-dim">
        {sender === null ? t("list.noSender") : <Chosen text={shortened(sender, MAX_SUBJECT)} />}
      </span>
      {messageCount > 1 && <span className="zegel-dim">{t("list.more", { count: messageCount - 1 })}</span>}
    </span>
  );
}

function StatementsCell({ row }: { readonly row: CaseRow }) {
  const { word } = useConsoleText();
  if (row.state !== "readable") return null;
  const statements = row.summary.messages[0]?.statements;
  if (statements === undefined) return null;
  return (
    <ul className="zegel-plain">
      {(["provenance", "capture", "authentication"] as const).map((name) => (
        <li key={name} data-value={statements[name]}>
          {word(`statement.${name}`, statements[name])}
        </li>
      ))}
    </ul>
  );
}

function HintsCell({
  hints,
  shown,
}: {
  readonly hints: readonly CorrelationHint[];
  readonly shown: boolean;
}) {
  const { t, word } = useConsoleText();
  if (!shown) return null;
  if (hints.length === 0) return <span className="zegel-dim">{t("list.noHints")}</span>;
  return (
    <ul className="zegel-plain">
      {hints.slice(0, MAX_HINTS).map(({ kind, value, others, of }) => (
        <li key={`${kind} ${value}`}>
          {t("list.hint", { kind: word("correlation", kind), others, of: of - 1 })}
        </li>
      ))}
      {hints.length > MAX_HINTS && (
        <li className="zegel-dim">{t("list.hintMore", { count: hints.length - MAX_HINTS })}</li>
      )}
    </ul>
  );
}
