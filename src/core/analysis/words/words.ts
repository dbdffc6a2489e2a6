/** Words for an analysis' stable codes, one file for each area and language. Names in braces come from `details`. */

/** Languages that every text exists in: the types below make a missing one a compile error. */
export const WORD_LANGUAGES = ["en", "nl", "de", "fr"] as const;
export type WordLanguage = (typeof WORD_LANGUAGES)[number];

/** One finding for two readers. */
export interface FindingWords {
  /** One sentence for a frightened person without technical knowledge; no name for who did it, no score. */
  readonly reporter: string;
  /** What was seen, what it may mean, what else would explain it. Claims no more than the basis shows. */
  readonly investigator: string;
}

/** Texts of one area, each code once. */
export type AreaWords<Code extends string> = Readonly<Record<Code, FindingWords>>;

/** Puts a finding's details into its words, each in the place of its name in braces. */
export function fillIn(words: string, details: Readonly<Record<string, string>>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(details, name) ? (details[name] as string) : whole,
  );
}
