/** The expert's look in Chromium, under the pane's own security policy: loaded when asked for, readable, by keyboard. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { type GalleryWorld, openGallery, type SceneOptions } from "./gallery/open.ts";

let gallery: GalleryWorld;
beforeAll(async () => {
  gallery = await openGallery();
}, 120_000);
afterAll(() => gallery.close());

async function openExpert(options: SceneOptions = {}, scene: "start" | "done" = "done"): Promise<Page> {
  const page = await gallery.show(scene, options);
  await page.getByRole("button", { name: /^For experts|^Voor deskundigen/ }).click();
  await page.waitForSelector(".pane-expert");
  return page;
}

const focused = (page: Page) =>
  page.evaluate(() => ({
    text: document.activeElement?.textContent ?? "",
    tag: document.activeElement?.tagName ?? "",
  }));

describe.each<SceneOptions>([
  { theme: "light", language: "en" },
  { theme: "dark", language: "nl" },
  { theme: "high-contrast", language: "en" },
  { theme: "light", language: "nl", width: 900 },
])("%j", (options) => {
  test("accessible, nothing wider than the pane, every text has its words", async () => {
    const page = await openExpert(options);
    await page.locator(".zegel-basis").first().click();
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
    expect(await page.locator("body").textContent()).not.toMatch(/(?:analysis|pane)\.[a-z]+\.|\{\{?\w+\}/i);
    await page.close();
  });
});

test("before a report is sent, too; back leads to the screen that it came from", async () => {
  const page = await openExpert({}, "start");
  expect((await focused(page)).text).toBe("What the header shows");
  await page.getByRole("button", { name: "Back", exact: true }).click();
  expect(await page.getByRole("button", { name: "Report threat" }).count()).toBe(1);
  await page.close();
});

test("a finding opens its octets, marked exactly and focused; and back to the finding, by keyboard alone", async () => {
  const page = await openExpert();
  const button = page.getByRole("button", { name: /^From octets/ }).first();
  await button.focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector(".zegel-basis-mark");
  expect((await focused(page)).tag).toBe("LI");
  expect((await page.locator(".zegel-basis-mark").allTextContents()).join("")).toBe(
    'From: "Security U+202Eksed" <notice.desk.55120@gmail.com>',
  );
  await page.getByRole("button", { name: "Back to what asked for it" }).focus();
  await page.keyboard.press("Enter");
  expect((await focused(page)).text).toMatch(/^From octets/);
  await page.close();
});

test("a field of several lines is marked on each, and nothing beside it", async () => {
  const page = await openExpert();
  await page.locator(".zegel-hop .zegel-basis").last().click();
  const marked = await page.locator(".zegel-basis-mark").allTextContents();
  expect(marked[0]).toMatch(/^Received: from mail-lj1-f177/);
  expect(marked.at(-1)).toMatch(/Tue, 17 Nov 2026 23:04:08 \+0100 \(CET\)$/);
  expect(marked.join("")).not.toContain("DKIM");
  await page.close();
});

test("the mail's own words stay closed until they are asked for, and are text", async () => {
  const page = await openExpert();
  expect(await page.locator("body").textContent()).not.toContain("Resign before");
  await page.getByRole("button", { name: /^Show what was noticed in the text/ }).click();
  expect(await page.locator(".zegel-findings").allTextContents()).toContainEqual(
    expect.stringContaining("Resign before"),
  );
  await page.getByRole("button", { name: /^Show the source/ }).click();
  expect(await page.locator(".zegel-source").textContent()).toContain("<b>Your 48 hours</b>");
  expect(await page.locator(".zegel-source b").count()).toBe(0);
  await page.close();
});

test("the route goes from the oldest line to the newest, with the place where trust begins", async () => {
  const page = await openExpert();
  const lines = await page
    .locator(".zegel-route > li")
    .evaluateAll((all) =>
      all.map((one) =>
        one.className === "zegel-boundary" ? "boundary" : one.querySelector("strong")?.textContent,
      ),
    );
  expect(lines).toEqual([
    "relay.example.org",
    "smtp.gmail.com",
    "mail-lj1-f177.google.com",
    "boundary",
    "mx.voorbeeld.example",
  ]);
  await page.close();
});

test("every clock of the picture has its row; what contradicts has another shape, and a word", async () => {
  const page = await openExpert();
  const rows = await page.getByRole("table", { name: "Clocks in this mail" }).getByRole("row").count();
  const circles = await page.locator(".zegel-clocks circle").count();
  const crosses = await page.locator(".zegel-clocks path").count();
  expect(circles + crosses).toBe(rows - 1);
  expect(crosses).toBeGreaterThan(0);
  expect(await page.locator(".zegel-bad").count()).toBe(crosses);
  await page.close();
});

test("no complaint of the security policy, no error", () => {
  expect(gallery.complaints).toEqual([]);
});
