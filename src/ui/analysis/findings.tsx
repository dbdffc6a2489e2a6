/** What was noticed, gravest first, each with the octets that it rests on. */
import { Disclosure } from "../disclosure.tsx";
import { useAnalysisText } from "./analysis-text.ts";
import { BasisButton, Chosen, Section, type ShowBasis } from "./parts.tsx";
import { type FindingView, withDetails } from "./read-analysis.ts";

const SEVERITIES = ["warning", "notice", "info"] as const;
/** Places of one finding that are listed: more are the same again. */
const MAX_BASIS = 8;

interface FindingsProps {
  readonly findings: readonly FindingView[];
  readonly onShow: ShowBasis;
}

export function FindingsSection({ findings, onShow }: FindingsProps) {
  const { t } = useAnalysisText();
  const groups = SEVERITIES.map((severity) => ({
    severity,
    found: findings.filter((one) => groupOf(one) === severity),
  })).filter(({ found }) => found.length > 0);
  return (
    <Section title={t("findings.title")}>
      {groups.length === 0 && <p className="zegel-dim">{t("findings.none")}</p>}
      {groups.map(({ severity, found }) => (
        <Group key={severity} severity={severity} findings={found} onShow={onShow} />
      ))}
    </Section>
  );
}

/** A severity of no known name came from another version: it is not left out. */
function groupOf({ severity }: FindingView): (typeof SEVERITIES)[number] {
  return SEVERITIES.find((one) => one === severity) ?? "notice";
}

function Group(props: FindingsProps & { readonly severity: (typeof SEVERITIES)[number] }) {
  const { t } = useAnalysisText();
  const title = t(`severity.${props.severity}`, { count: props.findings.length });
  const items = (
    <ul className="zegel-findings">
      {props.findings.map((finding, index) => (
        <Item key={`${finding.code} ${index}`} finding={finding} onShow={props.onShow} />
      ))}
    </ul>
  );
  if (props.severity === "info") return <Disclosure title={title}>{items}</Disclosure>;
  return (
    <div className="zegel-group">
      <h3>{title}</h3>
      {items}
    </div>
  );
}

function Item({ finding, onShow }: { readonly finding: FindingView; readonly onShow: ShowBasis }) {
  const { t, word } = useAnalysisText();
  const more = finding.basis.length - MAX_BASIS;
  return (
    <li data-severity={groupOf(finding)}>
      <p>
        <Chosen text={withDetails(word("finding", finding.code), finding.details)} />
      </p>
      <p className="zegel-dim">{word("confidence", finding.confidence)}</p>
      {finding.basis.length > 0 && (
        <div className="zegel-places">
          {finding.basis.slice(0, MAX_BASIS).map((basis) => (
            <BasisButton key={`${basis.field} ${basis.offset}`} basis={basis} onShow={onShow} />
          ))}
          {more > 0 && <span className="zegel-dim">{t("basis.more", { count: more })}</span>}
        </div>
      )}
    </li>
  );
}
