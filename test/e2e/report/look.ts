/** Whether a screen of the page can be read by everybody: in each look and language, on a phone too. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

export interface Look {
  readonly colorScheme: "light" | "dark";
  readonly width: number;
  readonly language: "nl" | "en" | "de" | "fr";
}

/** The longest words where there is least room, and the other colours where there is most. */
export const LOOKS: readonly Look[] = [
  { colorScheme: "dark", width: 320, language: "fr" },
  { colorScheme: "light", width: 1280, language: "de" },
];

/** With all four languages, for the screens that everybody meets. */
export const ALL_LOOKS: readonly Look[] = [
  ...LOOKS,
  { colorScheme: "light", width: 320, language: "nl" },
  { colorScheme: "dark", width: 1280, language: "en" },
];

/** A text without words, or with a value that nobody filled in. */
const UNFILLED = /\b(?:report|pane|paneLater|common|analysis)\.[a-zA-Z-]+\.|\{\{/;

/**
 * Turns the page around without leaving the screen that it shows; afterwards it speaks English again.
 *
 * @returns What is wrong: violations of axe, a page wider than its window, a text without words.
 */
export async function wrongIn(page: Page, looks: readonly Look[] = LOOKS): Promise<string[]> {
  const wrong: string[] = [];
  for (const look of looks) {
    await wear(page, look);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    const wider = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    if (wider > 0) found.push(`${wider} px wider than its window`);
    const unfilled = UNFILLED.exec((await page.locator("body").innerText()) ?? "");
    if (unfilled !== null) found.push(`no words: ${unfilled[0]}`);
    wrong.push(...found.map((one) => `${JSON.stringify(look)} ${one}`));
  }
  await wear(page, { colorScheme: "light", width: 1280, language: "en" });
  return wrong;
}

async function wear(page: Page, { colorScheme, width, language }: Look): Promise<void> {
  // Without motion no colour is caught on its way to another one.
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.setViewportSize({ width, height: 900 });
  await page.locator(`.report-foot button[lang="${language}"]`).click();
  await page.locator(`html[lang="${language}"]`).waitFor();
  await settled(page);
}

/** Words of another language come as further files. */
async function settled(page: Page): Promise<void> {
  const read = () => page.locator("body").innerText();
  for (let before = ""; before !== (before = await read()); ) await page.waitForTimeout(100);
}
