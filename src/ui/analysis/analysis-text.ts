/** Texts of the analysis: under "analysis.", loaded apart because they are many (load-texts.ts). */
import { useText } from "../text.tsx";

export interface AnalysisText {
  readonly t: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  /** Words for a code; the code itself where there are none: codes may come from a report and be anything. */
  readonly word: (group: string, code: string) => string;
  /** The same, null where there are none. */
  readonly wordOrNull: (group: string, code: string) => string | null;
  readonly language: string;
}

const CODE = /^[A-Za-z0-9_=:.-]{1,80}$/;

export function useAnalysisText(): AnalysisText {
  const { t: translate, language } = useText();
  const wordOrNull = (group: string, code: string) => {
    if (!CODE.test(code)) return null;
    // A full stop would reach into another group.
    const key = `analysis.${group}.${code.replaceAll(".", "-")}`;
    const words = translate(key);
    return words === key ? null : words;
  };
  return {
    t: (key, values) => translate(`analysis.${key}`, values),
    word: (group, code) => wordOrNull(group, code) ?? code,
    wordOrNull,
    language,
  };
}
