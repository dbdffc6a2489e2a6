/** Metadata as it is collected: bounded in number and length, whatever a file holds. */

export interface MetadataEntry {
  /** Stable code: "author", "last-saved-by", "camera-model", … */
  readonly key: string;
  readonly value: string;
}

/** What a file tells, and what is to be said of it. */
export interface Description {
  /** More exact than the signature; null where nothing is known beyond it. */
  readonly type: string | null;
  readonly metadata: readonly MetadataEntry[];
  readonly warnings: readonly string[];
}

/** More would hide what matters; an archive of a thousand names shows its first ones. */
const MAX_ENTRIES = 80;
const MAX_PER_KEY = 25;
const MAX_VALUE_CHARS = 300;

/** Collects values in order, each pair once, control characters as spaces. */
export class MetadataList {
  readonly #entries = new Map<string, MetadataEntry>();
  readonly #counts = new Map<string, number>();

  add(key: string, value: string | null | undefined): void {
    if (value === null || value === undefined || this.#entries.size >= MAX_ENTRIES) return;
    const text = value
      .slice(0, 4 * MAX_VALUE_CHARS)
      .replace(/[\0-\x1f\x7f-\x9f\ufffe\uffff]+/g, " ")
      .trim()
      .slice(0, MAX_VALUE_CHARS);
    const count = this.#counts.get(key) ?? 0;
    if (text === "" || count >= MAX_PER_KEY || this.#entries.has(`${key} ${text}`)) return;
    this.#counts.set(key, count + 1);
    this.#entries.set(`${key} ${text}`, { key, value: text.isWellFormed() ? text : text.toWellFormed() });
  }

  get entries(): readonly MetadataEntry[] {
    return [...this.#entries.values()];
  }
}
