/** From the open mail to a verified receipt: Gmail's octets, to the octet, in a package that the investigator opens. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Digest } from "../../src/core/base/digest.ts";
import { parseReceiptLink } from "../../src/core/evidence/receipt-link.ts";
import { readAcquisition, readReport } from "../../src/core/evidence/shapes.ts";
import { MESSAGE_TOKEN, OAUTH_TOKEN, SUBJECT } from "./google.ts";
import {
  type Door,
  linksOf,
  openAtIntake,
  openDoor,
  openMail,
  packagesAtIntake,
  press,
  primaryOf,
  referenceOn,
  textOf,
} from "./world.ts";

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.end());

const THREAT = readFileSync("test/fixtures/mail/accusation-3.eml");

/** What the only package that is new holds. */
async function newest(before: readonly string[]) {
  const [digest, ...more] = packagesAtIntake(door.world).filter((one) => !before.includes(one));
  expect(more).toEqual([]);
  return (await openAtIntake(door.world, digest as Digest)).opened;
}

function fileOf(files: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array {
  const found = files.get(path);
  if (found === undefined) throw new Error(`${path} is missing: ${[...files.keys()].join(", ")}`);
  return found;
}

test("a mail is opened, reported, and lies sealed at the intake as Gmail has it", async () => {
  const before = packagesAtIntake(door.world);
  door.google.add([{ id: "18c2f0a1b2c3d4e5", octets: THREAT, internalDate: 1_795_514_400_000 }]);
  door.google.forget();
  const form = await openMail(door, "18c2f0a1b2c3d4e5", { locale: "en-GB", platform: "ANDROID" });
  expect(textOf(form)).toContain("It says it is from");
  const receipt = await press(
    door,
    primaryOf(form),
    {
      kind: ["blackmail"],
      urgency: ["open"],
      actions: ["nothing", "told-someone"],
      comment: ["He waits at the gate.\n"],
    },
    { platform: "ANDROID" },
  );
  expect(textOf(receipt)).toContain("Your report has arrived");
  for (const { authorization, messageToken } of door.google.asked)
    expect({ authorization, messageToken }).toEqual({
      authorization: `Bearer ${OAUTH_TOKEN}`,
      messageToken: MESSAGE_TOKEN,
    });
  const opened = await newest(before);
  const { files } = opened;
  expect(Buffer.compare(fileOf(files, "data/messages/0001/original.eml"), THREAT)).toBe(0);
  const acquisition = readAcquisition(fileOf(files, "data/messages/0001/acquisition.json"));
  const report = readReport(fileOf(files, "data/report.json"));
  if (!acquisition.ok || !report.ok) throw new Error("not of their form");
  expect(acquisition.value).toMatchObject({
    method: "gmail.format-raw",
    provenance: "fetched-by-service",
    capture: "as-served",
    host: { application: "Gmail", version: "", platform: "ANDROID", userAgent: "" },
    custodian: { role: "reporter", subject: `google/${SUBJECT}` },
    item: {
      "gmail.id": "18c2f0a1b2c3d4e5",
      "gmail.requestedId": "18c2f0a1b2c3d4e5",
      "gmail.threadId": "18c2f0a1b2c3d4e5",
      "gmail.internalDate": "1795514400000",
      "gmail.labelIds": "INBOX,UNREAD",
      "gmail.historyId": expect.any(String),
      "gmail.sizeEstimate": expect.any(Number),
      "zegel.sealedAt": "server",
    },
    errors: [],
  });
  expect(report.value).toMatchObject({
    language: "en",
    reference: referenceOn(receipt),
    kind: { state: "answered", value: "blackmail" },
    urgency: { state: "not-answered" },
    actions: { state: "answered", value: ["told-someone"] },
    comment: { state: "answered", value: "He waits at the gate.\n" },
    suspicion: { state: "not-asked" },
  });
  const link = linksOf(receipt).find((one) => one.includes("#receipt="));
  expect(parseReceiptLink(new URL(link ?? "").hash)).toMatchObject({ reference: referenceOn(receipt) });
});

const HEAD = "From: a@example.org\r\nTo: b@example.com\r\nSubject: x\r\nMIME-Version: 1.0\r\n";

test.each<[string, () => Uint8Array]>([
  ["7-bit", () => Buffer.from(`${HEAD}\r\nplain\r\n`, "latin1")],
  [
    "8-bit in another charset",
    () =>
      Buffer.from(
        `${HEAD}Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\nÀ bient\u00f4t, \u00a3500 \u00e9t\u00e9\r\n`,
        "latin1",
      ),
  ],
  [
    "binary: NUL, bare CR and LF, octets that are no UTF-8",
    () =>
      Buffer.concat([
        Buffer.from(`${HEAD}Content-Transfer-Encoding: binary\n\n`, "latin1"),
        Buffer.from(Array.from({ length: 256 }, (_, value) => value)),
        Buffer.from([0, 13, 13, 10, 0xff, 0xfe, 0xc3, 0x28]),
      ]),
  ],
  ["an octet", () => Buffer.from([0x0a])],
  ["two octets", () => Buffer.from([0xff, 0x00])],
  ["25 MB and one", () => Buffer.concat([Buffer.from(`${HEAD}\r\n`), randomBytes(25_000_001)])],
])("byte-exact: %s", async (name, make) => {
  const octets = make();
  const id = `octets-${name.replace(/[^a-z0-9]+/gi, "-").slice(0, 40)}`;
  const before = packagesAtIntake(door.world);
  door.google.add([{ id, octets }]);
  const receipt = await press(door, primaryOf(await openMail(door, id)));
  expect(textOf(receipt)).toContain("Your report has arrived");
  const { files } = await newest(before);
  expect(Buffer.compare(fileOf(files, "data/messages/0001/original.eml"), octets)).toBe(0);
});
