/** The device's store in a real browser: what IndexedDB and Web Locks do between two tabs and after a restart. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import webpack from "webpack";
import type { Digest } from "../../src/core/base/digest.ts";
import { browserArguments, findBrowser } from "../support/browser.ts";
import type { DeviceStore } from "./outbox-page.ts";

declare const store: DeviceStore;

const executablePath = findBrowser();
const inBrowser = executablePath === null ? describe.skip : describe;
if (executablePath === null) console.warn("no Chromium: the device's store is not tested");

const digest = (digit: string): Digest => `sha256:${digit.repeat(64)}`;
const folder = mkdtempSync(join(tmpdir(), "zegel-outbox-"));
let server: Server;

async function bundle(): Promise<void> {
  const swc = {
    loader: "swc-loader",
    options: { jsc: { parser: { syntax: "typescript" }, target: "es2022" } },
  };
  const compiler = webpack({
    mode: "development",
    devtool: false,
    entry: join(process.cwd(), "test/conversation/outbox-page.ts"),
    output: { path: folder, filename: "page.js" },
    module: { rules: [{ test: /\.ts$/, use: swc }] },
  });
  await new Promise<void>((resolve, reject) => {
    compiler.run((error, stats) => {
      compiler.close(() => {
        if (error || stats?.hasErrors()) reject(error ?? new Error(stats?.toString("errors-only")));
        else resolve();
      });
    });
  });
}

inBrowser("the device's store", () => {
  let profile: BrowserContext;
  let first: Page;
  let second: Page;

  async function start(): Promise<void> {
    profile = await chromium.launchPersistentContext(join(folder, "profile"), {
      executablePath: executablePath as string,
      args: browserArguments,
    });
    const open = async () => {
      const page = await profile.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      return page;
    };
    first = await open();
    second = await open();
  }

  beforeAll(async () => {
    await bundle();
    server = createServer((request, response) => {
      const script = request.url === "/page.js";
      response.setHeader("content-type", script ? "text/javascript" : "text/html");
      response.end(script ? readFileSync(join(folder, "page.js")) : '<script src="/page.js"></script>');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    await start();
  }, 120_000);

  afterAll(async () => {
    await profile.close();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  test("octets and entry, oldest first, seen by every tab", async () => {
    await first.evaluate((one) => store.put(one, 20, [1, 2, 3]), digest("b"));
    await first.evaluate((one) => store.put(one, 10, [4]), digest("a"));
    const entries = await second.evaluate(() => store.list());
    expect(entries.map(({ packageDigest }) => packageDigest)).toEqual([digest("a"), digest("b")]);
    expect(await second.evaluate((one) => store.load(one), digest("b"))).toEqual([1, 2, 3]);
  });

  test("two tabs change one entry at once: neither change is lost", async () => {
    const one = digest("a");
    await Promise.all([
      first.evaluate((it) => store.update(it, { attempts: 7 }), one),
      second.evaluate((it) => store.update(it, { state: "sending" }), one),
    ]);
    expect((await first.evaluate(() => store.list()))[0]).toMatchObject({ attempts: 7, state: "sending" });
    expect(await first.evaluate((it) => store.load(it), one)).toEqual([4]);
  });

  test("octets go in the moment that the receipt is stored, and not before", async () => {
    const one = digest("a");
    await first.evaluate((it) => store.update(it, { state: "refused" }), one);
    expect(await first.evaluate((it) => store.load(it), one)).toEqual([4]);
    await first.evaluate((it) => store.update(it, { state: "sent" }), one);
    expect(await second.evaluate((it) => store.load(it), one)).toBeNull();
    expect((await second.evaluate(() => store.list()))[0]).toMatchObject({ state: "sent" });
  });

  test("a change of what is not there makes nothing", async () => {
    await first.evaluate((it) => store.update(it, { attempts: 1 }), digest("e"));
    expect(await first.evaluate(() => store.list())).toHaveLength(2);
  });

  test("what cannot be stored is refused whole, with the device's code", async () => {
    const code = await first.evaluate((it) => store.putUnstorable(it), digest("c"));
    expect(code).toBe("DEVICE_STORAGE_UNAVAILABLE");
    expect(await first.evaluate((it) => store.load(it), digest("c"))).toBeNull();
    expect(await first.evaluate(() => store.list())).toHaveLength(2);
  });

  test("memory never goes back, whichever tab saw less", async () => {
    expect(await first.evaluate(() => store.rememberVersion(3))).toBe(3);
    expect(await second.evaluate(() => store.rememberVersion(2))).toBe(3);
    expect(await first.evaluate(() => store.rememberSize("log", 9))).toBe(9);
    expect(await second.evaluate(() => store.rememberSize("log", 4))).toBe(9);
    expect(await second.evaluate(() => store.rememberSize("another log", 4))).toBe(4);
    expect(await first.evaluate(() => store.code("sesame"))).toBe("sesame");
  });

  test("one device key for all tabs, made once, that cannot be taken out", async () => {
    const [one, other] = await Promise.all([
      first.evaluate(() => store.key()),
      second.evaluate(() => store.key()),
    ]);
    expect(other).toEqual(one);
    expect(one).toMatchObject({ extractable: false });
    expect(one.fingerprint).toMatch(/^SHA256:/);
  });

  test("without a store there is a key all the same", async () => {
    expect(await first.evaluate(() => store.keyWithoutStore())).toEqual(["sign"]);
  });

  test("one sender at a time, in however many tabs", async () => {
    expect(await first.evaluate(() => store.hold("zegel-send"))).toBe(true);
    expect(await second.evaluate(() => store.hold("zegel-send"))).toBe(false);
    expect(await first.evaluate(() => store.hold("zegel-send"))).toBe(false);
    await first.evaluate(() => store.release());
    await expect(second.evaluate(() => store.hold("zegel-send"))).resolves.toBe(true);
  });

  test("all of it is there after the browser was closed", async () => {
    const { fingerprint } = await first.evaluate(() => store.key());
    await profile.close();
    await start();
    expect(await first.evaluate((it) => store.load(it), digest("b"))).toEqual([1, 2, 3]);
    expect(await first.evaluate(() => store.key())).toMatchObject({ fingerprint });
    expect(await first.evaluate(() => store.code(null))).toBe("sesame");
    await first.evaluate((it) => store.remove(it), digest("b"));
    expect(await second.evaluate(() => store.list())).toHaveLength(1);
    expect(await second.evaluate((it) => store.load(it), digest("b"))).toBeNull();
  });
});
