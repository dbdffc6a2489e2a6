/** Every kind of file that people have, by the button and by a drop: what arrives are its octets. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { emlx, fixture, mbox, numberedMail, outlookMessage, outlookOwn, withLf, zip } from "./made-files.ts";
import { expectRows, rows, sendFound } from "./sending.ts";
import {
  choose,
  drop,
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
  ".msg by a library": {
    given: () => outlookMessage("threat.msg", "laatste waarschuwing"),
    mail: ({ octets }) => octets,
    method: "file.msg",
    capture: "converted",
  },
  ".msg by Outlook, of a mail that was received": {
    given: () => outlookOwn("msgreader", "data/test.msg"),
    mail: ({ octets }) => octets,
    method: "file.msg",
    capture: "converted",
  },
  ".msg by Outlook, of a mail that was never sent": {
    given: () => outlookOwn("msg-parser", "test/Top level email.msg"),
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

/** As from the system's file manager: the browser itself makes the entries of the drop. */
async function dropPaths(page: Page, ...paths: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, x: 200, y: 200, data });
  await session.detach();
}

test("a folder with folders in it, dropped: every mail, with its place", async () => {
  const folder = join(world.dataDir, "bewijs");
  mkdirSync(join(folder, "2026/november"), { recursive: true });
  const [one, two] = [numberedMail(1), numberedMail(2)] as const;
  writeFileSync(join(folder, "een.eml"), one);
  writeFileSync(join(folder, "2026/november/twee.eml"), two);
  writeFileSync(join(folder, "2026/notitie.txt"), "niets");
  const page = await profile.open();
  await page.getByText("Choose the mail you saved").waitFor();
  await dropPaths(page, folder);
  await expectRows(page, 2);
  expect(await page.locator(".report-left").innerText()).toContain("bewijs/2026/notitie.txt");
  const arrived = await send(page, 2);
  expect(originalsOf([arrived]).toSorted()).toEqual([one, two].map(sha256).toSorted());
  expect(arrived.messages.map(({ acquisition }) => acquisition.item["path"])).toContain(
    "bewijs/2026/november/twee.eml",
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
