/** What Microsoft and other filters wrote, each value beside its meaning, the raw kept. */
import type { ReactNode } from "react";
import { useAnalysisText } from "./analysis-text.ts";
import { BasisButton, Chosen, Facts, Section, type ShowBasis, Time, Trust } from "./parts.tsx";
import type { FilterView, MicrosoftView } from "./read-authentication.ts";

export function MicrosoftSection({ microsoft }: { readonly microsoft: MicrosoftView | null }) {
  const { t } = useAnalysisText();
  if (microsoft === null) return null;
  const texts: (readonly [string, string | null])[] = [
    [t("microsoft.tenantId"), microsoft.tenantId],
    [t("microsoft.authAs"), microsoft.authAs],
    [t("microsoft.authSource"), microsoft.authSource],
    [t("microsoft.fromEntity"), microsoft.fromEntity],
    [t("microsoft.organisation"), microsoft.originatorOrganisation],
    [t("microsoft.regions"), microsoft.regions.join(", ")],
  ];
  const facts: (readonly [string, ReactNode])[] = texts
    .filter(([, value]) => value !== null && value !== "")
    .map(([label, value]) => [label, <Chosen key={label} text={value ?? ""} code />]);
  if (microsoft.originalArrivalTime !== null)
    facts.push([t("microsoft.arrival"), <Time key="arrival" at={microsoft.originalArrivalTime} />]);
  if (facts.length === 0) return null;
  return (
    <Section title={t("microsoft.title")}>
      <Facts facts={facts} />
      <p className="zegel-dim">{t("microsoft.note")}</p>
    </Section>
  );
}

export function FiltersSection(props: {
  readonly filters: readonly FilterView[];
  readonly onShow: ShowBasis;
}) {
  const { t, wordOrNull } = useAnalysisText();
  if (props.filters.length === 0) return null;
  return (
    <Section title={t("filters.title")}>
      <p className="zegel-dim">{t("filters.note")}</p>
      {props.filters.map((filter) => (
        <div key={`${filter.field} ${filter.basis.offset}`} className="zegel-group">
          <h3>
            <Chosen text={filter.field} />
          </h3>
          <p className="zegel-dim">
            <Trust trusted={filter.trusted} />
          </p>
          <Facts
            facts={filter.entries.map(({ key, value, code }, index) => [
              `${key}${filter.entries.findIndex((one) => one.key === key) === index ? "" : ` (${index + 1})`}`,
              <span key={key} className="zegel-stack">
                <Chosen text={value} code />
                {code !== null && <span>{wordOrNull("filter", code)}</span>}
              </span>,
            ])}
          />
          <BasisButton basis={filter.basis} onShow={props.onShow} />
        </div>
      ))}
    </Section>
  );
}
