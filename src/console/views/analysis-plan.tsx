/** The logs that must be saved before they are gone: to be worked from, copied, and put into a calendar. */
import { Button } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import { utf8 } from "../../core/base/bytes.ts";
import {
  loadPlanWords,
  type LogPlan,
  planAsCsv,
  planAsIcs,
  planAsText,
  type PlanItem,
  type PlanQuery,
  planOf,
  type PlanWords,
  queriesOf,
} from "../../core/analysis/log-plan/index.ts";
import { isPassed, reasonOf, retentionOf, systemName } from "../../core/analysis/log-plan/as-text.ts";
import type { RetentionBasis } from "../../core/analysis/types.ts";
import { wordLanguage } from "../../ui/analysis/load-texts.ts";
import type { LogPlanView } from "../../ui/analysis/read-content.ts";
import { Disclosure, saveFile } from "../../ui/index.ts";
import { Chosen, type Column, DataTable, Section, Time, useConsoleText } from "./bits.tsx";

interface PlanProps {
  readonly plan: readonly LogPlanView[];
  /** Of the mail, as the plan names it. */
  readonly name: string;
  readonly reference: string;
}

export function PlanSection({ plan, name, reference }: PlanProps) {
  const { t, language } = useConsoleText();
  const words = usePlanWords(language);
  if (words === null) return null;
  // A basis of no known name is read as an assumption by everything that shows it.
  const logPlan = plan.map((item) => ({ ...item, retentionBasis: item.retentionBasis as RetentionBasis }));
  const made = planOf([{ name, logPlan }]);
  return (
    <Section title={words.labels.title}>
      <p className="zegel-dim">{t("plan.about")}</p>
      {made.items.length > 0 && <PlanFiles plan={made} reference={reference} />}
      <PlanTable plan={made} words={words} />
      <Disclosure title={words.labels.warnings}>
        <ul className="zegel-list">
          {Object.entries(words.warnings).map(([code, warning]) => (
            <li key={code}>{warning}</li>
          ))}
        </ul>
      </Disclosure>
    </Section>
  );
}

function usePlanWords(language: string): PlanWords | null {
  const [words, setWords] = useState<PlanWords | null>(null);
  useEffect(() => {
    let shown = true;
    void loadPlanWords(wordLanguage(language)).then((loaded) => shown && setWords(loaded));
    return () => {
      shown = false;
    };
  }, [language]);
  return words;
}

function zone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function PlanFiles({ plan, reference }: { readonly plan: LogPlan; readonly reference: string }) {
  const { t, language } = useConsoleText();
  const wanted = wordLanguage(language);
  const save = (ending: string, type: string, made: Promise<string>) =>
    void made.then((text) => saveFile(`${reference}-logs.${ending}`, utf8(text), type));
  return (
    <div className="console-actions">
      <CopyButton label={t("plan.copy")} text={() => planAsText(plan, wanted, zone(), Date.now())} />
      <Button onClick={() => save("csv", "text/csv", planAsCsv(plan, wanted, zone()))}>
        {t("plan.csv")}
      </Button>
      <Button
        onClick={() =>
          save("ics", "text/calendar", planAsIcs(plan, wanted, { now: Date.now(), uid: reference }))
        }
      >
        {t("plan.ics")}
      </Button>
    </div>
  );
}

function CopyButton(props: { readonly label: string; readonly text: () => string | Promise<string> }) {
  const { t } = useConsoleText();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(await props.text());
    setCopied(true);
  };
  return (
    <Button onClick={() => void copy().catch(() => setCopied(false))}>
      {copied ? t("plan.copied") : props.label}
    </Button>
  );
}

function PlanTable({ plan, words }: { readonly plan: LogPlan; readonly words: PlanWords }) {
  const { t } = useConsoleText();
  const { labels } = words;
  const columns: Column<PlanItem>[] = [
    {
      id: "system",
      label: labels.system,
      renderCell: (item) => (
        <span className="zegel-stack">
          <strong>
            <Chosen text={systemName(item, words)} />
          </strong>
          <span className="zegel-dim">
            <Chosen text={reasonOf(item, words)} />
          </span>
        </span>
      ),
    },
    {
      id: "window",
      label: `${labels.from} / ${labels.to}`,
      renderCell: (item) => (
        <span className="zegel-stack">
          <Time at={item.from} />
          <Time at={item.to} />
        </span>
      ),
    },
    {
      id: "lookFor",
      label: labels.lookFor,
      renderCell: (item) => <LookFor item={item} label={labels.queries} />,
    },
    {
      id: "deadline",
      label: labels.deadline,
      renderCell: (item) => (
        <span className="zegel-stack">
          {item.deleteAfter !== null && <Time at={item.deleteAfter} />}
          {isPassed(item, Date.now()) && <strong className="zegel-bad">{t("plan.overdue")}</strong>}
          <span className="zegel-dim">{retentionOf(item, words)}</span>
        </span>
      ),
    },
  ];
  return (
    <DataTable
      label={labels.title}
      columns={columns}
      rows={plan.items}
      keyOf={(_, index) => index}
      empty={labels.nothing}
    />
  );
}

function LookFor({ item, label }: { readonly item: PlanItem; readonly label: string }) {
  const queries = queriesOf(item, zone());
  // An empty cell is left out where the table becomes cards.
  if (item.lookFor.length === 0 && queries.length === 0) return null;
  return (
    <span className="zegel-stack">
      <ul className="zegel-plain">
        {item.lookFor.map((what) => (
          <li key={what}>
            <Chosen text={what} code />
          </li>
        ))}
      </ul>
      {queries.length > 0 && <Queries queries={queries} label={label} />}
    </span>
  );
}

function Queries({ queries, label }: { readonly queries: readonly PlanQuery[]; readonly label: string }) {
  const { t } = useConsoleText();
  return (
    <Disclosure title={label}>
      {queries.map(({ tool, text }, index) => (
        // biome-ignore lint: queries of one item never change places
        <div key={`${tool} ${index}`} className="zegel-stack">
          <strong>{tool}</strong>
          <pre className="console-query">{text}</pre>
          <span>
            <CopyButton label={t("plan.query", { tool })} text={() => text} />
          </span>
        </div>
      ))}
    </Disclosure>
  );
}
