/** What a name or subject hides from the eye, and the addresses and domains that it shows. */

/** A display name is shown in part only; no honest one is longer. */
const MAX_CHARS = 1000;
const MAX_LISTED = 10;
/** A shorter first label is an everyday word or abbreviation too often. */
const MIN_WORD_CHARS = 4;

/**
 * Characters without a glyph, or that turn the reading direction (UAX #9, section 3), and control characters; joiners
 * and tags only where they join nothing: between ASCII characters.
 */
const INVISIBLE =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0]|(?<=[!-~])[\u200c\u200d](?=[!-~])|(?<=[ -~])[\u{e0000}-\u{e007f}]/gu;
const NOT_PLAIN = /[^\x20-\x7e]/;

/** @returns "U+200B", … each once, in the order of appearance. */
export function invisibleCharacters(text: string): string[] {
  if (!NOT_PLAIN.test(text)) return [];
  const found = new Set<string>();
  for (const [character] of text.slice(0, MAX_CHARS).matchAll(INVISIBLE)) {
    found.add(`U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}`);
    if (found.size >= MAX_LISTED) break;
  }
  return [...found];
}

/** A name in which these characters turn the direction of reading may show its letters in another order. */
export function turnsDirection(characters: readonly string[]): boolean {
  return characters.some((one) => /^U\+(?:202[ABDE]|206[6-8])$/.test(one));
}

const AT = /@|\bat\b/i;
const ADDRESS =
  /([\p{L}\p{N}_.+-]{1,64})\s?(@|[([{<]\s?(?:at|@)\s?[)\]}>]|\sat\s)\s?([\p{L}\p{N}-]{1,63}(?:(?:\.|\s?[([{](?:dot|\.)[)\]}]\s?)[\p{L}\p{N}-]{1,63}){1,5})/iu;

export interface ShownAddress {
  /** As local@domain, lower case. */
  readonly address: string;
  readonly domain: string;
  /** Written with the sign "@" rather than a word for it. */
  readonly literal: boolean;
}

/** Text as a reader takes it: full-width and small forms as usual ones (NFKC), nothing invisible. */
export function asRead(text: string): string {
  const head = text.slice(0, MAX_CHARS);
  return NOT_PLAIN.test(head) ? head.normalize("NFKC").replace(INVISIBLE, "") : head;
}

/** The first mail address in a text: also "name at example.com", "name(at)example(dot)com" and full-width forms. */
export function shownAddress(text: string): ShownAddress | null {
  const read = asRead(text);
  if (!AT.test(read)) return null;
  const [, local, sign, host] = ADDRESS.exec(read) ?? [];
  if (local === undefined || sign === undefined || host === undefined) return null;
  const domain = host.replace(/\s?[([{](?:dot|\.)[)\]}]\s?/gi, ".").toLowerCase();
  return { address: `${local.toLowerCase()}@${domain}`, domain, literal: sign === "@" };
}

/**
 * Whether a text names a domain of a list, whole or its first label as a word of its own.
 *
 * @param domains - In lower case, such as "example.org".
 */
export function namedDomain(text: string, domains: readonly string[]): string | null {
  const read = asRead(text).toLowerCase();
  let words: ReadonlySet<string> | null = null;
  for (const domain of domains) {
    const lower = domain.toLowerCase();
    const label = lower.split(".", 1)[0] as string;
    if (!read.includes(label)) continue;
    words ??= new Set(read.split(/[^\p{L}\p{N}-]+/u));
    if (read.includes(lower) || (label.length >= MIN_WORD_CHARS && words.has(label))) return domain;
  }
  return null;
}
