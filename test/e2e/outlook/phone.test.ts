/**
 * A phone that claims support for the sign-in and fails (ojs#6275): the host gives no source, so the window of our own page is the way to
 * it. Whoever refuses the window loses nothing: the mail is where it was, and the words say so.
 */
import type { Page } from "playwright-core";
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
let profile: Profile;
let arrivals: Arrivals;

beforeAll(async () => {
  world = await openWorld();
  arrivals = watchArrivals(world);
}, 120_000);

beforeEach(async () => {
  profile = await world.profile();
});

afterEach(async () => {
  const { complaints } = profile;
  await profile.context.close();
  expect(complaints).toEqual([]);
});

afterAll(async () => {
  await world?.close();
});

/** Up to office.js's own question whether a window may open. */
async function report(): Promise<Mailbox> {
  const mailbox = await openMailbox(world, profile, "?locale=en-US&client=mobile&naa=fails&graph=ok");
  await addMail(mailbox, "open.eml", readFixture("accusation-1.eml"));
  await mailbox.page.locator('#mail-list [data-file="open.eml"]').waitFor();
  await mailbox.page.click("#report-threat");
  await mailbox.pane.getByText("Anna de Wit").first().waitFor();
  await mailbox.pane.getByRole("button", { name: "Report threat", exact: true }).click();
  await mailbox.pane.getByText("Allow", { exact: true }).waitFor({ timeout: 30_000 });
  return mailbox;
}

test("the window is allowed: signed in there, and Graph gives the original", async () => {
  const mailbox = await report();
  const opening: Promise<Page> = profile.context.waitForEvent("page");
  await mailbox.pane.getByText("Allow", { exact: true }).click();
  const window = await opening;
  await window.getByText(/^Sign in as/).click();
  await mailbox.pane.getByRole("heading", { name: "Your report has arrived" }).waitFor({ timeout: 60_000 });
  const [opened, ...more] = await arrivals.opened();
  expect(more).toEqual([]);
  expect(opened?.messages[0]?.acquisition).toMatchObject({ method: "graph.value", capture: "regenerated" });
  expect(Buffer.from(opened?.messages[0]?.original?.octets ?? [])).toEqual(readFixture("accusation-1.eml"));
}, 120_000);

test("the window is refused: nothing is sent, the mail is where it was, and it can be tried again", async () => {
  const mailbox = await report();
  await mailbox.pane.getByText("Ignore", { exact: true }).click();
  await mailbox.pane.getByRole("heading", { name: "That did not work" }).waitFor({ timeout: 60_000 });
  const words = await mailbox.pane.locator("body").innerText();
  expect(words).toContain("The mail is where it was.");
  expect(words).toContain("Someone to call");
  expect(await mailbox.pane.getByRole("button", { name: "Try again" }).isVisible()).toBe(true);
  expect(arrivals.count()).toBe(0);
}, 120_000);
