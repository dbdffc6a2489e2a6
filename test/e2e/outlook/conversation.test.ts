/** What goes along with a mail, what the device cannot do, and a clock that is wrong: through the real pane. */
import { randomBytes } from "node:crypto";
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

async function openPane(switches: string, mail = "accusation-1.eml"): Promise<Mailbox> {
  const mailbox = await openMailbox(world, profile, `?locale=en-US&${switches}`);
  await addMail(mailbox, "open.eml", readFixture(mail));
  await mailbox.page.locator('#mail-list [data-file="open.eml"]').waitFor();
  await mailbox.page.click("#report-threat");
  await mailbox.pane.getByText("Anna de Wit").first().waitFor();
  return mailbox;
}

const click = (mailbox: Mailbox, name: string) =>
  mailbox.pane.getByRole("button", { name, exact: true }).click();

const heading = (mailbox: Mailbox, name: string) =>
  mailbox.pane.getByRole("heading", { name, exact: true }).first().waitFor({ timeout: 60_000 });

test("the series: found in the mailbox by a sign-in, ticked, in one report with the open mail", async () => {
  const mailbox = await openPane("naa=ok&graph=ok&permission=read-item");
  await click(mailbox, "Did you get more from this sender?");
  await click(mailbox, "Look in my mailbox");
  await click(mailbox, "Tick all");
  const ticked = await mailbox.pane.getByRole("checkbox", { checked: true }).count();
  expect(ticked).toBeGreaterThanOrEqual(2);
  await click(mailbox, "Done");
  await click(mailbox, `Report ${ticked + 1} mails`);
  await heading(mailbox, "Your report has arrived");
  const [opened, ...more] = await arrivals.opened();
  expect(more).toEqual([]);
  const octets = (opened?.messages ?? []).map(({ original }) =>
    Buffer.from(original?.octets ?? []).toString("latin1"),
  );
  expect(octets).toHaveLength(ticked + 1);
  for (const name of ["accusation-1.eml", "accusation-2.eml", "accusation-3.eml"])
    expect(octets).toContain(readFixture(name).toString("latin1"));
  // Found by the sender: nobody else's mail is among them.
  expect(octets.every((one) => /^From:.*klokkenluider/im.test(one))).toBe(true);
});

test("the reporter's own files are sealed along, octet for octet; a suspicion stays apart", async () => {
  const mailbox = await openPane("naa=off&graph=off");
  const screenshot = randomBytes(70_000);
  await click(mailbox, "Tell more first (optional)");
  await mailbox.pane.getByText("Add screenshots or other files").click();
  await mailbox.pane.getByLabel("Choose files").setInputFiles([
    { name: "screenshot 1.png", mimeType: "image/png", buffer: screenshot },
    { name: "../\u202Egnp.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ") },
  ]);
  await mailbox.pane.getByRole("button", { name: /^Remove screenshot/ }).waitFor();
  await mailbox.pane.getByText("I have an idea who it is").click();
  await mailbox.pane.locator("details[open] textarea").fill("Someone of the third floor.");
  await click(mailbox, "Look it over");
  expect(await mailbox.pane.locator("body").innerText()).toContain("screenshot 1.png");
  await mailbox.pane.getByRole("button", { name: /^(?:Send|Report threat)/ }).click();
  await heading(mailbox, "Your report has arrived");
  const [opened] = await arrivals.opened();
  expect(Buffer.from(opened?.files.get("data/attachments/0001") ?? [])).toEqual(screenshot);
  expect(opened?.report.attachments).toHaveLength(2);
  expect(opened?.report.suspicion).toEqual({ state: "answered", value: "Someone of the third floor." });
  expect(JSON.stringify(opened?.summary)).not.toContain("third floor");
});

test("no room on the device: the report goes on, and the words say that it exists in this pane only", async () => {
  // Before the pane's first look at its store: Chromium remembers for a while how much room there was.
  const blank = await profile.context.newPage();
  const session = await profile.context.newCDPSession(blank);
  await session.send("Storage.overrideQuotaForOrigin", { origin: world.demo.urls.pane, quotaSize: 1000 });
  const mailbox = await openPane("naa=off&graph=off");
  await profile.context.route(/\/submissions\//, (route) => route.abort("internetdisconnected"));
  await click(mailbox, "Report threat");
  await heading(mailbox, "NOT yet sent");
  expect(await mailbox.pane.locator("body").innerText()).toContain("only while this pane is open");
  const download = mailbox.page.waitForEvent("download");
  await click(mailbox, "Save as a file");
  expect((await download).suggestedFilename()).toMatch(/^ZG-.*\.zegel$/);
  await profile.context.unroute(/\/submissions\//);
  await click(mailbox, "Send now");
  await heading(mailbox, "Your report has arrived");
  expect(await arrivals.opened()).toHaveLength(1);
});

test("a device whose clock is two hours ahead: said before sending, recorded, and the receipt verifies", async () => {
  await profile.context.clock.install({ time: Date.now() + 2 * 3_600_000 });
  const mailbox = await openPane("naa=off&graph=off");
  await mailbox.pane.getByText(/clock of this device is .*ahead/).waitFor();
  await click(mailbox, "Report threat");
  await heading(mailbox, "Your report has arrived");
  const [opened] = await arrivals.opened();
  const offset = opened?.messages[0]?.acquisition.clockOffsetMs ?? 0;
  expect(Math.abs(offset - 2 * 3_600_000)).toBeLessThan(60_000);
});

test.each(["de-DE", "fr-FR"])("%s: the whole way in that language", async (locale) => {
  const mailbox = await openMailbox(world, profile, `?locale=${locale}&naa=off&graph=off`);
  await addMail(mailbox, "open.eml", readFixture("blackmail-proton.eml"));
  await mailbox.page.click("#report-threat");
  await mailbox.pane.getByText("Anna de Wit").first().waitFor();
  await mailbox.pane.locator(".pane-main-action button").click();
  await mailbox.pane
    .getByText(/ZG-[0-9A-Z]{4}-[0-9A-Z]{4}/)
    .first()
    .waitFor({ timeout: 60_000 });
  expect(await mailbox.pane.locator("html").getAttribute("lang")).toBe(locale.slice(0, 2));
  const [opened] = await arrivals.opened();
  expect(opened?.report.language.slice(0, 2)).toBe(locale.slice(0, 2));
});
