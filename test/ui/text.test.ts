/** Languages: what is wanted against what there is. */
import { chooseLanguage, loadTranslator } from "../../src/ui/translator.ts";

test.each<[string[], string[], string]>([
  [["nl-BE", "en"], ["en", "nl"], "nl"],
  [["de-AT", "nl-NL"], ["en", "nl"], "nl"],
  [["NL"], ["en", "nl"], "nl"],
  [["fr"], ["en", "nl"], "en"],
  [[], ["en", "nl"], "en"],
  [["", "-", "zz"], ["nl"], "nl"],
])("wanted %j of %j: %s", (wanted, available, expected) => {
  expect(chooseLanguage(wanted, available)).toBe(expected);
});

test("only the chosen language is loaded", async () => {
  const loaded: string[] = [];
  const loader = (language: string) => async () => {
    loaded.push(language);
    return { hello: `hello in ${language}` };
  };
  const { language, t } = await loadTranslator(["nl-NL"], { en: loader("en"), nl: loader("nl") });
  expect([language, t("hello"), loaded]).toEqual(["nl", "hello in nl", ["nl"]]);
});
