/** What failed on the reporter's device, sorted by what it concerns (docs/package-format.md, section 6, "errors"). */
import type { AcquisitionRecord } from "../core/evidence/types.ts";
import type { ShownMessage } from "./shown-report.ts";

export type Problem = AcquisitionRecord["errors"][number];

export interface ReportProblems {
  /** Mails that were asked for and are not in the package. */
  readonly missed: readonly Problem[];
  /** Files of the reporter that are not in the package. */
  readonly extras: readonly Problem[];
}

type Recorded = Pick<ShownMessage, "acquisition">;

/** Of the report as a whole: a writer puts them into the first record; wherever they stand, they are shown. */
export function problemsOf(messages: readonly Recorded[]): ReportProblems {
  const all = messages.flatMap(({ acquisition }) => acquisition.errors);
  return {
    missed: all.filter(({ step }) => step === "selection"),
    extras: all.filter(({ step }) => step === "extras"),
  };
}

/** Of one mail alone. */
export function problemsOfMail({ acquisition }: Recorded): readonly Problem[] {
  return acquisition.errors.filter(({ step }) => step !== "selection" && step !== "extras");
}
