/**
 * One mail through every door, with an intake, a browser and Google's part played: the packages differ only in what the
 * acquisition record says, and in what follows from it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { analyseMessage } from "../../../src/core/analysis/analyse.ts";
import type { KeyResolver } from "../../../src/core/analysis/types.ts";
import { openEnvelope } from "../../../src/core/evidence/directory.ts";
import { isHandedOver } from "../../../src/core/evidence/handed-over.ts";
import type { AcquisitionRecord } from "../../../src/core/evidence/types.ts";
import type { OpenedPackage } from "../../../src/core/seal/open.ts";
import { type RunningGmail, startGmail } from "../../../src/gmail/server.ts";
import { type RunningMailbox, startMailbox } from "../../../src/mailbox/server.ts";
import { DEMO_ORGANISATION } from "../../../src/simulator/demo/organisation.ts";
import { CLIENT_ID, type Google, ISSUER, PROJECT, startGoogle } from "../../gmail/google.ts";
import { cardOf, eventFor, freePort, post, primaryOf } from "../../gmail/world.ts";
import { makeSigningKey, signed, thunderbird } from "../../mailbox/forwards.ts";
import { deliver } from "../../mailbox/smtp-client.ts";
import { type NameServer, startNameServer, txt } from "../../support/name-server.ts";
import { watchArrivals } from "../arrived.ts";
import { addMail, openMailbox, openWorld, readFixture, type World } from "../world.ts";

type DoorName = "outlook" | "report page" | "gmail" | "mailbox";

const MAIL = readFixture("accusation-1.eml");
const DONE = "Your report has arrived";

let world: World;
let google: Google;
let names: NameServer;
let gmail: RunningGmail;
let mailbox: RunningMailbox;
const packages = new Map<DoorName, OpenedPackage>();

beforeAll(async () => {
  world = await openWorld();
  const { intake } = world.demo.urls;
  const codeFile = join(world.dataDir, "code");
  writeFileSync(codeFile, world.demo.organisation.enrolmentCode, { mode: 0o600 });
  const sealer = (dataDir: string) => ({
    organisation: DEMO_ORGANISATION,
    intakeUrl: intake,
    directoryRoot: world.demo.organisation.directoryRoot,
    enrolmentCodeFile: codeFile,
    dataDir: join(world.dataDir, dataDir),
    allowDemo: true,
  });
  google = await startGoogle();
  const port = await freePort();
  gmail = await startGmail({
    listen: { host: "127.0.0.1", port },
    publicUrl: `http://127.0.0.1:${port}/gmail`,
    projectNumber: PROJECT,
    oauthClientId: CLIENT_ID,
    sealer: sealer("gmail"),
    google: { jwksUrl: google.jwksUrl, issuer: ISSUER, apiUrl: google.apiUrl },
    logLevel: "silent",
  });
  const key = makeSigningKey("org.example");
  names = await startNameServer({ "org.example": [`s1._domainkey ${txt(key.record)}`] });
  mailbox = await startMailbox({
    listen: { host: "127.0.0.1", port: 0 },
    hostname: "zegel.org.example",
    relays: ["127.0.0.1"],
    recipients: [{ address: "zegel@org.example" }],
    senders: { domains: ["org.example"] },
    authentication: { resolvers: [names.address] },
    answers: null,
    sealer: sealer("mailbox"),
    logLevel: "silent",
  });
  const arrivals = watchArrivals(world);
  const arrived = async (door: DoorName, through: () => Promise<void>) => {
    await through();
    while (arrivals.count() === 0) await new Promise((resolve) => setTimeout(resolve, 100));
    const [one, ...more] = await arrivals.opened();
    if (one === undefined || more.length > 0) throw new Error(`not one package by ${door}`);
    packages.set(door, one);
  };
  await arrived("outlook", byOutlook);
  await arrived("report page", byReportPage);
  await arrived("gmail", () => byGmail(`http://127.0.0.1:${port}/gmail/message`));
  await arrived("mailbox", async () => {
    const forward = signed(thunderbird([MAIL], { text: "" }), key);
    await deliver({ host: mailbox.host, port: mailbox.port }, forward);
  });
}, 240_000);

afterAll(async () => {
  await mailbox?.close();
  await gmail?.close();
  await names?.close();
  await google?.close();
  await world?.close();
});

async function byOutlook(): Promise<void> {
  const profile = await world.profile();
  const outlook = await openMailbox(world, profile);
  await addMail(outlook, "mail.eml", MAIL);
  await outlook.page.click("#report-threat");
  await outlook.pane.getByRole("button", { name: "Report threat", exact: true }).click();
  await outlook.pane.getByRole("heading", { name: DONE }).waitFor({ timeout: 60_000 });
  expect(profile.complaints).toEqual([]);
  await profile.context.close();
}

async function byReportPage(): Promise<void> {
  const profile = await world.profile();
  const page = await profile.context.newPage();
  await page.goto(world.demo.urls.report);
  await page.setInputFiles("#mail-files", { name: "mail.eml", mimeType: "message/rfc822", buffer: MAIL });
  await page.getByRole("button", { name: "Report threat", exact: true }).click();
  await page.getByRole("heading", { name: DONE }).waitFor({ timeout: 60_000 });
  expect(profile.complaints).toEqual([]);
  await profile.context.close();
}

async function byGmail(url: string): Promise<void> {
  google.add([{ id: "18c0ffee00000001", octets: MAIL }]);
  const opened = cardOf(
    await post(url, await eventFor(google, url, { message: { id: "18c0ffee00000001" } })),
  );
  const { onClick } = primaryOf(opened);
  if (!("action" in onClick)) throw new TypeError("the main button opens a page");
  const { function: to, parameters } = onClick.action;
  const given = Object.fromEntries(parameters.map(({ key, value }) => [key, value]));
  cardOf(await post(to, await eventFor(google, to, { parameters: given })));
}

const doors: readonly DoorName[] = ["outlook", "report page", "gmail", "mailbox"];
const packageOf = (door: DoorName) => packages.get(door) as OpenedPackage;
const jsonOf = (door: DoorName, path: string) =>
  JSON.parse(Buffer.from(packageOf(door).files.get(path) ?? new Uint8Array()).toString("utf8"));
const recordOf = (door: DoorName): AcquisitionRecord => jsonOf(door, "data/messages/0001/acquisition.json");

/** Files whose octets follow from all others, or are random. */
const DERIVED = /^(?:bag-info\.txt|manifest-sha256\.txt|tagmanifest-sha256\.txt|signatures\/.*|padding)$/;
/** What another method gave of the same mail: the record names it. */
const SECOND = /\/second\//;

describe.each(doors)("%s", (door) => {
  test("the original is the mail, octet for octet", () => {
    expect(Buffer.from(packageOf(door).files.get("data/messages/0001/original.eml") ?? []).equals(MAIL)).toBe(
      true,
    );
  });

  test("the same files as by Outlook", () => {
    const names = (one: DoorName) =>
      [...packageOf(one).files.keys()].filter((path) => !DERIVED.test(path) && !SECOND.test(path)).sort();
    expect(names(door)).toEqual(names("outlook"));
  });

  test("the same report, but for reference, time, language and whether somebody was asked", () => {
    const report = (one: DoorName) => {
      const { reference, reportedAt, language, desk, ...plain } = jsonOf(one, "data/report.json");
      // A desk's name is in the report's language.
      const said = { ...plain, desk: { ...desk, name: "" } };
      expect([typeof reference, typeof reportedAt, typeof language]).toEqual(["string", "number", "string"]);
      return JSON.parse(JSON.stringify(said).replaceAll('"not-answered"', '"not-asked"'));
    };
    expect(report(door)).toEqual(report("outlook"));
  });

  test("the same readers, directory and organisation", () => {
    const context = (one: DoorName) => {
      const {
        reference: _reference,
        salt: _salt,
        checkpoint: _checkpoint,
        ...kept
      } = jsonOf(one, "data/context.json");
      return kept;
    };
    expect(context(door)).toEqual(context("outlook"));
  });

  test("the analysis is made of the octets and of what the record says, and of nothing else", async () => {
    const record = recordOf(door);
    const { provenance, capture } = record;
    const { networks, logRetention } = await organisationFacts();
    const handedOver = isHandedOver(record);
    const known = {
      provenance,
      capture,
      handedOver,
      organisation: { networks, logRetention },
      keys: NO_KEYS,
    };
    const made = JSON.parse(JSON.stringify(await analyseMessage(new Uint8Array(MAIL), known)));
    const sealed = jsonOf(door, "data/messages/0001/analysis.json");
    for (const member of Object.keys(made)) expect([member, sealed[member]]).toEqual([member, made[member]]);
    expect(Object.keys(sealed).sort()).toEqual(Object.keys(made).sort());
  });

  test("the same summary, but for the statements", () => {
    const summary = (one: DoorName) => {
      const { reference: _reference, reportedAt: _at, ...kept } = jsonOf(one, "data/summary.json");
      const plain = JSON.stringify({
        ...kept,
        messages: kept.messages.map((mail: object) => ({ ...mail, statements: 0 })),
      });
      return JSON.parse(plain.replaceAll('"not-answered"', '"not-asked"'));
    };
    expect(summary(door)).toEqual(summary("outlook"));
  });
});

/** Nobody answers for DNS here: the intake's snapshot holds no key. */
const NO_KEYS: KeyResolver = async () => null;

async function organisationFacts() {
  const opened = await openEnvelope(readFileSync(world.demo.organisation.directoryFile));
  if (!opened.ok) throw opened.error;
  return opened.value.directory;
}

test("each record says by which door it came, and who saw the mail on the way", () => {
  const said = doors.map((door) => {
    const { method, provenance, capture, custodian } = recordOf(door);
    return [door, method, provenance, capture, custodian.role];
  });
  expect(said).toEqual([
    ["outlook", "office.getAsFileAsync", "host-api", "regenerated", "reporter"],
    ["report page", "file.eml", "supplied-file", "as-served", "reporter"],
    ["gmail", "gmail.format-raw", "fetched-by-service", "as-served", "reporter"],
    ["mailbox", "smtp.attached", "fetched-by-service", "as-served", "hr"],
  ]);
});

test.each<[DoorName, boolean]>([
  ["outlook", true],
  ["gmail", true],
  ["report page", false],
  ["mailbox", false],
])(
  "%s: whether the mail's newest server is believed: %s, since a person can invent what they hand over",
  (door, believed) => {
    const { hops } = jsonOf(door, "data/messages/0001/analysis.json") as unknown as {
      readonly hops: readonly { readonly trusted: boolean | null }[];
    };
    expect(hops.length).toBeGreaterThan(1);
    expect(hops[0]?.trusted).toBe(believed ? true : null);
  },
);

test("every door has a device key of its own", () => {
  expect(new Set(doors.map((door) => recordOf(door).deviceKey)).size).toBe(doors.length);
});
