/** What the organisation asks for once, a device that stores nothing, and leaving a page that holds something. */
import type { Page } from "playwright-core";
import { numberedMail } from "./made-files.ts";
import { choose, openReportWorld, originalsOf, report, type ReportWorld, sha256 } from "./world.ts";

let world: ReportWorld;

beforeAll(async () => {
  world = await openReportWorld({ enrolmentCode: null, confidential: false });
}, 120_000);

afterAll(async () => {
  await world?.close();
});

async function pressReport(page: Page, number: number): Promise<void> {
  await page.getByText("Choose the mail you saved").waitFor();
  await choose(page, { name: "mail.eml", octets: numberedMail(number) });
  await page.getByRole("button", { name: "Report threat" }).click();
}

test("the code is asked for once, when the intake asks; the sealed report waits for it", async () => {
  const { context, complaints, open } = await world.profile();
  const page = await open();
  await pressReport(page, 1);
  await page.getByRole("heading", { name: "One thing is needed once" }).waitFor({ timeout: 60_000 });
  await page.getByLabel("Your organisation's code").fill("wrong");
  await page.getByRole("button", { name: "Keep the code and send" }).click();
  await page.getByText("This code was not accepted").waitFor();
  await page.getByLabel("Your organisation's code").fill(world.organisation.enrolmentCode);
  await page.getByRole("button", { name: "Keep the code and send" }).click();
  await page.getByRole("heading", { name: "Your report has arrived" }).waitFor({ timeout: 60_000 });
  expect(originalsOf(await world.arrivals.opened())).toEqual([sha256(numberedMail(1))]);
  await page.close();
  const next = await open();
  await choose(next, { name: "mail.eml", octets: numberedMail(2) });
  await report(next);
  expect(originalsOf(await world.arrivals.opened())).toEqual([sha256(numberedMail(2))]);
  expect(complaints).toEqual([]);
  await context.close();
}, 120_000);

describe("a device that stores nothing", () => {
  test("asks before the page is left while the report is in its memory alone, and not afterwards", async () => {
    const { context, open } = await world.profile();
    await context.addInitScript(() => {
      indexedDB.open = () => {
        throw new DOMException("blocked", "SecurityError");
      };
    });
    const page = await open();
    await page.getByText("Choose the mail you saved").waitFor();
    await choose(page, { name: "mail.eml", octets: numberedMail(4) });
    await page.getByText("Anna de Wit").first().waitFor();
    await world.stopIntake();
    await page.getByRole("button", { name: "Report threat" }).click();
    await page.getByText("exists only while this page is open").waitFor({ timeout: 60_000 });
    const asked = new Promise<string>((resolve) => {
      page.once("dialog", (dialog) => {
        resolve(dialog.type());
        void dialog.dismiss();
      });
    });
    await page.close({ runBeforeUnload: true });
    expect(await asked).toBe("beforeunload");
    await world.startIntake();
    await page.getByRole("button", { name: "Send now" }).click();
    await page.getByRole("heading", { name: "One thing is needed once" }).waitFor({ timeout: 60_000 });
    await page.getByLabel("Your organisation's code").fill(world.organisation.enrolmentCode);
    await page.getByRole("button", { name: "Keep the code and send" }).click();
    await page.getByRole("heading", { name: "Your report has arrived" }).waitFor({ timeout: 60_000 });
    const closed = page.waitForEvent("close");
    await page.close({ runBeforeUnload: true });
    await closed;
    expect(originalsOf(await world.arrivals.opened())).toEqual([sha256(numberedMail(4))]);
    await context.close();
  }, 120_000);
});

test("the neutral close: the screen tells nothing, the title neither, and the list is empty", async () => {
  const { context, open } = await world.profile();
  const page = await open();
  await choose(page, { name: "mail.eml", octets: numberedMail(5) });
  await page.getByRole("button", { name: "Report threat" }).click();
  await page.getByLabel("Your organisation's code").fill(world.organisation.enrolmentCode);
  await page.getByRole("button", { name: "Keep the code and send" }).click();
  await page.getByRole("heading", { name: "Your report has arrived" }).waitFor({ timeout: 60_000 });
  await world.arrivals.opened();
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await page.getByText("Done. You can close this page.").waitFor();
  expect(await page.title()).toBe("Zegel");
  const shown = (await page.locator("main").innerText()).split("\n").filter((line) => line.trim() !== "");
  expect(shown).toEqual([
    expect.stringContaining("DEMONSTRATION."),
    "Zegel",
    "Done. You can close this page.",
    "Back to the start",
  ]);
  await page.getByRole("button", { name: "Back to the start" }).click();
  await page.getByText("Choose the mail you saved").waitFor();
  expect(await page.locator(".report-rows").count()).toBe(0);
  await context.close();
}, 90_000);

test("without a name: no code is asked for, and nothing of the device is in it", async () => {
  const allowing = await openReportWorld({ enrolmentCode: null });
  const { open } = await allowing.profile();
  const page = await open();
  await choose(page, { name: "mail.eml", octets: numberedMail(3) });
  await page.getByRole("button", { name: "Who will read this?" }).click();
  await page.getByLabel("Without my name").check();
  await page.getByRole("button", { name: "Done" }).click();
  await report(page);
  const [arrived] = await allowing.arrivals.opened();
  expect(arrived?.report.confidential).toBe(true);
  expect(JSON.stringify(arrived?.messages[0]?.acquisition)).not.toMatch(/Mozilla|Chrome/);
  await allowing.close();
}, 90_000);
