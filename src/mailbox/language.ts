/** In which language the forwarder is answered: what their program says, else what they wrote, else the organisation's. */
import type { MessageView } from "../core/analysis/message-view.ts";
import { decodeEncodedWords } from "../core/mail/encoded-words.ts";

export const LANGUAGES = ["en", "nl", "de", "fr"] as const;

type Language = (typeof LANGUAGES)[number];

/** Common words that the other three languages do not have. */
const WORDS: Readonly<Record<Language, readonly string[]>> = {
  en: ["the", "and", "this", "please", "received", "with", "have", "you", "not", "from"],
  nl: [
    "het",
    "een",
    "niet",
    "deze",
    "ik",
    "van",
    "ook",
    "hierbij",
    "graag",
    "ontvangen",
    "jullie",
    "gekregen",
  ],
  de: ["und", "nicht", "ich", "bitte", "diese", "habe", "eine", "sie", "wir", "erhalten", "anbei", "haben"],
  fr: ["le", "les", "une", "pas", "ce", "cette", "bonjour", "je", "vous", "nous", "reçu", "voici", "merci"],
};

/** Outlook's prefixes of a forward. "FW" and "Fwd" say nothing: Dutch programs write them too. */
const PREFIXES: readonly (readonly [RegExp, Language])[] = [
  [/^\s*wg\s*:/i, "de"],
  [/^\s*tr\s*:/i, "fr"],
  [/^\s*doorst\s*:/i, "nl"],
];

/** Characters of the forwarder's words that are looked at. */
const MAX_CHARS = 4_000;
/** Fewer known words are chance. */
const MIN_WORDS = 2;

/** @param fallback - The directory's first language. @returns One of LANGUAGES. */
export function answerLanguage(view: MessageView, words: string, fallback: string): Language {
  return (
    fieldLanguage(view, "content-language") ??
    fieldLanguage(view, "accept-language") ??
    languageOfWords(words) ??
    prefixLanguage(view) ??
    known(fallback) ??
    "en"
  );
}

/** RFC 3282; Exchange writes both into what its users send. */
function fieldLanguage(view: MessageView, name: string): Language | null {
  for (const tag of (view.first(name)?.body ?? "").slice(0, 500).split(",")) {
    const language = known(tag.split(";")[0] ?? "");
    if (language !== null) return language;
  }
  return null;
}

function known(tag: string): Language | null {
  const base = tag.trim().toLowerCase().split("-")[0] ?? "";
  return LANGUAGES.find((language) => language === base) ?? null;
}

function languageOfWords(text: string): Language | null {
  const found =
    text
      .slice(0, MAX_CHARS)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const counts = LANGUAGES.map((language) => {
    const words = new Set(WORDS[language]);
    return { language, count: found.filter((word) => words.has(word)).length };
  }).toSorted((a, b) => b.count - a.count);
  const [first, second] = counts;
  if (first === undefined || first.count < MIN_WORDS || first.count === second?.count) return null;
  return first.language;
}

function prefixLanguage(view: MessageView): Language | null {
  const subject = decodeEncodedWords((view.first("subject")?.body ?? "").slice(0, 500));
  return PREFIXES.find(([prefix]) => prefix.test(subject))?.[1] ?? null;
}
