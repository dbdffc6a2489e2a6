/** A whole conversation in one report; what cannot be had of it is said. */
import { readFileSync } from "node:fs";
import type { Digest } from "../../src/core/base/digest.ts";
import { readAcquisition } from "../../src/core/evidence/shapes.ts";
import {
  buttonsOf,
  type Door,
  openAtIntake,
  openDoor,
  openMail,
  packagesAtIntake,
  press,
  primaryOf,
  textOf,
} from "./world.ts";

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(() => door.end());

const MAILS = ["accusation-1", "accusation-2", "accusation-3", "colleague"].map((name) =>
  readFileSync(`test/fixtures/mail/${name}.eml`),
);
const THREAD = { message: { id: "t-2", threadId: "t" } };

function addThread(): void {
  door.google.add([
    ...MAILS.map((octets, at) => ({
      id: `t-${at}`,
      threadId: "t",
      octets,
      internalDate: 1_795_000_000_000 + at,
      ...(at === 3 && { labels: ["SENT"] }),
    })),
    { id: "t-draft", threadId: "t", octets: Buffer.from("Subject: draft\r\n\r\nno"), labels: ["DRAFT"] },
    { id: "other", threadId: "u", octets: MAILS[0] as Buffer },
  ]);
}

async function onlyPackage() {
  const [digest, ...more] = packagesAtIntake(door.world);
  expect(more).toEqual([]);
  const { opened } = await openAtIntake(door.world, digest as Digest);
  const { files } = opened;
  const originals = [...files]
    .filter(([path]) => path.endsWith("/original.eml"))
    .map(([, octets]) => Buffer.from(octets));
  const first = readAcquisition(files.get("data/messages/0001/acquisition.json") as Uint8Array);
  if (!first.ok) throw first.error;
  return { originals, errors: first.value.errors };
}

test("four mails, the draft left out, oldest first, each to the octet", async () => {
  addThread();
  const form = await openMail(door, "t-2", THREAD);
  const all = buttonsOf(form).find(({ text }) => text === "Report the whole conversation (4 mails)");
  const receipt = await press(door, all as NonNullable<typeof all>, {}, THREAD);
  expect(textOf(receipt)).toContain("4 mails are in it.");
  const { originals, errors } = await onlyPackage();
  expect(originals.map((one) => one.toString("latin1"))).toEqual(MAILS.map((one) => one.toString("latin1")));
  expect(errors).toEqual([]);
});

test("one mail alone has no such button", async () => {
  door.google.add([{ id: "alone", octets: MAILS[0] as Buffer }]);
  expect(buttonsOf(await openMail(door, "alone")).map(({ text }) => text)).not.toContainEqual(
    expect.stringContaining("conversation"),
  );
});

test("a mail that Gmail refuses is missed, and the others are reported", async () => {
  addThread();
  const form = await openMail(door, "t-2", THREAD);
  door.google.trouble = (request, response) => {
    if (request.url?.includes("messages/t-1") !== true) return false;
    response.writeHead(404).end("{}");
    return true;
  };
  const receipt = await press(door, conversationOf(form), {}, THREAD);
  expect(textOf(receipt)).toContain("3 mails are in it.");
  expect(textOf(receipt)).toContain("1 mail could not be had. It is where it was.");
  const { originals, errors } = await onlyPackage();
  expect(originals).toHaveLength(3);
  expect(errors).toEqual([
    { step: "selection", code: "SOURCE_UNAVAILABLE", detail: 'mail 2 of 4, id "t-1", subject ""' },
  ]);
});

test("Gmail does not list the conversation: the open mail goes, and the card says what is not in it", async () => {
  addThread();
  const form = await openMail(door, "t-2", THREAD);
  door.google.trouble = (request, response) => {
    if (request.url?.includes("threads/") !== true) return false;
    response.writeHead(403).end(JSON.stringify({ error: { status: "PERMISSION_DENIED" } }));
    return true;
  };
  const receipt = await press(door, conversationOf(form), {}, THREAD);
  expect(textOf(receipt)).toContain("The other mails of this conversation could not be had.");
  const { originals, errors } = await onlyPackage();
  expect(originals.map((one) => one.equals(MAILS[2] as Buffer))).toEqual([true]);
  expect(errors).toEqual([
    {
      step: "gmail.threads.get",
      code: "SOURCE_UNAVAILABLE",
      detail: "Gmail answered 403: PERMISSION_DENIED",
    },
  ]);
  // Said again after a restart, by what was kept beside the sealed octets.
  await door.restart();
  const again = await press(door, conversationOf(form), {}, THREAD);
  expect(textOf(again)).toContain("The other mails of this conversation could not be had.");
});

test("the mail and its conversation are two reports, each of them one", async () => {
  addThread();
  const form = await openMail(door, "t-2", THREAD);
  for (let times = 0; times < 2; times++) {
    await press(door, primaryOf(form), {}, THREAD);
    await press(door, conversationOf(form), {}, THREAD);
  }
  expect(packagesAtIntake(door.world)).toHaveLength(2);
});

test("the form's mail is reported, whatever is open when its button is pressed", async () => {
  addThread();
  const form = await openMail(door, "t-2", THREAD);
  await press(door, primaryOf(form), {}, { message: { id: "other", threadId: "u" } });
  const { originals } = await onlyPackage();
  expect(originals.map((one) => one.equals(MAILS[2] as Buffer))).toEqual([true]);
  // Also where the click brings no mail at all.
  await press(door, conversationOf(form), {}, { message: null });
  expect(packagesAtIntake(door.world)).toHaveLength(2);
});

function conversationOf(form: Parameters<typeof buttonsOf>[0]) {
  const button = form.fixedFooter?.secondaryButton;
  if (button === undefined) throw new TypeError("no second button");
  return button;
}
