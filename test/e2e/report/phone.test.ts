/** Where the page looks other than on a computer in usual colours: a phone, and colours that somebody needs. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { wrongIn } from "./look.ts";
import { fixture } from "./made-files.ts";
import { choose, openReportWorld, type ReportProfile, type ReportWorld } from "./world.ts";

let world: ReportWorld;
let profile: ReportProfile;

beforeAll(async () => {
  world = await openReportWorld();
}, 120_000);

afterEach(async () => {
  expect(profile.complaints).toEqual([]);
  await profile.context.close();
});

afterAll(async () => {
  await world?.close();
});

async function begin(options: BrowserContextOptions): Promise<Page> {
  profile = await world.profile(options);
  const page = await profile.open();
  await page.getByText("Choose the mail you saved").waitFor();
  return page;
}

test("a phone: no folders and no dropping, and what its owner can do instead of saving there", async () => {
  const page = await begin({
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
    userAgent: "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36",
  });
  await page.getByRole("button", { name: "Choose files" }).waitFor();
  const shown = await page.locator("main").innerText();
  expect(shown).not.toMatch(/folder|drop/i);
  await page.getByText("How do I save a mail?").tap();
  await page.getByText("Mail apps on phones do not save the original").waitFor();
  expect(await page.getByLabel("A phone or tablet").isChecked()).toBe(true);
  expect(await wrongIn(page)).toEqual([]);
}, 60_000);

test("in forced colours every button and the place for files keep an edge", async () => {
  const page = await begin({ forcedColors: "active" });
  await choose(page, fixture("accusation-1.eml"));
  await page.getByText("Anna de Wit").first().waitFor();
  const edges = await page.locator("main button, .report-chooser, .report-rows").evaluateAll((all) =>
    all
      .filter((one) => one.checkVisibility())
      .map((one) => {
        const { borderStyle, outlineStyle, textDecorationLine } = getComputedStyle(one);
        return [borderStyle, outlineStyle, textDecorationLine].some((line) => line !== "none");
      }),
  );
  expect(edges.length).toBeGreaterThan(5);
  expect(edges.every(Boolean)).toBe(true);
}, 60_000);
