/** Sealed reports that are handed in as files, and receipts that a link names. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { readReceipt } from "../../../src/core/verify/receipt-file.ts";
import { formatReceiptLink } from "../../../src/core/evidence/receipt-link.ts";
import { ALL_LOOKS, wrongIn } from "./look.ts";
import { fixture, numberedMail } from "./made-files.ts";
import {
  choose,
  drop,
  type GivenFile,
  installed,
  openReportWorld,
  originalsOf,
  referencesIn,
  report,
  type ReportProfile,
  type ReportWorld,
  sha256,
} from "./world.ts";

let world: ReportWorld;
let profile: ReportProfile;

beforeAll(async () => {
  world = await openReportWorld();
}, 120_000);

beforeEach(async () => {
  profile = await world.profile();
});

afterEach(async () => {
  expect(profile.complaints).toEqual([]);
  await profile.context.close();
});

afterAll(async () => {
  await world?.close();
});

async function saved(page: Page, button: string): Promise<GivenFile> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: button, exact: true }).first().click();
  const download = await waiting;
  const path = join(world.dataDir, download.suggestedFilename());
  await download.saveAs(path);
  return { name: download.suggestedFilename(), octets: readFileSync(path) };
}

/** Sealed where the server cannot be reached, and saved. */
async function sealedFile(mail: Buffer): Promise<GivenFile> {
  const page = await profile.open();
  await page.getByText("Choose the mail you saved").waitFor();
  await installed(page);
  await choose(page, { name: "mail.eml", octets: mail });
  await page.getByText("Anna de Wit").first().waitFor();
  await profile.context.setOffline(true);
  await page.getByRole("button", { name: "Report threat" }).click();
  await page.getByRole("heading", { name: "NOT yet sent" }).waitFor({ timeout: 60_000 });
  const file = await saved(page, "Save as a file");
  await page.getByRole("button", { name: "Delete from this device" }).click();
  await page.getByRole("button", { name: "Yes, delete" }).click();
  await page.getByRole("heading", { name: "Report a threat" }).waitFor();
  // It was not sent, and nothing holds the mail any more: it stays on the list.
  await page.getByRole("heading", { name: "1 mail was found" }).waitFor();
  await page.close();
  await profile.context.setOffline(false);
  return file;
}

describe("a .zegel file", () => {
  test("handed in on another device: arrives, its receipt verifies and can be saved", async () => {
    const file = await sealedFile(fixture("accusation-2.eml").octets);
    expect(world.arrivals.count()).toBe(0);
    const other = await world.profile();
    const page = await other.open();
    await page.getByText("Choose the mail you saved").waitFor();
    await drop(page, file);
    await page.getByText("Sealed reports that you handed in").waitFor();
    await page.getByText("Sent, receipt checked").waitFor({ timeout: 60_000 });
    const [arrived] = await world.arrivals.opened();
    expect(file.name).toBe(`${arrived?.reference}.zegel`);
    expect(originalsOf(arrived === undefined ? [] : [arrived])).toEqual([
      sha256(fixture("accusation-2.eml").octets),
    ]);
    await page.locator("summary", { hasText: "Save the receipt" }).click();
    // Who did not seal it has no key to add.
    expect(await page.getByText("Add the key").count()).toBe(0);
    const receipt = await saved(page, "Save the receipt");
    expect(readReceipt(receipt.octets)).toMatchObject({ ok: true, value: { opening: null } });
    expect(other.complaints).toEqual([]);
    await other.context.close();
  }, 120_000);

  test("damaged or not one at all: named, and the page goes on", async () => {
    const { name, octets } = await sealedFile(numberedMail(1));
    const changed = Buffer.from(octets);
    changed.writeUInt8(changed.readUInt8(changed.length >> 1) ^ 1, changed.length >> 1);
    const page = await profile.open();
    await choose(page, { name, octets: changed }, { name: "leeg.zegel", octets: Buffer.from("nothing") });
    await page.getByText("This sealed report is damaged").first().waitFor();
    expect(await page.locator(".report-left > li").count()).toBe(2);
    expect(world.arrivals.count()).toBe(0);
  }, 120_000);
});

describe("a link to a receipt", () => {
  async function link(page: Page): Promise<{ readonly url: string; readonly reference: string }> {
    const answers: string[] = [];
    page.on("response", (response) => {
      if (response.request().method() === "PUT") void response.text().then((text) => answers.push(text));
    });
    await choose(page, { name: "mail.eml", octets: numberedMail(3) });
    const [reference = ""] = await report(page);
    const [arrived] = await world.arrivals.opened();
    const { readToken } = JSON.parse(answers[0] ?? "{}") as { readToken: string };
    const packageDigest = arrived?.packageDigest ?? "sha256:";
    return {
      url: formatReceiptLink(`${world.pageUrl}/`, { reference, packageDigest, readToken }),
      reference,
    };
  }

  test("shows what was received and when, is out of the address at once, stores nothing, saves the file", async () => {
    const { url, reference } = await link(await profile.open());
    const other = await world.profile();
    const page = await other.context.newPage();
    await page.goto(url);
    await page.getByText("Received, content not seen.").waitFor({ timeout: 30_000 });
    expect(page.url()).toBe(`${world.pageUrl}/`);
    expect(await page.evaluate(() => history.length)).toBe(2);
    const text = await page.locator("body").innerText();
    expect(text).toContain(reference);
    expect(text).toMatch(/Timestamped .*20\d\d/);
    expect(text).toContain("No investigator has confirmed yet");
    expect(await page.title()).toBe("Zegel");
    const stored = await page.evaluate(async () => {
      const opened = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open("zegel-demo");
        request.onsuccess = () => resolve(request.result);
      });
      const entries = opened.transaction("entries").objectStore("entries").getAll();
      await new Promise((resolve) => entries.addEventListener("success", resolve));
      return [entries.result.length, localStorage.length, sessionStorage.length];
    });
    expect(stored).toEqual([0, 0, 0]);
    expect(await wrongIn(page, ALL_LOOKS)).toEqual([]);
    const receipt = await saved(page, "Save the receipt");
    expect(receipt.name).toBe(`receipt-${reference}.zip`);
    expect(readReceipt(receipt.octets)).toMatchObject({ ok: true });
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByText("Choose the mail you saved").waitFor();
    expect(other.complaints).toEqual([]);
    await other.context.close();
  }, 120_000);

  test("opened in a page that is open already", async () => {
    const { url, reference } = await link(await profile.open());
    const page = await profile.open();
    await page.getByText("Choose the mail you saved").waitFor();
    await page.evaluate((address) => {
      location.href = address;
    }, url);
    await page.getByText("Received, content not seen.").waitFor();
    expect(referencesIn(await page.locator(".pane-reference").innerText())).toEqual([reference]);
    expect(page.url()).toBe(`${world.pageUrl}/`);
  }, 90_000);

  test.each([
    ["cut short", (url: string) => url.slice(0, -30)],
    ["another token", (url: string) => `${url.slice(0, -10)}AAAAAAAAAA`],
    ["another report", (url: string) => url.replace(/\.[0-9a-f]{64}\./, `.${"0".repeat(64)}.`)],
  ])(
    "%s: no receipt, kindly",
    async (_, change) => {
      const { url } = await link(await profile.open());
      const page = await profile.context.newPage();
      await page.goto(change(url));
      await page.getByText("No receipt was found").waitFor({ timeout: 30_000 });
      expect(page.url()).toBe(`${world.pageUrl}/`);
      expect(await wrongIn(page)).toEqual([]);
    },
    90_000,
  );

  test("without a network: told, and tried again", async () => {
    const first = await profile.open();
    const { url } = await link(first);
    await installed(first);
    await profile.context.setOffline(true);
    const page = await profile.context.newPage();
    await page.goto(url);
    await page.getByText("There is no connection to the server").waitFor({ timeout: 30_000 });
    expect(await wrongIn(page)).toEqual([]);
    await profile.context.setOffline(false);
    await page.getByRole("button", { name: "Look again" }).click();
    await page.getByText("Received, content not seen.").waitFor();
  }, 90_000);
});
