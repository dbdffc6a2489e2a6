/** The analysis as people see it, with real office.js and the real worker: its parts load under the page's own policy. */
import { addMail, type Mailbox, openMailbox, openWorld, readFixture, type World } from "./world.ts";

let world: World;
let mailbox: Mailbox;
const complaints: string[] = [];

beforeAll(async () => {
  world = await openWorld();
  mailbox = await openMailbox(world, await world.profile());
  mailbox.page.on("console", (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text())) complaints.push(message.text());
  });
  await addMail(mailbox, "dropped.eml", readFixture("accusation-1.eml"));
  await mailbox.page.click("#report-threat");
}, 120_000);

afterAll(async () => {
  await world?.close();
});

test("before anything is sent: the header, read on the device", async () => {
  await mailbox.pane.getByRole("button", { name: /^For experts/ }).click();
  await mailbox.pane.locator(".zegel-route .zegel-hop").first().waitFor({ timeout: 30_000 });
  await mailbox.pane.locator(".zegel-hop .zegel-basis").first().click();
  expect(await mailbox.pane.locator(".zegel-basis-mark").first().textContent()).toMatch(/^Received:/);
  await mailbox.pane.getByRole("button", { name: "Back", exact: true }).click();
});

test("after the report: sentences of its analysis, and the same look from the worker's memory", async () => {
  await mailbox.pane.getByRole("button", { name: "Report threat", exact: true }).click();
  await mailbox.pane.getByRole("heading", { name: "Your report has arrived" }).waitFor({ timeout: 60_000 });
  const text = await mailbox.pane.locator("body").innerText();
  expect(text).toContain("What could be seen already");
  expect(text).not.toContain("could not be analysed");
  await mailbox.pane.getByRole("button", { name: /^For experts/ }).click();
  await mailbox.pane.locator(".zegel-route .zegel-hop").first().waitFor({ timeout: 30_000 });
});

test("the console: the log plan, and networks from the table of its own program", async () => {
  const { page } = await openMailbox(world, await world.profile());
  await page.goto(world.demo.urls.console);
  await page.setInputFiles("#identity-file", world.demo.organisation.identityFiles[0] as string);
  await page.getByRole("button", { name: "Unlock" }).click();
  await page.getByRole("button", { name: /^ZG-/ }).first().click();
  await page.getByRole("tab", { name: "Analysis" }).click();
  await page.getByRole("button", { name: "Save for a calendar (.ics)" }).waitFor();
  const look = page.getByRole("button", { name: "Look up networks on this machine" });
  if ((await look.count()) > 0) {
    await look.click();
    await page
      .getByText(/ip-location-db, tables of \d{4}/)
      .first()
      .waitFor();
  }
  await page.locator(".zegel-findings .zegel-basis").first().click();
  expect(await page.locator(".zegel-basis-mark").count()).toBeGreaterThan(0);
});

test("no complaint of a security policy", () => {
  expect(complaints).toEqual([]);
});
