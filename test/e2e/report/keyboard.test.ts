/** By keyboard alone: every stop can be seen, files come by a key, and a report goes its whole way. */
import type { Page } from "playwright-core";
import { fixture, numberedMail } from "./made-files.ts";
import {
  choose,
  openReportWorld,
  originalsOf,
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
  profile = await world.profile({ viewport: { width: 320, height: 700 } });
});

afterEach(async () => {
  expect(profile.complaints).toEqual([]);
  await profile.context.close();
});

afterAll(async () => {
  await world?.close();
});

async function begin(): Promise<Page> {
  const page = await profile.open();
  await page.getByText("Choose the mail you saved").waitFor();
  await page.getByRole("link", { name: "Call 112" }).waitFor();
  await page.getByRole("link", { name: /^\+31/ }).waitFor();
  return page;
}

interface Stop {
  readonly name: string;
  /** Its outline differs from that of the same thing without the focus, and it lies in the window. */
  readonly seen: boolean;
}

/** The next thing that the Tab key rests on; null where it leaves the page. */
async function tab(page: Page): Promise<Stop | null> {
  await page.keyboard.press("Tab");
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || focused === document.body) return null;
    const lookOf = () =>
      [null, "::after"].map((part) => {
        const { outline, outlineOffset, boxShadow, border, opacity } = getComputedStyle(focused, part);
        return [outline, outlineOffset, boxShadow, border, opacity];
      });
    const withFocus = JSON.stringify(lookOf());
    const { top, bottom, width } = focused.getBoundingClientRect();
    const inWindow = width > 0 && bottom > 0 && top < innerHeight;
    focused.blur();
    const without = JSON.stringify(lookOf());
    focused.focus();
    const label =
      focused.closest("label")?.textContent ??
      document.querySelector(`label[for="${focused.id}"]`)?.textContent;
    const name = focused.getAttribute("aria-label") ?? (label || focused.textContent) ?? "";
    return { name: name.trim(), seen: inWindow && withFocus !== without };
  });
}

async function tabThrough(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let stop = await tab(page); stop !== null && stops.length < 60; stop = await tab(page))
    stops.push(stop);
  return stops;
}

const names = (stops: readonly Stop[]) => stops.map(({ name }) => name);
const unseen = (stops: readonly Stop[]) => names(stops.filter(({ seen }) => !seen));
const LANGUAGES = ["Nederlands", "English", "Deutsch", "Français"];

test("the first screen: help, files, a folder, how to save one, and the languages; each stop can be seen", async () => {
  const page = await begin();
  const stops = await tabThrough(page);
  expect(names(stops)).toEqual([
    "Call 112",
    "+31 20 555 0112",
    "Choose files",
    "Choose a folder",
    "How do I save a mail?",
    ...LANGUAGES,
  ]);
  expect(unseen(stops)).toEqual([]);
}, 60_000);

test("with mails: each can be left out, the subjects shown, more added, readers seen, reported", async () => {
  const page = await begin();
  await choose(page, fixture("accusation-1.eml"), { name: "2.eml", octets: numberedMail(2) });
  await page.getByRole("button", { name: "Report 2 mails" }).waitFor();
  const stops = await tabThrough(page);
  expect(names(stops)).toEqual([
    "Call 112",
    "+31 20 555 0112",
    "Start over",
    "Leave out the mail from klokkenluider.voorbeeldgroep.83415@gmail.com",
    "Leave out the mail from iemand.2@example.org",
    "Show the subjects",
    "Add more",
    "Choose a folder",
    "Who will read this?",
    "Report 2 mails",
    "Tell more first (optional)",
    ...LANGUAGES,
  ]);
  expect(unseen(stops)).toEqual([]);
}, 60_000);

test("how to save a mail: opened by a key, one stop for the programs, arrows between them", async () => {
  const page = await begin();
  await page.locator("summary").focus();
  await page.keyboard.press("Enter");
  await page.locator(".how input").first().waitFor();
  expect(await tab(page)).toEqual({ name: "Gmail", seen: true });
  for (const program of ["Outlook in the browser, new Outlook", "Outlook for Windows"]) {
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.closest("label")?.textContent)).toBe(program);
  }
  expect(await page.locator(".how-answer").innerText()).toContain(
    "Drag the mail from the list to the desktop",
  );
}, 60_000);

test("the focus stays in the list while mails are left out, and goes to the heading of the next screen", async () => {
  const page = await begin();
  await choose(page, ...[1, 2, 3].map((number) => ({ name: `${number}.eml`, octets: numberedMail(number) })));
  await page.getByRole("heading", { name: "3 mails were found" }).waitFor();
  await page.getByRole("button", { name: /^Leave out .*iemand\.2/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "2 mails were found" }).waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  expect(await focused()).toBe("Leave out the mail from iemand.3@example.org");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "1 mail was found" }).waitFor();
  expect(await focused()).toBe("Leave out the mail from iemand.1@example.org");
  await page.getByRole("button", { name: "Who will read this?" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Who will read this" }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
}, 60_000);

test("the last mail left out, or started over: the focus goes to where mails are chosen", async () => {
  const page = await begin();
  await choose(page, fixture("accusation-1.eml"));
  await page.getByRole("button", { name: /^Leave out/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("Choose the mail you saved").waitFor();
  const focused = () =>
    page.evaluate(() =>
      document.activeElement?.localName === "button" ? document.activeElement.textContent : null,
    );
  expect(await focused()).toBe("Choose files");
  await choose(page, fixture("accusation-1.eml"));
  await page.getByRole("button", { name: "Start over" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("Choose the mail you saved").waitFor();
  expect(await focused()).toBe("Choose files");
}, 60_000);

test("from the first key to the receipt without a pointer", async () => {
  const page = await begin();
  const goTo = async (name: string) => {
    for (let stop = await tab(page); stop?.name !== name; stop = await tab(page))
      if (stop === null) throw new Error(`no stop: ${name}`);
  };
  const chosen = page.waitForEvent("filechooser");
  await goTo("Choose files");
  await page.keyboard.press("Enter");
  const chooser = await chosen;
  expect(chooser.isMultiple()).toBe(true);
  await chooser.setFiles("test/fixtures/mail/accusation-1.eml");
  await page.getByText("Anna de Wit").first().waitFor();
  await goTo("Report threat");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Your report has arrived" }).waitFor({ timeout: 60_000 });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Your report has arrived");
  expect(originalsOf(await world.arrivals.opened())).toEqual([sha256(fixture("accusation-1.eml").octets)]);
  await goTo("Close");
  await page.keyboard.press("Enter");
  await page.getByText("Done. You can close this page.").waitFor();
}, 90_000);
