import type { Statements } from "../core/evidence/types.ts";
import { useText } from "./text.tsx";

/** The three statements of a message, always all three: no screen drops the provenance. */
export function StatementBadges(props: { readonly statements: Omit<Statements, "reasons"> }) {
  const { t } = useText();
  const { provenance, capture, authentication } = props.statements;
  const values = { provenance, capture, authentication };
  return (
    <dl className="zegel-statements">
      {(["provenance", "capture", "authentication"] as const).map((statement) => (
        <div
          key={statement}
          className="zegel-statement"
          data-statement={statement}
          data-value={values[statement]}
        >
          <dt>{t(`common.statements.${statement}.label`)}</dt>
          <dd>{t(`common.statements.${statement}.${values[statement]}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
