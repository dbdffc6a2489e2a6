/** Clocks found in a mail, and the logs that must be saved before they are gone. */
import type { AnalysisView, LogPlanView } from "../analysis-view.ts";
import { Chosen, type Column, DataTable, Section, Time, useConsoleText } from "./bits.tsx";

export function TimesSection({ times }: { readonly times: AnalysisView["embeddedTimes"] }) {
  const { t } = useConsoleText();
  const columns: Column<AnalysisView["embeddedTimes"][number]>[] = [
    {
      id: "source",
      label: t("analysis.embeddedColumns.source"),
      renderCell: (one) => <Chosen text={one.source} code />,
    },
    { id: "time", label: t("analysis.embeddedColumns.time"), renderCell: (one) => <Time at={one.time} /> },
  ];
  return (
    <Section title={t("analysis.embedded")}>
      <DataTable
        label={t("analysis.embedded")}
        columns={columns}
        rows={[...times].sort((a, b) => a.time - b.time)}
        keyOf={(_, index) => index}
        empty={t("analysis.nothing")}
      />
    </Section>
  );
}

export function PlanSection({ plan }: { readonly plan: readonly LogPlanView[] }) {
  const { t, word } = useConsoleText();
  const columns: Column<LogPlanView>[] = [
    {
      id: "system",
      label: t("analysis.planColumns.system"),
      renderCell: (item) => (
        <span className="console-stack">
          <strong>
            <Chosen text={word("logSystem", item.system)} />
          </strong>
          <span className="console-dim">
            <Chosen text={word("logReason", item.reason)} />
          </span>
        </span>
      ),
    },
    {
      id: "window",
      label: t("analysis.planColumns.window"),
      renderCell: (item) => (
        <span className="console-stack">
          <Time at={item.from} />
          <Time at={item.to} />
        </span>
      ),
    },
    {
      id: "lookFor",
      label: t("analysis.planColumns.lookFor"),
      renderCell: (item) => (
        <ul className="console-plain">
          {item.lookFor.map((what) => (
            <li key={what}>
              <Chosen text={what} code />
            </li>
          ))}
        </ul>
      ),
    },
    {
      id: "kept",
      label: t("analysis.planColumns.kept"),
      renderCell: (item) =>
        item.usualRetentionDays === null
          ? t("unknown")
          : t("analysis.days", { count: item.usualRetentionDays }),
    },
  ];
  const keptFor = (item: LogPlanView) => item.usualRetentionDays ?? 0;
  return (
    <Section title={t("analysis.plan")}>
      <DataTable
        label={t("analysis.plan")}
        columns={columns}
        rows={[...plan].sort((a, b) => keptFor(a) - keptFor(b))}
        keyOf={(_, index) => index}
        empty={t("analysis.nothing")}
      />
      <p className="console-dim">{t("analysis.planNote")}</p>
    </Section>
  );
}
