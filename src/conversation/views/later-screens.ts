/** Loads the later screens and their words while the first one is read, and again on request where the network failed. */
import { makeTranslator, type TextLoaders, type Translator } from "../../ui/index.ts";
import { makeStore } from "../store.ts";

export type LaterScreens = typeof import("./later-parts.ts");

interface Loading {
  readonly loaded: { readonly screens: LaterScreens; readonly translator: Translator } | null;
  readonly failed: boolean;
}

/** One language travels, as one chunk. */
const laterTexts: TextLoaders = {
  en: async () => (await import("../../ui/locales/en/pane-later.ts")).paneLater,
  nl: async () => (await import("../../ui/locales/nl/pane-later.ts")).paneLater,
  de: async () => (await import("../../ui/locales/de/pane-later.ts")).paneLater,
  fr: async () => (await import("../../ui/locales/fr/pane-later.ts")).paneLater,
};

export const laterScreens = makeStore<Loading>({ loaded: null, failed: false });

/** May be called at any time; never rejects. @param base - The pane's own texts; those of the later screens come beside them. */
export async function loadLaterScreens(base: Translator): Promise<void> {
  if (laterScreens.get().loaded?.translator.language === base.language) return;
  laterScreens.set({ failed: false });
  const load = laterTexts[base.language] ?? laterTexts["en"];
  try {
    const [screens, pane] = await Promise.all([import("./later-parts.ts"), load?.() ?? {}]);
    laterScreens.set({
      loaded: { screens, translator: joinedTranslator(base, makeTranslator(base.language, { pane })) },
    });
  } catch {
    laterScreens.set({ failed: true });
  }
}

/** A translator gives the key itself where it has no text: then the other one is asked. A page's own words come first. */
export function joinedTranslator(base: Translator, later: Translator): Translator {
  return {
    language: base.language,
    t: (key, values) => {
      const text = base.t(key, values);
      return text === key ? later.t(key, values) : text;
    },
  };
}
