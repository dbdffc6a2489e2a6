/** What the reporter sees when something fails or lies: through the real pane, with real office.js, in Chromium. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Route } from "playwright-core";
import {
  addMail,
  type Mailbox,
  openMailbox,
  openWorld,
  type Profile,
  readFixture,
  type World,
} from "./world.ts";

let world: World;
let profile: Profile;

beforeAll(async () => {
  world = await openWorld();
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

async function press(mailbox: Mailbox): Promise<void> {
  await mailbox.page.click("#report-threat");
  await mailbox.pane.getByRole("button", { name: "Report threat", exact: true }).click();
}

async function openAccusation(query = "?locale=en-US"): Promise<Mailbox> {
  const mailbox = await openMailbox(world, profile, query);
  await addMail(mailbox, "accusation.eml", readFixture("accusation-1.eml"));
  return mailbox;
}

function heading(mailbox: Mailbox, name: string, timeout = 45_000): Promise<void> {
  return mailbox.pane.getByRole("heading", { name, exact: true }).first().waitFor({ timeout });
}

/** Lets the intake answer, then changes what it said. */
function alterReceipt(change: (answer: Record<string, string>) => Record<string, unknown>) {
  return profile.context.route(/\/submissions\/[0-9a-f]{64}$/, async (route: Route) => {
    if (route.request().method() !== "PUT") return route.continue();
    const response = await route.fetch();
    const answer = (await response.json()) as Record<string, string>;
    return route.fulfill({ response, json: change(answer) });
  });
}

describe("a server that lies never gets a success onto the screen", () => {
  const flip = (text: string, at: number) => {
    const other = text[at] === "A" ? "B" : "A";
    return text.slice(0, at) + other + text.slice(at + 1);
  };
  let foreign: Record<string, string>;

  test.each<[string, (answer: Record<string, string>) => Record<string, unknown>]>([
    [
      "another entry",
      (answer) => ({ ...answer, entry: (answer["entry"] as string).replace(/sha256:.{4}/, "sha256:0000") }),
    ],
    [
      "an altered proof",
      (answer) => ({
        ...answer,
        proof: flip(answer["proof"] as string, (answer["proof"] as string).length - 20),
      }),
    ],
    [
      "another root in the checkpoint",
      (answer) => ({
        ...answer,
        proof: flip(answer["proof"] as string, (answer["proof"] as string).indexOf("\n\n—") - 10),
      }),
    ],
    ["a timestamp that is none", (answer) => ({ ...answer, timestamp: "AAAA" })],
    ["nothing but a kind word", () => ({ status: "received" })],
  ])("%s", async (_name, change) => {
    const mailbox = await openAccusation();
    await alterReceipt((answer) => {
      foreign = answer;
      return change(answer);
    });
    await press(mailbox);
    await mailbox.pane
      .getByRole("heading", { name: /^(NOT sent|NOT yet sent)$/ })
      .first()
      .waitFor({ timeout: 45_000 });
    expect(await mailbox.pane.locator("body").innerText()).not.toContain("Your report has arrived");
    expect(await mailbox.pane.getByRole("button", { name: "Save as a file" }).isVisible()).toBe(true);
  });

  test("the receipt of another report", async () => {
    const mailbox = await openAccusation();
    await alterReceipt(() => foreign);
    await press(mailbox);
    await heading(mailbox, "NOT sent");
    expect(await mailbox.pane.locator("body").innerText()).not.toContain("Your report has arrived");
  });

  test("a directory with another signature: nothing is sealed to anybody it names", async () => {
    await profile.context.route(/\/directory$/, async (route) => {
      const response = await route.fetch();
      return route.fulfill({ response, body: (await response.text()).replace("Anna de Wit", "Anna de Vit") });
    });
    const mailbox = await openAccusation();
    await mailbox.page.click("#report-threat");
    await mailbox.pane
      .getByText(/right signature/)
      .first()
      .waitFor();
    expect(await mailbox.pane.getByText("Anna de Vit").count()).toBe(0);
    expect(await mailbox.pane.getByRole("button", { name: "Report threat", exact: true }).isEnabled()).toBe(
      false,
    );
  });
});

describe("one history", () => {
  test("the second report of a device needs the log to continue what it saw; without that there is no success", async () => {
    const first = await openAccusation();
    await press(first);
    await heading(first, "Your report has arrived");
    await first.page.close();

    const asked: string[] = [];
    profile.context.on("request", (request) => asked.push(request.url()));
    const second = await openAccusation();
    await press(second);
    await heading(second, "Your report has arrived");
    expect(asked.filter((url) => url.includes("/log/tile/0/")).length).toBeGreaterThan(0);
    await second.page.close();

    await profile.context.route(/\/log\/tile\//, (route) =>
      route.fulfill({ status: 200, body: "x".repeat(32) }),
    );
    const third = await openAccusation();
    await press(third);
    await third.pane
      .getByRole("heading", { name: /^(NOT sent|NOT yet sent)$/ })
      .first()
      .waitFor({ timeout: 45_000 });
    expect(await third.pane.locator("body").innerText()).not.toContain("Your report has arrived");
  });
});

describe("no network", () => {
  test("the report is kept, the words say NOT yet sent, and it arrives once when the network is back", async () => {
    const mailbox = await openAccusation();
    await mailbox.page.click("#report-threat");
    await mailbox.pane.getByText("Anna de Wit").first().waitFor();
    await profile.context.route(/\/submissions\//, (route) => route.abort("internetdisconnected"));
    await mailbox.pane.getByRole("button", { name: "Report threat", exact: true }).click();
    await heading(mailbox, "NOT yet sent");
    const before = packages();
    await mailbox.page.close();

    // The pane was closed: the next one finds the sealed report on the device and sends it.
    await profile.context.unroute(/\/submissions\//);
    const again = await openAccusation();
    await again.page.click("#report-threat");
    await again.pane.getByText("Anna de Wit").first().waitFor();
    await expectSoon(() => packages() === before + 1);
    await again.page.waitForTimeout(1_000);
    expect(packages()).toBe(before + 1);
  });

  test("the .zegel file that is saved instead is handed in by the command line, and the receipt verifies", async () => {
    const mailbox = await openAccusation();
    await mailbox.page.click("#report-threat");
    await mailbox.pane.getByText("Anna de Wit").first().waitFor();
    await profile.context.route(/\/submissions\//, (route) => route.abort("internetdisconnected"));
    await mailbox.pane.getByRole("button", { name: "Report threat", exact: true }).click();
    await heading(mailbox, "NOT yet sent");
    const download = mailbox.page.waitForEvent("download");
    await mailbox.pane.getByRole("button", { name: "Save as a file" }).click();
    const saved = await download;
    const file = join(world.dataDir, saved.suggestedFilename());
    await saved.saveAs(file);
    expect(saved.suggestedFilename()).toMatch(/^ZG-.*\.zegel$/);
    const { directoryFile, directoryRoot, enrolmentCode } = world.demo.organisation;
    const policy = join(world.dataDir, "policy.json");
    expect(
      (await world.zegelAsync("directory", "policy", directoryFile, "--root", directoryRoot, "-o", policy))
        .status,
    ).toBe(0);
    const out = join(world.dataDir, "handed-in.zip");
    const to = ["--to", world.demo.urls.intake, "--enrolment", enrolmentCode, "--policy", policy, "-o", out];
    const sent = await world.zegelAsync("submit", file, ...to);
    expect(sent).toMatchObject({ status: 0 });
    expect((await world.zegelAsync("verify", out, "--policy", policy)).status).toBe(0);
  });

  function packages(): number {
    const folder = join(world.dataDir, "intake");
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".age"))
      .length;
  }
});

async function expectSoon(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 150 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(holds()).toBe(true);
}

/** OUTLOOK's ways to fail, as far as this step's rungs go. "parts": the report arrives, and the record says what it is. */
describe("Outlook fails", () => {
  test.each([
    ["getAsFile=5001x2", "original"],
    ["getAsFile=5001", "parts"],
    ["getAsFile=9020", "parts"],
    ["getAsFile=missing", "parts"],
    ["getAsFile=empty", "parts"],
    ["getAsFile=invalid", "parts"],
    ["client=classic-2304", "parts"],
    ["getAsFile=5001&headers=empty", "parts"],
    ["getAsFile=5001&headers=null&bodyHtml=5001", "parts"],
    ["getAsFile=5001&attachment=5001", "parts"],
    ["latency=200", "original"],
  ])("%s: the report arrives as %s", async (query, kind) => {
    // Without a mailbox service: what Outlook gives by itself. With one: test/e2e/outlook.
    const mailbox = await openMailbox(world, profile, `?locale=en-US&naa=off&graph=off&${query}`);
    await addMail(mailbox, "phishing.eml", readFixture("phishing-invoice.eml"));
    await press(mailbox);
    await heading(mailbox, "Your report has arrived");
    const text = await mailbox.pane.locator("body").innerText();
    const reference = /ZG-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] as string;
    const opened = await openNewest(reference);
    const acquisition = JSON.parse(readFileSync(join(opened, "data/messages/0001/acquisition.json"), "utf8"));
    expect(acquisition).toMatchObject({
      provenance: "host-api",
      capture: kind === "original" ? "regenerated" : "parts",
    });
    const files = readdirSync(join(opened, "data/messages/0001"));
    expect(files.includes("original.eml")).toBe(kind === "original");
    // What failed on the way is on record, whatever was got in the end.
    if (query.includes("5001") || query.includes("9020"))
      expect(acquisition.errors.length).toBeGreaterThan(0);
  });

  test("the reader opens the next mail meanwhile: nothing is sent, and the words say why", async () => {
    const mailbox = await openAccusation("?locale=en-US&getAsFile=changes");
    await press(mailbox);
    await mailbox.pane
      .getByText(/Another mail was opened meanwhile/)
      .first()
      .waitFor({ timeout: 45_000 });
    expect(await mailbox.pane.locator("body").innerText()).not.toContain("has arrived");
  });

  test("no item at all: the pane says what to do", async () => {
    const mailbox = await openAccusation("?locale=en-US&item=null");
    await mailbox.page.click("#report-threat");
    await mailbox.pane
      .getByText(/Open the mail that you want to report/)
      .first()
      .waitFor();
  });

  /** @returns The folder into which the demo's first investigator opened the package with this reference. */
  async function openNewest(reference: string): Promise<string> {
    const [identity] = world.demo.organisation.identityFiles as [string];
    const folder = join(world.dataDir, "intake");
    const blobs = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".age"),
    );
    const out = join(world.dataDir, `opened-${reference}`);
    for (const blob of blobs) {
      const trial = `${out}-${blob.slice(-12, -4)}`;
      const done = await world.zegelAsync("open", join(folder, blob), "-i", identity, "-o", trial);
      if (done.status === 0 && readFileSync(join(trial, "bag-info.txt"), "utf8").includes(reference))
        return trial;
    }
    throw new Error(`no package ${reference}`);
  }
});
