/** One walk over a text's words: its language, and the sentences that contain words of a demand. */
import type { BodyAnalysis } from "../types.ts";
import type { TextPlace } from "./addresses.ts";
import { de } from "./phrases/de.ts";
import { en } from "./phrases/en.ts";
import { fr } from "./phrases/fr.ts";
import { nl } from "./phrases/nl.ts";
import { OTHER_STOP_WORDS } from "./phrases/other-languages.ts";
import { compileTables, type PhraseKind, type WordEntry } from "./phrases/phrases.ts";

export interface PhrasePlace extends TextPlace {
  readonly kind: PhraseKind;
  readonly language: string;
}

export interface WordScan {
  readonly words: number;
  readonly letters: number;
  /** Stop words by language; one that several languages share counts for each in part. */
  readonly scores: ReadonlyMap<string, number>;
  readonly phrases: readonly PhrasePlace[];
}

const ENTRIES = compileTables([en, nl, de, fr], OTHER_STOP_WORDS);
const LANGUAGES_WITH_PHRASES = new Set(["en", "nl", "de", "fr"]);
/** Places kept for one text. */
const MAX_PHRASES = 500;
/**
 * Looking a word up by a number that is made while reading it spares a copy of every word.
 */
const HASH_START = 0x811c9dc5 | 0;
/** Twelve times as many places as words: nearly every word that is none of them meets an empty one. */
const PLACES = 8_192;
const BY_PLACE: (readonly WordEntry[] | undefined)[] = Array.from({ length: PLACES });
for (const entry of ENTRIES.values()) {
  const place = placeOf(
    Array.from(entry.word, (letter) => letter.charCodeAt(0)).reduce(addToHash, HASH_START),
  );
  BY_PLACE[place] = [...(BY_PLACE[place] ?? []), entry];
}
/** Of one scan, by the entry's index; put back to zeros at its end, so that it need not be made anew. */
const COUNTS = new Uint32Array(ENTRIES.size);

function placeOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (PLACES - 1);
}

/** @returns What the word between the two places tells; undefined where it is none of the tables' words. */
function entryAt(text: string, start: number, end: number, hash: number): WordEntry | undefined {
  const entries = BY_PLACE[placeOf(hash)];
  if (entries === undefined) return undefined;
  for (const entry of entries)
    if (entry.word.length === end - start && standsAt(text, start, entry.word)) return entry;
  return undefined;
}

/** For a few letters faster than the platform's own comparison. */
function standsAt(text: string, start: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (text.charCodeAt(start + i) !== word.charCodeAt(i)) return false;
  return true;
}

/** FNV-1a. */
function addToHash(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** Letters of Latin text by UTF-16 unit; 1 for a letter. */
const LETTER = Uint8Array.from({ length: 0x250 }, (_, code) =>
  /\p{L}/u.test(String.fromCharCode(code)) ? 1 : 0,
);

/** @returns Whether the unit belongs to a word: letters of any script, and no punctuation. */
function isWordUnit(code: number): boolean {
  if (code < 0x250) return LETTER[code] === 1;
  return (
    (code < 0x2000 || code > 0x206f) && (code < 0x20a0 || code > 0x2bff) && (code < 0x3000 || code > 0x303f)
  );
}

export function scanWords(text: string): WordScan {
  const stopWords: WordEntry[] = [];
  const phrases: PhrasePlace[] = [];
  const lower = sameLengthLowerCase(text);
  let words = 0;
  let letters = 0;
  for (let i = 0; i < lower.length; ) {
    let code = lower.charCodeAt(i);
    if (!isWordUnit(code)) {
      i++;
      continue;
    }
    const start = i;
    let hash = HASH_START;
    do {
      hash = addToHash(hash, code);
      code = lower.charCodeAt(++i);
    } while (i < lower.length && isWordUnit(code));
    words++;
    letters += i - start;
    const entry = entryAt(lower, start, i, hash);
    if (entry === undefined) continue;
    if (entry.languages.length > 0) countStopWord(entry, stopWords);
    if (entry.phrases.length > 0 && phrases.length < MAX_PHRASES)
      notePhrases(lower, start, i, entry, phrases);
  }
  return { words, letters, scores: scoresOf(stopWords), phrases };
}

/** @param seen - Each once, in the order of the text. */
function countStopWord(entry: WordEntry, seen: WordEntry[]): void {
  const count = COUNTS[entry.index] as number;
  if (count === 0) seen.push(entry);
  COUNTS[entry.index] = count + 1;
}

function notePhrases(
  text: string,
  start: number,
  end: number,
  entry: WordEntry,
  phrases: PhrasePlace[],
): void {
  const { anyRest } = entry;
  if (anyRest !== null) {
    anyRest.lastIndex = end;
    if (!anyRest.test(text)) return;
  }
  for (const { kind, language, rest } of entry.phrases) {
    if (rest !== null) rest.lastIndex = end;
    if (rest === null || rest.test(text))
      phrases.push({ kind, language, start, end: rest?.lastIndex ?? end });
  }
}

function scoresOf(stopWords: readonly WordEntry[]): Map<string, number> {
  const scores = new Map<string, number>();
  for (const { index, languages } of stopWords) {
    const count = COUNTS[index] as number;
    COUNTS[index] = 0;
    for (const language of languages) {
      scores.set(language, (scores.get(language) ?? 0) + count / languages.length);
    }
  }
  return scores;
}

/** Places in the lower-case text must be places in the text: "İ" becomes two characters and stays as it is. */
function sameLengthLowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[^\u0130]+/g, (piece) => piece.toLowerCase());
}

/** Below this nothing can be told (measured on written samples: single sentences of eight words are told rightly). */
const MIN_LETTERS = 40;
/** Stop words are 30 to 50 % of running text; lists of names and numbers have hardly any. */
const MIN_SHARE = 0.12;

/** @returns null where the text is too short, or fits no language that we know. */
export function languageOf({ words, letters, scores }: WordScan): BodyAnalysis["language"] {
  if (letters < MIN_LETTERS) return null;
  const [first, second] = [...scores].sort((a, b) => b[1] - a[1]);
  if (first === undefined || first[1] < 2 || first[1] < words * MIN_SHARE) return null;
  const lead = first[1] / (second?.[1] ?? 0.1);
  if (lead < 1.3) return null;
  const confidence = words >= 40 && lead >= 2.5 ? "high" : lead >= 1.8 ? "medium" : "low";
  return { code: first[0], confidence };
}

/** Languages whose phrases count: of the text, and of others that it has a good share of; all where none is told. */
export function phrasesThatCount(scan: WordScan): readonly PhrasePlace[] {
  const best = Math.max(0, ...scan.scores.values());
  const isTold = languageOf(scan) !== null;
  const counts = (language: string) =>
    LANGUAGES_WITH_PHRASES.has(language) && (!isTold || (scan.scores.get(language) ?? 0) >= best * 0.5);
  return scan.phrases.filter(({ language }) => counts(language));
}
