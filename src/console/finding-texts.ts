import type { AllFindingWords } from "../core/analysis/words/finding-code.ts";

/** The console's reader is an investigator: of each finding the detail, not the sentence for the reporter. */
export function forInvestigator(words: AllFindingWords): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(words).map(([code, { investigator }]) => [code, investigator]));
}
