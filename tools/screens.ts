/**
 * `node tools/screens.ts`: draws every screen of the pane in Dutch and English, light and dark, into docs/pictures/screens, and the page
 * that shows them (docs/screens.md). The scenes are those of the tests.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openGallery, type SceneOptions } from "../test/conversation/gallery/open.ts";
import type { SceneName } from "../test/conversation/gallery/scenes.ts";

interface Screen {
  readonly name: string;
  readonly words: string;
  readonly scene: SceneName;
  /** What is pressed to get there, by position among the screen's buttons' texts in both languages. */
  readonly press?: readonly RegExp[];
  readonly after?: (page: Page) => Promise<void>;
}

const MORE = /^(Tell more|Eerst meer)/;
const WHO = /^(Who will read|Wie leest)/;
const SERIES = /^(Did you get more|Kreeg je meer|Change$|Wijzigen$)/;
const LOOK_OVER = /^(Look it over|Nog eens nakijken)/;

async function fillIn(page: Page): Promise<void> {
  await page.locator('input[name="urgency"]').first().check();
  await page.locator('input[name="kind"]').nth(4).check();
  await page.locator("textarea").first().fill("…");
}

const screens: readonly Screen[] = [
  {
    name: "start",
    words: "The first screen: help that does not go through us, who reads, one button.",
    scene: "start",
  },
  { name: "selection", words: "Several mails selected: one report.", scene: "selection" },
  {
    name: "questions",
    words: "Optional questions; immediate danger shows the number at once.",
    scene: "start",
    press: [MORE],
    after: fillIn,
  },
  {
    name: "readers",
    words: "Who reads, what each can see, whom to leave out, and the name.",
    scene: "start",
    press: [WHO],
  },
  {
    name: "series",
    words: "More mails of the same series, found in one's own mailbox.",
    scene: "series-found",
    press: [SERIES],
  },
  {
    name: "review",
    words: "One look at all that goes, before it goes.",
    scene: "start",
    press: [MORE, LOOK_OVER],
  },
  { name: "progress", words: "On its way: NOT yet sent until a receipt verifies.", scene: "acquiring-many" },
  { name: "waiting", words: "No network: sealed and kept, tried again by itself.", scene: "waiting" },
  {
    name: "sign-in",
    words: "A sign-in is needed to hand in; the report is sealed already.",
    scene: "sign-in",
  },
  { name: "code", words: "The organisation's code, asked once.", scene: "unauthorised" },
  { name: "refused", words: "A receipt that does not fit does not count.", scene: "refused" },
  { name: "memory", words: "A device that stores nothing.", scene: "waiting-memory" },
  { name: "failed", words: "The mail program gave nothing.", scene: "failed" },
  { name: "done", words: "Arrived: who reads, what next, advice, receipt.", scene: "done" },
  { name: "done-missed", words: "Some mails of a selection could not be had.", scene: "done-missed" },
  {
    name: "earlier",
    words: "My earlier reports, with their receipts.",
    scene: "outbox",
    press: [/^(Show$|Tonen$)/],
  },
  { name: "mobile", words: "A phone: the source lies behind a sign-in.", scene: "mobile-sign-in" },
  { name: "permission", words: "A manifest that allows one mail at a time.", scene: "selection-permission" },
  { name: "compose", words: "A mail that is being written.", scene: "compose" },
  { name: "clock", words: "A device whose clock is wrong.", scene: "clock-ahead" },
  { name: "no-directory", words: "The list of readers cannot be fetched.", scene: "no-directory" },
];

const looks: readonly SceneOptions[] = [
  { language: "en", theme: "light" },
  { language: "en", theme: "dark" },
  { language: "nl", theme: "light" },
  { language: "nl", theme: "dark" },
];

const folder = join(import.meta.dirname, "..", "docs", "pictures", "screens");
const fileOf = (name: string, look: SceneOptions) => `${name}-${look.language}-${look.theme}.png`;

async function draw(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const gallery = await openGallery();
  try {
    for (const look of looks)
      for (const screen of screens) {
        const page = await gallery.show(screen.scene, { ...look, width: 360 });
        for (const name of screen.press ?? []) await page.getByRole("button", { name }).first().click();
        await screen.after?.(page);
        // Fluent fades colours in: the picture is of what stays.
        await page.waitForTimeout(300);
        await page.screenshot({ path: join(folder, fileOf(screen.name, look)), fullPage: true });
        await page.close();
      }
  } finally {
    await gallery.close();
  }
}

function pageText(): string {
  const rows = screens.map(({ name, words }) => {
    const cells = looks.map((look) => `![${name}](pictures/screens/${fileOf(name, look)})`);
    return `| ${words} | ${cells.join(" | ")} |`;
  });
  return [
    "# The pane's screens",
    "",
    "Drawn by `node tools/screens.ts` from the scenes of the tests, which look at each of them with axe too. German and French are there as well.",
    "",
    "| | English, light | English, dark | Dutch, light | Dutch, dark |",
    "|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

await draw();
writeFileSync(join(import.meta.dirname, "..", "docs", "screens.md"), pageText());
