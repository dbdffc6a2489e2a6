/** Loaded once: the page opens without a network, seals, says that it is not sent, and sends when there is one. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { fixture, numberedMail } from "./made-files.ts";
import {
  builtFile,
  builtNames,
  choose,
  installed,
  openReportWorld,
  originalsOf,
  report,
  type ReportProfile,
  type ReportWorld,
  sha256,
} from "./world.ts";

let world: ReportWorld;
let profile: ReportProfile;

beforeAll(async () => {
  world = await openReportWorld();
}, 120_000);

beforeEach(async () => {
  profile = await world.profile();
});

afterEach(async () => {
  expect(profile.complaints).toEqual([]);
  await profile.context.close();
});

afterAll(async () => {
  await world?.close();
});

const isOffline = (context: BrowserContext, offline: boolean) => context.setOffline(offline);
const rows = (page: Page) => page.locator(".report-rows > li");

/** Addresses in all caches, without their origin. */
function cached(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => url);
  });
}

test("reported without a network, after loading the page again without one; then once, with a verified receipt", async () => {
  const page = await profile.open();
  await page.getByText("Anna de Wit").or(page.getByText("Choose the mail you saved")).first().waitFor();
  await installed(page);
  await isOffline(profile.context, true);
  await page.reload();
  await page.getByText("Choose the mail you saved").waitFor();
  await choose(page, fixture("accusation-1.eml"));
  await rows(page).first().waitFor();
  await page.getByText("The newest list of readers could not be fetched").waitFor();
  await page.getByRole("button", { name: "Report threat" }).click();
  await page.getByRole("heading", { name: "NOT yet sent" }).waitFor({ timeout: 60_000 });
  expect(await page.locator("body").innerText()).toContain("The sealed copy is kept on this device");
  expect(world.arrivals.count()).toBe(0);
  await isOffline(profile.context, false);
  await page.getByRole("heading", { name: "Your report has arrived" }).waitFor({ timeout: 60_000 });
  const arrived = await world.arrivals.opened();
  expect(originalsOf(arrived)).toEqual([sha256(fixture("accusation-1.eml").octets)]);
}, 120_000);

test("a browser that keeps nothing of the page, and a line that breaks once the first screen is there", async () => {
  const without = await world.profile({ serviceWorkers: "block" });
  const page = await without.open();
  await choose(page, fixture("accusation-2.eml"));
  await page.getByText("Anna de Wit").first().waitFor();
  await isOffline(without.context, true);
  await page.getByRole("button", { name: "Report threat" }).click();
  await page.getByRole("heading", { name: "NOT yet sent" }).waitFor({ timeout: 60_000 });
  await isOffline(without.context, false);
  await page.getByRole("heading", { name: "Your report has arrived" }).waitFor({ timeout: 60_000 });
  const arrived = await world.arrivals.opened();
  expect(originalsOf(arrived)).toEqual([sha256(fixture("accusation-2.eml").octets)]);
  await without.context.close();
}, 120_000);

test("the parts that look at mails and at signatures never come: sealed without them, and sent", async () => {
  const without = await world.profile({ serviceWorkers: "block" });
  const parts = builtNames(world).filter(
    (name) => name.endsWith(".js") && EXPORTS_OF_PARTS.test(builtFile(world, name)),
  );
  expect(parts).toHaveLength(2);
  const refused = new Set<string>();
  await without.context.route(
    (url) => parts.includes(url.pathname.slice(1)),
    async (route) => {
      refused.add(route.request().url());
      await route.abort();
    },
  );
  const page = await without.open();
  await choose(page, fixture("accusation-3.eml"));
  await report(page);
  expect(refused.size).toBe(2);
  const arrived = await world.arrivals.opened();
  expect(originalsOf(arrived)).toEqual([sha256(fixture("accusation-3.eml").octets)]);
  const analysis = arrived[0]?.files.get("data/messages/0001/analysis.json") ?? new Uint8Array();
  expect(Buffer.from(analysis).toString()).toContain("ANALYSIS_FAILED");
  await without.context.close();
}, 120_000);

/** What the worker that seals fetches beyond its own script. */
const EXPORTS_OF_PARTS = /\b(?:openKeyMaterial|analyseOutlookFile):\(\)=>/;

test("what waits is sent by the page that is opened next", async () => {
  const first = await profile.open();
  await installed(first);
  await isOffline(profile.context, true);
  await choose(first, { name: "een.eml", octets: numberedMail(1) });
  await first.getByRole("button", { name: "Report threat" }).click();
  await first.getByRole("heading", { name: "NOT yet sent" }).waitFor({ timeout: 60_000 });
  await first.close();
  await isOffline(profile.context, false);
  const second = await profile.open();
  await second.getByRole("button", { name: "My earlier reports" }).click();
  await second.getByText("Sent, receipt checked").waitFor({ timeout: 60_000 });
  expect(originalsOf(await world.arrivals.opened())).toEqual([sha256(numberedMail(1))]);
}, 120_000);

test("kept are exactly the built files, by their digests; nothing of the intake's answers", async () => {
  const page = await profile.open();
  await installed(page);
  await choose(page, { name: "een.eml", octets: numberedMail(2) });
  await report(page);
  await world.arrivals.opened();
  const list = builtNames(world).filter(
    (name) => name !== "service-worker.js" && !name.endsWith(".LICENSE.txt"),
  );
  expect((await cached(page)).toSorted()).toEqual(list.map((name) => `${world.pageUrl}/${name}`).toSorted());
  expect((await cached(page)).filter((url) => url.startsWith(world.intakeUrl))).toEqual([]);
  expect(builtFile(world, "service-worker.js")).not.toContain("@@ZEGEL_FILES@@");
}, 90_000);

test("a file that is not the listed one: nothing is kept, and the page goes on without", async () => {
  await world.release("test", (folder) => writeFileSync(join(folder, "app-512.png"), "other octets"));
  const page = await profile.open();
  const state = await page.evaluate(async () => {
    const registered = async (): Promise<ServiceWorker> => {
      const registration = await navigator.serviceWorker.getRegistration();
      const worker = registration?.installing ?? registration?.waiting ?? registration?.active;
      if (worker) return worker;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return registered();
    };
    const worker = await registered();
    return new Promise<string>((resolve) => {
      const look = () => ["activated", "redundant"].includes(worker.state) && resolve(worker.state);
      worker.addEventListener("statechange", look);
      look();
    });
  });
  expect(state).toBe("redundant");
  expect(await cached(page)).toEqual([]);
  await choose(page, { name: "een.eml", octets: numberedMail(9) });
  await report(page);
  expect(originalsOf(await world.arrivals.opened())).toEqual([sha256(numberedMail(9))]);
  await world.release("test");
}, 90_000);

describe("a new release", () => {
  test("an open page keeps its parts; the next start has the new one, and the old files go", async () => {
    const page = await profile.open();
    await installed(page);
    await choose(page, { name: "een.eml", octets: numberedMail(3) });
    await rows(page).first().waitFor();
    const before = await page.evaluate(() => caches.keys());
    await world.release("second");
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      await new Promise<void>((resolve) => {
        const look = () => (registration.waiting !== null ? resolve() : setTimeout(look, 50));
        look();
      });
    });
    // Both are there: what the open page may still ask for, and what comes after it.
    expect((await page.evaluate(() => caches.keys())).length).toBe(before.length + 1);
    await report(page);
    await page.close();
    const next = await profile.open();
    await next.getByText("Choose the mail you saved").waitFor();
    await next.waitForFunction((old) => caches.keys().then((names) => !names.includes(old)), before[0] ?? "");
    await choose(next, { name: "twee.eml", octets: numberedMail(4) });
    await report(next);
    const builds = (await world.arrivals.opened()).map(
      ({ messages }) => messages[0]?.acquisition.addIn.build,
    );
    expect(builds.toSorted()).toEqual(["second", "test"]);
  }, 180_000);
});

describe("shared by another app", () => {
  /** A form on another site: what an operating system's sharing comes down to for the page. */
  async function share(context: BrowserContext, name: string, octets: Buffer): Promise<Page> {
    const page = await context.newPage();
    await page.route("http://elsewhere.test/**", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<form method="post" enctype="multipart/form-data" action="${world.pageUrl}/share"><input name="mails" type="file"><button>go</button></form>`,
      }),
    );
    await page.goto("http://elsewhere.test/");
    await page.setInputFiles("input", { name, mimeType: "message/rfc822", buffer: octets });
    await page.click("button");
    return page;
  }

  test("the file is on the page, nowhere else, and arrives octet for octet", async () => {
    const first = await profile.open();
    await installed(first);
    await first.close();
    const page = await share(profile.context, "gedeeld.eml", numberedMail(6));
    await rows(page).first().waitFor();
    expect(page.url()).toBe(`${world.pageUrl}/`);
    const kept = await cached(page);
    expect(kept.filter((url) => url.includes("share"))).toEqual([]);
    await report(page);
    expect(originalsOf(await world.arrivals.opened())).toEqual([sha256(numberedMail(6))]);
    // It is handed over once.
    await page.goto(`${world.pageUrl}/?shared`);
    await page.getByText("What you shared did not get here").waitFor();
  }, 90_000);

  test("also without a network", async () => {
    const first = await profile.open();
    await installed(first);
    await isOffline(profile.context, true);
    const page = await share(profile.context, "gedeeld.eml", numberedMail(7));
    await rows(page).first().waitFor();
    await isOffline(profile.context, false);
  }, 60_000);
});

test("what makes it installable is there: manifest, icons of their sizes, a worker that answers for the start page", async () => {
  const page = await profile.open();
  await installed(page);
  const session = await profile.context.newCDPSession(page);
  const manifest = (await session.send("Page.getAppManifest")) as {
    readonly errors: readonly unknown[];
    readonly data?: string;
  };
  const errors = (await session.send("Page.getInstallabilityErrors")) as unknown as {
    installabilityErrors: readonly { errorId: string }[];
  };
  // A private profile, as tests have, is never offered an installation.
  expect(
    errors.installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"),
  ).toEqual([]);
  expect(manifest.errors).toEqual([]);
  expect(JSON.parse(manifest.data ?? "{}")).toMatchObject({ name: "Zegel", display: "standalone" });
});
