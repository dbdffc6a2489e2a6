/** Words of the how-to: lists of steps, which the translator's flat texts have no place for. One language travels. */
import type { MailProgram, SavingWay } from "./programs.ts";

export interface HowToTexts {
  readonly why: string;
  readonly which: string;
  /** For whoever finds another menu. */
  readonly moved: string;
  readonly choose: string;
  readonly keep: string;
  readonly names: Readonly<Record<MailProgram, string>>;
  readonly steps: Readonly<Record<MailProgram, readonly string[]>>;
  /** What a picture shows, for whoever does not see it; "menu" with {{entry}}. */
  readonly picture: Readonly<Record<SavingWay, string>>;
  /** The menu's entry as the picture writes it. */
  readonly entry: Readonly<Partial<Record<MailProgram, string>>>;
}

const LOADERS: Readonly<Record<string, () => Promise<HowToTexts>>> = {
  en: async () => (await import("./locales/en.ts")).howTo,
  nl: async () => (await import("./locales/nl.ts")).howTo,
  de: async () => (await import("./locales/de.ts")).howTo,
  fr: async () => (await import("./locales/fr.ts")).howTo,
};

/** @param language - As the page speaks; English where there is no other. */
export async function loadHowToTexts(language: string): Promise<HowToTexts> {
  const load = LOADERS[language.split("-", 1)[0] ?? ""] ?? LOADERS["en"];
  if (load === undefined) throw new TypeError("no texts of the how-to");
  return load();
}
