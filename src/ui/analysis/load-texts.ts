/** The analysis' texts of one language: the screens' own, and the words that core keeps beside its codes. */
import { loadFilterWords } from "../../core/analysis/words/filter-codes.ts";
import { type AllFindingWords, loadFindingWords } from "../../core/analysis/words/finding-code.ts";
import { loadProviderFactWords } from "../../core/analysis/words/provider-fact-codes.ts";
import { WORD_LANGUAGES, type WordLanguage } from "../../core/analysis/words/words.ts";
import type { Texts } from "../translator.ts";

/** The language that the words exist in: the wanted one, else English. @param language - BCP 47. */
export function wordLanguage(language: string): WordLanguage {
  const base = language.toLowerCase().split("-")[0];
  return WORD_LANGUAGES.find((one) => one === base) ?? "en";
}

/** @returns What lies under "analysis." */
export async function loadAnalysisTexts(language: string): Promise<Texts> {
  const wanted = wordLanguage(language);
  const [{ analysis }, findings, filters, facts] = await Promise.all([
    own[wanted](),
    loadFindingWords(wanted),
    loadFilterWords(wanted),
    loadProviderFactWords(wanted),
  ]);
  return {
    ...analysis,
    finding: forInvestigator(findings),
    filter: filters,
    reveals: facts.reveals,
    hides: facts.hides,
    requestItem: facts.items,
    requestValue: facts.values,
    notLegalAdvice: facts.notLegalAdvice,
  };
}

/** One language travels, as one chunk. */
const own: Readonly<Record<WordLanguage, () => Promise<{ readonly analysis: Texts }>>> = {
  en: () => import("../locales/en/analysis.ts"),
  nl: () => import("../locales/nl/analysis.ts"),
  de: () => import("../locales/de/analysis.ts"),
  fr: () => import("../locales/fr/analysis.ts"),
};

/** Of each finding the detail, not the sentence for the reporter. */
function forInvestigator(words: AllFindingWords): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(words).map(([code, { investigator }]) => [code, investigator]));
}
