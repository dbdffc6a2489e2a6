/** HR selects twenty mails, one click, one report: twenty originals octet for octet. And what happens when two of them cannot be had. */
import type { OpenedPackage } from "../../../src/core/seal/open.ts";
import { type Arrivals, watchArrivals } from "../arrived.ts";
import { type Mailbox, openMailbox, openWorld, type Profile, readFixture, type World } from "../world.ts";

let world: World;
let profile: Profile;
let arrivals: Arrivals;

beforeAll(async () => {
  world = await openWorld();
  profile = await world.profile();
  arrivals = watchArrivals(world);
}, 120_000);

afterAll(async () => {
  expect(profile?.complaints).toEqual([]);
  await profile?.context.close();
  await world?.close();
});

const names = [
  "accusation-1.eml",
  "accusation-2.eml",
  "accusation-3.eml",
  "blackmail-proton.eml",
  "phishing-invoice.eml",
];

/** Twenty different mails, one of them with octets above 127 and bare line feeds: nothing may be repaired. */
function twenty(): { name: string; mimeType: string; buffer: Buffer }[] {
  return Array.from({ length: 20 }, (_, index) => {
    const base = readFixture(names[index % names.length] as string);
    const tail =
      index === 7 ? Buffer.from([0x0a, 0xe9, 0x80, 0xff, 0x0a]) : Buffer.from(`\r\nnumber ${index}\r\n`);
    return { name: `mail-${index}.eml`, mimeType: "message/rfc822", buffer: Buffer.concat([base, tail]) };
  });
}

async function openTwenty(query: string): Promise<{ mailbox: Mailbox; mails: ReturnType<typeof twenty> }> {
  const mailbox = await openMailbox(world, profile, `?locale=en-US&permission=read-write-mailbox&${query}`);
  const mails = twenty();
  await mailbox.page.setInputFiles("#file-picker", mails);
  await mailbox.page.locator("#mail-list [data-file='mail-19.eml']").waitFor();
  return { mailbox, mails };
}

const sorted = (octets: readonly Uint8Array[]) =>
  octets.map((one) => Buffer.from(one).toString("latin1")).toSorted();

function originalsOf(opened: OpenedPackage): Uint8Array[] {
  return opened.messages.flatMap(({ original }) => (original === null ? [] : [original.octets]));
}

/** Selects what was dropped, not the fixtures that were there before. */
async function selectDropped(mailbox: Mailbox): Promise<void> {
  const count = await mailbox.page.evaluate(() => {
    const items = [...document.querySelectorAll<HTMLElement>("#mail-list [data-file^='mail-']")];
    window.simulator.select(items.map((one) => one.dataset["mail"] ?? ""));
    return items.length;
  });
  expect(count).toBe(20);
}

async function report(mailbox: Mailbox): Promise<void> {
  await mailbox.page.click("#report-threat");
  await mailbox.pane.getByRole("button", { name: "Report 20 mails", exact: true }).click();
}

test.each([
  ["from Outlook itself", "naa=off&graph=off", "office.getAsFileAsync"],
  ["from Graph, where Outlook does not load them", "naa=ok&graph=ok&loadItem=9002", "graph.value"],
])(
  "twenty mails, one click, one report: %s",
  async (_name, query, method) => {
    const { mailbox, mails } = await openTwenty(query);
    await selectDropped(mailbox);
    await report(mailbox);
    await mailbox.pane
      .getByRole("heading", { name: "Your report has arrived" })
      .waitFor({ timeout: 120_000 });
    const [opened, ...more] = await arrivals.opened();
    expect(more).toEqual([]);
    if (opened === undefined) throw new Error("nothing arrived");
    expect(sorted(originalsOf(opened))).toEqual(sorted(mails.map(({ buffer }) => buffer)));
    expect(new Set(opened.messages.map(({ acquisition }) => acquisition.method))).toEqual(new Set([method]));
    expect(opened.summary.messageCount).toBe(20);
    await mailbox.page.close();
  },
  180_000,
);
