/** Texts: the same keys, values and plural forms in every language, each asked for, none missing, none left in English. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { WORD_LANGUAGES } from "../../src/core/analysis/words/words.ts";
import { loadAnalysisTexts } from "../../src/ui/analysis/load-texts.ts";
import { makeTranslator, type Texts } from "../../src/ui/translator.ts";
import { SAME_AS_ENGLISH } from "./same-as-english.ts";

type Flat = ReadonlyMap<string, string>;

interface TextSet {
  readonly languages: readonly string[];
  readonly load: (language: string) => Promise<Texts>;
  /** Folders whose code asks for these texts. */
  readonly code: readonly string[];
  /** What the code leaves out of a key. */
  readonly under: RegExp;
  /** The compiler checks the keys asked for. */
  readonly typed?: true;
}

const UI = "../../src/ui/locales";
const SETS: Readonly<Record<string, TextSet>> = {
  // The pane's later screens bring their own texts; on a screen both lie under "pane.".
  pane: {
    languages: readdirSync("src/ui/locales").sort(),
    load: async (language) => ({
      ...(await import(`${UI}/${language}/index.ts`)).texts,
      paneLater: (await import(`${UI}/${language}/pane-later.ts`)).paneLater,
    }),
    code: ["src/taskpane", "src/conversation", "src/ui"],
    under: /^pane(?:Later)?\./,
    typed: true,
  },
  analysis: {
    languages: readdirSync("src/ui/locales").sort(),
    load: async (language) => (await import(`${UI}/${language}/analysis.ts`)).analysis,
    code: ["src/ui/analysis", "src/taskpane", "src/conversation", "src/console"],
    under: /^$/,
  },
  report: {
    languages: readdirSync("src/report/locales").flatMap((name) => /^([a-z]{2})\.ts$/.exec(name)?.[1] ?? []),
    load: async (language) => ({
      report: {
        ...(await import(`../../src/report/locales/${language}.ts`)).report,
        ...(await import(`../../src/report/locales/${language}-late.ts`)).reportLate,
      },
    }),
    code: ["src/report"],
    under: /^report\./,
    typed: true,
  },
  console: {
    languages: readdirSync("src/console/locales").flatMap((name) => /^([a-z]{2})\.ts$/.exec(name)?.[1] ?? []),
    load: async (language) => (await import(`../../src/console/locales/${language}.ts`)).consoleTexts,
    code: ["src/console"],
    under: /^$/,
  },
};

function flatten(texts: Texts, prefix = ""): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === "string") flat.set(prefix + key, value);
    else for (const [path, text] of flatten(value, `${prefix}${key}.`)) flat.set(path, text);
  }
  return flat;
}

const valuesIn = (text: string) => [...text.matchAll(/\{\{?\w+\}?\}/g)].map(([value]) => value).sort();
const withoutPlural = (key: string) => key.replace(/_(?:zero|one|two|few|many|other)$/, "");
const withoutValues = (text: string) => text.replace(/\{\{?\w+\}?\}/g, "");

/** The forms that a language takes for numbers of things on a screen; "many" is for millions, and falls back. */
function formsOf(language: string): string[] {
  const rules = new Intl.PluralRules(language);
  return [...new Set(Array.from({ length: 2000 }, (_, count) => rules.select(count)))].sort();
}

function codeOf({ code }: TextSet): string {
  return code
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
    )
    .filter((file) => /\.tsx?$/.test(file) && !file.includes("locales"))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

/** The hooks' own templates put a set's name before any key: they ask for nothing. */
const PREFIXING = /^(?:pane|analysis|console)\.\$/;

function patternOf(template: string): RegExp {
  const fixed = template.split(/\$\{[^}]*\}/).map((text) => text.replaceAll(".", "\\."));
  return new RegExp(`^${fixed.join("[\\w-]+")}$`);
}

/** A key is asked for as a whole in quotes, by a template such as `statements.${x}.label`, or by its group of codes. */
function askedFor(set: TextSet): (key: string) => boolean {
  const code = codeOf(set);
  const quoted = new Set([...code.matchAll(/"([\w.-]+)"/g)].map((match) => match[1] as string));
  const patterns = [
    ...[...code.matchAll(/`([\w.-]*\.[\w.-]*\$\{[^`]*)`/g)]
      .map((match) => match[1] as string)
      .filter((template) => !PREFIXING.test(template))
      .map(patternOf),
    ...[...code.matchAll(/\bword\(\s*"([\w.-]+)"/g)].map((match) => patternOf(`${match[1]}.\${code}`)),
    ...[...code.matchAll(/\bword\(\s*`([\w.${}-]+)`/g)].map((match) => patternOf(`${match[1]}.\${code}`)),
    ...[...code.matchAll(/\bgroup="([\w.-]+)"/g)].map((match) => patternOf(`${match[1]}.\${code}`)),
  ];
  return (key) => {
    const whole = withoutPlural(key);
    const short = whole.replace(set.under, "");
    return quoted.has(whole) || quoted.has(short) || patterns.some((pattern) => pattern.test(short));
  };
}

/** What stands in t(…) itself: keys in quotes, and templates as patterns. */
function calls(code: string): { readonly keys: string[]; readonly templates: string[] } {
  return {
    keys: [...code.matchAll(/(?<![\w.])t\(\s*"([\w.-]+)"/g)].map((match) => match[1] as string),
    templates: [...code.matchAll(/(?<![\w.])t\(\s*`([^`]+)`/g)].map((match) => match[1] as string),
  };
}

test("pane and analysis exist in every language that the words of the findings exist in", () => {
  expect(SETS["pane"]?.languages).toEqual([...WORD_LANGUAGES].sort());
  expect(SETS["console"]?.languages).toEqual(expect.arrayContaining(["en", "nl"]));
});

test.each([
  "src/taskpane/main.tsx",
  "src/conversation/views/later-screens.ts",
  "src/ui/analysis/load-texts.ts",
])("%s loads every language by its own name", (file) => {
  const loaded = [...readFileSync(file, "utf8").matchAll(/^ {2}(\w+): .*locales\/(\w+)\//gm)];
  expect(loaded.map(([, name]) => name).sort()).toEqual([...WORD_LANGUAGES].sort());
  expect(loaded.filter(([, name, folder]) => name !== folder)).toEqual([]);
});

describe.each(Object.entries(SETS))("%s", (name, set) => {
  const all = new Map<string, Flat>();
  const flat = (language: string): Flat => all.get(language) as Flat;
  beforeAll(async () => {
    for (const language of set.languages) all.set(language, flatten(await set.load(language)));
  });

  test.each(set.languages)("%s has the keys of English, in their order", (language) => {
    expect([...flat(language).keys()]).toEqual([...flat("en").keys()]);
  });

  test.each(set.languages)("%s has each plural form that its numbers take", (language) => {
    const stems = new Set(
      [...flat(language).keys()].filter((key) => key !== withoutPlural(key)).map(withoutPlural),
    );
    const missing = [...stems].flatMap((stem) =>
      formsOf(language)
        .filter((form) => !flat(language).has(`${stem}_${form}`))
        .map((form) => `${stem}_${form}`),
    );
    expect(missing).toEqual([]);
  });

  test.each(set.languages)("%s takes the same values as English", (language) => {
    const wrong = [...flat("en")].filter(
      ([key, text]) => valuesIn(text).join() !== valuesIn(flat(language).get(key) ?? "").join(),
    );
    expect(wrong).toEqual([]);
  });

  test.each(set.languages)("%s: no empty text, no half surrogate, no space at an end", (language) => {
    const wrong = [...flat(language)].filter(
      ([, text]) => text === "" || !text.isWellFormed() || text !== text.trim(),
    );
    expect(wrong).toEqual([]);
  });

  test.each(set.languages.filter((language) => language !== "en"))(
    "%s left no text in English",
    (language) => {
      const words = new Set(SAME_AS_ENGLISH[language as keyof typeof SAME_AS_ENGLISH]);
      const same = [...flat(language)].filter(
        ([key, text]) =>
          text === flat("en").get(key) && /\p{L}/u.test(withoutValues(text)) && !words.has(text),
      );
      expect(same).toEqual([]);
    },
  );

  test("every text is asked for somewhere", () => {
    const isAskedFor = askedFor(set);
    expect([...flat("en").keys()].filter((key) => !isAskedFor(key))).toEqual([]);
    expect(isAskedFor(`${name}.start.nobodyAsks`)).toBe(false);
  });

  if (set.typed === undefined)
    test("every key that the code asks for exists; for the pane the compiler sees to that", async () => {
      const keys = [...flat("en").keys()].map(withoutPlural);
      // The words that core keeps beside its codes come under "analysis." too.
      const fromCore = name === "analysis" ? Object.keys(await loadAnalysisTexts("en")) : [];
      const known = new Set([...keys, ...keys.map((key) => `${name}.${key}`), ...fromCore]);
      const own = calls(codeOf({ ...set, code: [name === "analysis" ? "src/ui/analysis" : `src/${name}`] }));
      expect(own.keys.length).toBeGreaterThan(20);
      expect(own.keys.filter((key) => !known.has(key) && !key.startsWith("common."))).toEqual([]);
      const dangling = own.templates.filter(
        (template) => ![...known].some((key) => patternOf(template).test(key)),
      );
      expect(dangling.filter((template) => !template.startsWith("common."))).toEqual([]);
    });
});

test("every common key that the code asks for exists", async () => {
  const { common } = await import(`${UI}/en/common.ts`);
  const known = new Set(flatten({ common }).keys());
  const code = codeOf({
    ...(SETS["pane"] as TextSet),
    code: ["src/taskpane", "src/conversation", "src/ui", "src/console"],
  });
  const asked = [...code.matchAll(/"(common\.[\w.-]+)"/g)].map((match) => match[1] as string);
  expect(asked.filter((key) => !known.has(key))).toEqual([]);
  expect(asked).toContain("common.demo.title");
});

describe("marks of each language's print in the pane and on the report page", () => {
  const all = async (language: string) => [
    ...flatten((await SETS["report"]?.load(language)) ?? {}),
    ...flatten((await SETS["pane"]?.load(language)) ?? {}),
    ...flatten((await SETS["analysis"]?.load(language)) ?? {}),
  ];

  test("French: a narrow no-break space before ; : ! ? and inside of « », a curled apostrophe", async () => {
    const wrong = (await all("fr")).filter(
      ([, text]) =>
        /(?:^|[^\u202f\u00a0]) ?[;!?»](?!\w)| :(?= |$)|«(?![\u202f\u00a0])|'/.test(text) &&
        !/^\W*$/.test(text),
    );
    expect(wrong).toEqual([]);
  });

  test("German: „…“, no straight quotes, ß where it belongs", async () => {
    const wrong = (await all("de")).filter(([, text]) =>
      /["”]|\b(?:gross|grosse|heisst|schliessen|ausser)\b/i.test(text),
    );
    expect(wrong).toEqual([]);
  });
});

describe("filling in", () => {
  const pane = (SETS["pane"] as TextSet).load;

  test.each([
    ["nl", "1 melding NOG NIET verstuurd", "2 meldingen NOG NIET verstuurd"],
    ["de", "1 Meldung NOCH NICHT gesendet", "2 Meldungen NOCH NICHT gesendet"],
    ["fr", "1 signalement PAS ENCORE envoyé", "2 signalements PAS ENCORE envoyés"],
  ])("%s: plurals and values are filled in, and nothing is escaped twice", async (language, one, two) => {
    const { t } = makeTranslator(language, await pane(language));
    expect(t("pane.outbox.waiting", { count: 1 })).toBe(one);
    expect(t("pane.outbox.waiting", { count: 2 })).toBe(two);
    expect(t("paneLater.readers.holder", { holder: "<b>&" })).toContain("<b>&");
  });

  test("French counts nought as one, and millions as others", async () => {
    const { t } = makeTranslator("fr", await pane("fr"));
    expect(t("pane.readers.others", { count: 0 })).toBe("0 autre personne");
    expect(t("pane.readers.others", { count: 1_000_000 })).toBe("1000000 autres personnes");
  });

  test("a missing key shows itself", async () => {
    expect(makeTranslator("nl", await pane("nl")).t("pane.nothing")).toBe("pane.nothing");
  });

  test("a value that a sender chose is never read as a text of its own", async () => {
    // Values are filled in once: what looks like a key or a placeholder inside of one stays what the sender wrote.
    const domain = "$t(pane.done.heading) {{count}}";
    const { t } = makeTranslator("nl", await pane("nl"));
    expect(t("paneLater.insight.signed", { domain, count: 7 })).toContain(domain);
  });
});
