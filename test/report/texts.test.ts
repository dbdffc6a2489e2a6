/** The page's words over the pane's: each in the place of one that is there, with the same values, in every language. */
import { LANGUAGES, textLoaders } from "../../src/report/texts.ts";
import { makeTranslator, type Texts } from "../../src/ui/translator.ts";

const languages = Object.keys(LANGUAGES);

function flatten(texts: Texts, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === "string" ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
    ) as [string, string][],
  );
}

const valuesIn = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(([value]) => value).sort();
const ownTexts = async (language: string): Promise<Texts> =>
  (await import(`../../src/report/locales/${language}.ts`)).instead;

/** What the pane has at first, and what comes with its later screens. */
async function paneTexts(language: string): Promise<Map<string, string>> {
  const { texts } = await import(`../../src/ui/locales/${language}/index.ts`);
  const { paneLater } = await import(`../../src/ui/locales/${language}/pane-later.ts`);
  return new Map([...flatten(texts.pane), ...flatten(paneLater)]);
}

describe.each(languages)("%s", (language) => {
  test("every word of the page stands in the place of one of the pane's, and takes its values", async () => {
    const pane = await paneTexts(language);
    for (const [key, text] of flatten(await ownTexts(language))) {
      expect([key, pane.has(key)]).toEqual([key, true]);
      expect([key, valuesIn(text)]).toEqual([key, valuesIn(pane.get(key) ?? "")]);
      expect([key, text]).not.toEqual([key, pane.get(key)]);
    }
  });

  test("no word on the page speaks of Outlook's pane", async () => {
    const { paneLater } = await import(`../../src/ui/locales/${language}/pane-later.ts`);
    const first = flatten((await textLoaders[language]?.()) ?? {});
    const { reportLate } = await import(`../../src/report/locales/${language}-late.ts`);
    const joined = new Map([...flatten({ pane: paneLater }), ...first, ...flatten({ report: reportLate })]);
    expect(joined.size).toBeGreaterThan(first.size + 100);
    const wrong = [...joined].filter(([, text]) =>
      /\b(?:this pane|dit paneel|diesen Bereich|ce volet)\b/i.test(text),
    );
    expect(wrong).toEqual([]);
  });

  test("the neutral close tells nothing", async () => {
    const { t } = makeTranslator(language, (await textLoaders[language]?.()) ?? {});
    const shown = ["title", "done.closed", "done.again"].map((key) => t(`pane.${key}`)).join(" ");
    expect(shown).not.toMatch(/report|meld|signal|mail|message|bericht|threat|dreig|droh|menace/i);
  });
});
