/** One mail of a report in a few words, for lists and headings: from the summary, which is compared on opening. */
import type { Statements } from "../core/evidence/types.ts";
import { readAnalysis } from "../ui/analysis/read-analysis.ts";
import type { ShownMessage, ShownReport } from "./shown-report.ts";

export interface MailFacts {
  readonly number: number;
  /** Chosen by the sender. null: none, or the summary had no room for this mail. */
  readonly subject: string | null;
  /** Name and address as the sender wrote them; "" where there is neither. */
  readonly from: string;
  /** The three statements; the reasons are the analysis' own. */
  readonly statements: Statements;
}

export function mailFacts(message: ShownMessage, { summary }: Pick<ShownReport, "summary">): MailFacts {
  const { number, acquisition } = message;
  const summarised = summary.messages[number - 1];
  const analysed = readAnalysis(message.analysis)?.statements;
  const { provenance, capture } = acquisition;
  return {
    number,
    subject: summarised?.subject ?? null,
    from: [summarised?.from?.name, summarised?.from?.address].filter(Boolean).join(" · "),
    statements: {
      provenance,
      capture,
      authentication: analysed?.authentication ?? summarised?.statements.authentication ?? "none",
      reasons: analysed?.reasons ?? [],
    },
  };
}
