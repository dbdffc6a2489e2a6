/**
 * A long run: `node test/fuzz/analysis.fuzz.ts --minutes 60 --seed 1 --out FOLDER`, from the project's root.
 * Inputs that break something, that hang, and the slowest go to FOLDER; the corpus of public mails is used where it is.
 * With `--pool FOLDER` the inputs worth keeping live on from run to run.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startCoverage } from "./coverage.ts";
import { readDictionary } from "./dictionary.ts";
import { type Failure, fuzz, type FuzzState } from "./fuzzer.ts";
import { corpusSeeds, ownSeeds, readMails } from "./seeds.ts";
import { startWatchdog } from "./watchdog.ts";

const REPORT_MS = 60_000;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    out: { type: "string", default: join(tmpdir(), "zegel-fuzz") },
    pool: { type: "string" },
    "own-seeds-only": { type: "boolean", default: false },
  },
});
const folder = values.out;
const started = Date.now();
const deadline = started + Number(values.minutes) * 60_000;
let reported = started;

mkdirSync(folder, { recursive: true });
const seeds = [
  ...ownSeeds(),
  ...(values["own-seeds-only"] ? [] : corpusSeeds()),
  ...(values.pool !== undefined && existsSync(values.pool) ? readMails(values.pool) : []),
];
const watchdog = startWatchdog(folder);
print(`seed ${values.seed}, ${seeds.length} messages to begin with, out ${folder}`);
const state = await fuzz(
  {
    seed: Number(values.seed),
    seeds,
    dictionary: readDictionary(),
    coverage: startCoverage("/src/core/"),
    onInput: (input) => watchdog.begin(input),
    onFailure: save,
  },
  (now) => {
    if (Date.now() - reported > REPORT_MS) report(now);
    return Date.now() > deadline;
  },
);
report(state);
for (const [i, { input, ms }] of state.slowest.entries())
  writeFileSync(join(folder, `slow-${i}-${ms.toFixed(0)}ms-${input.length}.eml`), input);
if (values.pool !== undefined) savePool(values.pool, state.pool.slice(seeds.length));
await watchdog.stop();
process.exitCode = state.failures.length > 0 ? 1 : 0;

function report(now: FuzzState): void {
  reported = Date.now();
  const slow = now.slowest[0];
  print(
    `${((reported - started) / 1000).toFixed(0)} s, ${now.executions} executions, ${now.blocks.size} blocks, ` +
      `${now.pool.length} inputs kept, ${now.failures.length} failures, slowest ${slow?.ms.toFixed(1)} ms for ${slow?.input.length} octets`,
  );
}

function savePool(pool: string, inputs: readonly Uint8Array[]): void {
  mkdirSync(pool, { recursive: true });
  for (const [i, input] of inputs.entries()) writeFileSync(join(pool, `${values.seed}-${i}.eml`), input);
}

function save(failure: Failure): void {
  const name = failure.sentence.replace(/[^\w.-]+/g, "_").slice(0, 120);
  writeFileSync(join(folder, `${name}.eml`), failure.input);
  writeFileSync(join(folder, `${name}.min.eml`), failure.minimal);
  const text = new TextDecoder("latin1").decode(failure.minimal.subarray(0, 600));
  print(`BROKEN ${failure.sentence} (${JSON.stringify(failure.variant)}): ${JSON.stringify(text)}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
