/** The console's analysis in Chromium: readable in every look, by keyboard, and to be worked from. */
import { AxeBuilder } from "@axe-core/playwright";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { type GalleryWorld, openGallery, type SceneOptions } from "../taskpane/gallery/open.ts";

let gallery: GalleryWorld;
beforeAll(async () => {
  gallery = await openGallery("test/console/gallery/analysis.tsx");
}, 120_000);
afterAll(() => gallery.close());

async function open(options: SceneOptions = {}): Promise<Page> {
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
])("%j", (options) => {
  test("accessible, nothing wider than the page, every text has its words", async () => {
    const page = await open(options);
    await page.getByRole("button", { name: /^Look up networks|^Netwerken opzoeken/ }).click();
    await page.getByRole("button", { name: /^Look the keys up|^Zoek de sleutels/ }).click();
    await page.getByText("_domainkey.").first().waitFor();
    const axe = new AxeBuilder({ page });
    const { violations } = await (options.theme === "light"
      ? axe
      : axe.withRules("color-contrast")
    ).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual(
      [],
    );
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBe(0);
    expect(await page.locator("body").textContent()).not.toMatch(/(?:analysis|console)\.[a-z]+\.|\{\{/i);
    await page.close();
  });
});

test("networks: asked for by a button, with registration, table and its makers", async () => {
  const page = await open();
  expect(await page.locator("body").textContent()).not.toContain("AS64500");
  await page.getByRole("button", { name: "Look up networks on this machine" }).click();
  const row = page.getByRole("row", { name: /^209\.85\.208\.177/ });
  expect(await row.textContent()).toContain("AS64500 Example Networksregistered in Netherlands");
  expect(await page.locator("body").textContent()).toContain("tables of 2026-06-17: invented for this page");
  await page.close();
});

test("log plan: CSV, calendar and text, each with the plan's items", async () => {
  const page = await open();
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
  const page = await open();
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

test("no complaint of the security policy, no error", () => {
  expect(gallery.complaints).toEqual([]);
});
