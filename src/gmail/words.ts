/** Words for cards: those of pane and report page, and the cards' own. */
import type { Finding } from "../core/analysis/types.ts";
import { loadFindingWords } from "../core/analysis/words/finding-code.ts";
import { fillIn, WORD_LANGUAGES, type WordLanguage } from "../core/analysis/words/words.ts";
import { chooseLanguage, makeTranslator, type Texts, type Translate } from "../ui/translator.ts";

export interface Words {
  readonly language: WordLanguage;
  /** Keys begin with "gmail.", "pane.", "later." or "common.". */
  readonly t: Translate;
  /** One sentence for the reporter. Details of the mail may stand in it. */
  readonly finding: (finding: Finding) => string;
  /** What went wrong, for whoever it went wrong for. */
  readonly problem: (code: string) => string;
}

const loaded = new Map<WordLanguage, Promise<Words>>();

/** @param locale - BCP 47 tag of the reporter's Gmail. */
export function wordsFor(locale: string): Promise<Words> {
  const language = chooseLanguage([locale], WORD_LANGUAGES) as WordLanguage;
  let words = loaded.get(language);
  if (words === undefined) {
    words = load(language);
    loaded.set(language, words);
  }
  return words;
}

async function load(language: WordLanguage): Promise<Words> {
  const [texts, findings] = await Promise.all([textsOf(language), loadFindingWords(language)]);
  const { t } = makeTranslator(language, texts);
  return {
    language,
    t,
    finding: ({ code, details }) => fillIn(findings[code]?.reporter ?? "", details),
    problem: (code) => t(`pane.problem.${problemKey(code, texts)}`),
  };
}

/** Everything that checking a receipt may say: to the reporter it is one thing, to the help desk the code. */
const RECEIPT = /^(?:NOTE|CHECKPOINT|PROOF|ENTRY|TILE|TIMESTAMP|RECEIPT)_/;

function problemKey(code: string, { pane }: Record<string, Texts>): string {
  const known = pane?.["problem"];
  if (typeof known === "object" && Object.hasOwn(known, code)) return code;
  if (code.startsWith("DIRECTORY_")) return "directory";
  return RECEIPT.test(code) ? "receipt" : "other";
}

async function textsOf(language: WordLanguage): Promise<Record<string, Texts>> {
  const [{ gmail }, { pane }, { paneLater: later }, { common }] = await LOADERS[language]();
  return { gmail, pane, later, common };
}

const LOADERS = {
  en: () =>
    Promise.all([
      import("./locales/en.ts"),
      import("../ui/locales/en/pane.ts"),
      import("../ui/locales/en/pane-later.ts"),
      import("../ui/locales/en/common.ts"),
    ]),
  nl: () =>
    Promise.all([
      import("./locales/nl.ts"),
      import("../ui/locales/nl/pane.ts"),
      import("../ui/locales/nl/pane-later.ts"),
      import("../ui/locales/nl/common.ts"),
    ]),
  de: () =>
    Promise.all([
      import("./locales/de.ts"),
      import("../ui/locales/de/pane.ts"),
      import("../ui/locales/de/pane-later.ts"),
      import("../ui/locales/de/common.ts"),
    ]),
  fr: () =>
    Promise.all([
      import("./locales/fr.ts"),
      import("../ui/locales/fr/pane.ts"),
      import("../ui/locales/fr/pane-later.ts"),
      import("../ui/locales/fr/common.ts"),
    ]),
} as const;
