/**
 * The pane's first screen beside Microsoft's React task pane template, both in the same played Outlook, browser and run.
 * The template is not part of this project: ZEGEL_TEMPLATE names a folder with its production build. Without it only
 * ours is measured, and that is said.
 *
 * First screen: everything that the page asked of its own server before its main button was painted, office.js apart.
 * Texts of the one language in use are scripts among these. What the page asks for afterwards, on its own, is given beside it.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type APIRequestContext, type Browser, chromium, request } from "playwright-core";
import { build, isStale } from "../../../tools/build.ts";
import { freePorts, startDemo } from "../../../src/simulator/demo/demo.ts";
import { developmentOfficeFiles } from "../../../src/simulator/pane-support/index.ts";
import { browserArguments, findBrowser } from "../../support/browser.ts";
import { type Candidate, type Load, loadOnce } from "./load.ts";
import { startTemplate } from "./template.ts";

const ROUNDS = 7;
const SLOWDOWNS = [1, 4];

export async function run(): Promise<void> {
  if (!existsSync("dist/taskpane/index.html") || isStale()) await build();
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error("no Chromium: see test/run.ts");
  const dataDir = mkdtempSync(join(tmpdir(), "zegel-bench-"));
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  const closing: (() => Promise<unknown>)[] = [() => browser.close()];
  try {
    const candidates = await startCandidates(dataDir, closing);
    for (const slowdown of SLOWDOWNS) await compare(browser, candidates, slowdown);
  } finally {
    for (const close of closing.toReversed()) await close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function startCandidates(
  dataDir: string,
  closing: (() => Promise<unknown>)[],
): Promise<readonly Candidate[]> {
  const demo = await startDemo({
    root: process.cwd(),
    dataDir,
    ports: await freePorts(),
    logLevel: "error",
    resolvers: [],
  });
  closing.push(demo.close);
  const ours: Candidate = {
    name: "Zegel's pane",
    mailbox: demo.urls.simulator,
    origin: demo.urls.pane,
    button: "Report threat",
  };
  const folder = process.env["ZEGEL_TEMPLATE"];
  if (folder === undefined) {
    print("ZEGEL_TEMPLATE names no built template: only the pane is measured.");
    return [ours];
  }
  const template = await startTemplate(folder, dataDir, closing);
  return [ours, { ...template, name: "Microsoft's template", button: "Insert text" }];
}

async function compare(browser: Browser, candidates: readonly Candidate[], slowdown: number): Promise<void> {
  const loads = new Map<Candidate, Load[]>(candidates.map((one) => [one, []]));
  // In turn, so that a busy moment of the machine strikes both. The first round warms up and is not counted.
  for (let round = 0; round <= ROUNDS; round++)
    for (const candidate of candidates) {
      const load = await loadOnce(browser, candidate, slowdown);
      if (round > 0) loads.get(candidate)?.push(load);
    }
  print(`\nCPU slowed down ${slowdown} times; medians of ${ROUNDS} loads`);
  print(row(["", "interactive", "usable", "longest task", "of all", "first screen", "", "", "after it"]));
  print(row(["", "ms", "ms", "ms", "ms", "requests", "scripts", "JS KB gzip", "JS KB gzip"]));
  for (const [candidate, all] of loads) await printCandidate(candidate, all);
}

async function printCandidate(candidate: Candidate, loads: readonly Load[]): Promise<void> {
  const median = (pick: (load: Load) => number) =>
    loads.map(pick).toSorted((a, b) => a - b)[Math.floor(loads.length / 2)] as number;
  const files = await request.newContext({ ignoreHTTPSErrors: true, baseURL: candidate.origin });
  try {
    const counted = await Promise.all(
      loads.map(async ({ first, after }) => ({
        first: await sizesOf(files, first),
        after: await sizesOf(files, after),
      })),
    );
    // The load with the most: a part that is sometimes asked for early counts.
    const most = counted.toSorted((a, b) => b.first.scriptOctets - a.first.scriptOctets)[0];
    if (most === undefined) return;
    const numbers = [
      median((load) => load.interactive),
      median((load) => load.usable),
      median((load) => load.longestTask),
      median((load) => load.longestOfAll),
    ].map((value) => value.toFixed(0));
    const sizes = [
      String(most.first.requests),
      String(most.first.scripts),
      (most.first.scriptOctets / 1024).toFixed(1),
      (most.after.scriptOctets / 1024).toFixed(1),
    ];
    print(row([candidate.name, ...numbers, ...sizes]));
  } finally {
    await files.dispose();
  }
}

const office = developmentOfficeFiles();
const measured = new Map<string, number>();

/** Gzip sizes, whatever the servers here send: both send their files as they are. */
async function sizesOf(files: APIRequestContext, paths: readonly string[]) {
  const own = paths.filter((path) => !office.paths.has(path));
  const scripts = own.filter((path) => path.endsWith(".js"));
  let scriptOctets = 0;
  for (const path of scripts) {
    const octets = measured.get(path) ?? gzipSync(await (await files.get(path)).body(), { level: 9 }).length;
    measured.set(path, octets);
    scriptOctets += octets;
  }
  return { requests: own.length, scripts: scripts.length, scriptOctets };
}

function row(cells: readonly string[]): string {
  const [name = "", ...rest] = cells;
  return name.padEnd(22) + rest.map((cell) => cell.padStart(13)).join("");
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
