/** Airplane mode: sealed without a network, browser closed, computer's network back, browser started again: it arrives once. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";
import { browserArguments, findBrowser } from "../../support/browser.ts";
import { type Arrivals, watchArrivals } from "../arrived.ts";
import {
  addMail,
  type Mailbox,
  openMailbox,
  openWorld,
  type Profile,
  readFixture,
  type World,
} from "../world.ts";

let world: World;
let profileDir: string;
let arrivals: Arrivals;

beforeAll(async () => {
  world = await openWorld();
  profileDir = mkdtempSync(join(tmpdir(), "zegel-profile-"));
  arrivals = watchArrivals(world);
}, 120_000);

afterAll(async () => {
  await world?.close();
  rmSync(profileDir, { recursive: true, force: true });
});

/** A whole browser with its profile on the disk: closing it is what a restart of the machine leaves behind. */
async function startBrowser(): Promise<Profile> {
  const context: BrowserContext = await chromium.launchPersistentContext(profileDir, {
    executablePath: findBrowser() as string,
    args: browserArguments,
    ignoreHTTPSErrors: true,
    locale: "en-US",
  });
  return { context, complaints: [] };
}

async function openPane(profile: Profile): Promise<Mailbox> {
  const mailbox = await openMailbox(world, profile);
  await addMail(mailbox, "accusation.eml", readFixture("accusation-1.eml"));
  await mailbox.page.click("#report-threat");
  await mailbox.pane.getByText("Anna de Wit").first().waitFor();
  return mailbox;
}

test("airplane mode, browser closed, started again with a network: it arrives once and the receipt verifies", async () => {
  const first = await startBrowser();
  const offline = await openPane(first);
  // Only the intake is out of reach: the mailbox page plays Outlook's own cache, which opens without a network.
  await first.context.route(`${world.demo.urls.intake}/**`, (route) => route.abort("internetdisconnected"));
  await offline.pane.getByRole("button", { name: "Report threat", exact: true }).click();
  await offline.pane.getByRole("heading", { name: "NOT yet sent" }).first().waitFor({ timeout: 45_000 });
  const shown = await offline.pane.locator("body").innerText();
  expect(shown).not.toContain("has arrived");
  await first.context.close();
  expect(arrivals.count()).toBe(0);

  const second = await startBrowser();
  const online = await openPane(second);
  await online.pane.getByRole("button", { name: "My earlier reports" }).click();
  await online.pane.getByText("Sent, receipt checked").first().waitFor({ timeout: 45_000 });
  await second.context.close();

  const third = await startBrowser();
  const later = await openPane(third);
  await later.pane.getByRole("button", { name: "My earlier reports" }).click();
  await later.pane.getByText("Sent, receipt checked").first().waitFor({ timeout: 45_000 });
  await third.context.close();

  const [opened, ...more] = await arrivals.opened();
  expect(more).toEqual([]);
  expect(opened?.messages[0]?.original?.octets).toEqual(new Uint8Array(readFixture("accusation-1.eml")));
}, 180_000);
