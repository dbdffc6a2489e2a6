/**
 * Behind a relay that is set up as docs/deployment/mailbox.md says: whoever forges, answers by a program or goes round in
 * circles, nobody who did not write to the mailbox gets a mail because of it.
 */
import { type FarWorld, openFarWorld } from "./far-world.ts";
import { plainMail, signed, threat, thunderbird } from "./forwards.ts";
import { pause, type SunkMail, until } from "./sink.ts";
import { deliver } from "./smtp-client.ts";

jest.setTimeout(180_000);

let world: FarWorld;
let onAnswer: (mail: SunkMail) => void = () => undefined;
beforeAll(async () => {
  world = await openFarWorld({ onAnswer: (mail) => onAnswer(mail) });
});
afterAll(() => world?.close());
beforeEach(() => {
  world.sink.mails.length = 0;
  onAnswer = () => undefined;
});

/** Until the relay has nothing left to do, and a while longer. */
async function quiet(): Promise<void> {
  await until(() => world.postfix.queued() === 0, 60_000, "an empty queue");
  await pause(1_000);
  await until(() => world.postfix.queued() === 0, 60_000, "an empty queue");
}

describe("from outside", () => {
  test.each([
    ["a stranger", "x@evil.example", "x@evil.example"],
    ["in the name of HR", "hr@org.example", "hr@org.example"],
    ["in the name of HR, notices to a victim", "hr@org.example", "victim@elsewhere.example"],
    ["without a sender", "hr@org.example", ""],
  ])("%s: refused in their own session", async (_, from, mailFrom) => {
    const before = world.packageCount();
    const mail = thunderbird([threat()], { from });
    expect(await deliver(world.postfix.outside, mail, { mailFrom })).toMatch(/^554 5\.7\.1/);
    await quiet();
    expect(world.sink.mails).toEqual([]);
    expect(world.packageCount()).toBe(before);
  });
});

test("a stranger's mail to somebody else still comes in there", async () => {
  const mail = plainMail({ to: "piet@org.example" }, "Dag.");
  expect(
    await deliver(world.postfix.outside, mail, { mailFrom: "x@evil.example", rcptTo: "piet@org.example" }),
  ).toMatch(/^250/);
  await world.sink.until(1);
  expect(world.sink.mails[0]).toMatchObject({ from: "x@evil.example", to: ["piet@org.example"] });
});

describe("from inside", () => {
  test("in a colleague's name: the relay tells whoever sent it, and nobody else; without a word of the mail by us", async () => {
    const mail = thunderbird([threat({ text: "KANARIE" })], { from: "chef@org.example" });
    expect(await deliver(world.postfix.inside, mail, { mailFrom: "stagiair@org.example" })).toMatch(/^250/);
    await world.sink.until(1);
    await quiet();
    expect(world.sink.mails.map(({ from, to }) => ({ from, to }))).toEqual([
      { from: "", to: ["stagiair@org.example"] },
    ]);
    // The relay's own notice, with our fixed words in it.
    const said = (world.sink.mails[0]?.text ?? "").replace(/\s+/g, " ");
    expect(said).toContain("5.7.1 Nothing shows that this mail comes from the author");
  });

  test.each([
    ["a notice of failed delivery", "", ["Auto-Submitted: auto-replied"]],
    ["an absence notice without a sender", "", []],
    ["an absence notice with one", "hr@org.example", ["Auto-Submitted: auto-replied"]],
  ])("%s: nobody hears of it", async (_, mailFrom, fields) => {
    const before = world.packageCount();
    const mail = signed(plainMail({ fields }, "Ik ben er niet."), world.key);
    expect(await deliver(world.postfix.inside, mail, { mailFrom })).toMatch(/^250/);
    await quiet();
    expect(world.sink.mails).toEqual([]);
    expect(world.packageCount()).toBe(before);
  });

  test("a responder that answers our answer, however badly: no second answer", async () => {
    const answered: Promise<string>[] = [];
    onAnswer = (mail) => {
      if (answered.length > 20) return;
      const id = /^Message-ID:\s+(\S+)/im.exec(mail.text)?.[1];
      const fields = [`In-Reply-To: ${id}`];
      const replies = [
        // As RFC 3834 wants it, with a sender, and without any mark at all.
        {
          mail: plainMail({ fields: [...fields, "Auto-Submitted: auto-replied"] }, "Afwezig."),
          mailFrom: "",
        },
        {
          mail: plainMail({ fields: [...fields, "Auto-Submitted: auto-replied"] }, "Afwezig."),
          mailFrom: "hr@org.example",
        },
      ];
      for (const reply of replies)
        answered.push(deliver(world.postfix.inside, signed(reply.mail, world.key), reply));
    };
    expect(await world.send(thunderbird([threat()]))).toMatch(/^250/);
    await world.sink.until(1);
    await Promise.all(answered);
    await quiet();
    expect(answered.length).toBe(2);
    expect(world.sink.mails.length).toBe(1);
  });

  test("a rule that sends every answer straight back, as it is or as an attachment: it ends at once", async () => {
    let returned = 0;
    onAnswer = (mail) => {
      if (mail.text.includes("MAILER-DAEMON") || returned > 20) return;
      returned += 2;
      void deliver(world.postfix.inside, signed(mail.octets, world.key));
      void deliver(world.postfix.inside, signed(thunderbird([mail.octets]), world.key));
    };
    const before = world.packageCount();
    expect(await world.send(thunderbird([threat()]))).toMatch(/^250/);
    await world.sink.until(1);
    await quiet();
    const ours = world.sink.mails.filter(
      ({ text }) => /^x-zegel-answer: /im.test(text) && !text.includes("MAILER-DAEMON"),
    );
    expect(ours.length).toBe(1);
    expect(returned).toBe(2);
    // What the relay says of the rule goes to whoever has it, and to nobody else.
    for (const notice of world.sink.mails.filter((mail) => !ours.includes(mail)))
      expect(notice).toMatchObject({ from: "", to: ["hr@org.example"] });
    expect(world.packageCount()).toBe(before + 1);
  });
});

test("the mailbox itself never sent anything but answers", () => {
  const log = world.postfix.log().split("\n");
  // Answers come in with a null sender, from the mailbox's own name in HELO; a bounce would be a mail of another kind.
  expect(world.words()).not.toContain("answer-refused");
  expect(log.filter((line) => line.includes("MAILER-DAEMON") && line.includes("zegel@org.example"))).toEqual(
    [],
  );
});

describe("where the directory does not allow it", () => {
  test("the sender is told by the relay, and nothing was kept", async () => {
    const strict = await openFarWorld({
      directory: {
        policy: { recipients: "x25519", sealOnServer: false, confidential: false, dnsQueries: "none" },
      },
    });
    try {
      expect(await strict.send(thunderbird([threat()]))).toMatch(/^250/);
      await strict.sink.until(1);
      expect(strict.sink.mails[0]).toMatchObject({ from: "", to: ["hr@org.example"] });
      expect(strict.sink.mails[0]?.text).toContain("5.7.1 This organisation does not allow");
      expect(strict.packageCount()).toBe(0);
    } finally {
      await strict.close();
    }
  });
});
