/** The whole report with a keyboard alone, in the played Outlook, where office.js takes every Tab to itself. */
import type { Frame } from "playwright-core";
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
  profile = await world.profile();
  arrivals = watchArrivals(world);
}, 120_000);

afterAll(async () => {
  await profile?.context.close();
  await world?.close();
});

/** Name of what has the focus in the pane, as a screen reader would say it. */
function focused(frame: Frame): Promise<string> {
  return frame.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return "";
    const labels =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels : null;
    return (element.getAttribute("aria-label") ?? labels?.[0]?.innerText ?? element.textContent ?? "").trim();
  });
}

/** Presses Tab until it is there. @returns What had the focus on the way, in order. */
async function tabTo(mailbox: Mailbox, frame: Frame, name: RegExp): Promise<string[]> {
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await mailbox.page.keyboard.press("Tab");
    const now = await focused(frame);
    if (name.test(now)) return passed;
    passed.push(now);
  }
  throw new Error(`no way by Tab to ${name}: ${passed.join(" · ")}`);
}

/** The heading takes the focus when a screen appears: from there the keyboard goes on. */
async function atHeading(mailbox: Mailbox, frame: Frame, name: string): Promise<void> {
  await mailbox.pane.getByRole("heading", { name, exact: true }).first().waitFor({ timeout: 60_000 });
  for (let i = 0; i < 100 && (await focused(frame)) !== name; i++) await mailbox.page.waitForTimeout(50);
  expect(await focused(frame)).toBe(name);
}

test("told more, looked over, sent, receipt saved: without a mouse", async () => {
  const mailbox = await openMailbox(world, profile, "?locale=en-US&naa=off&graph=off");
  await addMail(mailbox, "accusation.eml", readFixture("accusation-1.eml"));
  await mailbox.page.click("#report-threat");
  await mailbox.pane.getByText("Anna de Wit").first().waitFor();
  const frame = mailbox.page.frames().find((one) => one.url().startsWith(world.demo.urls.pane)) as Frame;
  // Outlook puts the focus into the pane when its button was pressed.
  await frame.focus("h1");
  const { keyboard } = mailbox.page;

  const onStart = await tabTo(mailbox, frame, /^Tell more first/);
  // Who reads, then the one button, then everything optional.
  expect(onStart[0]).toBe("Who will read this?");
  expect(onStart[1]).toBe("Report threat");
  await keyboard.press("Enter");

  await atHeading(mailbox, frame, "Tell more (optional)");
  await tabTo(mailbox, frame, /^False accusations$/);
  await keyboard.press("Space");
  await tabTo(mailbox, frame, /^Told someone$/);
  await keyboard.press("Space");
  await tabTo(mailbox, frame, /^What should the readers know/);
  await keyboard.type("It names two managers.");
  await tabTo(mailbox, frame, /^I have an idea who it is/);
  await keyboard.press("Enter");
  await tabTo(mailbox, frame, /^(?!Add screenshots|Look it over|Back)/);
  await keyboard.type("Someone of the third floor, I think.");
  await tabTo(mailbox, frame, /^Look it over$/);
  await keyboard.press("Enter");

  await mailbox.pane.getByText("It names two managers.").first().waitFor();
  const review = await mailbox.pane.locator("body").innerText();
  expect(review).toContain("False accusations");
  expect(review).toContain("Someone of the third floor, I think.");
  expect(review).toContain("Anna de Wit");
  await tabTo(mailbox, frame, /^(?:Send|Report threat)/);
  await keyboard.press("Enter");

  await atHeading(mailbox, frame, "Your report has arrived");
  const download = mailbox.page.waitForEvent("download");
  await tabTo(mailbox, frame, /^Save the receipt$/);
  await keyboard.press("Enter");
  expect((await download).suggestedFilename()).toMatch(/^receipt-ZG-.*\.zip$/);
  await tabTo(mailbox, frame, /^Close$/);
  await keyboard.press("Enter");

  const [opened] = await arrivals.opened();
  expect(opened?.report).toMatchObject({
    kind: { state: "answered", value: "defamation" },
    actions: { state: "answered", value: ["told-someone"] },
    comment: { state: "answered", value: "It names two managers." },
    suspicion: { state: "answered", value: "Someone of the third floor, I think." },
    urgency: { state: "not-answered" },
  });
  expect(profile.complaints).toEqual([]);
}, 120_000);

test("Shift+Tab goes back the same way", async () => {
  const mailbox = await openMailbox(world, profile, "?locale=en-US&naa=off&graph=off");
  await addMail(mailbox, "accusation.eml", readFixture("accusation-1.eml"));
  await mailbox.page.click("#report-threat");
  await mailbox.pane.getByText("Anna de Wit").first().waitFor();
  const frame = mailbox.page.frames().find((one) => one.url().startsWith(world.demo.urls.pane)) as Frame;
  await frame.focus("h1");
  const there = await tabTo(mailbox, frame, /^Tell more first/);
  const back: string[] = [];
  for (let i = 0; i < there.length; i++) {
    await mailbox.page.keyboard.press("Shift+Tab");
    back.push(await focused(frame));
  }
  expect(back.toReversed()).toEqual(there);
  await frame.focus("h1");
  await mailbox.page.keyboard.press("Shift+Tab");
  // The way to help comes before the heading.
  expect(await focused(frame)).not.toBe("Report a threat");
});
