/** A report without a name: no sign-in, no question to the mailbox service, no code, and nothing of ours inside that says who it was. */
import { type Arrivals, watchArrivals } from "../arrived.ts";
import { addMail, openMailbox, openWorld, type Profile, type World } from "../world.ts";

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

test("nothing of the reporter travels, outside or inside", async () => {
  const requests: { url: string; authorization: string | undefined }[] = [];
  const mailbox = await openMailbox(world, profile, "?locale=en-US&naa=ok&graph=ok&shared=1");
  // A mail that does not name the mailbox it was sent to: what is found inside would be ours.
  const mail = Buffer.from(
    "From: nobody <nobody@gmail.com>\r\nMessage-ID: <1@mail.gmail.com>\r\nSubject: you\r\n\r\nPay or else.\r\n",
  );
  await addMail(mailbox, "open.eml", mail);
  await mailbox.page.click("#report-threat");
  await mailbox.pane.getByText("Anna de Wit").first().waitFor();
  const { origin } = new URL(world.demo.urls.pane);
  profile.context.on("request", (request) => {
    if (request.frame().url().startsWith(origin))
      requests.push({ url: request.url(), authorization: request.headers()["authorization"] });
  });
  await mailbox.pane.getByRole("button", { name: "Who will read this?" }).click();
  await mailbox.pane.getByLabel("Without my name").check();
  await mailbox.pane.getByRole("button", { name: "Done" }).click();
  await mailbox.pane.getByRole("button", { name: "Report threat", exact: true }).click();
  await mailbox.pane.getByRole("heading", { name: "Your report has arrived" }).waitFor({ timeout: 60_000 });

  const submissions = requests.filter(({ url }) => url.includes("/submissions/"));
  expect(submissions.length).toBeGreaterThan(0);
  expect(submissions.every(({ authorization }) => authorization === undefined)).toBe(true);
  expect(requests.filter(({ url }) => /\/graph\/|\/entra\//.test(url))).toEqual([]);

  const [opened] = await arrivals.opened();
  expect(opened?.report.confidential).toBe(true);
  expect(Buffer.from(opened?.messages[0]?.original?.octets ?? [])).toEqual(mail);
  const words = [...(opened?.files ?? [])]
    .map(([, octets]) => Buffer.from(octets).toString("latin1"))
    .join("\n");
  for (const trace of ["sanne", "voorbeeld.example", "klachten@", "HeadlessChrome", "Mozilla/5.0"])
    expect(words.toLowerCase()).not.toContain(trace.toLowerCase());
  expect(profile.complaints).toEqual([]);
}, 120_000);
