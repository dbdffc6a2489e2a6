/** What the reporter said and handed in: their words, their suspicion and their files, each under its own name. */
import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Answer } from "../../core/evidence/types.ts";
import { formatOctets, saveFile } from "../../ui/index.ts";
import { problemsOf } from "../problems.ts";
import type { ShownAttachment, ShownReport } from "../shown-report.ts";
import { Chosen, type Column, DataTable, Facts, Notice, Section, Time, useConsoleText } from "./bits.tsx";
import { MissedTable, ProblemTable } from "./problems.tsx";

/** What concerns the report as a whole and nobody may overlook. */
export function ReportNotices({ content }: { readonly content: ShownReport }) {
  const { t } = useConsoleText();
  const { missed } = problemsOf(content.messages);
  return (
    <>
      {content.report.confidential === true && (
        <Notice intent="info" title={t("confidential.title")}>
          {t("confidential.text")}
        </Notice>
      )}
      {missed.length > 0 && (
        <Notice intent="warning" title={t("missed.title", { count: missed.length })}>
          {t("missed.text")}
        </Notice>
      )}
    </>
  );
}

export function MissedSection({ content }: { readonly content: ShownReport }) {
  const { t } = useConsoleText();
  const { missed } = problemsOf(content.messages);
  if (missed.length === 0) return null;
  return (
    <Section title={t("missed.title", { count: missed.length })}>
      <MissedTable missed={missed} />
    </Section>
  );
}

export function AnswersSection({ content }: { readonly content: ShownReport }) {
  const { t, word } = useConsoleText();
  const { report } = content;
  const { desk } = report;
  const confidential = report.confidential === true;
  return (
    <Section title={t("overview.answersTitle")}>
      <Facts
        facts={[
          [
            t("overview.reportedAt"),
            <span key="at" className="zegel-stack">
              <Time at={report.reportedAt} />
              <span className="zegel-dim">{t(confidential ? "clock.coarse" : "clock.own")}</span>
            </span>,
          ],
          [t("confidential.label"), t(confidential ? "confidential.yes" : "confidential.no")],
          [t("overview.kind"), <Said key="kind" answer={report.kind} show={(kind) => word("kind", kind)} />],
          [
            t("overview.urgency"),
            <Said key="urgency" answer={report.urgency} show={(one) => word("urgencyValue", one)} />,
          ],
          [
            t("overview.actions"),
            <Said
              key="actions"
              answer={report.actions}
              show={(actions) => actions.map((one) => word("action", one)).join(", ") || t("none")}
            />,
          ],
          [t("overview.comment"), <Said key="comment" answer={report.comment} show={quoted} />],
          [t("overview.desk"), desk === null ? t("none") : <Chosen key="desk" text={desk.name} />],
          [
            t("overview.leftOut"),
            desk === null || desk.leftOut.length === 0 ? (
              t("none")
            ) : (
              <Chosen key="out" text={desk.leftOut.join(", ")} />
            ),
          ],
          [t("overview.language"), <Chosen key="language" text={report.language} />],
        ]}
      />
    </Section>
  );
}

/** Apart from every fact, under a title that says what it is. */
export function SuspicionSection({ content }: { readonly content: ShownReport }) {
  const { t } = useConsoleText();
  const { suspicion } = content.report;
  if (suspicion.state === "not-asked") return null;
  return (
    <Section title={t("suspicion.title")}>
      <p className="zegel-dim">{t("suspicion.about")}</p>
      <div className="console-suspicion">
        <Said answer={suspicion} show={quoted} />
      </div>
    </Section>
  );
}

function Said<T>(props: { readonly answer: Answer<T>; readonly show: (value: T) => ReactNode }) {
  const { word } = useConsoleText();
  const { answer, show } = props;
  if (answer.state === "answered") return show(answer.value);
  return <span className="zegel-dim">{word("answer", answer.state)}</span>;
}

function quoted(text: string): ReactNode {
  return (
    <span className="console-said">
      <Chosen text={text} />
    </span>
  );
}

type Extra = ShownAttachment & { readonly number: number };

/** Saved under names of ours: the names that people chose are only shown. */
export function ExtrasSection({ content }: { readonly content: ShownReport }) {
  const { t, language } = useConsoleText();
  const { extras: dropped } = problemsOf(content.messages);
  const rows = content.attachments.map((file, index): Extra => ({ ...file, number: index + 1 }));
  if (rows.length === 0 && dropped.length === 0) return null;
  const columns: Column<Extra>[] = [
    { id: "number", label: t("extras.number"), renderCell: ({ number }) => number },
    { id: "name", label: t("extras.name"), renderCell: ({ name }) => <Chosen text={name} /> },
    { id: "type", label: t("extras.type"), renderCell: ({ mediaType }) => <Chosen text={mediaType} code /> },
    {
      id: "size",
      label: t("extras.size"),
      renderCell: ({ octets }) => formatOctets(octets.length, language),
    },
    { id: "digest", label: "SHA-256", renderCell: ({ digest }) => <code>{digest.slice(7)}</code> },
    {
      id: "save",
      label: t("extras.save"),
      renderCell: (file) => <SaveExtra file={file} content={content} />,
    },
  ];
  return (
    <Section title={t("extras.title")}>
      <p className="zegel-dim">{t("extras.about")}</p>
      <DataTable
        label={t("extras.title")}
        columns={columns}
        rows={rows}
        keyOf={({ number }) => number}
        empty={t("none")}
      />
      {dropped.length > 0 && (
        <>
          <h3>{t("extras.dropped")}</h3>
          <ProblemTable label={t("extras.dropped")} problems={dropped} />
        </>
      )}
    </Section>
  );
}

function SaveExtra({ file, content }: { readonly file: Extra; readonly content: ShownReport }) {
  const { t } = useConsoleText();
  const name = `${content.reference}-file-${String(file.number).padStart(4, "0")}.bin`;
  return (
    <Button
      size="small"
      aria-label={t("extras.saveOne", { number: file.number })}
      onClick={() => saveFile(name, file.octets, "application/octet-stream")}
    >
      {t("extras.save")}
    </Button>
  );
}
