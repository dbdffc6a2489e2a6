/** docs/findings.md is what the program says; the words are complete, and claim nothing that a finding must not. */
import { readFileSync } from "node:fs";
import { FINDING_CODES, loadFindingWords } from "../../src/core/analysis/words/finding-code.ts";
import { findingsPage } from "../../src/core/analysis/words/findings-page.ts";
import { WORD_LANGUAGES } from "../../src/core/analysis/words/words.ts";

test("docs/findings.md has the program's words: node tools/finding-docs.ts writes it", () => {
  expect(readFileSync("docs/findings.md", "utf8")).toBe(findingsPage());
});

test("every code once", () => {
  expect(new Set(FINDING_CODES).size).toBe(FINDING_CODES.length);
  for (const code of FINDING_CODES) expect(findingsPage()).toContain(`### \`${code}\``);
});

describe.each(WORD_LANGUAGES)("%s", (language) => {
  test("both readers have words of their own, with the same values as in English", async () => {
    const words = await loadFindingWords(language);
    const english = await loadFindingWords("en");
    for (const code of FINDING_CODES) {
      const { reporter, investigator } = words[code];
      expect([code, reporter === investigator]).toEqual([code, false]);
      expect([code, reporter.length > 20, reporter.length <= 260]).toEqual([code, true, true]);
      expect([code, names(investigator)]).toEqual([code, names(english[code].investigator)]);
    }
  });

  test("a language is not another's copy", async () => {
    if (language === "en") return;
    const words = await loadFindingWords(language);
    const english = await loadFindingWords("en");
    const copied = FINDING_CODES.filter((code) => words[code].reporter === english[code].reporter);
    expect(copied).toEqual([]);
  });

  test("no score, no guilt, no false comfort for the reporter", async () => {
    const words = await loadFindingWords(language);
    const forbidden =
      /\d+ ?%|attacker|hacker|culprit|guilty|don't worry|dader|schuldig|maak u geen zorgen|Täter|keine Sorge|coupable|ne vous inquiétez pas/i;
    expect(FINDING_CODES.filter((code) => forbidden.test(words[code].reporter))).toEqual([]);
    expect(
      FINDING_CODES.filter((code) => /attacker'?s? IP|IP of the attacker/i.test(words[code].investigator)),
    ).toEqual([]);
  });
});

function names(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string))].sort();
}
