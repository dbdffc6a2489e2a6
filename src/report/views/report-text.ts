/** The page's own texts by typed keys: a key that no locale has does not compile. */
import { useText } from "../../ui/index.ts";
import type { report } from "../locales/en.ts";
import type { reportLate } from "../locales/en-late.ts";

type Leaves<T, Path extends string = ""> = {
  [Key in keyof T & string]: T[Key] extends string ? `${Path}${Key}` : Leaves<T[Key], `${Path}${Key}.`>;
}[keyof T & string];

type Singular<Key> = Key extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : Key;

export type ReportKey = Singular<Leaves<typeof report & typeof reportLate>>;

/** Texts lie under "report.". */
export function useReportText(): {
  readonly t: (key: ReportKey, values?: Readonly<Record<string, string | number>>) => string;
  readonly language: string;
} {
  const { t, language } = useText();
  return { t: (key, values) => t(`report.${key}`, values), language };
}
