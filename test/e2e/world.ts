/** The whole demo on this machine and a browser in front of it: what the end-to-end tests act on. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type FrameLocator, type Page } from "playwright-core";
import { type Demo, type DemoOptions, freePorts, startDemo } from "../../src/simulator/demo/demo.ts";
import { freePort } from "../gmail/world.ts";
import { browserArguments, findBrowser } from "../support/browser.ts";

export interface World {
  readonly demo: Demo;
  readonly dataDir: string;
  readonly browser: Browser;
  /** A browser profile of its own, with what its pages complained about. */
  profile(locale?: string): Promise<Profile>;
  /** The command line, as a process of its own. */
  zegel(...args: string[]): Finished;
  /** The same without holding up this process, in which the intake runs: for commands that talk to it. */
  zegelAsync(...args: string[]): Promise<Finished>;
  close(): Promise<void>;
}

interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Profile {
  readonly context: BrowserContext;
  /** Content security violations and uncaught errors of every page of this profile. */
  readonly complaints: string[];
}

export interface WorldOptions extends Pick<DemoOptions, "authentication" | "confidential"> {
  /** With the page that plays Gmail, and the add-on. */
  readonly gmail?: boolean;
}

/** Another test's connection may take a port between its choice and its use. */
const PORTS_TRIED = 3;

async function startOnFreePorts(gmail: boolean, options: Omit<WorldOptions, "gmail">) {
  for (let tried = 1; ; tried++) {
    const dataDir = mkdtempSync(join(tmpdir(), "zegel-e2e-"));
    const ports = {
      ...(await freePorts()),
      ...(gmail && { gmail: await freePort(), gmailAddOn: await freePort() }),
    };
    const facts = { root: process.cwd(), dataDir, ports, logLevel: "error", resolvers: [] } as const;
    try {
      return { demo: await startDemo({ ...facts, ...options }), dataDir };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "EADDRINUSE" || tried === PORTS_TRIED) throw error;
    }
  }
}

export async function openWorld({ gmail = false, ...options }: WorldOptions = {}): Promise<World> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error("no Chromium: see test/run.ts");
  const { demo, dataDir } = await startOnFreePorts(gmail, options);
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  return {
    demo,
    dataDir,
    browser,
    profile: (locale = "en-US") => openProfile(browser, locale),
    zegel(...args) {
      const done = spawnSync(process.execPath, ["src/cli/main.ts", ...args], { encoding: "utf8" });
      return { status: done.status, stdout: done.stdout, stderr: done.stderr };
    },
    zegelAsync: (...args) =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, ["src/cli/main.ts", ...args]);
        const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
        child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
        child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
        child.on("close", (status) => {
          resolve({ status, stdout: String(Buffer.concat(stdout)), stderr: String(Buffer.concat(stderr)) });
        });
      }),
    async close() {
      await browser.close();
      await demo.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function openProfile(browser: Browser, locale: string): Promise<Profile> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale, acceptDownloads: true });
  const complaints: string[] = [];
  context.on("weberror", (error) => complaints.push(`error: ${error.error().message}`));
  context.on("console", (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text())) complaints.push(message.text());
  });
  return { context, complaints };
}

export interface Mailbox {
  readonly page: Page;
  readonly pane: FrameLocator;
}

/** Opens the mailbox page. @param query - The simulator's switches, for example "?locale=nl-NL". */
export async function openMailbox(world: World, profile: Profile, query = "?locale=en-US"): Promise<Mailbox> {
  const page = await profile.context.newPage();
  await page.goto(`${world.demo.urls.simulator}/${query}`);
  await page.waitForSelector("html[data-ready]");
  return { page, pane: page.frameLocator("#pane-holder iframe") };
}

/** Drops a mail's octets into the mailbox and opens it. */
export async function addMail(mailbox: Mailbox, name: string, octets: Buffer): Promise<void> {
  await mailbox.page.setInputFiles("#file-picker", { name, mimeType: "message/rfc822", buffer: octets });
}

export function readFixture(name: string): Buffer {
  return readFileSync(join("test/fixtures/mail", name));
}
