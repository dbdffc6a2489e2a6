/** The intake's snapshots of DKIM keys: asks the resolvers now and then, signs what they said, and has it timestamped. */
import { utf8 } from "../../core/base/bytes.ts";
import { digestOf, parseDigest } from "../../core/base/digest.ts";
import { keyName, splitKeyName } from "../../core/dns/key-name.ts";
import {
  formatSnapshot,
  type KeyEntry,
  MAX_ENTRIES,
  MAX_SNAPSHOT_AHEAD_MS,
} from "../../core/dns/snapshot.ts";
import type { NoteSigner } from "../../core/log/note.ts";
import { refusal } from "../problems.ts";
import type { DnsStore, SeenDnsAnswer, StoredDnsSnapshot } from "../storage/ports.ts";
import type { CheckedAuthority } from "../timestamping.ts";
import { type DnsLookup, isTransient } from "./lookup.ts";
import { inParallel } from "./parallel.ts";

/** Names that investigators of one organisation may add, beside those of the configuration. */
export const MAX_LEARNED = 128;
/** Snapshots kept of each organisation: at one every six hours, three months. */
const KEPT_SNAPSHOTS = 360;
/** Single questions that may be under way at once: each holds a socket. */
const MAX_SINGLE = 16;
const FIRST_RETRY_MS = 5_000;
/** Timers may fire a little early: the next round must find that it is due. */
const SLACK_MS = 20;

export type DnsPolicy = "none" | "snapshot" | "single";

export interface DnsOrganisation {
  readonly id: string;
  readonly policy: DnsPolicy;
  readonly signer: NoteSigner;
}

export interface DnsKeysOptions {
  readonly organisations: readonly DnsOrganisation[];
  readonly store: DnsStore;
  readonly lookup: DnsLookup;
  readonly authority: CheckedAuthority | null;
  /** Domain to selectors. */
  readonly providers: Readonly<Record<string, readonly string[]>>;
  readonly learnAnyDomain: boolean;
  /** Milliseconds between two rounds; and after names were learned, at least so many until the next. */
  readonly refreshMs: number;
  readonly learnedMs: number;
  /** Questions to resolvers at the same time. */
  readonly concurrency: number;
  /** Milliseconds that an answer waits for its timestamp. */
  readonly timestampWaitMs: number;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

export interface SignedAnswer {
  readonly note: string;
  /** null: late, or no authority. */
  readonly timestamp: Uint8Array | null;
}

export interface DnsKeys {
  /** null until there is one, and where the policy wants none. */
  snapshot(organisation: string): Promise<StoredDnsSnapshot | null>;
  /** Asks now and keeps nothing of it. @throws EvidenceError INPUT_INVALID, RATE_LIMITED */
  ask(organisation: string, domain: string, selector: string): Promise<SignedAnswer>;
  /** Whether a domain's keys are asked for anyway, so that a question tells nothing of a report. */
  isProvider(domain: string): boolean;
  /** @returns Names that were new. @throws EvidenceError INPUT_INVALID where a pair makes no name. */
  learn(organisation: string, pairs: readonly { domain: string; selector: string }[]): Promise<LearnOutcome>;
  /** Begins in the background: nobody waits for resolvers. */
  start(): void;
  close(): Promise<void>;
}

export interface LearnOutcome {
  readonly added: number;
  /** Of domains that are on no provider list. */
  readonly refused: number;
}

export function createDnsKeys(options: DnsKeysOptions): DnsKeys {
  const { store, lookup, authority, providers, now } = options;
  const served = options.organisations.filter(({ policy }) => policy !== "none");
  const byId = new Map(served.map((one) => [one.id, one]));
  const configured = Object.entries(providers).flatMap(([domain, selectors]) =>
    selectors.flatMap((selector) => keyName(domain, selector) ?? []),
  );
  const stopped = new AbortController();
  /** When an organisation's list last grew. */
  const learnedAt = new Map<string, number>();
  let timer: NodeJS.Timeout | null = null;
  let dueAt = 0;
  let lastRound = Number.NEGATIVE_INFINITY;
  let stampFailures = 0;
  let round: Promise<void> = Promise.resolve();
  let asking = 0;
  return { snapshot, ask, isProvider, learn, start, close };

  async function snapshot(organisation: string): Promise<StoredDnsSnapshot | null> {
    return byId.has(organisation) ? await store.latestDnsSnapshot(organisation) : null;
  }

  function isProvider(domain: string): boolean {
    return Object.hasOwn(providers, domain.toLowerCase());
  }

  function start(): void {
    if (served.length > 0) plan(0);
  }

  /** One timer; the earlier of two wishes stands. */
  function plan(delayMs: number): void {
    const at = Date.now() + delayMs;
    if (stopped.signal.aborted || (timer !== null && dueAt <= at)) return;
    if (timer !== null) clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => {
      timer = null;
      round = round.then(runRound);
    }, delayMs);
    timer.unref();
  }

  async function runRound(): Promise<void> {
    try {
      if (await isDue()) await refresh();
      await stampLate();
      stampFailures = 0;
      plan(options.refreshMs + SLACK_MS);
    } catch (error) {
      if (stopped.signal.aborted) return;
      stampFailures++;
      options.onFailure(error);
      plan(Math.min(FIRST_RETRY_MS * 2 ** (stampFailures - 1), options.refreshMs));
    }
  }

  /** A restart does not ask again what was asked a minute ago; a late timestamp alone is no reason either. */
  async function isDue(): Promise<boolean> {
    for (const { id } of served) {
      const latest = await store.latestDnsSnapshot(id);
      const learned = learnedAt.get(id);
      if (latest === null || latest.takenAt <= now() - options.refreshMs) return true;
      if (learned !== undefined && learned >= lastRound) return true;
    }
    return false;
  }

  async function refresh(): Promise<void> {
    lastRound = now();
    const names = new Map<string, readonly string[]>();
    for (const { id } of served) names.set(id, await namesOf(id));
    const all = [...new Set([...names.values()].flat())];
    const answers = await inParallel(all, options.concurrency, seen);
    if (stopped.signal.aborted) return;
    await store.noteDnsAnswers(answers);
    for (const one of served) await signSnapshot(one, names.get(one.id) ?? []);
  }

  async function namesOf(organisation: string): Promise<string[]> {
    const learned = await store.learnedDnsNames(organisation);
    return [...new Set([...configured, ...learned])].slice(0, MAX_ENTRIES);
  }

  async function seen(name: string): Promise<SeenDnsAnswer> {
    const answer = await lookup.txt(name);
    return { name, ...answer, at: now(), transient: isTransient(answer.outcome) };
  }

  async function signSnapshot({ id, signer }: DnsOrganisation, names: readonly string[]): Promise<void> {
    const entries = await store.dnsEntries(names);
    // What is published now comes first: history fills the room that is left.
    const ordered = [...entries.filter(({ current }) => current), ...entries.filter((one) => !one.current)];
    const takenAt = await nextTime(id);
    // A clock that was ahead for a while must not stop snapshots: what it noted stands aside.
    const past = ordered.filter(({ at }) => at <= takenAt);
    const note = formatSnapshot({ kind: "snapshot", organisation: id, takenAt, entries: past }, signer);
    await store.addDnsSnapshot(id, takenAt, note, KEPT_SNAPSHOTS);
  }

  /** Later than the last one, by which clients see that none is left out; unless that one was from the future. */
  async function nextTime(organisation: string): Promise<number> {
    const before = (await store.latestDnsSnapshot(organisation))?.takenAt ?? 0;
    return before > now() + MAX_SNAPSHOT_AHEAD_MS ? now() : Math.max(now(), before + 1);
  }

  async function stampLate(): Promise<void> {
    if (authority === null) return;
    for (const { id } of served) {
      const latest = await store.latestDnsSnapshot(id);
      if (latest === null || latest.timestamp !== null || stopped.signal.aborted) continue;
      const token = await authority.stamp(await hashOf(latest.note));
      if (!stopped.signal.aborted) await store.addDnsTimestamp(latest.id, token);
    }
  }

  async function ask(organisation: string, domain: string, selector: string): Promise<SignedAnswer> {
    const name = keyName(domain, selector);
    const one = byId.get(organisation);
    if (name === null) throw refusal("INPUT_INVALID", "not the name of a key");
    if (one === undefined) throw refusal("DNS_QUERY_NOT_ALLOWED", "no DNS for this organisation");
    if (asking >= MAX_SINGLE) throw refusal("RATE_LIMITED", "too many questions at once");
    asking++;
    try {
      const { outcome, records, resolver } = await lookup.txt(name);
      const at = now();
      const entry: KeyEntry = { name, outcome, records, resolver, at, since: at, current: true };
      const note = formatSnapshot(
        { kind: "answer", organisation, takenAt: at, entries: [entry] },
        one.signer,
      );
      return { note, timestamp: await stampSoon(note) };
    } finally {
      asking--;
    }
  }

  /** Late means without: nothing of the question is kept that a token could be added to. */
  async function stampSoon(note: string): Promise<Uint8Array | null> {
    if (authority === null || options.timestampWaitMs === 0) return null;
    const stamping = authority.stamp(await hashOf(note)).catch((error: unknown) => {
      options.onFailure(error);
      return null;
    });
    return await Promise.race([stamping, pause(options.timestampWaitMs)]);
  }

  async function learn(
    organisation: string,
    pairs: readonly { domain: string; selector: string }[],
  ): Promise<LearnOutcome> {
    if (!byId.has(organisation)) throw refusal("DNS_QUERY_NOT_ALLOWED", "no DNS for this organisation");
    const names = pairs.map(({ domain, selector }) => keyName(domain, selector));
    if (names.includes(null)) throw refusal("INPUT_INVALID", "not the name of a key");
    const wanted = (names as string[]).filter(
      (name) => options.learnAnyDomain || isProvider(splitKeyName(name)?.domain ?? ""),
    );
    const fresh = wanted.filter((name) => !configured.includes(name));
    const added = await store.learnDnsNames(organisation, fresh, now(), MAX_LEARNED);
    if (added.length > 0) {
      learnedAt.set(organisation, now());
      plan(options.learnedMs);
    }
    return { added: added.length, refused: names.length - wanted.length };
  }

  async function close(): Promise<void> {
    stopped.abort();
    if (timer !== null) clearTimeout(timer);
    lookup.cancel();
    await round;
  }
}

async function hashOf(note: string): Promise<Uint8Array> {
  return parseDigest(await digestOf(utf8(note))) as Uint8Array;
}

function pause(ms: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), ms).unref();
  });
}
