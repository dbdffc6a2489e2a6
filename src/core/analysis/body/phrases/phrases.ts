/** Tables of words by language: what a sentence contains, never what it means. */

export type PhraseKind = "deadline" | "demand" | "threat" | "contact";

export interface PhraseTable {
  /** ISO 639-1. */
  readonly language: string;
  /** The most frequent short words of the language, separated by blanks. */
  readonly stopWords: string;
  /**
   * Parts that phrases name in braces: sources of regular expressions without unbounded repetition. "number" and
   * "unit" are spans of time, "day" is a date or a time of day, "people" are those around the reader.
   */
  readonly parts: Readonly<Record<"number" | "unit" | "day" | "people", string>>;
  /** In lower case. Each begins with a literal word; the rest is a regular expression in which a blank is any white space. */
  readonly phrases: Readonly<Record<PhraseKind, readonly string[]>>;
}

/** What may follow a first word, and where it belongs. */
export interface Phrase {
  readonly language: string;
  readonly kind: PhraseKind;
  /** Sticky, tried behind the first word; null where that word is enough. */
  readonly rest: RegExp | null;
}

/** What one word tells. */
export interface WordEntry {
  readonly word: string;
  /** Languages that it is a stop word of, and what each occurrence counts: less where several share it. */
  readonly languages: readonly string[];
  readonly phrases: readonly Phrase[];
  /** Sticky, fits where any of several phrases does; null where there is nothing to gain by asking it first. */
  readonly anyRest: RegExp | null;
  /** Counted from 0. */
  readonly index: number;
}

type Draft = { -readonly [Key in keyof WordEntry]: WordEntry[Key] } & {
  languages: string[];
  phrases: Phrase[];
};

/** @param others - Stop words of languages without phrases, so that these are not taken for one that has them. */
export function compileTables(
  tables: readonly PhraseTable[],
  others: Readonly<Record<string, string>>,
): ReadonlyMap<string, WordEntry> {
  const entries = new Map<string, Draft>();
  const entryOf = (word: string) => {
    const entry = entries.get(word) ?? {
      word,
      languages: [],
      phrases: [],
      anyRest: null,
      index: entries.size,
    };
    entries.set(word, entry);
    return entry;
  };
  const addStopWords = (language: string, words: string) => {
    for (const word of new Set(words.split(" "))) entryOf(word).languages.push(language);
  };
  for (const [language, words] of Object.entries(others)) addStopWords(language, words);
  for (const table of tables) {
    addStopWords(table.language, table.stopWords);
    for (const [kind, phrases] of Object.entries(table.phrases)) {
      for (const phrase of phrases) addPhrase(table, kind as PhraseKind, phrase);
    }
  }
  for (const entry of entries.values()) entry.anyRest = anyOf(entry.phrases);
  return entries;

  function addPhrase(table: PhraseTable, kind: PhraseKind, phrase: string): void {
    const first = /^\p{L}+/u.exec(phrase)?.[0] ?? "";
    entryOf(first).phrases.push({
      language: table.language,
      kind,
      rest: compileRest(table, phrase.slice(first.length)),
    });
  }
}

function anyOf(phrases: readonly Phrase[]): RegExp | null {
  const sources = phrases.map(({ rest }) => rest?.source ?? null);
  return sources.length < 2 || sources.includes(null)
    ? null
    : new RegExp(sources.map((source) => `(?:${source})`).join("|"), "uy");
}

function compileRest({ parts }: PhraseTable, rest: string): RegExp | null {
  if (rest === "") return null;
  const source = rest
    .replace(/\{(number|unit|day|people)\}/g, (_, name: keyof typeof parts) => `(?:${parts[name]})`)
    .replaceAll("'", "['’]")
    // " ?" is a blank or none ("5pm"), " " at least one.
    .replaceAll(" ?", "\\s{0,9}")
    .replaceAll(" ", "\\s{1,9}");
  return new RegExp(`${source}(?![\\p{L}\\p{N}])`, "uy");
}
