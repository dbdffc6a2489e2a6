/** Screen and words for experts: loaded when they are asked for, and again on request where the network failed. */
import { makeTranslator, type Texts, type Translator } from "../../ui/index.ts";
import { makeStore } from "../store.ts";

type Parts = typeof import("./expert-parts.ts");

interface Loading {
  readonly loaded: { readonly parts: Parts; readonly translator: Translator } | null;
  readonly failed: boolean;
}

export const expertParts = makeStore<Loading>({ loaded: null, failed: false });

/** May be called at any time; never rejects. @param base - The pane's own texts; those of the analysis come beside them. */
export async function loadExpertParts(base: Translator): Promise<void> {
  if (expertParts.get().loaded?.translator.language === base.language) return;
  expertParts.set({ failed: false });
  try {
    const parts = await import("./expert-parts.ts");
    const analysis: Texts = await parts.loadAnalysisTexts(base.language);
    const own = makeTranslator(base.language, { analysis });
    const t: Translator["t"] = (key, values) =>
      key.startsWith("analysis.") ? own.t(key, values) : base.t(key, values);
    expertParts.set({ loaded: { parts, translator: { language: base.language, t } } });
  } catch {
    expertParts.set({ failed: true });
  }
}
