/** One report by one surface, as a person starts it, and what came of it: in the store and on the screen. */
import { randomBytes } from "node:crypto";
import type { OpenedPackage } from "../../../src/core/seal/open.ts";
import type { Arrivals } from "../arrived.ts";
import { addMail, type Mailbox, openMailbox, type Profile, readFixture, type World } from "../world.ts";
import type { Outcome, Row, Surface } from "./table.ts";

export interface Ended {
  readonly opened: readonly OpenedPackage[];
  /** Everything that the person can read: the pane, the bar above the mail, Outlook's own dialog. */
  readonly read: string;
  /** The mails that were reported, octet for octet. */
  readonly mails: readonly Buffer[];
  /** What was passed to event.completed(), and how often; null for a surface that has none. */
  readonly completed: { readonly times: number; readonly context: unknown } | null;
}

/** A heading of the pane after which nothing more happens by itself. */
const SETTLED = /^(Your report has arrived|NOT yet sent|NOT sent|That did not work)$/;

export async function drive(
  world: World,
  profile: Profile,
  arrivals: Arrivals,
  row: Row,
  surface: Surface,
  outcome: Outcome,
): Promise<Ended> {
  const permission = surface === "selection" ? "&permission=read-write-mailbox" : "";
  const mailbox = await openMailbox(world, profile, `?locale=en-US${permission}&${row.switches}`);
  const mails = mailsOf(row, surface);
  for (const [index, octets] of mails.entries()) {
    await addMail(mailbox, `mail-${index}.eml`, octets);
    await mailbox.page.locator(`#mail-list [data-file="mail-${index}.eml"]`).waitFor();
  }
  const completed = await start(mailbox, surface, mails.length, outcome);
  const read = `${await wordsOf(mailbox, surface)}\n${JSON.stringify(completed?.context ?? "")}`;
  await mailbox.page.close();
  return { opened: await arrivals.opened(), read, mails, completed };
}

function mailsOf(row: Row, surface: Surface): Buffer[] {
  const first = row.mail === "5 MB" ? largeMail() : readFixture(row.mail ?? "accusation-1.eml");
  return surface === "selection"
    ? [first, readFixture("accusation-2.eml"), readFixture("blackmail-proton.eml")]
    : [first];
}

function largeMail(): Buffer {
  const body = randomBytes(4_000_000).toString("base64").replace(/.{76}/g, "$&\r\n");
  return Buffer.from(
    `From: iemand@example.org\r\nSubject: large\r\nMessage-ID: <large@example.org>\r\n\r\n${body}\r\n`,
  );
}

async function start(
  mailbox: Mailbox,
  surface: Surface,
  count: number,
  outcome: Outcome,
): Promise<Ended["completed"]> {
  switch (surface) {
    case "pane":
      await mailbox.page.click("#report-threat");
      await press(mailbox, "Report threat", outcome);
      return null;
    case "selection":
      await selectNewest(mailbox, count);
      await mailbox.page.click("#report-threat");
      await press(mailbox, `Report ${count} mails`, outcome);
      return null;
    case "button":
      return await command(mailbox, "ZegelReportAndSendButton", "reportAndSend");
    case "spam":
      return await reportSpam(mailbox);
  }
}

/** Presses the pane's main button. Where there is none because nothing can be reported, its words are what counts. */
async function press({ pane }: Mailbox, name: string, { reads }: Outcome): Promise<void> {
  const button = pane.getByRole("button", { name, exact: true });
  const settled = pane.getByRole("heading", { name: SETTLED });
  const told = reads === undefined ? settled : pane.getByText(reads);
  await button.or(told).first().waitFor({ timeout: 45_000 });
  if (!(await button.isVisible())) return;
  await button.click();
  await settled.or(told).first().waitFor({ timeout: 90_000 });
}

/** The mails that were dropped last: everything else in the list was there before. */
async function selectNewest({ page }: Mailbox, count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, index) => `mail-${index}.eml`);
  await page.evaluate((wanted) => {
    const items = [...document.querySelectorAll<HTMLElement>("#mail-list [data-file]")];
    const chosen = items.filter((one) => wanted.includes(one.dataset["file"] ?? ""));
    window.simulator.select(chosen.map((one) => one.dataset["mail"] ?? ""));
  }, names);
}

/** Through Outlook's own dialog, as a person does it. */
async function reportSpam({ page }: Mailbox): Promise<Ended["completed"]> {
  await page.click("#report-spam");
  await page.locator("#spam-dialog").getByRole("button", { name: "Report" }).click();
  await page.waitForFunction(() => window.simulator.lastCompleted !== null, undefined, { timeout: 90_000 });
  return await page.evaluate(() => {
    const done = window.simulator.lastCompleted;
    return { times: done?.status === null ? 0 : 1, context: done?.context ?? null };
  });
}

async function command({ page }: Mailbox, id: string, name: string): Promise<Ended["completed"]> {
  return await page.evaluate(
    async ([commandId, functionName]) => {
      const result = await window.simulator.invokeCommand(commandId as string, functionName as string);
      return { times: result === null ? 0 : 1, context: result?.context ?? null };
    },
    [id, name],
  );
}

/** Outlook's own dialog after a spam report shows what was passed to event.completed(): see `read`. */
async function wordsOf({ page, pane }: Mailbox, surface: Surface): Promise<string> {
  return surface === "pane" || surface === "selection"
    ? await pane.locator("body").innerText()
    : await page.locator("#notifications").innerText();
}
