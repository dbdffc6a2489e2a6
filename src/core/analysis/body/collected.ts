/** What was found in the parts, as places; their octets are worked out once, for all together. */
import type { Basis, BodyAnalysis, Quote } from "../types.ts";
import { locate, type TextRange } from "./text-parts.ts";

type Lists = Pick<
  BodyAnalysis,
  "urls" | "mailAddresses" | "phones" | "wallets" | "quotes" | "hidden" | "remote" | "forms"
>;

/** The same limit for every list: longer ones are read by nobody, and a sender could fill memory with them. */
const MAX_ENTRIES = 200;

export class CollectedList<Entry extends Quote> {
  readonly #entries = new Map<string, { readonly range: TextRange; readonly entry: Omit<Entry, "basis"> }>();

  /** @param key - Entries of one key are one; the first stays, unless `replaces`. */
  add(key: string, range: TextRange, entry: Omit<Entry, "basis">, replaces = false): void {
    const isKnown = this.#entries.has(key);
    if (isKnown ? replaces : this.#entries.size < MAX_ENTRIES) this.#entries.set(key, { range, entry });
  }

  get ranges(): TextRange[] {
    return [...this.#entries.values()].map(({ range }) => range);
  }

  /** @param bases - Those of `ranges`, in that order. */
  finish(bases: Iterator<Basis>): Entry[] {
    return [...this.#entries.values()].map(
      ({ entry }) => ({ ...entry, basis: bases.next().value as Basis }) as unknown as Entry,
    );
  }
}

export class Collected {
  readonly urls = new CollectedList<Lists["urls"][number]>();
  readonly mailAddresses = new CollectedList<Lists["mailAddresses"][number]>();
  readonly phones = new CollectedList<Lists["phones"][number]>();
  readonly wallets = new CollectedList<Lists["wallets"][number]>();
  readonly quotes = new CollectedList<Lists["quotes"][number]>();
  readonly hidden = new CollectedList<Lists["hidden"][number]>();
  readonly remote = new CollectedList<Lists["remote"][number]>();
  readonly forms = new CollectedList<Lists["forms"][number]>();

  finish(octets: Uint8Array): Lists {
    const { urls, mailAddresses, phones, wallets, quotes, hidden, remote, forms } = this;
    const lists = [urls, mailAddresses, phones, wallets, quotes, hidden, remote, forms];
    const bases = locate(
      octets,
      lists.flatMap(({ ranges }) => ranges),
    ).values();
    // In the order of the list above.
    return {
      urls: urls.finish(bases),
      mailAddresses: mailAddresses.finish(bases),
      phones: phones.finish(bases),
      wallets: wallets.finish(bases),
      quotes: quotes.finish(bases),
      hidden: hidden.finish(bases),
      remote: remote.finish(bases),
      forms: forms.finish(bases),
    };
  }
}
