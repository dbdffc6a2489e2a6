/** The demo's Gmail: the real add-on beside a page that plays Gmail, by clicks alone; what arrived is opened. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import type { OpenedPackage } from "../../../src/core/seal/open.ts";
import type { GmailPlayer } from "../../../src/simulator/gmail/server.ts";
import { CHOICES, DEFAULTS, type Switches } from "../../../src/simulator/gmail/switches.ts";
import { type Arrivals, watchArrivals } from "../arrived.ts";
import { openWorld, type Profile, readFixture, type World } from "../world.ts";

const DONE = "Your report has arrived";
const REFERENCE = /ZG-[0-9A-Z]{4}-[0-9A-Z]{4}/;

let world: World;
let player: GmailPlayer;
let arrivals: Arrivals;
let profile: Profile;
let page: Page;

beforeAll(async () => {
  world = await openWorld({ gmail: true });
  if (world.demo.gmail === null) throw new Error("no Gmail in the demo");
  ({ player } = world.demo.gmail);
  arrivals = watchArrivals(world);
}, 120_000);

beforeEach(async () => {
  player.setSwitches({ ...DEFAULTS, locale: "en-GB" });
  profile = await world.profile();
  page = await profile.context.newPage();
  await page.goto(player.url);
});

afterEach(async () => {
  expect(profile.complaints).toEqual([]);
  expect(player.faults).toEqual([]);
  await profile.context.close();
});

afterAll(() => world?.close());

const panel = () => page.getByRole("complementary", { name: "Add-on" });

/** By its line in the list. */
async function openMail(fileName: string): Promise<void> {
  const found = player.mailbox.all().find(({ mail }) => mail.fileName === fileName);
  await page.locator(`nav a[href="/mail/${found?.id}"]`).click();
}

async function press(name: string | RegExp): Promise<void> {
  await panel()
    .getByRole("button", { name, exact: typeof name === "string" })
    .click();
}

/** @returns The reference on the receipt card. */
async function arrived(): Promise<string> {
  await panel().getByText(DONE).waitFor({ timeout: 60_000 });
  return REFERENCE.exec(await panel().innerText())?.[0] ?? "";
}

async function onlyPackage(): Promise<OpenedPackage> {
  const [one, ...more] = await arrivals.opened();
  if (one === undefined || more.length > 0) throw new Error("not one package");
  return one;
}

function originalsOf({ files }: OpenedPackage): Buffer[] {
  return [...files]
    .filter(([path]) => path.endsWith("/original.eml"))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, octets]) => Buffer.from(octets));
}

function jsonIn({ files }: OpenedPackage, path: string) {
  return JSON.parse(Buffer.from(files.get(path) ?? []).toString("utf8"));
}

test("a mail is opened and reported, with words; the package holds it octet for octet", async () => {
  await openMail("accusation-1.eml");
  await panel().getByText("Anna de Wit and Bram Jansen").waitFor();
  await panel().locator("summary", { hasText: "Show more" }).first().click();
  await panel().getByRole("textbox").fill("He waited at my car.\nTwice & <again>");
  await press("Report threat");
  const reference = await arrived();
  const opened = await onlyPackage();
  expect(originalsOf(opened).map((one) => one.equals(readFixture("accusation-1.eml")))).toEqual([true]);
  expect(jsonIn(opened, "data/report.json")).toMatchObject({
    reference,
    comment: { state: "answered", value: "He waited at my car.\nTwice & <again>" },
  });
  const record = jsonIn(opened, "data/messages/0001/acquisition.json");
  expect(record).toMatchObject({ method: "gmail.format-raw", provenance: "fetched-by-service" });
});

test("the receipt's link opens the report page, which checks it", async () => {
  await openMail("accusation-2.eml");
  await press("Report threat");
  const reference = await arrived();
  const opening = page.waitForEvent("popup");
  await panel().getByRole("link", { name: "Open my receipt" }).click();
  const receipt = await opening;
  await receipt.getByText(reference).first().waitFor();
  expect(receipt.url().startsWith(world.demo.urls.report)).toBe(true);
  await arrivals.opened();
});

test("a whole conversation in one step", async () => {
  await openMail("conversation-2.eml");
  await press("Report the whole conversation (4 mails)");
  await arrived();
  await panel().getByText("4 mails are in it.").waitFor();
  const sent = ["1", "2", "3", "4"].map((one) => {
    const found = player.mailbox.all().find(({ mail }) => mail.fileName === `conversation-${one}.eml`);
    return Buffer.from(found?.octets ?? []).toString("latin1");
  });
  expect(originalsOf(await onlyPackage()).map((one) => one.toString("latin1"))).toEqual(sent);
});

test("a mail of one's own, in no charset at all, on a phone of 320 px", async () => {
  const octets = Buffer.concat([
    Buffer.from("From: <a@example.org>\r\nSubject: ", "latin1"),
    Buffer.from(Array.from({ length: 256 }, (_, at) => at).filter((at) => at !== 10 && at !== 13)),
    Buffer.from("\r\n\r\n\xe9\xff\n\r\0 no line end", "latin1"),
  ]);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.setInputFiles("#upload", { name: "own.eml", mimeType: "message/rfc822", buffer: octets });
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await press("Report threat");
  await arrived();
  expect(originalsOf(await onlyPackage()).map((one) => one.equals(octets))).toEqual([true]);
});

test("pressed twice in two windows it is one report", async () => {
  await openMail("accusation-3.eml");
  const second = await profile.context.newPage();
  await second.goto(page.url());
  const presses = [page, second].map(async (one) => {
    const answered = one.waitForNavigation();
    await one.getByRole("button", { name: "Report threat", exact: true }).click();
    await answered;
  });
  await Promise.all(presses);
  await page.reload();
  await arrived();
  expect(await arrivals.opened()).toHaveLength(1);
});

test.each(["message", "report"] as const)("the same request again is refused: %s", async (endpoint) => {
  await openMail("colleague.eml");
  if (endpoint === "report") {
    await press("Report threat");
    await arrived();
  }
  await page.getByText("Switches").click();
  await page.getByRole("button", { name: "Send the last request again" }).click();
  await page.getByText("The same request again: It answered 401.").waitFor();
  expect(await arrivals.opened()).toHaveLength(endpoint === "report" ? 1 : 0);
});

test.each(CHOICES.tokens.filter((one) => one !== "ok"))(
  "tokens that are not Google's for this: %s",
  async (tokens) => {
    await openMail("phishing-invoice.eml");
    player.setSwitches({ tokens });
    await press("Report threat");
    const error = panel().getByRole("alert");
    expect(await error.innerText()).toContain("Error with the add-on.");
    expect(await error.innerText()).toContain("It answered 401.");
    player.setSwitches({ tokens: "ok" });
    await error.getByRole("button", { name: "Try again" }).click();
    await panel().getByRole("button", { name: "Report threat", exact: true }).waitFor();
    expect(arrivals.count()).toBe(0);
  },
);

const FAILING: readonly Switches["api"][] = ["401", "403", "404", "429", "500", "503", "cut"];

test.each(FAILING)("Gmail's API fails with %s: the form says so, and works when Gmail does", async (api) => {
  await openMail("blackmail-proton.eml");
  await panel().locator("summary", { hasText: "Show more" }).first().click();
  await panel().getByRole("textbox").fill(`words for ${api}`);
  player.setSwitches({ api });
  await press("Report threat");
  await panel()
    .getByText(/Nothing was sent, and nothing was kept/)
    .waitFor();
  expect(arrivals.count()).toBe(0);
  player.setSwitches({ api: "ok" });
  await press("Report threat");
  await arrived();
  const opened = await onlyPackage();
  expect(jsonIn(opened, "data/report.json").comment).toEqual({
    state: "answered",
    value: `words for ${api}`,
  });
  expect(originalsOf(opened).map((one) => one.equals(readFixture("blackmail-proton.eml")))).toEqual([true]);
});

test("Gmail gives another mail than was asked for: kept, and the record names both", async () => {
  await openMail("accusation-1.eml");
  player.setSwitches({ api: "other" });
  await press("Report threat");
  await arrived();
  const { item, errors } = jsonIn(await onlyPackage(), "data/messages/0001/acquisition.json");
  expect(errors).toMatchObject([{ step: "messages.get", code: "OTHER_MAIL" }]);
  expect(page.url()).toContain(item["gmail.requestedId"]);
  expect(item["gmail.id"]).not.toBe(item["gmail.requestedId"]);
  expect(player.mailbox.byId(item["gmail.id"])).not.toBeNull();
});

test("not allowed to read, or to know who asks: the reporter is asked, once", async () => {
  for (const granted of ["no-read", "no-email"] as const) {
    player.setSwitches({ granted });
    await openMail("colleague.eml");
    await panel().getByText("Zegel (demo) needs your permission").waitFor();
    await panel().getByRole("button", { name: "Allow" }).click();
    await panel().getByRole("button", { name: "Report threat", exact: true }).waitFor();
    await page.goto(player.url);
  }
});

test.each([
  ["nl-NL", "light", "Meld dreiging", "Je melding is aangekomen"],
  ["en-GB", "dark", "Report threat", DONE],
  ["de-DE", "light", "Drohung melden", "Ihre Meldung ist angekommen"],
  ["fr-FR", "dark", "Signaler la menace", "Votre signalement est arrivé"],
] as const)(
  "%s, %s: axe finds nothing in home, form and receipt at 320 px",
  async (locale, theme, words, done) => {
    player.setSwitches({ locale, theme });
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(player.url);
    await clean();
    await openMail("accusation-1.eml");
    await clean();
    await press(words);
    await panel().getByText(done).waitFor({ timeout: 60_000 });
    await clean();
    await arrivals.opened();
  },
);

async function clean(): Promise<void> {
  await page.waitForLoadState();
  await page.evaluate(() => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual(
    [],
  );
  const [needed, there] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(needed).toBe(there);
}
