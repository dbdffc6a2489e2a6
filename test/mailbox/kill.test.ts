/** kill -9 at random moments while a real postfix delivers: one package a mail, and answers that can be told to be the same. */
import { type FarWorld, openFarWorld } from "./far-world.ts";
import { appleMail, gmail, inlineForward, outlook, threat, thunderbird } from "./forwards.ts";
import { pause, until } from "./sink.ts";

const MAILS = Number(process.env.ZEGEL_MAILBOX_MAILS ?? 50);
const KILLS = 12;
/** Milliseconds from a start to the kill, at most; the moment is drawn anew each time. */
const LONGEST_RUN = 3_000;

jest.setTimeout(600_000);

describe(`${MAILS} forwards, the mailbox killed ${KILLS} times meanwhile`, () => {
  let world: FarWorld;
  let kills = 0;
  beforeAll(async () => {
    world = await openFarWorld();
    await Promise.all([handAllIn(), killAgainAndAgain()]);
    world.postfix.flush();
    await until(() => world.postfix.queued() === 0, 120_000, "an empty queue");
    await until(() => answered().size >= MAILS, 120_000, "an answer to each");
    await until(() => world.postfix.queued() === 0, 60_000, "an empty queue");
  });
  afterAll(() => world?.close());

  const answered = () =>
    new Set(world.sink.mails.map(({ text }) => /^In-Reply-To:\s+(\S+)/im.exec(text)?.[1]));

  async function handAllIn(): Promise<void> {
    const compose = [thunderbird, outlook, appleMail, gmail];
    for (let i = 0; i < MAILS; i++) {
      const messageId = `<mail.${i}@org.example>`;
      const original = threat({ subject: `nummer ${i}` });
      const mail =
        i % 10 === 9
          ? inlineForward(`nummer ${i}`, { messageId })
          : compose[i % 4]?.([original], { messageId });
      expect(await world.send(mail as Buffer)).toMatch(/^250/);
      await pause(100);
    }
  }

  async function killAgainAndAgain(): Promise<void> {
    for (; kills < KILLS; kills++) {
      await pause(Math.random() * LONGEST_RUN);
      await world.restart();
    }
    await world.mailbox.started;
  }

  test("exactly one package for each", async () => {
    const packages = await world.packages();
    const forwards = packages.map(({ messages }) => messages[0]?.acquisition.item["forward.messageId"]);
    expect(forwards.toSorted()).toEqual(
      Array.from({ length: MAILS }, (_, i) => `<mail.${i}@org.example>`).toSorted(),
    );
    expect(kills).toBe(KILLS);
  });

  test("exactly one answer for each, or the same one again", () => {
    const ids = new Map<string, Set<string>>();
    for (const { text, to, from } of world.sink.mails) {
      expect({ to, from }).toEqual({ to: ["hr@org.example"], from: "" });
      const about = /^In-Reply-To:\s+(\S+)/im.exec(text)?.[1] ?? "";
      const id = /^Message-ID:\s+(\S+)/im.exec(text)?.[1] ?? "";
      expect(id).toMatch(/^<zegel\.receipt\.[0-9a-f]{32}@zegel\.org\.example>$/);
      ids.set(about, (ids.get(about) ?? new Set()).add(id));
    }
    expect(ids.size).toBe(MAILS);
    expect([...ids.values()].every((one) => one.size === 1)).toBe(true);
    expect(new Set([...ids.values()].flatMap((one) => [...one])).size).toBe(MAILS);
  });

  test("the relay never had to send anything back", () => {
    expect(world.postfix.log()).not.toContain("status=bounced");
  });
});
