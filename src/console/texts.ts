import { loadAnalysisTexts } from "../ui/analysis/load-texts.ts";
import type { TextLoaders } from "../ui/index.ts";

export const LANGUAGES = ["nl", "en"] as const;

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
};
