/** One language travels, as one chunk: the conversation's words, and the page's own over them. */
import { makeTranslator, type TextLoaders, type Texts, type Translator } from "../ui/index.ts";

/** As the switch at the foot of the page names them, each in its own language. */
export const LANGUAGES = { nl: "Nederlands", en: "English", de: "Deutsch", fr: "Français" } as const;

export const textLoaders: TextLoaders = {
  en: async () => joined(await import(/* webpackChunkName: "texts-en" */ "./locales/en.ts")),
  nl: async () => joined(await import(/* webpackChunkName: "texts-nl" */ "./locales/nl.ts")),
  de: async () => joined(await import(/* webpackChunkName: "texts-de" */ "./locales/de.ts")),
  fr: async () => joined(await import(/* webpackChunkName: "texts-fr" */ "./locales/fr.ts")),
};

/** What comes with the late parts; English where there is no other. */
const LATE: TextLoaders = {
  en: async () => (await import("./locales/en-late.ts")).reportLate,
  nl: async () => (await import("./locales/nl-late.ts")).reportLate,
  de: async () => (await import("./locales/de-late.ts")).reportLate,
  fr: async () => (await import("./locales/fr-late.ts")).reportLate,
};

/** @param language - As a translator of the page has it. */
export async function loadLateTexts(language: string): Promise<Translator> {
  const report = (await (LATE[language] ?? LATE["en"])?.()) ?? {};
  return makeTranslator(language, { report });
}

interface Locale {
  readonly texts: Texts;
  readonly report: Texts;
  readonly instead: Texts;
}

function joined({ texts, report, instead }: Locale): Texts {
  return { ...over(texts, { pane: instead }), report };
}

/** The second one's texts in the place of the first one's. */
function over(base: Texts, instead: Texts): Texts {
  const merged: Record<string, string | Texts> = { ...base };
  for (const [key, value] of Object.entries(instead)) {
    const before = merged[key];
    merged[key] = typeof value === "object" && typeof before === "object" ? over(before, value) : value;
  }
  return merged;
}
