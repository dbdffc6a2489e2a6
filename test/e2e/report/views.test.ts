/** Every screen of the page: readable by everybody, in each look, with no word missing. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { ALL_LOOKS, wrongIn } from "./look.ts";
import { emlx, encryptedZip, fixture, mbox, numberedMail, outlookOwn, withLf } from "./made-files.ts";
import {
  builtFile,
  builtNames,
  choose,
  installed,
  openReportWorld,
  type ReportProfile,
  type ReportWorld,
} from "./world.ts";

let world: ReportWorld;
let profile: ReportProfile;

beforeAll(async () => {
  world = await openReportWorld({ enrolmentCode: null, confidential: false });
}, 120_000);

afterEach(async () => {
  expect(profile.complaints).toEqual([]);
  await profile.context.close();
  await world.arrivals.opened();
});

afterAll(async () => {
  await world?.close();
});

async function begin(options: BrowserContextOptions = {}): Promise<Page> {
  profile = await world.profile(options);
  const page = await profile.open();
  await page.getByText("Choose the mail you saved").waitFor();
  return page;
}

async function beginWithMail(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await begin(options);
  await choose(page, fixture("accusation-1.eml"));
  await page.getByText("Anna de Wit").first().waitFor();
  return page;
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("button", { name }).first().click();
}

async function giveCode(page: Page): Promise<void> {
  await page.getByLabel("Your organisation's code").fill(world.organisation.enrolmentCode);
  await press(page, "Keep the code and send");
}

test("before anything is chosen", async () => {
  const page = await begin();
  await page.getByRole("link", { name: "Call 112" }).waitFor();
  expect(await wrongIn(page, ALL_LOOKS)).toEqual([]);
}, 120_000);

test("how to save a mail, in every program", async () => {
  const page = await begin();
  await page.getByText("How do I save a mail?").click();
  const programs = page.locator(".how input");
  await programs.first().waitFor();
  expect(await programs.count()).toBe(10);
  for (let program = 0; program < 10; program++) {
    await programs.nth(program).check();
    expect(await wrongIn(page)).toEqual([]);
  }
}, 240_000);

test("mails of every kind, what was left out and why, chosen twice, and a drop that held no file", async () => {
  const page = await begin();
  const first = fixture("accusation-1.eml");
  await choose(page, first, emlx("2.emlx", numberedMail(2)), mbox("a.mbox", [withLf(numberedMail(3))]));
  await page.getByRole("heading", { name: "3 mails were found" }).waitFor();
  await choose(
    page,
    outlookOwn("msgreader", "data/test.msg"),
    encryptedZip("geheim.zip"),
    { name: "a-very-long-name-without-any-place-to-break-".repeat(4), octets: Buffer.from("%PDF") },
    { name: "leeg.eml", octets: Buffer.alloc(0) },
  );
  await page.getByRole("heading", { name: "4 mails were found" }).waitFor();
  await page.getByLabel("Show the subjects").check();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/uri-list", "message:%3Cabc@example.org%3E");
    document.body.dispatchEvent(
      new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }),
    );
  });
  await page.getByText("handed over no file").waitFor();
  await page.getByText("This ZIP has a password").waitFor();
  expect(await wrongIn(page, ALL_LOOKS)).toEqual([]);
}, 180_000);

test("a list of several pages", async () => {
  const page = await begin();
  await choose(
    page,
    mbox(
      "a.mbox",
      Array.from({ length: 60 }, (_, number) => withLf(numberedMail(number))),
    ),
  );
  await press(page, "Next");
  await page.getByText("26 to 50 of 60").waitFor();
  expect(await wrongIn(page)).toEqual([]);
}, 120_000);

test("while files are looked at", async () => {
  profile = await world.profile({ serviceWorkers: "block" });
  // The worker that reads them does not come.
  const readers = builtNames(world).filter((name) => {
    const text = name.endsWith(".js") ? builtFile(world, name) : "";
    return text.includes("importScripts") && text.includes("submission-damaged");
  });
  expect(readers).toHaveLength(1);
  await profile.context.route(
    (url) => readers.includes(url.pathname.slice(1)),
    () => {},
  );
  const page = await profile.open();
  await page.getByText("Choose the mail you saved").waitFor();
  await choose(page, fixture("accusation-1.eml"));
  await page.getByRole("button", { name: "Stop" }).waitFor();
  expect(await wrongIn(page)).toEqual([]);
  await press(page, "Stop");
  await page.getByRole("button", { name: "Stop" }).waitFor({ state: "detached" });
  await page.getByText("Choose the mail you saved").waitFor();
}, 120_000);

test("what is asked, who reads, and the look over it all", async () => {
  const page = await beginWithMail();
  await press(page, "Who will read this?");
  expect(await wrongIn(page)).toEqual([]);
  await press(page, "Done");
  await press(page, "Tell more first");
  await page.locator('input[name="urgency"]').first().check();
  await page.locator("textarea").first().fill("…");
  expect(await wrongIn(page)).toEqual([]);
  await press(page, "Look it over");
  expect(await wrongIn(page)).toEqual([]);
}, 180_000);

test("on its way, the code that is asked for, arrived, closed, and the reports of before", async () => {
  const page = await beginWithMail();
  await press(page, "Report threat");
  await page.getByRole("heading", { name: "One thing is needed once" }).waitFor({ timeout: 60_000 });
  expect(await wrongIn(page, ALL_LOOKS)).toEqual([]);
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route(`${world.intakeUrl}/**`, async (route) => {
    if (route.request().method() === "PUT") await held;
    await route.continue();
  });
  await giveCode(page);
  await page.getByRole("heading", { name: "Your report is on its way" }).waitFor();
  expect(await wrongIn(page)).toEqual([]);
  letThrough();
  await page.getByRole("heading", { name: "Your report has arrived" }).waitFor({ timeout: 60_000 });
  expect(await wrongIn(page, ALL_LOOKS)).toEqual([]);
  await press(page, /^Close$/);
  await page.getByText("Done. You can close this page.").waitFor();
  expect(await wrongIn(page)).toEqual([]);
  await press(page, "Back to the start");
  await press(page, "My earlier reports");
  await page.getByText("Sent, receipt checked").waitFor();
  expect(await wrongIn(page)).toEqual([]);
}, 240_000);

test("a report in several parts", async () => {
  const page = await begin();
  await choose(
    page,
    mbox(
      "a.mbox",
      Array.from({ length: 2001 }, (_, number) => withLf(numberedMail(number))),
    ),
  );
  await page.getByRole("heading", { name: "2001 mails were found" }).waitFor({ timeout: 60_000 });
  await press(page, "Report 2001 mails");
  await page.getByRole("heading", { name: "One thing is needed once" }).waitFor({ timeout: 60_000 });
  await giveCode(page);
  await page.getByRole("heading", { name: "Your report has arrived" }).waitFor({ timeout: 120_000 });
  expect(await page.locator(".pane-reference strong").count()).toBe(2);
  expect(await wrongIn(page)).toEqual([]);
}, 300_000);

test("without a network: sealed, kept, NOT yet sent; and the page that opens without one", async () => {
  const page = await beginWithMail();
  await installed(page);
  await profile.context.setOffline(true);
  await press(page, "Report threat");
  await page.getByRole("heading", { name: "NOT yet sent" }).waitFor({ timeout: 60_000 });
  expect(await wrongIn(page, ALL_LOOKS)).toEqual([]);
  await page.reload();
  await page.getByText("The newest list of readers could not be fetched").waitFor();
  await page.getByText("1 report NOT yet sent").waitFor();
  expect(await wrongIn(page)).toEqual([]);
}, 180_000);

test("without a list of readers, and with a file that went away", async () => {
  await world.stopIntake();
  const page = await begin();
  await page.getByText("The list of readers could not be fetched").waitFor();
  expect(await wrongIn(page)).toEqual([]);
  await world.startIntake();
  await press(page, "Try again");
  const file = join(world.dataDir, "weg.eml");
  writeFileSync(file, numberedMail(1));
  await page.setInputFiles("#mail-files", file);
  await page.getByText("Anna de Wit").first().waitFor();
  writeFileSync(file, numberedMail(12));
  await press(page, "Report threat");
  await page.getByRole("heading", { name: "That did not work" }).waitFor({ timeout: 60_000 });
  expect(await wrongIn(page)).toEqual([]);
}, 180_000);

test("a browser that stores nothing", async () => {
  profile = await world.profile();
  await profile.context.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException("blocked", "SecurityError");
    };
  });
  const page = await profile.open();
  await choose(page, fixture("accusation-1.eml"));
  await page.getByText("Anna de Wit").first().waitFor();
  await world.stopIntake();
  await press(page, "Report threat");
  await page.getByText("exists only while this page is open").waitFor({ timeout: 60_000 });
  expect(await wrongIn(page)).toEqual([]);
  await world.startIntake();
}, 120_000);

test("sealed reports that are handed in: on their way, refused, arrived", async () => {
  const page = await beginWithMail();
  await installed(page);
  await profile.context.setOffline(true);
  await press(page, "Report threat");
  await page.getByRole("heading", { name: "NOT yet sent" }).waitFor({ timeout: 60_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Save as a file")]);
  const path = join(world.dataDir, download.suggestedFilename());
  await download.saveAs(path);
  await profile.context.close();
  const other = await begin();
  await other.setInputFiles("#mail-files", path);
  await other.getByText("Sealed reports that you handed in").waitFor();
  await other.getByLabel("Your organisation's code").waitFor();
  expect(await wrongIn(other)).toEqual([]);
  expect(await other.getByRole("button", { name: "Send now" }).count()).toBe(0);
  await other.getByLabel("Your organisation's code").fill("wrong");
  await press(other, "Keep the code and send");
  await other.getByText("This code was not accepted").waitFor();
  await giveCode(other);
  await other.getByText("Sent, receipt checked").waitFor({ timeout: 60_000 });
  await other.locator("summary", { hasText: "Save the receipt" }).click();
  expect(await wrongIn(other)).toEqual([]);
}, 180_000);

test("for experts", async () => {
  const page = await beginWithMail();
  await press(page, "For experts");
  await page.locator(".pane-expert").waitFor();
  expect(await wrongIn(page)).toEqual([]);
}, 120_000);
