/** Dialogs, themes and languages under the real office.js; the mailbox page by itself. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Frame, Page } from "playwright-core";
import { openMail, openPane, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage?.close();
});
afterEach(async () => {
  await page?.close();
});

async function start(query = ""): Promise<Frame> {
  page = await stage.open(query);
  await openMail(page, "accusation-1.eml");
  return openPane(page);
}

describe("office.js besides", () => {
  test("a dialog opens in a window of its own and speaks to the pane", async () => {
    const frame = await start();
    const got = await frame.evaluate(
      () =>
        new Promise((resolve) => {
          Office.context.ui.displayDialogAsync(
            `${location.origin}/dialog.html`,
            { height: 40, width: 30, promptBeforeOpen: false },
            ({ value, error }) => {
              if (value === undefined) return resolve(error);
              value.addEventHandler(Office.EventType.DialogMessageReceived, (event) => {
                value.close();
                resolve((event as { message: string }).message);
              });
            },
          );
        }),
    );
    expect(got).toBe('{"token":"t"}');
  });

  test.each(["aquatic", "desert", "dusk", "nightsky"])("theme %s travels as colours", async (theme) => {
    const frame = await start(`?theme=${theme}`);
    const colours = await frame.evaluate(() => Office.context.officeTheme);
    const page_ = await page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue("--back"),
    );
    expect(colours.bodyBackgroundColor).toBe(page_.trim());
  });

  test("another language re-opens the pane in it", async () => {
    await start("?locale=nl-NL");
    await page.click("#settings-toggle");
    const left = page.waitForEvent(
      "framenavigated",
      (one) => one.parentFrame() !== null && one.url().includes("de-DE"),
    );
    await page.selectOption("#setting-locale", "de-DE");
    const opened = await left;
    await opened.waitForFunction(() => "pane" in window);
    expect(await opened.evaluate(() => Office.context.displayLanguage)).toBe("de-DE");
  });
});

describe("the page itself", () => {
  test.each(["light", "dark", "desert", "nightsky"])(
    "axe finds nothing (%s), at 320 px too",
    async (theme) => {
      page = await stage.open(`?theme=${theme}`);
      await page.setViewportSize({ width: 320, height: 800 });
      await page.click("#settings-toggle");
      await page.click("#select-all");
      const violations = async () =>
        (await new AxeBuilder({ page }).analyze()).violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`,
        );
      expect(await violations()).toEqual([]);
      await openMail(page, "accusation-1.eml");
      await page.click("#report-spam");
      expect(await violations()).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    },
  );

  test("the spam dialog by keyboard: into it, through it, out of it", async () => {
    page = await stage.open();
    await openMail(page, "accusation-1.eml");
    await page.focus("#report-spam");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#spam-dialog");
    await page.keyboard.press("Space");
    expect(await page.isChecked("#spam-option-1")).toBe(true);
    await page.keyboard.press("Escape");
    await page.waitForSelector("#spam-dialog", { state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("report-spam");
    expect(await page.evaluate(() => window.simulator.lastCompleted)).toBeNull();
  });
});
