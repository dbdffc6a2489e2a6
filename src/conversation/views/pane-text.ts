/** The pane's texts by typed keys: a key that no locale has does not compile. */
import { useText } from "../../ui/index.ts";
import type { pane } from "../../ui/locales/en/pane.ts";
import type { paneLater } from "../../ui/locales/en/pane-later.ts";

type Leaves<T, Path extends string = ""> = {
  [Key in keyof T & string]: T[Key] extends string ? `${Path}${Key}` : Leaves<T[Key], `${Path}${Key}.`>;
}[keyof T & string];

type Singular<Key> = Key extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : Key;

export type PaneKey = Singular<Leaves<typeof pane>>;
export type LaterKey = PaneKey | Singular<Leaves<typeof paneLater>>;
export type ProblemKey = Exclude<keyof (typeof pane)["problem"], "code" | "action">;

type TranslateKeys<Key> = (key: Key, values?: Readonly<Record<string, string | number>>) => string;

export type PaneTranslate = TranslateKeys<PaneKey>;
export type LaterTranslate = TranslateKeys<LaterKey>;

interface PaneText<Key> {
  readonly t: TranslateKeys<Key>;
  readonly language: string;
}

/** Texts lie under "pane.". */
export function usePaneText(): PaneText<PaneKey> {
  return useLaterText();
}

/** For screens of the later chunk alone: their words come with them. */
export function useLaterText(): PaneText<LaterKey> {
  const { t, language } = useText();
  return { t: (key, values) => t(`pane.${key}`, values), language };
}
