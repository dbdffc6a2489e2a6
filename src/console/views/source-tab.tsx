import { Button, Field, Input, Select } from "@fluentui/react-components";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { saveFile } from "../../ui/index.ts";
import type { ShownMessage, ShownSource } from "../shown-report.ts";
import { pageOfLine, pageOfOffset, rowsOfPage, type SourceRow } from "../source-pages.ts";
import { Facts, Runs, useConsoleText } from "./bits.tsx";

/** The octets as obtained: plain text, a page at a time. Nothing of them ever becomes markup. */
export function SourceTab(props: {
  readonly message: ShownMessage;
  readonly reference: string;
  /** Octet of the first source to begin at; null begins at the start. */
  readonly offset: number | null;
}) {
  const { t } = useConsoleText();
  const { sources } = props.message;
  const [path, setPath] = useState(sources[0]?.path ?? "");
  const source = sources.find((one) => one.path === path);
  if (source === undefined) return <p>{t("source.noSource")}</p>;
  return (
    <>
      <p className="console-dim">{t("source.about")}</p>
      {sources.length > 1 && (
        <Field label={t("source.file")}>
          <Select value={path} onChange={(_, { value }) => setPath(value)}>
            {sources.map((one) => (
              <option key={one.path}>{one.path}</option>
            ))}
          </Select>
        </Field>
      )}
      <SourceFacts source={source} name={savedName(props.reference, props.message.number, source)} />
      <SourcePage key={source.path} source={source} offset={props.offset} />
    </>
  );
}

/** Paths of a package are ours (docs/package-format.md, section 3): safe in a file name. */
function savedName(reference: string, number: number, { path }: ShownSource): string {
  const file = path.replaceAll("/", "-");
  return `${reference}-${String(number).padStart(4, "0")}-${file}${file.includes(".") ? "" : ".bin"}`;
}

function SourceFacts({ source, name }: { readonly source: ShownSource; readonly name: string }) {
  const { t } = useConsoleText();
  const [copied, setCopied] = useState(false);
  const hash = source.digest.slice("sha256:".length);
  return (
    <>
      <Facts
        facts={[
          [
            t("source.digest"),
            <code key="digest" data-testid="source-sha256">
              {hash}
            </code>,
          ],
          [t("source.file"), t("source.size", { octets: source.octets.length, lines: source.pages.lines })],
        ]}
      />
      <div className="console-actions">
        <Button
          onClick={() => {
            void navigator.clipboard.writeText(hash).then(() => setCopied(true));
          }}
        >
          {t(copied ? "source.copied" : "source.copy")}
        </Button>
        <Button onClick={() => saveFile(name, source.octets, "application/octet-stream")}>
          {t("source.download", { name: source.path })}
        </Button>
      </div>
    </>
  );
}

/** By keyboard too: a region that scrolls must take the focus (WCAG 2.1.1). */
const SCROLLABLE = { tabIndex: 0 } as const;

function SourcePage({ source, offset }: { readonly source: ShownSource; readonly offset: number | null }) {
  const { t } = useConsoleText();
  const { pages, octets } = source;
  const [page, setPage] = useState(offset === null ? 0 : pageOfOffset(pages, offset));
  const rows = rowsOfPage(octets, pages, page);
  const marked = offset === null ? null : rowOfOffset(rows, offset);
  return (
    <>
      <SourcePager source={source} page={page} rows={rows} onPage={setPage} />
      <section className="console-source" aria-label={t("source.title")} {...SCROLLABLE}>
        <ol>
          {rows.map((row) => (
            <Row key={row.offset} row={row} marked={row === marked} />
          ))}
        </ol>
      </section>
    </>
  );
}

function rowOfOffset(rows: readonly SourceRow[], offset: number): SourceRow | null {
  return rows.findLast((row) => row.offset <= offset) ?? null;
}

function Row({ row, marked }: { readonly row: SourceRow; readonly marked: boolean }) {
  const { t } = useConsoleText();
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (marked) item.current?.scrollIntoView({ block: "center" });
  }, [marked]);
  return (
    <li ref={item} data-marked={marked || undefined}>
      <span className="console-line" aria-hidden={row.continued}>
        {row.continued ? "↳" : row.line}
      </span>
      <code dir="ltr">
        <Runs runs={row.runs} />
        {(row.end === "lf" || row.end === "cr") && (
          <mark className="console-mark" title={t(`source.lineEnd.${row.end}`)}>
            {row.end === "lf" ? "␊" : "␍"}
          </mark>
        )}
      </code>
    </li>
  );
}

function SourcePager(props: {
  readonly source: ShownSource;
  readonly page: number;
  readonly rows: readonly SourceRow[];
  readonly onPage: (page: number) => void;
}) {
  const { t } = useConsoleText();
  const { page, onPage, rows } = props;
  const { pages } = props.source;
  const last = pages.starts.length - 1;
  if (last === 0) return null;
  const moves = [
    ["first", 0],
    ["previous", page - 1],
    ["next", page + 1],
    ["last", last],
  ] as const;
  return (
    <div className="console-pager">
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
      <GoToLine lines={pages.lines} onLine={(line) => onPage(pageOfLine(props.source.octets, pages, line))} />
    </div>
  );
}

function GoToLine(props: { readonly lines: number; readonly onLine: (line: number) => void }) {
  const { t } = useConsoleText();
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const line = Number(text);
    if (Number.isInteger(line) && line >= 1) props.onLine(Math.min(line, props.lines));
  };
  return (
    <form className="console-goto" onSubmit={submit}>
      <Input
        size="small"
        type="number"
        min={1}
        max={props.lines}
        aria-label={t("source.go")}
        value={text}
        onChange={(_, { value }) => setText(value)}
      />
      <Button size="small" type="submit">
        {t("source.goButton")}
      </Button>
    </form>
  );
}
