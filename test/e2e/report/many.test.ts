/** Ten thousand files in one drop; a report in several packages; stopping. */
import { createHash } from "node:crypto";
import type { Page } from "playwright-core";
import { numberedMail } from "./made-files.ts";
import {
  choose,
  openReportWorld,
  originalsOf,
  referencesIn,
  report,
  type ReportProfile,
  type ReportWorld,
  sha256,
} from "./world.ts";

let world: ReportWorld;
let profile: ReportProfile;

beforeAll(async () => {
  world = await openReportWorld();
  profile = await world.profile();
}, 120_000);

afterAll(async () => {
  expect(profile?.complaints).toEqual([]);
  await world?.close();
});

const mailText = (number: number) =>
  `From: a${number}@example.org\r\nSubject: ${number}\r\n\r\nwords ${number}\r\n`;
const digestOf = (number: number) => createHash("sha256").update(mailText(number)).digest("hex");

/** Made in the page, and dropped all at once. */
async function dropMany(page: Page, count: number): Promise<void> {
  await page.evaluate((files) => {
    const data = new DataTransfer();
    for (let number = 1; number <= files; number++) {
      const text = `From: a${number}@example.org\r\nSubject: ${number}\r\n\r\nwords ${number}\r\n`;
      data.items.add(new File([text], `${number}.eml`));
    }
    document.body.dispatchEvent(
      new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }),
    );
  }, count);
}

/** @returns Milliseconds of the longest task of the page's own thread since then. Said, not judged: machines differ. */
async function watchTasks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const watch = window as unknown as { longest: number };
    watch.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watch.longest = Math.max(watch.longest, duration);
    }).observe({ type: "longtask" });
  });
  return () => page.evaluate(() => (window as unknown as { longest: number }).longest);
}

test("ten thousand files in one drop: found, paged through, reported in parts that name the first, none lost", async () => {
  const page = await profile.open();
  await page.getByText("Choose the mail you saved").waitFor();
  await dropMany(page, 10_000);
  const longest = await watchTasks(page);
  await page.getByRole("heading", { name: "10000 mails were found" }).waitFor({ timeout: 120_000 });
  console.log(
    `longest task of the page while ten thousand files were read: ${Math.round(await longest())} ms`,
  );
  expect(await page.locator(".report-rows > li").count()).toBe(25);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByText("26 to 50 of 10000").waitFor();
  await page.getByRole("button", { name: "Report 10000 mails" }).click();
  await page.getByText("Part 2 of 5").waitFor({ timeout: 300_000 });
  await page.getByRole("heading", { name: "Your report has arrived" }).waitFor({ timeout: 900_000 });
  const references = referencesIn(await page.locator(".pane-reference").innerText());
  expect(references).toHaveLength(5);
  await page.getByText("10000 mails are in it").waitFor();
  const arrived = await world.arrivals.opened();
  const inOrder = references.map((reference) => arrived.find((one) => one.reference === reference));
  const [first, ...others] = inOrder;
  expect(first?.supplements).toBeNull();
  expect(others.map((one) => one?.supplements)).toEqual(others.map(() => first?.packageDigest));
  const digests = inOrder.flatMap((one) => (one === undefined ? [] : originalsOf([one])));
  expect(digests).toEqual(Array.from({ length: 10_000 }, (_, index) => digestOf(index + 1)));
  await page.close();
}, 1_200_000);

test("larger than one package may be: split by size", async () => {
  const page = await profile.open();
  await page.evaluate(() => {
    const data = new DataTransfer();
    for (let number = 1; number <= 3; number++) {
      const head = `From: a${number}@example.org\r\nSubject: ${number}\r\n\r\n`;
      data.items.add(new File([head, new Uint8Array(60_000_000).fill(97)], `${number}.eml`));
    }
    document.body.dispatchEvent(
      new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }),
    );
  });
  await page.getByRole("heading", { name: "3 mails were found" }).waitFor({ timeout: 60_000 });
  const references = await report(page, "Report 3 mails");
  expect(references).toHaveLength(2);
  const arrived = await world.arrivals.opened();
  expect(arrived.map(({ messages }) => messages.length).toSorted()).toEqual([1, 2]);
  expect(arrived.map(({ supplements }) => supplements === null).toSorted()).toEqual([false, true]);
  await page.close();
}, 300_000);

/** Octets of the page's own heap, after what nobody holds any more is gone. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = (await session.send("Runtime.getHeapUsage")) as { readonly usedSize: number };
  await session.detach();
  return usedSize;
}

test("a gigabyte in ten thousand files: the page says how far it is, answers meanwhile, and holds none of it", async () => {
  const page = await profile.open();
  await page.getByText("Choose the mail you saved").waitFor();
  const before = await heapOf(page);
  await page.evaluate(() => {
    // Every word that screen readers are told, and how far the bar was.
    const told = new Set<string>();
    const bars = new Set<number>();
    const watch = new MutationObserver(() => {
      told.add(document.querySelector("[aria-live=polite]")?.textContent ?? "");
      const bar = document.querySelector<HTMLProgressElement>(".report-reading progress");
      if (bar !== null && bar.position >= 0) bars.add(bar.position);
    });
    watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    Object.assign(window, { seen: () => ({ told: [...told], bars: [...bars] }) });
    const body = new Blob([new Uint8Array(100_000).fill(97)]);
    const data = new DataTransfer();
    for (let number = 1; number <= 10_000; number++)
      data.items.add(new File([`From: a${number}@example.org\r\n\r\n`, body], `${number}.eml`));
    document.body.dispatchEvent(
      new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }),
    );
  });
  await page.getByRole("button", { name: "Stop" }).waitFor();
  await page.getByRole("button", { name: "Nederlands" }).click();
  await page.getByRole("button", { name: "Stoppen" }).waitFor();
  await page.getByRole("heading", { name: "10000 mails gevonden" }).waitFor({ timeout: 120_000 });
  const { told, bars } = await page.evaluate(() =>
    (window as unknown as { seen: () => { told: string[]; bars: number[] } }).seen(),
  );
  expect(told).toContain("10000 mails gevonden");
  expect(told.some((words) => words.startsWith("Looking for mails"))).toBe(true);
  expect(told.some((words) => /^Mails zoeken (?:25|50|75)\s?%$/.test(words))).toBe(true);
  expect(bars.length).toBeGreaterThan(2);
  expect(bars.toSorted((a, b) => a - b)).toEqual(bars);
  const held = (await heapOf(page)) - before;
  // A tenth of what was given would be a hundred megabytes.
  console.log(`heap of the page for ten thousand mails of a gigabyte together: ${Math.round(held / 1e6)} MB`);
  expect(held).toBeLessThan(100_000_000);
  await page.close();
}, 240_000);

test("reading can be stopped, and the page goes on", async () => {
  const page = await profile.open();
  await page.getByText("Choose the mail you saved").waitFor();
  await dropMany(page, 10_000);
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByRole("button", { name: "Stop" }).waitFor({ state: "detached" });
  await choose(page, { name: "een.eml", octets: numberedMail(1) });
  await page.getByRole("heading", { name: "1 mail was found" }).waitFor();
  await report(page);
  expect(originalsOf(await world.arrivals.opened())).toEqual([sha256(numberedMail(1))]);
  await page.close();
}, 120_000);
