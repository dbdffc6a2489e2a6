/** Sign-in with real RS256 tokens and the real msal-browser over the played bridge: it never stands before sealing, and never loses a report. */
import { decodeJwt } from "jose";
import { ISSUER_AUDIENCE, ISSUER_SUBJECT, ISSUER_TENANT } from "../../../src/simulator/issuer.ts";
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
let sent: (string | undefined)[];

beforeAll(async () => {
  world = await openWorld({ authentication: "entra", confidential: false });
  arrivals = watchArrivals(world);
}, 120_000);

beforeEach(async () => {
  profile = await world.profile();
  sent = [];
  profile.context.on("request", (request) => {
    if (request.method() === "PUT" && request.url().includes("/submissions/"))
      sent.push(request.headers()["authorization"]);
  });
});

afterEach(async () => {
  const { complaints } = profile;
  await profile.context.close();
  expect(complaints).toEqual([]);
});

afterAll(async () => {
  await world?.close();
});

async function openPane(switches: string): Promise<Mailbox> {
  const mailbox = await openMailbox(world, profile, `?locale=en-US&${switches}`);
  await addMail(mailbox, "open.eml", readFixture("accusation-1.eml"));
  await mailbox.page.click("#report-threat");
  await mailbox.pane.getByText("Anna de Wit").first().waitFor();
  return mailbox;
}

const press = (mailbox: Mailbox) =>
  mailbox.pane.getByRole("button", { name: "Report threat", exact: true }).click();

const heading = (mailbox: Mailbox, name: string) =>
  mailbox.pane.getByRole("heading", { name, exact: true }).first().waitFor({ timeout: 60_000 });

test("signed in already: no window, an access token for our own API, the subject sealed and nowhere else", async () => {
  const mailbox = await openPane("naa=ok&graph=off");
  await press(mailbox);
  await heading(mailbox, "Your report has arrived");
  const token = sent.at(-1) ?? "";
  expect(token).toMatch(/^Bearer /);
  const claims = decodeJwt(token.slice("Bearer ".length));
  // Never an ID token: that one is for the pane, not for our API.
  expect(claims).toMatchObject({
    aud: ISSUER_AUDIENCE,
    tid: ISSUER_TENANT,
    scp: expect.stringContaining("Report.Submit"),
  });
  const [opened] = await arrivals.opened();
  expect(opened?.messages[0]?.acquisition.custodian).toEqual({
    role: "reporter",
    subject: `${ISSUER_TENANT}/${ISSUER_SUBJECT}`,
  });
});

test("a window would be needed: sealed and kept first, then signed in with one click, and it arrives once", async () => {
  const mailbox = await openPane("naa=needed&graph=off");
  await press(mailbox);
  await heading(mailbox, "Sign in to send it");
  expect(await mailbox.pane.locator("body").innerText()).toContain("NOT yet sent");
  // Nothing asked by itself.
  expect(await mailbox.page.locator("#sign-in").count()).toBe(0);
  expect(arrivals.count()).toBe(0);
  await mailbox.pane.getByRole("button", { name: "Sign in and send" }).click();
  await mailbox.page
    .locator("#sign-in")
    .getByRole("button", { name: /^Sign in as/ })
    .click();
  await heading(mailbox, "Your report has arrived");
  expect(await arrivals.opened()).toHaveLength(1);
});

test("the window is closed: kept, and it can be tried again", async () => {
  const mailbox = await openPane("naa=needed&graph=off");
  await press(mailbox);
  await heading(mailbox, "Sign in to send it");
  await mailbox.pane.getByRole("button", { name: "Sign in and send" }).click();
  await mailbox.page.locator("#sign-in").getByRole("button", { name: "Cancel" }).click();
  await mailbox.pane.getByRole("button", { name: "Sign in and send" }).waitFor({ timeout: 30_000 });
  expect(await mailbox.pane.locator("body").innerText()).toContain("NOT yet sent");
  await mailbox.pane.getByRole("button", { name: "Sign in and send" }).click();
  await mailbox.page
    .locator("#sign-in")
    .getByRole("button", { name: /^Sign in as/ })
    .click();
  await heading(mailbox, "Your report has arrived");
  expect(await arrivals.opened()).toHaveLength(1);
});

test("the sign-in fails (ojs#6275, #6691): nothing is lost, and the next pane sends it once the sign-in works", async () => {
  const mailbox = await openPane("naa=fails&graph=off");
  await press(mailbox);
  await heading(mailbox, "Sign in to send it");
  expect(arrivals.count()).toBe(0);
  await mailbox.page.close();
  const again = await openPane("naa=ok&graph=off");
  await again.pane.getByRole("button", { name: "My earlier reports" }).click();
  await again.pane.getByText("Sent, receipt checked").first().waitFor({ timeout: 45_000 });
  expect(await arrivals.opened()).toHaveLength(1);
});
