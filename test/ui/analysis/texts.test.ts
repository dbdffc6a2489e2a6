/** Texts of the analysis: the same values in each language, and words for every code that core can give a finding. */
import { FINDING_CODES } from "../../../src/core/analysis/words/finding-code.ts";
import { loadAnalysisTexts, wordLanguage } from "../../../src/ui/analysis/load-texts.ts";
import { scaled } from "../../../src/ui/analysis/time-line.tsx";
import { analysis as en } from "../../../src/ui/locales/en/analysis.ts";
import { analysis as nl } from "../../../src/ui/locales/nl/analysis.ts";
import { makeTranslator, type Texts } from "../../../src/ui/translator.ts";

function valuesOf(texts: Texts, path = ""): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${path}.${key}`, (value.match(/\{\{?\w+\}?\}/g) ?? []).sort().join()] as [string, string]]
      : valuesOf(value, `${path}.${key}`),
  );
}

test("Dutch has the keys and values of English", () => {
  expect(valuesOf(nl)).toEqual(valuesOf(en));
});

test.each(["en", "nl", "de", "fr"])("%s: every finding has its words", async (language) => {
  const { t } = makeTranslator(language, { analysis: await loadAnalysisTexts(language) });
  expect(FINDING_CODES.filter((code) => t(`analysis.finding.${code}`).startsWith("analysis."))).toEqual([]);
});

test.each([
  ["nl-BE", "nl"],
  ["DE", "de"],
  ["pt", "en"],
  ["", "en"],
])("language %p is spoken in %s", (wanted, expected) => {
  expect(wordLanguage(wanted)).toBe(expected);
});

test("the time line's scale keeps order and sign, and shows a second beside a year", () => {
  const distances = [-31_536_000_000, -86_400_000, -1000, 0, 1000, 60_000, 31_536_000_000];
  const placed = distances.map(scaled);
  expect(placed).toEqual(placed.toSorted((a, b) => a - b));
  expect(scaled(1000) / scaled(31_536_000_000)).toBeGreaterThan(0.03);
  expect(scaled(-5)).toBeCloseTo(-scaled(5));
});
