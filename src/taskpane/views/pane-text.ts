/** The pane's texts by typed keys: a key that no locale has does not compile. */
import { useText } from "../../ui/index.ts";
import type { pane } from "../../ui/locales/en/pane.ts";

type Leaves<T, Path extends string = ""> = {
  [Key in keyof T & string]: T[Key] extends string ? `${Path}${Key}` : Leaves<T[Key], `${Path}${Key}.`>;
}[keyof T & string];

type Singular<Key> = Key extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : Key;

export type PaneKey = Singular<Leaves<typeof pane>>;
export type ProblemKey = Exclude<keyof (typeof pane)["problem"], "code" | "action">;

export type PaneTranslate = (key: PaneKey, values?: Readonly<Record<string, string | number>>) => string;

/** Texts lie under "pane.". */
export function usePaneText(): { readonly t: PaneTranslate; readonly language: string } {
  const { t, language } = useText();
  return { t: (key, values) => t(`pane.${key}`, values), language };
}
