/** Everybody at once, and nothing of anybody left in plain sight. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTurns } from "../../src/gmail/turns.ts";
import type { Card } from "../../src/hosts/gmail/card.ts";
import { filesOf } from "../sealer/world.ts";
import {
  cardOf,
  clickEvent,
  type Door,
  openDoor,
  openMail,
  packagesAtIntake,
  post,
  press,
  primaryOf,
  textOf,
} from "./world.ts";

const doors: Door[] = [];
const children: (() => void)[] = [];
afterEach(async () => {
  for (const kill of children.splice(0)) kill();
  for (const door of doors.splice(0)) await door.end();
});

async function newDoor(...given: Parameters<typeof openDoor>): Promise<Door> {
  const door = await openDoor(...given);
  doors.push(door);
  return door;
}

test("fifty mails reported at once, each by a double click: all answered, one report each, four fetched at a time", async () => {
  const door = await newDoor({ limits: { answerMs: 3000 } });
  const ids = Array.from({ length: 50 }, (_, at) => `m${at}`);
  door.google.add(
    ids.map((id) => ({ id, octets: Buffer.from(`From: a@example.org\r\nSubject: ${id}\r\n\r\nPay.\r\n`) })),
  );
  const forms = await Promise.all(ids.map((id) => openMail(door, id)));
  const most = watchFetches(door);
  const clicks = await Promise.all(forms.map((form) => clickEvent(door, primaryOf(form))));
  const answers = await Promise.all(
    [...clicks, ...clicks].map(({ url, body }) => post(url, JSON.stringify(body))),
  );
  // Whoever's turn did not come in time is told so, and looks again.
  const cards = answers.slice(0, ids.length).map(cardOf);
  expect(answers.slice(ids.length).map(cardOf)).toHaveLength(ids.length);
  await Promise.all(cards.map((card) => untilArrived(door, card)));
  expect(packagesAtIntake(door.world)).toHaveLength(ids.length);
  expect(most()).toBeLessThanOrEqual(4);
});

/** @returns How many mails were asked for at the same time at most. */
function watchFetches(door: Door): () => number {
  const open = new Set<string>();
  let most = 0;
  door.google.trouble = (request, response) => {
    const { url = "" } = request;
    open.add(url);
    most = Math.max(most, open.size);
    response.once("close", () => open.delete(url));
    return false;
  };
  return () => most;
}

async function untilArrived(door: Door, card: Card): Promise<void> {
  let shown = card;
  while (!textOf(shown).includes("Your report has arrived")) {
    expect(textOf(shown)).toContain("NOT yet sent");
    shown = await press(door, primaryOf(shown));
  }
}

test("turns: so many at once, so many wait, in the order in which they came", async () => {
  const turns = makeTurns(2, 3);
  const order: number[] = [];
  const ends: (() => void)[] = [];
  const take = (name: number) =>
    turns.take(() => {
      order.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const all = [take(1), take(2), take(3), take(4), take(5)];
  await expect(take(6)).rejects.toMatchObject({ code: "RATE_LIMITED", retry: "later" });
  expect(order).toEqual([1, 2]);
  for (let ended = 0; ended < 5; ended++) {
    ends[ended]?.();
    await all[ended];
    await Promise.resolve();
  }
  expect(order).toEqual([1, 2, 3, 4, 5]);
  await expect(turns.take(() => Promise.reject(new Error("x")))).rejects.toThrow("x");
  expect(await turns.take(async () => "after a failure")).toBe("after a failure");
});

const WORDS = {
  subject: "KANARIE-onderwerp-7f3a",
  body: "KANARIE-tekst-91bc van de dreiging",
  sender: "KANARIE-afzender-1d0e",
  comment: "KANARIE-toelichting-55de",
  attachment: "KANARIE-bijlage-c0ff",
};
const MAIL = [
  `From: "${WORDS.sender}" <x@example.org>`,
  `Subject: ${WORDS.subject}`,
  "MIME-Version: 1.0",
  'Content-Type: multipart/mixed; boundary="b"',
  "",
  "--b",
  "",
  WORDS.body,
  "--b",
  'Content-Disposition: attachment; filename="x.txt"',
  "Content-Transfer-Encoding: base64",
  "",
  Buffer.from(WORDS.attachment).toString("base64"),
  "--b--",
  "",
].join("\r\n");

/** A phrase as it may hide: raw, UTF-16, in three alignments of base64. */
function formsOf(phrase: string): Buffer[] {
  const octets = Buffer.from(phrase, "utf8");
  const aligned = [0, 1, 2].map((shift) => {
    const base64 = Buffer.concat([Buffer.alloc(shift), octets]).toString("base64");
    return Buffer.from(base64.slice(4, -4), "latin1");
  });
  return [octets, Buffer.from(phrase, "utf16le"), Buffer.from(octets.toString("hex"), "latin1"), ...aligned];
}

/** In a process of its own, so that everything it writes is seen: its log at "debug", its folder, its answers to strangers. */
test("canary: no phrase of a mail in the door's folder, its log or its refusals, on good days and bad ones", async () => {
  const door = await newDoor();
  await door.stop();
  const place = join(door.world.folder, "gmail.json");
  writeFileSync(place, JSON.stringify({ ...door.config, logLevel: "debug" }));
  const child = await startProcess(place);
  door.google.add([
    { id: "m1", octets: Buffer.from(MAIL) },
    { id: "m2", octets: Buffer.from(MAIL) },
  ]);
  const haystacks = new Map<string, Buffer>();
  const logo = await fetch(`${door.publicUrl}/logo.png`);
  expect(logo.headers.get("content-type")).toBe("image/png");
  expect(Buffer.from(await logo.arrayBuffer()).equals(readFileSync("assets/icon-128.png"))).toBe(true);
  await failures(door, haystacks);
  haystacks.set("log", Buffer.from(await child.stop()));
  for (const [path, octets] of filesOf(door.world.dataDir)) haystacks.set(path, octets);
  const personal = [
    ...Object.values(WORDS),
    "noor@example.org",
    "ya29.reporters-grant",
    "message-token-of-gmail",
  ];
  const found = [...haystacks].flatMap(([name, haystack]) =>
    personal
      .filter((word) => formsOf(word).some((form) => haystack.includes(form)))
      .map((word) => `${name}: ${word}`),
  );
  expect(found).toEqual([]);
  expect(haystacks.get("log")?.toString()).toContain('"route":"/gmail/report"');
});

async function failures(door: Door, said: Map<string, Buffer>): Promise<void> {
  const form = await openMail(door, "m1");
  const { url, body } = await clickEvent(door, primaryOf(form), { comment: [WORDS.comment] });
  const forged = JSON.stringify(body).replace(/"userIdToken":"[^"]*"/, '"userIdToken":"x"');
  for (const [name, text] of [
    ["forged", forged],
    ["cut", forged.slice(0, -1)],
  ] as const)
    said.set(name, Buffer.from((await post(url, text)).text));
  door.google.trouble = (_, response) => {
    response.writeHead(200).end(`{"raw":"${MAIL}"`);
    return true;
  };
  await press(door, primaryOf(form), { comment: [WORDS.comment] });
  door.google.trouble = null;
  await door.world.stopIntake();
  const waiting = await press(door, primaryOf(form), { comment: [WORDS.comment] });
  expect(textOf(waiting)).toContain("NOT yet sent");
  await door.world.startIntake();
  expect(textOf(await press(door, primaryOf(waiting)))).toContain("Your report has arrived");
  await press(door, primaryOf(await openMail(door, "m2")), { comment: [WORDS.comment] });
}

const PINNED = join(process.cwd(), "node_modules/.bin/node");
const NODE = process.versions.node.startsWith("24.") || !existsSync(PINNED) ? process.execPath : PINNED;

/** `zegel gmail` as an administrator starts it. @returns A stop that gives what it wrote. */
async function startProcess(config: string): Promise<{ stop(): Promise<string> }> {
  const child = spawn(NODE, ["src/cli/main.ts", "gmail", "--config", config], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(() => child.kill("SIGKILL"));
  let written = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (written += text));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      written += text;
      if (text.includes("gmail add-on: http://127.0.0.1:")) resolve();
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${written}`)));
  });
  return {
    stop: async () => {
      child.kill("SIGTERM");
      expect(await ended).toBe(0);
      return written;
    },
  };
}
