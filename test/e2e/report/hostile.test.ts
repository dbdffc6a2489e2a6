/** Files of people who mean harm, and of disks that fail: told why, and everything else arrives all the same. */
import type { Page } from "playwright-core";
import {
  damagedZip,
  encryptedZip,
  fixture,
  inflatingZip,
  numberedMail,
  overlappingZip,
  zip,
} from "./made-files.ts";
import { expectRows, rows, sendFound } from "./sending.ts";
import {
  choose,
  type GivenFile,
  openReportWorld,
  originalsOf,
  type ReportProfile,
  type ReportWorld,
  sha256,
} from "./world.ts";

let world: ReportWorld;
let profile: ReportProfile;

beforeAll(async () => {
  world = await openReportWorld();
  profile = await world.profile();
}, 120_000);

afterEach(() => {
  expect(profile.complaints).toEqual([]);
});

afterAll(async () => {
  await world?.close();
});

const send = (page: Page, count: number) => sendFound(world, page, count);

test.each([
  ["encrypted", () => encryptedZip("geheim.zip"), "This ZIP has a password"],
  ["damaged", () => damagedZip("kapot.zip"), "This ZIP is damaged"],
  ["one that inflates", () => inflatingZip("bom.zip"), "Too large to be read here"],
  ["one whose entries lie over each other", () => overlappingZip("bom.zip"), "unpack to far more"],
  ["a ZIP in a ZIP in a ZIP", () => nested(), "A ZIP inside of another"],
])(
  "%s: told why, and the page goes on",
  async (_, make, words) => {
    const page = await profile.open();
    await choose(page, make(), fixture("colleague.eml"));
    await page.getByText(words).first().waitFor({ state: "attached", timeout: 60_000 });
    // What it gave before it was seen through goes too: only the other file stays.
    while ((await rows(page).count()) > 1) await rows(page).first().getByRole("button").click();
    const arrived = await send(page, 1);
    expect(originalsOf([arrived])).toEqual([sha256(fixture("colleague.eml").octets)]);
    await page.close();
  },
  120_000,
);

test("entries named to climb out of their folder: each is a mail, its name only a word in the record", async () => {
  const names = ["../../../etc/cron.d/a.eml", "/etc/b.eml", "C:\\Windows\\c.eml", "d/../../e.eml"];
  const mails = names.map((_, index) => numberedMail(index));
  const page = await profile.open();
  await choose(page, zip("klim.zip", Object.fromEntries(names.map((name, i) => [name, mails[i] as Buffer]))));
  await expectRows(page, names.length);
  const arrived = await send(page, names.length);
  expect(originalsOf([arrived])).toEqual(mails.map(sha256));
  expect([...arrived.files.keys()].filter((path) => /\.\.|^\/|\\|:|cron|root|Windows/.test(path))).toEqual(
    [],
  );
  expect(arrived.messages.map(({ acquisition }) => acquisition.item["zip.path"])).toEqual(names);
  await page.close();
}, 90_000);

test("names that would turn a line around, or run as markup, are shown as text", async () => {
  const page = await profile.open();
  await choose(page, { name: "\u202Eexe.<img src=x onerror=alert(1)>.pdf", octets: Buffer.from("%PDF") });
  const left = page.locator(".report-left");
  await left.waitFor();
  const text = await left.innerText();
  expect(text).toContain("<img");
  expect(text).not.toContain("\u202E");
  expect(await page.locator("img").count()).toBe(0);
  await page.close();
});

function nested(): GivenFile {
  const inner = zip("a.zip", { "mail.eml": numberedMail(1) }).octets;
  const middle = zip("b.zip", { "a.zip": inner }).octets;
  return zip("c.zip", { "b.zip": middle });
}
