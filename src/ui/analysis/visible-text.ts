/**
 * Text that a sender chose, made inert and honest: characters that reorder, hide or ring are shown as marks.
 * The views render these runs as text nodes only; nothing here ever becomes markup.
 */

export interface TextRun {
  /** What to show: the text itself, or the name of a character that would not show. */
  readonly text: string;
  /** "mark": a stand-in such as "U+202E" for a character that the reader must not be able to miss. */
  readonly kind: "plain" | "mark";
}

/**
 * Characters that do not show or that move others: controls except tab, line feed and carriage return; soft hyphen;
 * bidirectional controls (Unicode UAX #9); zero width and joiners; line and paragraph separators; interlinear
 * annotation; tags; noncharacters; lone surrogates.
 */
const INVISIBLE =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\uFFFE\uFFFF\u{E0000}-\u{E0FFF}]|\p{Surrogate}/gu;

/** Control pictures (U+2400 to U+2421) name the ASCII controls in one glyph; all else shows its number. */
function markFor(character: string): string {
  const code = character.codePointAt(0) as number;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Splits a text into what shows and marks for what does not. Linear in the length. */
export function visibleRuns(text: string): TextRun[] {
  const runs: TextRun[] = [];
  let from = 0;
  for (const match of text.matchAll(INVISIBLE)) {
    if (match.index > from) runs.push({ text: text.slice(from, match.index), kind: "plain" });
    runs.push({ text: markFor(match[0]), kind: "mark" });
    from = match.index + match[0].length;
  }
  if (from < text.length) runs.push({ text: text.slice(from), kind: "plain" });
  return runs;
}

/** The same as one string, for titles, names and file names: marks in brackets. */
export function visibleText(text: string): string {
  return visibleRuns(text)
    .map((run) => (run.kind === "mark" ? `[${run.text}]` : run.text))
    .join("");
}

/**
 * Shortens a text for a table cell or a heading, never inside a surrogate pair.
 *
 * @param limit - Code units.
 */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1)) ? limit - 1 : limit;
  return `${text.slice(0, end)}…`;
}
