/** An intake and the report page on this machine, and a browser in front of them. */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { startIntake } from "../../../src/intake/server.ts";
import type { OpenedPackage } from "../../../src/core/seal/open.ts";
import { type Demo, freePorts } from "../../../src/simulator/demo/demo.ts";
import {
  DEMO_ORGANISATION,
  type DemoOrganisation,
  ensureDemoOrganisation,
} from "../../../src/simulator/demo/organisation.ts";
import { startReportServer } from "../../../src/simulator/demo/report-server.ts";
import type { BuildConstants } from "../../../src/ui/build.ts";
import { stamp } from "../../../tools/stamp.ts";
import { browserArguments, findBrowser } from "../../support/browser.ts";
import { type Arrivals, watchArrivals } from "../arrived.ts";

export interface ReportWorld {
  readonly dataDir: string;
  readonly organisation: DemoOrganisation;
  readonly intakeUrl: string;
  readonly pageUrl: string;
  /** Folder that the page is served from; stamped. */
  readonly pages: string;
  readonly browser: Browser;
  readonly arrivals: Arrivals;
  profile(options?: BrowserContextOptions): Promise<ReportProfile>;
  /**
   * Stamps a page anew, as the next release would come; the server goes on at the same address.
   *
   * @param change - Something else happens to its files on the way.
   */
  release(build: string, change?: (folder: string) => void): Promise<void>;
  stopPage(): Promise<void>;
  stopIntake(): Promise<void>;
  startIntake(): Promise<void>;
  close(): Promise<void>;
}

export interface ReportProfile {
  readonly context: BrowserContext;
  /** Content security violations and uncaught errors of every page of this profile. */
  readonly complaints: string[];
  open(path?: string): Promise<Page>;
}

export interface ReportWorldOptions {
  /** Null: the reporter is asked for it. The organisation's own unless given. */
  readonly enrolmentCode?: null;
  readonly confidential?: boolean;
  /** In the place of what the page is stamped with. */
  readonly constants?: Partial<BuildConstants>;
}

export async function openReportWorld(options: ReportWorldOptions = {}): Promise<ReportWorld> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error("no Chromium: see test/run.ts");
  const dataDir = mkdtempSync(join(tmpdir(), "zegel-report-"));
  const organisation = await ensureDemoOrganisation(join(dataDir, "organisation"), Date.now());
  const { intake: intakePort, pane: pagePort } = await freePorts();
  const intakeUrl = `http://localhost:${intakePort}`;
  const pages = join(dataDir, "pages");
  const constants: Omit<BuildConstants, "build"> = {
    organisation: DEMO_ORGANISATION,
    intakeUrl,
    directoryRoot: organisation.directoryRoot,
    allowDemo: true,
    enrolmentCode: options.enrolmentCode === null ? null : organisation.enrolmentCode,
    entra: null,
    graphUrl: null,
    ews: false,
    reportPage: null,
    forwardTo: null,
    version: "0.1.0",
    ...options.constants,
  };
  const stampAs = (build: string) =>
    stamp(join(process.cwd(), "dist/report"), pages, { ...constants, build }, "");
  stampAs("test");
  const begin = () => startReportServer({ host: "127.0.0.1", port: pagePort, pages, policy: { intakeUrl } });
  const intakeNow = () =>
    beginIntake(
      dataDir,
      organisation,
      intakePort,
      `http://localhost:${pagePort}`,
      options.confidential ?? true,
    );
  let server: { close(): Promise<void> } | null = await begin();
  let intake: { close(): Promise<void> } | null = await intakeNow();
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  const stopPage = async () => {
    await server?.close();
    server = null;
  };
  const stopIntake = async () => {
    await intake?.close();
    intake = null;
  };
  const pageUrl = `http://localhost:${pagePort}`;
  return {
    dataDir,
    organisation,
    intakeUrl,
    pageUrl,
    pages,
    browser,
    arrivals: watchArrivals({ dataDir, demo: { organisation } as Demo }),
    profile: (wanted) => openProfile(browser, pageUrl, wanted),
    release: async (build, change) => {
      await stopPage();
      stampAs(build);
      change?.(pages);
      server = await begin();
    },
    stopPage,
    stopIntake,
    startIntake: async () => {
      intake = await intakeNow();
    },
    close: async () => {
      await browser.close();
      await stopPage();
      await stopIntake();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function beginIntake(
  dataDir: string,
  organisation: DemoOrganisation,
  port: number,
  pageUrl: string,
  confidential: boolean,
) {
  return startIntake({
    listen: { host: "127.0.0.1", port },
    dataDir: join(dataDir, "intake"),
    publicOrigin: `http://localhost:${port}`,
    allowedOrigins: [pageUrl],
    organisations: [
      {
        id: DEMO_ORGANISATION,
        directoryFile: organisation.directoryFile,
        directoryRoot: organisation.directoryRoot,
        logKeyFile: organisation.logKeyFile,
        enrolmentCodes: [organisation.enrolmentHash],
        confidential,
      },
    ],
    timestamp: { kind: "built-in", keyFile: organisation.timestampKeyFile },
    dns: { resolvers: [] },
    logLevel: "error",
  });
}

async function openProfile(
  browser: Browser,
  pageUrl: string,
  options: BrowserContextOptions = {},
): Promise<ReportProfile> {
  const context = await browser.newContext({ locale: "en-US", acceptDownloads: true, ...options });
  const complaints: string[] = [];
  context.on("weberror", (error) => complaints.push(`error: ${error.error().message}`));
  context.on("console", (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text())) complaints.push(message.text());
  });
  return {
    context,
    complaints,
    open: async (path = "/") => {
      const page = await context.newPage();
      await page.goto(`${pageUrl}${path}`);
      return page;
    },
  };
}

/** Waits until the service worker answers for the page: before that, a browser without a network opens nothing. */
export async function installed(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.ready;
    return registration.active?.state === "activated" && navigator.serviceWorker.controller !== null;
  });
}

export interface GivenFile {
  readonly name: string;
  readonly octets: Buffer;
}

/** By the page's own file chooser. */
export async function choose(page: Page, ...files: readonly GivenFile[]): Promise<void> {
  await page.setInputFiles(
    "#mail-files",
    files.map(({ name, octets }) => ({ name, mimeType: "application/octet-stream", buffer: octets })),
  );
}

/** Drops them anywhere on the page, as a mail program's window would. */
export async function drop(page: Page, ...files: readonly GivenFile[]): Promise<void> {
  const given = files.map(({ name, octets }) => ({ name, base64: octets.toString("base64") }));
  await page.evaluate((all) => {
    const data = new DataTransfer();
    for (const { name, base64 } of all)
      data.items.add(new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], name));
    for (const type of ["dragover", "drop"])
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
      );
  }, given);
}

/** Presses the main button and waits for the receipt. @returns The references on the last screen. */
export async function report(page: Page, button: string | RegExp = "Report threat"): Promise<string[]> {
  await page.getByRole("button", { name: button, exact: typeof button === "string" }).click();
  await page.getByRole("heading", { name: "Your report has arrived" }).waitFor({ timeout: 400_000 });
  return referencesIn(await page.locator("body").innerText());
}

export function referencesIn(text: string): string[] {
  return [...new Set(text.match(/ZG-[0-9A-Z]{4}-[0-9A-Z]{4}/g) ?? [])];
}

export const sha256 = (octets: Uint8Array) => createHash("sha256").update(octets).digest("hex");

/** Digests of all originals of the packages, in their order. */
export function originalsOf(packages: readonly OpenedPackage[]): string[] {
  return packages.flatMap(({ files }) =>
    [...files]
      .filter(([path]) => /^data\/messages\/\d{4}\/original\.(?:eml|msg)$/.test(path))
      .map(([, octets]) => sha256(octets)),
  );
}

/** Names in the folder that the page is served from. */
export const builtNames = ({ pages }: Pick<ReportWorld, "pages">) => readdirSync(pages);
export const builtFile = ({ pages }: Pick<ReportWorld, "pages">, name: string) =>
  readFileSync(join(pages, name), "utf8");
