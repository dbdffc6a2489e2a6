/** Octets as obtained, as numbered rows of plain text, a page at a time; what something rests on is marked to the octet. */
import { Button } from "@fluentui/react-components";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useAnalysisText } from "./analysis-text.ts";
import { Runs } from "./parts.tsx";
import {
  octetRuns,
  pageOfLine,
  pageOfOffset,
  rowsOfPage,
  type SourcePages,
  type SourceRow,
} from "./source-pages.ts";

/** Octets that are marked. */
export interface SourceMark {
  readonly offset: number;
  readonly octets: number;
}

interface SourceProps {
  readonly octets: Uint8Array;
  readonly pages: SourcePages;
  /** Opened at its first row, which takes the focus; null begins at the start. */
  readonly mark: SourceMark | null;
}

/** By keyboard too: a region that scrolls must take the focus (WCAG 2.1.1). */
const SCROLLABLE = { tabIndex: 0 } as const;

export function SourceView({ octets, pages, mark }: SourceProps) {
  const { t } = useAnalysisText();
  const [page, setPage] = useState(mark === null ? 0 : pageOfOffset(pages, mark.offset));
  const rows = rowsOfPage(octets, pages, page);
  const first = mark === null ? undefined : rows.findLast((row) => row.offset <= mark.offset);
  return (
    <>
      <SourcePager octets={octets} pages={pages} page={page} rows={rows} onPage={setPage} />
      <section className="zegel-source" aria-label={t("source.title")} {...SCROLLABLE}>
        <ol>
          {rows.map((row) => (
            <Row key={row.offset} row={row} octets={octets} mark={mark} first={row === first} />
          ))}
        </ol>
      </section>
    </>
  );
}

function Row(props: {
  readonly row: SourceRow;
  readonly octets: Uint8Array;
  readonly mark: SourceMark | null;
  readonly first: boolean;
}) {
  const { t } = useAnalysisText();
  const { row, first } = props;
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!first) return;
    item.current?.scrollIntoView({ block: "center" });
    item.current?.focus({ preventScroll: true });
  }, [first]);
  return (
    <li
      ref={item}
      data-marked={first || undefined}
      title={t("source.offset", { offset: row.offset })}
      {...(first ? { tabIndex: -1 } : {})}
    >
      <span className="zegel-line" aria-hidden={row.continued}>
        {row.continued ? "↳" : row.line}
      </span>
      <code dir="ltr">
        <Marked row={row} octets={props.octets} mark={props.mark} />
        {(row.end === "lf" || row.end === "cr") && (
          <mark className="zegel-mark" title={t(`source.lineEnd.${row.end}`)}>
            {row.end === "lf" ? "␊" : "␍"}
          </mark>
        )}
      </code>
    </li>
  );
}

/** A row in up to three pieces: before what is marked, what is marked, after it. */
function Marked(props: {
  readonly row: SourceRow;
  readonly octets: Uint8Array;
  readonly mark: SourceMark | null;
}) {
  const { row, octets, mark } = props;
  const end = row.offset + row.octets;
  const from = mark === null ? end : Math.min(end, Math.max(row.offset, mark.offset));
  const to = mark === null ? end : Math.min(end, mark.offset + mark.octets);
  if (to <= from) return <Runs runs={row.runs} />;
  const piece = (start: number, stop: number) => <Runs runs={octetRuns(octets.subarray(start, stop))} />;
  return (
    <>
      {piece(row.offset, from)}
      <mark className="zegel-basis-mark">{piece(from, to)}</mark>
      {piece(to, end)}
    </>
  );
}

function SourcePager(props: {
  readonly octets: Uint8Array;
  readonly pages: SourcePages;
  readonly page: number;
  readonly rows: readonly SourceRow[];
  readonly onPage: (page: number) => void;
}) {
  const { t } = useAnalysisText();
  const { page, pages, onPage, rows } = props;
  const last = pages.starts.length - 1;
  if (last === 0) return null;
  const moves = [
    ["first", 0],
    ["previous", page - 1],
    ["next", page + 1],
    ["last", last],
  ] as const;
  return (
    <div className="zegel-pager">
      {moves.map(([name, to]) => (
        <Button
          key={name}
          size="small"
          disabled={to === page || to < 0 || to > last}
          onClick={() => onPage(to)}
        >
          {t(`source.${name}`)}
        </Button>
      ))}
      <span aria-live="polite">
        {t("source.rows", { from: rows[0]?.line ?? 0, to: rows.at(-1)?.line ?? 0, lines: pages.lines })}
      </span>
      <GoToLine lines={pages.lines} onLine={(line) => onPage(pageOfLine(props.octets, pages, line))} />
    </div>
  );
}

function GoToLine(props: { readonly lines: number; readonly onLine: (line: number) => void }) {
  const { t } = useAnalysisText();
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const line = Number(text);
    if (Number.isInteger(line) && line >= 1) props.onLine(Math.min(line, props.lines));
  };
  return (
    <form className="zegel-pager" onSubmit={submit}>
      <input
        className="zegel-input"
        type="number"
        min={1}
        max={props.lines}
        aria-label={t("source.go")}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button size="small" type="submit">
        {t("source.goButton")}
      </Button>
    </form>
  );
}
