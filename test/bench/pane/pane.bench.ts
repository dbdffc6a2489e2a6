/**
 * The pane's first screen beside Microsoft's React task pane template, both in the same played Outlook, browser and run.
 * The template is not part of this project: ZEGEL_TEMPLATE names a folder with its production build (`npm ci && npm run build` of
 * OfficeDev/Office-Addin-TaskPane-React gives `dist/`). Without it only ours is measured, and that is said.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page } from "playwright-core";
import { build, isStale } from "../../../tools/build.ts";
import { selfSignedCertificate } from "../../../src/simulator/certificate.ts";
import { freePorts, startDemo } from "../../../src/simulator/demo/demo.ts";
import { developmentOfficeFiles } from "../../../src/simulator/pane-support/index.ts";
import { startSimulator } from "../../../src/simulator/server.ts";
import { browserArguments, findBrowser } from "../../support/browser.ts";

const ROUNDS = 7;
const SLOWDOWNS = [1, 4];

interface Candidate {
  readonly name: string;
  /** The mailbox page that opens it. */
  readonly mailbox: string;
  /** Origin whose files are counted. */
  readonly origin: string;
  /** Text of the button by which the first screen counts as there. */
  readonly button: string;
}

interface Load {
  /** Milliseconds from the click to the first screen's button, and the thread free after it. */
  readonly interactive: number;
  readonly longestTask: number;
  readonly requests: number;
  readonly scripts: number;
  readonly scriptsGzip: number;
  readonly stylesGzip: number;
}

export async function run(): Promise<void> {
  if (!existsSync("dist/taskpane/index.html") || isStale()) await build();
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error("no Chromium: see test/run.ts");
  const dataDir = mkdtempSync(join(tmpdir(), "zegel-bench-"));
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  const closing: (() => Promise<unknown>)[] = [() => browser.close()];
  try {
    const demo = await startDemo({
      root: process.cwd(),
      dataDir,
      ports: await freePorts(),
      logLevel: "error",
      resolvers: [],
    });
    closing.push(demo.close);
    const ours = {
      name: "Zegel's pane",
      mailbox: demo.urls.simulator,
      origin: demo.urls.pane,
      button: "Report threat",
    };
    const template = await startTemplate(dataDir, closing);
    if (template === null) print("ZEGEL_TEMPLATE names no built template: only the pane is measured.");
    await compare(browser, template === null ? [ours] : [ours, template]);
  } finally {
    for (const close of closing.toReversed()) await close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function compare(browser: Browser, candidates: readonly Candidate[]): Promise<void> {
  print(
    "page                 CPU   requests  scripts  JS KB gzip  CSS KB gzip  interactive ms  longest task ms",
  );
  for (const slowdown of SLOWDOWNS) {
    const loads = new Map<Candidate, Load[]>(candidates.map((one) => [one, []]));
    // In turn, so that a busy moment of the machine strikes both.
    for (let round = 0; round <= ROUNDS; round++)
      for (const candidate of candidates) {
        const load = await once(browser, candidate, slowdown);
        if (round > 0) loads.get(candidate)?.push(load);
      }
    for (const [candidate, all] of loads) printRow(candidate.name, slowdown, all);
  }
}

function printRow(name: string, slowdown: number, loads: readonly Load[]): void {
  const median = (pick: (load: Load) => number) =>
    loads.map(pick).toSorted((a, b) => a - b)[Math.floor(loads.length / 2)] as number;
  const cells = [
    `${slowdown}×`.padEnd(6),
    String(median((load) => load.requests)).padStart(8),
    String(median((load) => load.scripts)).padStart(9),
    (median((load) => load.scriptsGzip) / 1024).toFixed(1).padStart(12),
    (median((load) => load.stylesGzip) / 1024).toFixed(1).padStart(13),
    median((load) => load.interactive)
      .toFixed(0)
      .padStart(16),
    median((load) => load.longestTask)
      .toFixed(0)
      .padStart(17),
  ];
  print(`${name.padEnd(21)}${cells.join("")}`);
}

/** One load in a browser profile of its own: nothing is cached. */
async function once(browser: Browser, candidate: Candidate, slowdown: number): Promise<Load> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: "en-US" });
  try {
    const page = await context.newPage();
    await routeMicrosoft(page);
    const files: { name: string; gzip: number }[] = [];
    let counting = false;
    const bodies: Promise<void>[] = [];
    page.on("response", (response) => {
      const url = new URL(response.url());
      if (!counting || url.origin !== candidate.origin || isOffice(url.pathname)) return;
      bodies.push(
        response.body().then(
          (body) => void files.push({ name: url.pathname, gzip: gzipSync(body, { level: 9 }).length }),
          () => undefined,
        ),
      );
    });
    await page.goto(`${candidate.mailbox}/?locale=en-US`);
    await page.waitForSelector("html[data-ready]");
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await page.evaluate(watchTasks);
    counting = true;
    const start = await page.evaluate(() => {
      document.querySelector<HTMLButtonElement>("#report-threat")?.click();
      return performance.now();
    });
    const button = page.frameLocator("#pane-holder iframe").getByRole("button", { name: candidate.button });
    await button.waitFor({ timeout: 60_000 });
    counting = false;
    const { at, longest } = await page.evaluate(untilIdle);
    await Promise.all(bodies);
    const sum = (end: string) =>
      files.filter(({ name }) => name.endsWith(end)).reduce((total, file) => total + file.gzip, 0);
    return {
      interactive: at - start,
      longestTask: longest,
      requests: files.length,
      scripts: files.filter(({ name }) => name.endsWith(".js")).length,
      scriptsGzip: sum(".js"),
      stylesGzip: sum(".css"),
    };
  } finally {
    await context.close();
  }
}

declare global {
  interface Window {
    longTasks: PerformanceEntry[];
  }
}

/** The mailbox page and the pane share a thread here: a task of the pane is one of this page too. */
function watchTasks(): void {
  window.longTasks = [];
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries())).observe({
    type: "longtask",
  });
}

/** Two turns of the event loop after a frame: nothing is queued that a click would wait for. */
async function untilIdle(): Promise<{ at: number; longest: number }> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  const at = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const tasks = window.longTasks.filter((task) => task.startTime <= at);
  return { at, longest: Math.max(0, ...tasks.map((task) => task.duration)) };
}

const office = developmentOfficeFiles();

function isOffice(path: string): boolean {
  return office.paths.has(path);
}

/** The template loads office.js from Microsoft's network, where nothing leads from here: the development copy serves. */
async function routeMicrosoft(page: Page): Promise<void> {
  await page.route(/^https:\/\/(?!localhost)/, async (route) => {
    const name = new URL(route.request().url()).pathname.replace(/^\/lib\/1(?:\.1)?\/hosted/, "");
    const body = office.get(name);
    if (body === undefined) await route.abort();
    else await route.fulfill({ contentType: "text/javascript", body });
  });
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".png": "image/png",
};

async function startTemplate(
  dataDir: string,
  closing: (() => Promise<unknown>)[],
): Promise<Candidate | null> {
  const folder = process.env["ZEGEL_TEMPLATE"];
  if (folder === undefined || !existsSync(join(folder, "taskpane.html"))) return null;
  const certificate = await selfSignedCertificate(join(dataDir, "template-certificate"));
  const names = new Set(readdirSync(folder, { recursive: true, encoding: "utf8" }));
  const server = createServer(certificate, (request, response) => {
    const name = new URL(request.url ?? "/", "https://localhost").pathname.slice(1);
    const mediaType = MEDIA_TYPES[extname(name)];
    if (!names.has(name) || mediaType === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": mediaType }).end(readFileSync(join(folder, name)));
  });
  const { pane } = await freePorts();
  await new Promise<void>((resolve) => server.listen(pane, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const origin = `https://localhost:${pane}`;
  const simulator = await startSimulator({
    host: "127.0.0.1",
    port: 0,
    paneUrl: `${origin}/taskpane.html`,
    certificate,
    fixturesDir: "test/fixtures/mail",
  });
  closing.push(simulator.close);
  return { name: "Microsoft's template", mailbox: simulator.url, origin, button: "Insert text" };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
