/** The loop: an input from the grammar or a changed older one, run, checked, kept where it reaches something new. */
import type { Coverage } from "./coverage.ts";
import type { Dictionary } from "./dictionary.ts";
import { generateMessage } from "./generate.ts";
import { check, type Variant } from "./invariants.ts";
import { minimise } from "./minimise.ts";
import { mutate } from "./mutate.ts";
import { Random } from "./random.ts";
import { Texts } from "./texts.ts";

export interface Failure {
  /** What is broken, as check() says it. */
  readonly sentence: string;
  readonly variant: Variant;
  readonly input: Uint8Array;
  /** The smallest input found that breaks the same. */
  readonly minimal: Uint8Array;
}

export interface SlowInput {
  readonly input: Uint8Array;
  readonly ms: number;
  /** Milliseconds for each KiB, the first 16 KiB counted whole. */
  readonly msPerKib: number;
}

export interface FuzzOptions {
  readonly seed: number;
  readonly seeds: readonly Uint8Array[];
  readonly dictionary: Dictionary;
  /** Without it inputs are kept by chance. */
  readonly coverage: Coverage | null;
  /** Called before each input is run: a watchdog needs to know it. */
  readonly onInput?: (input: Uint8Array) => void;
  readonly onFailure?: (failure: Failure) => void;
}

export interface FuzzState {
  executions: number;
  readonly pool: Uint8Array[];
  /** Blocks of the code that ran so far; empty without coverage. */
  readonly blocks: Set<string>;
  readonly failures: Failure[];
  /** The slowest for their size, the slowest first. */
  slowest: readonly SlowInput[];
}

interface Trial {
  readonly input: Uint8Array;
  readonly variant: Variant;
}

/** Asking for the coverage costs as much as some runs: it is asked once a batch, and only then input by input. */
const BATCH = 24;
/** The second analysis of the same octets, which must be the same, doubles the time. */
const TWICE_EVERY = 5;
const MAX_POOL = 4_000;
const MAX_SLOW = 10;
const SLOW_BASE_OCTETS = 16 * 1024;
const SLOW_REPEATS = 4;

/** Runs until `until` says so. Never throws: what breaks is in `failures`, each sentence once. */
export async function fuzz(options: FuzzOptions, until: (state: FuzzState) => boolean): Promise<FuzzState> {
  const texts = new Texts(new Random(options.seed), options.dictionary);
  const state: FuzzState = {
    executions: 0,
    pool: [...options.seeds],
    blocks: new Set(),
    failures: [],
    slowest: [],
  };
  for (const input of options.seeds) {
    if (until(state)) return state;
    await runTrial({ input, variant: variantOf(texts.random) }, options, state);
  }
  for (const block of options.coverage?.take() ?? []) state.blocks.add(block);
  while (!until(state)) await runBatch(texts, options, state);
  return state;
}

async function runBatch(texts: Texts, options: FuzzOptions, state: FuzzState): Promise<void> {
  const batch: Trial[] = texts.random.times(BATCH, () => ({
    input: nextInput(texts, state.pool),
    variant: variantOf(texts.random),
  }));
  for (const trial of batch) await runTrial(trial, options, state);
  if (options.coverage === null) keep(state.pool, texts.random.pick(batch).input, texts.random);
  else await keepDiscoverers(batch, options.coverage, state, texts.random);
}

/** V8 says what ran in the whole batch: where that is new, each input runs again to see which one it was. */
async function keepDiscoverers(
  batch: readonly Trial[],
  coverage: Coverage,
  state: FuzzState,
  random: Random,
): Promise<void> {
  const fresh = new Set([...coverage.take()].filter((block) => !state.blocks.has(block)));
  for (const { input, variant } of batch) {
    if (fresh.size === 0) return;
    await check(input, variant, false);
    state.executions++;
    const found = [...coverage.take()].filter((block) => fresh.delete(block));
    for (const block of found) state.blocks.add(block);
    if (found.length > 0) keep(state.pool, input, random);
  }
  // Ran in the batch only, from state that lives on between runs: no input to keep for it.
  for (const block of fresh) state.blocks.add(block);
}

async function runTrial({ input, variant }: Trial, options: FuzzOptions, state: FuzzState): Promise<void> {
  options.onInput?.(input);
  const start = performance.now();
  const broken = await check(input, variant, state.executions % TWICE_EVERY === 0);
  await noteTime(state, { input, variant }, performance.now() - start);
  state.executions++;
  for (const sentence of broken) {
    if (state.failures.some((known) => known.sentence === sentence)) continue;
    const minimal = await minimise(input, async (octets) =>
      (await check(octets, variant, sentence.includes("twice"))).includes(sentence),
    );
    const failure = { sentence, variant, input, minimal };
    state.failures.push(failure);
    options.onFailure?.(failure);
  }
}

function nextInput(texts: Texts, pool: readonly Uint8Array[]): Uint8Array {
  const { random } = texts;
  if (pool.length === 0 || random.oneIn(4)) return generateMessage(texts);
  // The newest half of the time: what it reached is least explored.
  const recent = Math.max(0, pool.length - 200);
  const at = random.oneIn(2) ? recent + random.below(pool.length - recent) : random.below(pool.length);
  return mutate(pool[at] as Uint8Array, random.pick(pool), texts);
}

function variantOf(random: Random): Variant {
  return {
    provenance: random.pick(["supplied-file", "supplied-file", "host-api", "fetched-by-service"]),
    withKeys: random.oneIn(3),
    withOrganisation: random.oneIn(3),
  };
}

function keep(pool: Uint8Array[], input: Uint8Array, random: Random): void {
  if (pool.length < MAX_POOL) pool.push(input);
  else pool[random.below(MAX_POOL)] = input;
}

/** A run may only have waited for the processor: what looks slow runs again, and its shortest time counts. */
async function noteTime(state: FuzzState, { input, variant }: Trial, firstMs: number): Promise<void> {
  const kib = Math.max(input.length, SLOW_BASE_OCTETS) / 1024;
  const least = state.slowest.length < MAX_SLOW ? 0 : (state.slowest.at(-1)?.msPerKib ?? 0);
  let ms = firstMs;
  for (let i = 0; i < SLOW_REPEATS && ms / kib > least; i++) {
    const start = performance.now();
    await check(input, variant, false);
    ms = Math.min(ms, performance.now() - start);
  }
  if (ms / kib <= least) return;
  const slowest = [...state.slowest, { input, ms, msPerKib: ms / kib }];
  state.slowest = slowest.toSorted((a, b) => b.msPerKib - a.msPerKib).slice(0, MAX_SLOW);
}
