/** The main job, end to end, as a newcomer does it: real office.js in Chromium, nothing between the parts replaced. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { addMail, type Mailbox, openMailbox, openWorld, readFixture, type World } from "./world.ts";

const PHISHING = "../shared/corpus/phishing";
const sha256 = (octets: Uint8Array) => createHash("sha256").update(octets).digest("hex");

let world: World;

beforeAll(async () => {
  world = await openWorld();
}, 120_000);

afterAll(async () => {
  await world?.close();
});

/** Clicks through the pane. @returns The reference that the reporter is shown. */
async function report(
  mailbox: Mailbox,
  words = { report: "Report threat", done: "Your report has arrived" },
) {
  await mailbox.page.click("#report-threat");
  await mailbox.pane.getByRole("button", { name: words.report, exact: true }).click();
  await mailbox.pane.getByRole("heading", { name: words.done }).waitFor({ timeout: 60_000 });
  const text = await mailbox.pane.locator("body").innerText();
  return /ZG-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? "";
}

async function saveReceipt(mailbox: Mailbox, to: string): Promise<void> {
  const waiting = mailbox.page.waitForEvent("download");
  await mailbox.pane.getByRole("button", { name: "Save the receipt" }).click();
  await (await waiting).saveAs(to);
}

/** Unlocks the console with the first demo investigator's keys. */
async function unlock(page: Page): Promise<void> {
  await page.goto(world.demo.urls.console);
  await page.setInputFiles("#identity-file", world.demo.organisation.identityFiles[0] as string);
  await page.getByRole("button", { name: "Unlock" }).click();
  await page.getByRole("heading", { name: "Reports" }).waitFor();
}

/** The package's file in the intake's store, found by the log: the only one that came last. */
function newestBlob(before: ReadonlySet<string>): string {
  const found = blobs().filter((name) => !before.has(name));
  expect(found).toHaveLength(1);
  return found[0] as string;
}

function blobs(): string[] {
  const folder = join(world.dataDir, "intake");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".age"))
    .map((name) => join(folder, name));
}

function policyFile(): string {
  const file = join(world.dataDir, "policy.json");
  const { directoryFile, directoryRoot } = world.demo.organisation;
  if (!existsSync(file)) {
    expect(
      world.zegel("directory", "policy", directoryFile, "--root", directoryRoot, "-o", file),
    ).toMatchObject({
      status: 0,
    });
  }
  return file;
}

describe("report, receive, open, prove", () => {
  const samples = existsSync(PHISHING)
    ? ["sample-1000.eml", "sample-1012.eml"].map((name) => join(PHISHING, name))
    : [];
  if (samples.length === 0) console.log("SKIPPED: corpus mails, ../shared/corpus is absent");

  test.each([join("test/fixtures/mail", "accusation-1.eml"), ...samples])(
    "%s arrives octet for octet in the console and by zegel open",
    async (file) => {
      const octets = readFileSync(file);
      const before = new Set(blobs());
      const reporter = await world.profile();
      const mailbox = await openMailbox(world, reporter);
      await addMail(mailbox, "dropped.eml", octets);
      const reference = await report(mailbox);
      expect(reference).toMatch(/^ZG-/);
      const receipt = join(world.dataDir, `receipt-${reference}.zip`);
      await saveReceipt(mailbox, receipt);
      expect(reporter.complaints).toEqual([]);

      const investigator = await world.profile();
      const page = await investigator.context.newPage();
      await unlock(page);
      await page.getByRole("button", { name: reference }).click();
      await page.getByText("Seal verified").first().waitFor({ timeout: 30_000 });
      await page.getByRole("tab", { name: "Source" }).click();
      const shown = await page.getByTestId("source-sha256").innerText();
      expect(shown).toContain(sha256(octets));
      await page.getByRole("tab", { name: "Receipt" }).click();
      await page.getByText("localhost/v1/demo/log").first().waitFor();
      expect(investigator.complaints).toEqual([]);

      const sealed = newestBlob(before);
      const [identity] = world.demo.organisation.identityFiles as [string];
      const out = join(world.dataDir, `opened-${reference}`);
      expect(world.zegel("open", sealed, "-i", identity, "-o", out)).toMatchObject({ status: 0 });
      const original = readFileSync(join(out, "data/messages/0001/original.eml"));
      expect(sha256(original)).toBe(sha256(octets));

      const verified = world.zegel("verify", sealed, receipt, "-i", identity, "--policy", policyFile());
      expect(verified).toMatchObject({ status: 0 });
      expect(world.zegel("verify", receipt).status).toBe(3);
      await reporter.context.close();
      await investigator.context.close();
    },
    180_000,
  );

  test("the same in Dutch: the words a reporter reads, and who will read the report", async () => {
    const reporter = await world.profile("nl-NL");
    const mailbox = await openMailbox(world, reporter, "?locale=nl-NL");
    await addMail(mailbox, "dreiging.eml", readFixture("accusation-2.eml"));
    const reference = await report(mailbox, { report: "Meld dreiging", done: "Je melding is aangekomen" });
    expect(reference).toMatch(/^ZG-/);
    expect(await mailbox.pane.locator("body").innerText()).toContain("Anna de Wit");
    await reporter.context.close();
  }, 120_000);
});

/** A phrase in every place where the reporter's octets can be, looked for in everything that the intake has. */
describe("canary", () => {
  test("a phrase of the mail is in no file of the intake and in no answer of it", async () => {
    const phrase = `kanarie-${sha256(Buffer.from(String(Math.random()))).slice(0, 16)}`;
    const mail = readFixture("colleague.eml")
      .toString("latin1")
      .replace(/^Subject: .*$/m, `Subject: ${phrase}`);
    const reporter = await world.profile();
    const answers: Buffer[] = [];
    reporter.context.on("response", (response) => {
      if (response.url().startsWith(world.demo.urls.intake)) {
        void response.body().then(
          (body) => answers.push(body),
          () => undefined,
        );
      }
    });
    const mailbox = await openMailbox(world, reporter);
    await addMail(mailbox, "kanarie.eml", Buffer.from(`${mail}\r\n${phrase}\r\n`, "latin1"));
    expect(await report(mailbox)).toMatch(/^ZG-/);
    expect(answers.length).toBeGreaterThan(0);
    const folder = join(world.dataDir, "intake");
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    expect(files.length).toBeGreaterThan(2);
    for (const form of [phrase, Buffer.from(phrase).toString("base64").slice(2, -4), phrase.toUpperCase()]) {
      expect([...files, ...answers].filter((octets) => octets.includes(form))).toHaveLength(0);
    }
    expect([...files].filter((octets) => octets.includes(Buffer.from(phrase, "utf16le")))).toHaveLength(0);
    await reporter.context.close();
  }, 120_000);
});
