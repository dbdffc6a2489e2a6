/** Text as a reader sees it, each stretch with its place in the part's source. */

export interface VisibleText {
  readonly text: string;
  /** @returns The place in the source of the character at `place` of the text. */
  sourceOf(place: number): number;
}

/** A plain text is its own source. */
export function plainText(text: string): VisibleText {
  return { text, sourceOf: (place) => place };
}

/** Collects stretches; joined once at the end, since looking into a growing string copies it each time. */
export class VisibleTextBuilder {
  readonly #pieces: string[] = [];
  readonly #starts: number[] = [];
  readonly #sources: number[] = [];
  #length = 0;
  #endsBlank = true;

  /** @param source - Place in the source of the text's first character. */
  add(text: string, source: number): void {
    this.#pieces.push(text);
    this.#starts.push(this.#length);
    this.#sources.push(source);
    this.#length += text.length;
    this.#endsBlank = false;
  }

  /** White space of the source, as one blank. */
  addBlank(source: number): void {
    if (this.#endsBlank) return;
    this.add(" ", source);
    this.#endsBlank = true;
  }

  /** The end of a paragraph, a cell or a line. */
  addBreak(source: number): void {
    if (this.#pieces.at(-1) === "\n" || this.#length === 0) return;
    this.add("\n", source);
    this.#endsBlank = true;
  }

  finish(): VisibleText {
    const starts = this.#starts;
    const sources = this.#sources;
    return { text: this.#pieces.join(""), sourceOf: (place) => sourceOf(starts, sources, place) };
  }
}

function sourceOf(starts: readonly number[], sources: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= place) low = middle;
    else high = middle;
  }
  return (sources[low] ?? 0) + place - (starts[low] ?? 0);
}

/**
 * Characters that show nothing or turn the direction: soft hyphen, zero width, direction marks, word joiner and
 * invisible operators, byte order mark, and tag characters (a second, invisible ASCII).
 */
const INVISIBLE =
  /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\udb40[\udc00-\udc7f]/g;

/** The text without invisible characters, so that a word cut up by them is found; places stay those of the source. */
export function withoutInvisible(visible: VisibleText): VisibleText {
  const { text } = visible;
  if (text.search(INVISIBLE) < 0) return visible;
  const builder = new VisibleTextBuilder();
  const origins: VisibleText = visible;
  let from = 0;
  for (const {
    index,
    0: { length },
  } of text.matchAll(INVISIBLE)) {
    if (index > from) builder.add(text.slice(from, index), from);
    from = index + length;
  }
  if (from < text.length) builder.add(text.slice(from), from);
  const cleaned = builder.finish();
  return { text: cleaned.text, sourceOf: (place) => origins.sourceOf(cleaned.sourceOf(place)) };
}
