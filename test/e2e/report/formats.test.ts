/** Every kind of file that people have, by the button and by a drop: what arrives are its octets. */
import type { Page } from "playwright-core";
import type { OpenedPackage } from "../../../src/core/seal/open.ts";
import {
  damagedZip,
  emlx,
  encryptedZip,
  fixture,
  inflatingZip,
  mbox,
  numberedMail,
  outlookMessage,
  overlappingZip,
  withLf,
  zip,
} from "./made-files.ts";
import {
  choose,
  drop,
  type GivenFile,
  openReportWorld,
  originalsOf,
  report,
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

const rows = (page: Page) => page.locator(".report-rows > li");

/** @returns What arrived of exactly one report. */
async function send(page: Page, count: number): Promise<OpenedPackage> {
  await rows(page)
    .nth(Math.min(count, 25) - 1)
    .waitFor();
  const references = await report(page, count === 1 ? "Report threat" : `Report ${count} mails`);
  const [arrived, ...more] = await world.arrivals.opened();
  expect(more).toEqual([]);
  expect(arrived?.reference).toBe(references[0]);
  return arrived as OpenedPackage;
}

interface Case {
  readonly given: () => GivenFile;
  readonly mail: (given: GivenFile) => Buffer;
  readonly method: string;
  readonly capture: string;
}

const NUMBERED = numberedMail(7);
const CASES: Readonly<Record<string, Case>> = {
  ".eml": {
    given: () => fixture("accusation-1.eml"),
    mail: ({ octets }) => octets,
    method: "file.eml",
    capture: "as-served",
  },
  ".emlx": {
    given: () => emlx("12.emlx", NUMBERED),
    mail: () => NUMBERED,
    method: "file.emlx",
    capture: "as-served",
  },
  ".msg": {
    given: () => outlookMessage("threat.msg", "laatste waarschuwing"),
    mail: ({ octets }) => octets,
    method: "file.msg",
    capture: "converted",
  },
};

describe.each(Object.entries(CASES))("%s", (_, { given, mail, method, capture }) => {
  test.each([
    ["chosen", choose],
    ["dropped", drop],
  ])(
    "%s",
    async (_how, give) => {
      const file = given();
      const page = await profile.open();
      await give(page, file);
      const arrived = await send(page, 1);
      expect(originalsOf([arrived])).toEqual([sha256(mail(file))]);
      expect(arrived.messages[0]?.acquisition).toMatchObject({
        method,
        capture,
        provenance: "supplied-file",
        host: { application: "Zegel report page" },
      });
      await page.close();
    },
    90_000,
  );
});

test("a mailbox of three: each as it lay there, in its order, and graded for what it is", async () => {
  const mails = [1, 2, 3].map((number) => withLf(numberedMail(number)));
  const page = await profile.open();
  await choose(page, mbox("Archief.mbox", mails));
  await rows(page).nth(2).waitFor();
  expect(await rows(page).first().innerText()).toContain("From a mailbox file");
  const arrived = await send(page, 3);
  expect(originalsOf([arrived])).toEqual(mails.map(sha256));
  await page.close();
}, 90_000);

test("a ZIP of folders, and files beside it: everything that is a mail goes along, everything else is named", async () => {
  const [one, two, three] = [numberedMail(1), numberedMail(2), numberedMail(3)] as const;
  const page = await profile.open();
  await choose(
    page,
    zip("bewijs.zip", {
      "2026/een.eml": one,
      "2026/november/twee.eml": two,
      "readme.txt": Buffer.from("hi"),
    }),
    { name: "drie.eml", octets: three },
    { name: "foto.png", octets: Buffer.from("\x89PNG\r\n", "latin1") },
  );
  await rows(page).nth(2).waitFor();
  const left = page.locator("details", { hasText: "2 things were left out" });
  await left.waitFor();
  expect(await left.innerText()).toMatch(/readme\.txt[\s\S]*not a mail[\s\S]*foto\.png/);
  expect(originalsOf([await send(page, 3)])).toEqual([one, two, three].map(sha256));
  await page.close();
}, 90_000);

test("a folder by its own button", async () => {
  const page = await profile.open();
  await page.setInputFiles("#mail-folder", "test/fixtures/mail");
  await rows(page).nth(5).waitFor();
  const arrived = await send(page, 6);
  expect(originalsOf([arrived]).toSorted()).toEqual(
    [
      "accusation-1.eml",
      "accusation-2.eml",
      "accusation-3.eml",
      "blackmail-proton.eml",
      "colleague.eml",
      "phishing-invoice.eml",
    ]
      .map((name) => sha256(fixture(name).octets))
      .toSorted(),
  );
  await page.close();
}, 90_000);

test("one is left out, one is added, the same again is there once", async () => {
  const page = await profile.open();
  await choose(page, fixture("accusation-1.eml"), fixture("accusation-2.eml"));
  await rows(page).nth(1).waitFor();
  await rows(page).first().getByRole("button").click();
  await expectRows(page, 1);
  await choose(page, fixture("colleague.eml"));
  await expectRows(page, 2);
  const arrived = await send(page, 2);
  expect(originalsOf([arrived])).toEqual(
    ["accusation-2.eml", "colleague.eml"].map((name) => sha256(fixture(name).octets)),
  );
  await page.close();
}, 90_000);

async function expectRows(page: Page, count: number): Promise<void> {
  await page
    .getByRole("heading", { name: count === 1 ? "1 mail was found" : `${count} mails were found` })
    .waitFor();
  expect(await rows(page).count()).toBe(count);
}

describe("hostile", () => {
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
});

function nested(): GivenFile {
  const inner = zip("a.zip", { "mail.eml": numberedMail(1) }).octets;
  const middle = zip("b.zip", { "a.zip": inner }).octets;
  return zip("c.zip", { "b.zip": middle });
}

test("a drop without a file: what to do instead", async () => {
  const page = await profile.open();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/uri-list", "message:%3Cabc@example.org%3E");
    document.body.dispatchEvent(
      new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }),
    );
  });
  await page.getByText("Your mail program handed over no file").waitFor();
  await page.close();
});

test("pasted files are taken too", async () => {
  const page = await profile.open();
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "pasted.eml"));
    document.body.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, numberedMail(5).toString("latin1"));
  await expectRows(page, 1);
  expect(originalsOf([await send(page, 1)])).toEqual([sha256(numberedMail(5))]);
  await page.close();
}, 60_000);
