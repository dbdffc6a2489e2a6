import { loadAnalysisTexts } from "../ui/analysis/load-texts.ts";
import type { TextLoaders } from "../ui/index.ts";

export const LANGUAGES = ["nl", "en", "de", "fr"] as const;

/** One language travels at a time. */
export const textLoaders: TextLoaders = {
  en: async () => ({
    common: (await import("../ui/locales/en/common.ts")).common,
    console: (await import("./locales/en.ts")).consoleTexts,
    analysis: await loadAnalysisTexts("en"),
  }),
  nl: async () => ({
    common: (await import("../ui/locales/nl/common.ts")).common,
    console: (await import("./locales/nl.ts")).consoleTexts,
    analysis: await loadAnalysisTexts("nl"),
  }),
  de: async () => ({
    common: (await import("../ui/locales/de/common.ts")).common,
    console: (await import("./locales/de.ts")).consoleTexts,
    analysis: await loadAnalysisTexts("de"),
  }),
  fr: async () => ({
    common: (await import("../ui/locales/fr/common.ts")).common,
    console: (await import("./locales/fr.ts")).consoleTexts,
    analysis: await loadAnalysisTexts("fr"),
  }),
};
