/**
 * The whole analysis against the libraries that others use: the same mails, one process, rounds in turn.
 * mailauth without network: its resolver knows no name, as ours asks none.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { authenticate } from "mailauth";
import { simpleParser } from "mailparser";
import PostalMime from "postal-mime";
import { nodeHash } from "../../../src/cli/node-hash.ts";
import { analyseMessage } from "../../../src/core/analysis/analyse.ts";

const CORPUS = "../shared/corpus/phishing";
const DEFAULT_ROUNDS = 7;

interface Contender {
  readonly name: string;
  run(octets: Buffer): Promise<unknown>;
}

const OURS = "ours";
const OPTIONS = { provenance: "supplied-file", capture: "as-served" } as const;
const CONTENDERS: readonly Contender[] = [
  { name: OURS, run: (octets) => analyseMessage(octets, { ...OPTIONS, hash: nodeHash }) },
  // As in a browser. In Node every call of WebCrypto goes to another thread and back, however short it is.
  { name: "ours, WebCrypto", run: (octets) => analyseMessage(octets, OPTIONS) },
  // What mailauth looks at: header, signatures, body hashes.
  {
    name: "ours, header",
    run: (octets) => analyseMessage(octets, { ...OPTIONS, hash: nodeHash, headerOnly: true }),
  },
  {
    name: "mailauth",
    run: (octets) => authenticate(octets, { trustReceived: true, mta: "mx.example.com", resolver: noName }),
  },
  { name: "postal-mime", run: (octets) => PostalMime.parse(octets) },
  { name: "mailparser", run: (octets) => simpleParser(octets) },
];

function noName(): Promise<never> {
  return Promise.reject(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }));
}

export async function run(): Promise<void> {
  if (!existsSync(CORPUS)) {
    print(`analysis: no mails at ${CORPUS}, nothing measured`);
    return;
  }
  const mails = readdirSync(CORPUS).map((name) => readFileSync(join(CORPUS, name)));
  const rounds = Number(process.env["ROUNDS"] ?? DEFAULT_ROUNDS);
  const times = new Map(CONTENDERS.map(({ name }) => [name, mails.map((): number[] => [])]));
  // The first round compiles and is thrown away. The order turns, so that nobody always runs after the same one.
  for (let round = 0; round <= rounds; round++) {
    for (let i = 0; i < CONTENDERS.length; i++) {
      const contender = CONTENDERS[(i + round) % CONTENDERS.length] as Contender;
      await measureAll(contender, mails, round === 0 ? null : (times.get(contender.name) as number[][]));
    }
  }
  report(mails, rounds, times);
}

async function measureAll(
  contender: Contender,
  mails: readonly Buffer[],
  times: readonly number[][] | null,
): Promise<void> {
  globalThis.gc?.();
  for (const [i, mail] of mails.entries()) {
    const start = performance.now();
    await contender.run(mail);
    times?.[i]?.push(performance.now() - start);
  }
}

function report(
  mails: readonly Buffer[],
  rounds: number,
  times: ReadonlyMap<string, readonly number[][]>,
): void {
  const octets = mails.reduce((sum, mail) => sum + mail.length, 0);
  print(`${mails.length} mails, ${(octets / 1e6).toFixed(1)} MB, median of ${rounds} rounds`);
  print("                  total    median       p95     worst   worst of all rounds   (ms a mail)");
  const totals = new Map<string, number>();
  for (const [name, ofMails] of times) {
    // Each mail's own median first: a spike in one round then touches no other mail.
    const each = ofMails.map((samples) => quantile(samples, 0.5));
    totals.set(
      name,
      each.reduce((sum, ms) => sum + ms, 0),
    );
    const cells = [
      name.padEnd(15),
      `${(totals.get(name) as number).toFixed(0)} ms`.padStart(8),
      quantile(each, 0.5).toFixed(3).padStart(9),
      quantile(each, 0.95).toFixed(3).padStart(9),
      Math.max(...each)
        .toFixed(2)
        .padStart(9),
      Math.max(...ofMails.flat())
        .toFixed(1)
        .padStart(21),
    ];
    print(cells.join(" "));
  }
  for (const name of [OURS, "ours, header"]) print(ratiosOf(name, totals));
}

function ratiosOf(ours: string, totals: ReadonlyMap<string, number>): string {
  const total = totals.get(ours) as number;
  const ratios = [...totals]
    .filter(([name]) => !name.startsWith(OURS))
    .map(([name, peer]) => `${name} ${(total / peer).toFixed(2)}`);
  return `${ours} against: ${ratios.join(", ")} (less is faster)`;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
