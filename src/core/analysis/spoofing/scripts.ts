/** Which writing systems a text mixes (UTS #39, section 5). */

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ["Latin", /\p{Script=Latin}/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Greek", /\p{Script=Greek}/u],
  ["Armenian", /\p{Script=Armenian}/u],
  ["Georgian", /\p{Script=Georgian}/u],
  ["Hebrew", /\p{Script=Hebrew}/u],
  ["Arabic", /\p{Script=Arabic}/u],
  ["Devanagari", /\p{Script=Devanagari}/u],
  ["Thai", /\p{Script=Thai}/u],
  ["Cherokee", /\p{Script=Cherokee}/u],
  ["Coptic", /\p{Script=Coptic}/u],
  ["Han", /\p{Script=Han}/u],
  ["Hiragana", /\p{Script=Hiragana}/u],
  ["Katakana", /\p{Script=Katakana}/u],
  ["Bopomofo", /\p{Script=Bopomofo}/u],
  ["Hangul", /\p{Script=Hangul}/u],
];

/** Written together in one language (UTS #39, section 5.1, augmented script sets), with Latin beside them. */
const TOGETHER: readonly (readonly string[])[] = [
  ["Latin", "Han", "Hiragana", "Katakana"],
  ["Latin", "Han", "Bopomofo"],
  ["Latin", "Han", "Hangul"],
];

/** Scripts of the text's letters, of those that names are commonly written in. */
export function scriptsOf(text: string): string[] {
  return SCRIPTS.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
}

/**
 * Scripts that no language writes together ("highly restrictive" of UTS #39, section 5.2, is broken).
 *
 * @returns Their names, or [] where nothing is mixed.
 */
export function mixedScripts(text: string): string[] {
  const scripts = scriptsOf(text);
  const fits = scripts.length < 2 || TOGETHER.some((set) => scripts.every((one) => set.includes(one)));
  return fits ? [] : scripts;
}
