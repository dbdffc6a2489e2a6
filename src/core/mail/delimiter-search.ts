/** Lines of a message that may be delimiters of its parts (RFC 2046, section 5.1.1), found without reading every octet. */

const LF = 0x0a;
const HYPHEN = 0x2d;
/** Of a boundary: shorter ones let the search go on by too little. */
const MIN_SEARCHED = 8;
const ASCII = /^[\x21-\x7e]*$/;

export class DelimiterSearch {
  readonly #octets: Uint8Array;
  /** How far to go on by each octet; null where lines are walked through instead. */
  readonly #steps: Uint16Array | null;
  /** Of a line: place of the boundary's last character. */
  readonly #last: number;
  readonly #ending: number;

  /** @param boundary - The only one that is looked for; null for several. */
  constructor(octets: Uint8Array, boundary: string | null) {
    this.#octets = octets;
    const isSearched = boundary !== null && boundary.length >= MIN_SEARCHED && ASCII.test(boundary);
    this.#steps = isSearched ? stepsOf(boundary) : null;
    this.#last = isSearched ? boundary.length + 1 : 0;
    this.#ending = isSearched ? boundary.charCodeAt(boundary.length - 1) : 0;
  }

  /** @returns Where the next line begins that may be a delimiter; -1 where none comes. */
  next(from: number): number {
    return this.#steps === null ? this.#walk(from) : this.#search(from, this.#steps);
  }

  /**
   * By Horspool's method: looks only at the octet where a boundary would end, and goes on by as much as that octet
   * allows, nearly always by the boundary's whole length.
   */
  #search(from: number, steps: Uint16Array): number {
    const octets = this.#octets;
    const last = this.#last;
    const ending = this.#ending;
    for (let i = from + last; i < octets.length; ) {
      const octet = octets[i] as number;
      if (octet === ending && this.#isLine(i - last)) return i - last;
      i += steps[octet] as number;
    }
    return -1;
  }

  /** From hyphen to hyphen: base64 has none, so attachments cost nothing. */
  #walk(from: number): number {
    const octets = this.#octets;
    let i = octets.indexOf(HYPHEN, from);
    while (i >= 0) {
      if (this.#isLine(i)) return i;
      let next = i + 1;
      while (octets[next] === HYPHEN) next++;
      i = octets.indexOf(HYPHEN, next);
    }
    return -1;
  }

  /** @returns Whether a line begins there with two hyphens. */
  #isLine(at: number): boolean {
    const octets = this.#octets;
    return octets[at] === HYPHEN && octets[at + 1] === HYPHEN && (at === 0 || octets[at - 1] === LF);
  }
}

/** By octet, how far its last place before the end of "--boundary" is from that end. */
function stepsOf(boundary: string): Uint16Array {
  const last = boundary.length + 1;
  const steps = new Uint16Array(256).fill(last + 1);
  steps[HYPHEN] = last - 1;
  for (let i = 0; i < boundary.length - 1; i++) steps[boundary.charCodeAt(i)] = boundary.length - 1 - i;
  return steps;
}
