import type { Person } from "../../core/evidence/directory.ts";
import type { PaneTranslate } from "./pane-text.ts";

/** Names on one line; more than these are counted, and all are in the list one click away. */
const SHOWN = 5;

export function joinNames(names: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(names);
}

export function readerNames(people: readonly Person[], t: PaneTranslate, language: string): string {
  const names = people.map((person) => person.name);
  if (names.length <= SHOWN) return joinNames(names, language);
  const rest = names.length - SHOWN + 1;
  return joinNames([...names.slice(0, SHOWN - 1), t("readers.others", { count: rest })], language);
}
