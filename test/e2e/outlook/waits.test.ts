/** Hosts that never answer, and panes that are closed half-way: nothing is lost, nothing is sent twice, no spinner stays. */
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
  await mailbox.page.locator(`#mail-list [data-file="open.eml"]`).waitFor();
  await mailbox.page.click("#report-threat");
  await mailbox.pane.getByText("Anna de Wit").first().waitFor();
  return mailbox;
}

const press = (mailbox: Mailbox) =>
  mailbox.pane.getByRole("button", { name: "Report threat", exact: true }).click();

const heading = (mailbox: Mailbox, name: string) =>
  mailbox.pane.getByRole("heading", { name, exact: true }).first().waitFor({ timeout: 60_000 });

/** Lets a minute pass again and again, as the person would, until the heading is there. */
async function waitOut(mailbox: Mailbox, name: string): Promise<void> {
  const shown = mailbox.pane.getByRole("heading", { name, exact: true }).first();
  for (let round = 0; round < 12 && !(await shown.isVisible()); round++) {
    await mailbox.page.clock.fastForward(61_000);
    await shown.waitFor({ timeout: 3_000 }).catch(() => undefined);
  }
  expect(await shown.isVisible()).toBe(true);
}

test.each([
  ["the source never comes", "naa=off&graph=off&getAsFile=never", "accusation-1.eml"],
  [
    "an attachment never comes (ojs#5845)",
    "naa=off&graph=off&getAsFile=5001&attachment=never",
    "phishing-invoice.eml",
  ],
  ["the headers never come", "naa=off&graph=off&getAsFile=5001&headers=never", "accusation-1.eml"],
])(
  "%s: after the time-outs the report goes on with what there is",
  async (_name, switches, mail) => {
    await profile.context.clock.install();
    const mailbox = await openPane(switches, mail);
    await press(mailbox);
    await waitOut(mailbox, "Your report has arrived");
    const [opened, ...more] = await arrivals.opened();
    expect(more).toEqual([]);
    expect(opened?.messages[0]?.acquisition).toMatchObject({ capture: "parts" });
    expect(opened?.messages[0]?.acquisition.errors.map(({ code }) => code)).toContain("TIMEOUT");
  },
  120_000,
);

test("a sign-in that never answers holds nothing up", async () => {
  await profile.context.clock.install();
  const mailbox = await openPane("naa=never&graph=ok&getAsFile=5001");
  await press(mailbox);
  await waitOut(mailbox, "Your report has arrived");
  const [opened] = await arrivals.opened();
  expect(opened?.messages[0]?.acquisition).toMatchObject({ capture: "parts" });
}, 120_000);

test("the pane is closed while the source is on its way: nothing is sent, and the next pane starts afresh", async () => {
  const mailbox = await openPane("naa=off&graph=off&getAsFile=slow4000");
  await press(mailbox);
  await heading(mailbox, "Your report is on its way");
  await mailbox.page.click("#pane-close");
  await mailbox.page.click("#report-threat");
  await mailbox.pane.getByRole("button", { name: "Report threat", exact: true }).waitFor();
  expect(arrivals.count()).toBe(0);
  await press(mailbox);
  await heading(mailbox, "Your report has arrived");
  expect(await arrivals.opened()).toHaveLength(1);
});

test("the pane is closed while it sends: the next one finds it sealed, and it arrives once", async () => {
  const mailbox = await openPane("naa=off&graph=off");
  let isHeld = () => {};
  const held = new Promise<void>((resolve) => {
    isHeld = resolve;
  });
  // Neither answered nor refused: the page is closed on it.
  await profile.context.route(/\/submissions\//, () => isHeld());
  await press(mailbox);
  await held;
  await heading(mailbox, "Your report is on its way");
  await mailbox.page.close();
  await profile.context.unroute(/\/submissions\//);
  const again = await openPane("naa=off&graph=off");
  await again.pane.getByRole("button", { name: "My earlier reports" }).click();
  await again.pane.getByText("Sent, receipt checked").first().waitFor({ timeout: 45_000 });
  expect(await arrivals.opened()).toHaveLength(1);
});
