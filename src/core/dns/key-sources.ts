/** Where DKIM keys come from in one analysis, and a record of every question and answer. */
import { keyName } from "./key-name.ts";
import { entryOf, type KeyOutcome, type Snapshot } from "./snapshot.ts";

/** What a source says of one name. */
export interface KeyAnswer {
  readonly outcome: KeyOutcome;
  readonly records: readonly string[];
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Who says so, as statements repeat it: "intake-snapshot host/v1/acme/log", "live 192.0.2.53:53". */
  readonly source: string;
}

export interface KeySource {
  /** null: this source knows nothing of the name. A rejection counts as null. */
  answer(domain: string, selector: string): Promise<KeyAnswer | null>;
}

/** One question and what came of it. */
export interface KeyLookup {
  /** As DNS knows it; null where domain and selector make no name, and nobody was asked. */
  readonly name: string | null;
  readonly domain: string;
  readonly selector: string;
  /** "not-known": no source at hand had the name. */
  readonly outcome: KeyOutcome | "not-known" | "name-invalid";
  readonly records: readonly string[];
  readonly source: string | null;
  readonly at: number | null;
}

/** Structurally the KeyResolver of the analysis. */
export type Resolver = (
  domain: string,
  selector: string,
) => Promise<{ readonly record: string; readonly source: string; readonly at: number } | null>;

export interface KeyBook {
  readonly resolver: Resolver;
  /** In the order of the first question for each name. */
  readonly lookups: () => readonly KeyLookup[];
}

/** Names in one message: as many as signatures are checked in DKIM and ARC together. */
const MAX_LOOKUPS = 128;
/** Characters of d= and s= that are kept where they make no name: a sender may write a page there. */
const MAX_SHOWN = 255;

/** Asks the sources in their order until one knows the name; each name once. */
export function keyBook(sources: readonly KeySource[]): KeyBook {
  const asked = new Map<string, Promise<KeyLookup>>();
  const noted: KeyLookup[] = [];
  return { resolver, lookups: () => noted };

  async function resolver(domain: string, selector: string) {
    const key = `${selector} ${domain}`.toLowerCase();
    const before = asked.get(key);
    if (before === undefined && asked.size >= MAX_LOOKUPS) return null;
    const looking = before ?? ask(domain, selector);
    if (before === undefined) asked.set(key, looking);
    const { outcome, records, source, at } = await looking;
    const [record] = records;
    if (outcome !== "found" || record === undefined || source === null || at === null) return null;
    return { record, source, at };
  }

  async function ask(domain: string, selector: string): Promise<KeyLookup> {
    const name = keyName(domain, selector);
    const shown = { name, domain: domain.slice(0, MAX_SHOWN), selector: selector.slice(0, MAX_SHOWN) };
    const answer = name === null ? null : await firstAnswer(sources, domain, selector);
    const nothing = { records: [], source: null, at: null };
    const outcome = name === null ? "name-invalid" : "not-known";
    const lookup: KeyLookup = answer === null ? { ...shown, outcome, ...nothing } : { ...shown, ...answer };
    noted.push(lookup);
    return lookup;
  }
}

async function firstAnswer(
  sources: readonly KeySource[],
  domain: string,
  selector: string,
): Promise<KeyAnswer | null> {
  for (const source of sources) {
    const answer = await source.answer(domain, selector).catch(() => null);
    if (answer !== null) return answer;
  }
  return null;
}

/** Keys out of a snapshot, or a signed answer, that was opened before. */
export function snapshotSource(snapshot: Snapshot): KeySource {
  const source = `${snapshot.kind === "answer" ? "intake-query" : "intake-snapshot"} ${snapshot.origin}`;
  return {
    async answer(domain, selector) {
      const entry = entryOf(snapshot, domain, selector);
      if (entry === null) return null;
      const { outcome, records, at, current } = entry;
      return { outcome, records, at, source: current ? source : `${source} (no longer published)` };
    },
  };
}

/** The resolver over one snapshot. */
export function snapshotResolver(snapshot: Snapshot): Resolver {
  return keyBook([snapshotSource(snapshot)]).resolver;
}
