/** Texts in the reader's language, without React: cards and mails are filled in by the same rules as screens. */

/** Texts of one language: nested keys, "{{name}}" for values, "_one"/"_other" for plurals (the form of i18next's JSON v4). */
export interface Texts {
  readonly [key: string]: string | Texts;
}

/** @returns The text of a key; the key itself where it is missing, so that a gap is seen in a test. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export interface Translator {
  /** BCP 47 tag of the language in use. */
  readonly language: string;
  readonly t: Translate;
}

/** Loads the texts of one language: a dynamic import, so that only one language travels. */
export type TextLoaders = Readonly<Record<string, () => Promise<Texts>>>;

/**
 * The first wanted language that there is; Dutch variants ("nl-BE") find "nl".
 *
 * @param wanted - BCP 47 tags in order of preference.
 */
export function chooseLanguage(wanted: readonly string[], available: readonly string[]): string {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split("-")[0] ?? "";
    if (available.includes(base)) return base;
  }
  return available.includes("en") ? "en" : (available[0] ?? "en");
}

/**
 * A translator over texts that are already here: for tests and for texts inside a worker. i18next would do the same with
 * 15 KB on the first screen, and resolves $t(key) inside of values, which senders choose.
 */
export function makeTranslator(language: string, texts: Texts): Translator {
  const plurals = new Intl.PluralRules(language);
  return {
    language,
    t: (key, values = {}) => {
      const { count } = values;
      const form = typeof count === "number" ? `${key}_${plurals.select(count)}` : key;
      const text = textAt(texts, form) ?? textAt(texts, `${key}_other`) ?? textAt(texts, key);
      return text === null ? key : fillIn(text, values);
    },
  };
}

function textAt(texts: Texts, key: string): string | null {
  let found: string | Texts | undefined = texts;
  for (const name of key.split(".")) {
    if (typeof found !== "object" || !Object.hasOwn(found, name)) return null;
    found = found[name];
  }
  return typeof found === "string" ? found : null;
}

/** In one pass: what stands in a value is never read as a place for another. */
function fillIn(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => String(values[name] ?? place));
}

/** Loads the best language of an entry's own texts. */
export async function loadTranslator(wanted: readonly string[], loaders: TextLoaders): Promise<Translator> {
  const language = chooseLanguage(wanted, Object.keys(loaders));
  const load = loaders[language];
  if (load === undefined) throw new TypeError("no texts for any language");
  return makeTranslator(language, await load());
}
