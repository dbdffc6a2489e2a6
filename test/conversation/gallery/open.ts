/** Serves the bundled gallery under the pane's own content security policy and opens it in Chromium. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { paneContentSecurityPolicy } from "../../../src/simulator/demo/pane-server.ts";
import { browserArguments, findBrowser } from "../../support/browser.ts";
import type { SceneName } from "./scenes.ts";

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

export interface SceneOptions {
  readonly language?: "en" | "nl" | "de" | "fr";
  readonly theme?: "light" | "dark" | "high-contrast";
  readonly width?: number;
  readonly forcedColors?: "active" | "none";
}

export interface GalleryWorld {
  /** Security violations and uncaught errors of all pages so far. */
  readonly complaints: string[];
  show(scene: SceneName | "console-report", options?: SceneOptions): Promise<Page>;
  close(): Promise<void>;
}

/** @param entry - What is drawn: a module with the same address parameters. */
export async function openGallery(entry = "test/conversation/gallery/gallery.tsx"): Promise<GalleryWorld> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error("no Chromium: see test/run.ts");
  const folder = mkdtempSync(join(tmpdir(), "zegel-gallery-"));
  bundle(folder, entry);
  const server = await serve(folder);
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  const complaints: string[] = [];
  const context = await browser.newContext({ timezoneId: "Europe/Amsterdam" });
  watch(context, complaints);
  const { port } = server.address() as AddressInfo;
  return {
    complaints,
    show: (scene, options = {}) => show(context, `http://127.0.0.1:${port}`, scene, options),
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function bundle(folder: string, entry: string): void {
  const done = spawnSync("node", ["test/conversation/gallery/build.ts", folder, entry], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`the gallery does not build: ${done.stderr}`);
}

async function serve(folder: string) {
  const files = new Map(readdirSync(folder).map((name) => [`/${name}`, readFileSync(join(folder, name))]));
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const name = path === "/" ? "/index.html" : path;
    const body = files.get(name);
    response.setHeader(
      "Content-Security-Policy",
      paneContentSecurityPolicy({
        intakeUrl: "http://localhost:9",
        graphUrl: null,
        authority: null,
        officeJs: null,
        frameAncestors: ["'none'"],
      }),
    );
    response.setHeader("Content-Type", MEDIA_TYPES[extname(name)] ?? "application/octet-stream");
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

function watch(context: BrowserContext, complaints: string[]): void {
  context.on("weberror", (error) => complaints.push(`error: ${error.error().message}`));
  context.on("console", (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text())) complaints.push(message.text());
  });
}

async function show(
  context: BrowserContext,
  origin: string,
  scene: SceneName | "console-report",
  options: SceneOptions,
): Promise<Page> {
  const { language = "en", theme = "light", width = 320, forcedColors = "none" } = options;
  const page = await context.newPage();
  await page.setViewportSize({ width, height: 640 });
  await page.emulateMedia({ forcedColors });
  await page.goto(`${origin}/?scene=${scene}&language=${language}&theme=${theme}`);
  await page.waitForSelector("html[data-ready] :is(h1, h2)");
  return page;
}
