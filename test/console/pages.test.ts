/**
 * The console's screens in Chromium: readable in every look, by keyboard, and to be worked from. One bundle, one
 * browser: the analysis of a mail, and a report of twenty mails with all that a device may put beside them.
 */
import { AxeBuilder } from "@axe-core/playwright";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { type GalleryWorld, openGallery, type SceneOptions } from "../conversation/gallery/open.ts";

let gallery: GalleryWorld;
beforeAll(async () => {
  gallery = await openGallery("test/console/gallery/console.tsx");
}, 120_000);
afterAll(() => gallery.close());

/** What nobody may meet on any screen: violations, a page wider than its window, a text without words. */
async function expectReadable(page: Page, { theme }: SceneOptions): Promise<void> {
  // Fluent's focus sentinels hand the focus on at once: see "the Tab key" below.
  const axe = new AxeBuilder({ page }).exclude("[data-tabster-dummy]");
  const { violations } = await (theme === "light" ? axe : axe.withRules("color-contrast")).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual(
    [],
  );
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBe(0);
  expect(await page.locator("body").textContent()).not.toMatch(/(?:analysis|console|common)\.[a-z]+\.|\{\{/i);
}

async function openAnalysis(options: SceneOptions = {}): Promise<Page> {
  const page = await gallery.show("start", { width: 1200, ...options });
  await page.getByRole("heading", { name: /^Logs to save|^Te bewaren|^Logs/ }).waitFor();
  return page;
}

/** @returns What the button's file holds. */
async function saved(page: Page, name: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name }).click(),
  ]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

describe.each<SceneOptions>([
  { theme: "light", language: "en", width: 320 },
  { theme: "dark", language: "nl" },
  { theme: "high-contrast", language: "en" },
])("analysis, %j", (options) => {
  test("accessible, nothing wider than the page, every text has its words", async () => {
    const page = await openAnalysis(options);
    await page.getByRole("button", { name: /^Look up networks|^Netwerken opzoeken/ }).click();
    await page.getByRole("button", { name: /^Look the keys up|^Zoek de sleutels/ }).click();
    await page.getByText("_domainkey.").first().waitFor();
    await expectReadable(page, options);
    await page.close();
  });
});

test("networks: asked for by a button, with registration, table and its makers", async () => {
  const page = await openAnalysis();
  expect(await page.locator("body").textContent()).not.toContain("AS64500");
  await page.getByRole("button", { name: "Look up networks on this machine" }).click();
  const row = page.getByRole("row", { name: /^209\.85\.208\.177/ });
  expect(await row.textContent()).toContain("AS64500 Example Networksregistered in Netherlands");
  expect(await page.locator("body").textContent()).toContain("tables of 2026-06-17: invented for this page");
  await page.close();
});

test("log plan: CSV, calendar and text, each with the plan's items", async () => {
  const page = await openAnalysis();
  const items = (await page.getByRole("table", { name: "Logs to save" }).getByRole("row").count()) - 1;
  expect(items).toBeGreaterThan(2);
  const csv = await saved(page, "Save as CSV");
  expect(csv.name).toBe("ZG-7K3M-92QF-logs.csv");
  expect(csv.text.split("\r\n").length).toBeGreaterThan(items);
  const ics = await saved(page, "Save for a calendar (.ics)");
  expect(ics.name).toBe("ZG-7K3M-92QF-logs.ics");
  expect(ics.text).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*BEGIN:VEVENT/);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy as text" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("Logs to save");
  await page.close();
});

test("a finding opens the source at its octets, and back", async () => {
  const page = await openAnalysis();
  await page
    .getByRole("button", { name: /^Reply-To octets/ })
    .first()
    .focus();
  await page.keyboard.press("Enter");
  expect((await page.locator(".zegel-basis-mark").allTextContents()).join("")).toBe(
    "Reply-To: <answers@inbox.example.net>",
  );
  await page.getByRole("button", { name: /Back to the analysis/ }).click();
  await page.getByRole("heading", { name: "Findings", exact: true }).waitFor();
  await page.close();
});

async function openReport(options: SceneOptions = {}): Promise<Page> {
  const page = await gallery.show("console-report", { width: 1280, ...options });
  await page.getByRole("navigation").waitFor();
  return page;
}

const openedMail = (page: Page) => page.locator('.console-mails [aria-current="true"]').textContent();

describe.each<SceneOptions>([
  { theme: "light", language: "de", width: 320 },
  { theme: "dark", language: "fr" },
  { theme: "high-contrast", language: "nl" },
])("report of twenty mails, %j", (options) => {
  test("accessible, nothing wider than the page, every text has its words", async () => {
    const page = await openReport(options);
    await expectReadable(page, options);
    await page.close();
  });
});

test("the mails: one stop, arrow keys, Enter opens, and the tab that is read stays", async () => {
  const page = await openReport();
  const buttons = page.locator(".console-mails button");
  expect(await buttons.count()).toBe(20);
  expect(await page.locator('.console-mails button[tabindex="0"]').count()).toBe(1);
  await page.getByRole("tab", { name: "Header fields" }).click();
  await buttons.first().focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowUp", "End", "ArrowUp"]) await page.keyboard.press(key);
  expect(await openedMail(page)).toMatch(/^1\. <b>Your 1 hours/);
  await page.keyboard.press("Enter");
  expect(await openedMail(page)).toMatch(/^19\. <b>Your 19 hours/);
  await page.getByText("Mail 19 of 20").waitFor();
  expect(await page.getByRole("table").textContent()).toContain("<b>Your 19 hours</b>");
  await page.getByRole("button", { name: "Next mail" }).click();
  expect(await openedMail(page)).toMatch(/^20\./);
  expect(await page.getByRole("button", { name: "Next mail" }).isDisabled()).toBe(true);
  const visible = await page.evaluate(() => {
    const [list, mail] = [".console-mails ol", '.console-mails [aria-current="true"]'].map((one) =>
      document.querySelector(one)?.getBoundingClientRect(),
    );
    return list !== undefined && mail !== undefined && mail.top >= list.top && mail.bottom <= list.bottom + 1;
  });
  expect(visible).toBe(true);
  await page.close();
});

test("the Tab key never rests on what is hidden from screen readers", async () => {
  const page = await openReport();
  await page.locator("h1").focus();
  const stops: string[] = [];
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press("Tab");
    const hidden = await page.evaluate(() => document.activeElement?.closest("[aria-hidden=true]") !== null);
    expect(hidden).toBe(false);
    stops.push((await page.evaluate(() => document.activeElement?.textContent)) ?? "");
  }
  expect(stops.filter((text) => /^\d+\. /.test(text))).toHaveLength(1);
  expect(stops).toContain("Overview");
  await page.close();
});

test("octets that were asked for belong to the mail that was open", async () => {
  const page = await openReport();
  await page.getByRole("tab", { name: "Header fields" }).click();
  await page
    .getByRole("row", { name: /^Message-ID/ })
    .getByRole("button")
    .click();
  await page.locator(".zegel-basis-mark").first().waitFor();
  await page.getByRole("button", { name: "Next mail" }).click();
  await page.getByText("Mail 2 of 20").waitFor();
  expect(await page.locator(".zegel-basis-mark").count()).toBe(0);
  await page.close();
});

test("a file of the reporter is saved under a name of ours, with its octets", async () => {
  const page = await openReport();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save file 2" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("ZG-7K3M-92QF-file-0002.bin");
  expect(readFileSync(await download.path(), "utf8")).toBe("screenshot");
  await page.close();
});

test("no complaint of the security policy, no error", () => {
  expect(gallery.complaints).toEqual([]);
});
