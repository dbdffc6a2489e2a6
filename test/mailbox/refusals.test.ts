/** What is not taken, and with which word: later (4xx) or never (5xx); nothing of the mail is ever repeated. */
import { EvidenceError, type EvidenceErrorCode } from "../../src/core/base/errors.ts";
import { answerId } from "../../src/mailbox/answer-id.ts";
import { refusalFor } from "../../src/mailbox/transaction.ts";
import { REFUSAL_CODES, SmtpRefusal } from "../../src/mailbox/replies.ts";
import { inlineForward, makeSigningKey, plainMail, signed, threat, thunderbird } from "./forwards.ts";
import { type NearWorld, openNearWorld } from "./near-world.ts";
import { deliver } from "./smtp-client.ts";

let world: NearWorld;
beforeAll(async () => {
  world = await openNearWorld({
    senders: { domains: ["org.example"], addresses: ["extern@partner.example"] },
    limits: { messageOctets: 100_000, mailsPerForward: 3, perSenderPerHour: 1_000 },
    answers: { host: "127.0.0.1", port: 1, from: "antwoord@org.example" },
  });
});
afterAll(() => world.close());

const CANARY = "KANARIE-5d1c";
const forward = (fields: readonly string[] = [], from = `Noor ${CANARY} <hr@org.example>`) =>
  thunderbird([threat({ subject: CANARY, text: CANARY })], { from, fields, subject: CANARY });

async function refused(mail: Buffer, envelope?: Parameters<NearWorld["forward"]>[1]): Promise<string> {
  const before = world.sealer.reports.length;
  const reply = await world.forward(mail, envelope);
  expect(world.sealer.reports.length).toBe(before);
  expect(reply).not.toContain("KANARIE");
  expect(reply).not.toContain("hr@");
  return reply;
}

describe("who", () => {
  test.each([
    ["an author of another domain", "x@elsewhere.example"],
    ["a subdomain is a domain of its own", "x@sub.org.example"],
    ["a longer name", "x@org.example.evil.example"],
    ["a name with the domain in front", "hr@org.example@evil.example"],
  ])("%s", async (_, from) => {
    expect(await refused(forward([], from))).toMatch(/^550 5\.7\.1/);
  });

  test.each([
    ["two authors", "hr@org.example, piet@org.example"],
    ["no address", "Noor"],
    ["a quoted local part", '"hr x"@org.example'],
    ["an empty group", "undisclosed: ;"],
  ])("%s", async (_, from) => {
    expect(await refused(forward([], from))).toMatch(/^550 5\.7\.1/);
  });

  test("two From fields", async () => {
    expect(await refused(Buffer.concat([Buffer.from("From: piet@org.example\r\n"), forward()]))).toMatch(
      /^550 5\.7\.1/,
    );
  });

  test("an address that is listed, whatever its domain, still has to be authenticated", async () => {
    expect(await refused(forward([], "extern@partner.example"))).toMatch(/^(?:550|451)/);
  });

  test("no signature", async () => {
    expect(await deliver(world.mailbox, forward())).toMatch(/^550 5\.7\.1 Nothing shows/);
  });

  test("a signature of another domain, however good", async () => {
    const key = { ...world.key, domain: "evil.example" };
    expect(await deliver(world.mailbox, signed(forward(), key))).toMatch(/^(?:550 5\.7\.1|451)/);
  });

  test("a signature by a key that DNS does not know", async () => {
    const key = makeSigningKey("org.example");
    expect(await deliver(world.mailbox, signed(forward(), key))).toMatch(/^550 5\.7\.1/);
    expect(await deliver(world.mailbox, signed(forward(), { ...key, selector: "nowhere" }))).toMatch(
      /^550 5\.7\.1/,
    );
  });

  test("one octet of the body changed after signing", async () => {
    const mail = signed(forward(), world.key);
    mail[mail.length - 40] = (mail[mail.length - 40] as number) ^ 1;
    expect(await deliver(world.mailbox, mail)).toMatch(/^550 5\.7\.1/);
  });

  test("a second From put in front after signing", async () => {
    const mail = Buffer.concat([Buffer.from("From: chef@org.example\r\n"), signed(forward(), world.key)]);
    expect(await deliver(world.mailbox, mail)).toMatch(/^550 5\.7\.1/);
  });
});

describe("what is no person's forward", () => {
  test("a null sender is refused before anything of it is read: nobody can be sent a notice of that", async () => {
    expect(await refused(forward(), { mailFrom: "" })).toMatch(/^554 5\.7\.1/);
  });

  test.each([
    ["Auto-Submitted: auto-generated"],
    ["Auto-Submitted: auto-forwarded"],
    ["auto-submitted: something-new"],
    ["Precedence: bulk"],
    ["Precedence: LIST"],
    ["Precedence: junk"],
    ["List-Id: <list.org.example>"],
    ["X-Autoreply: yes"],
  ])("%s", async (field) => {
    expect(await refused(forward([field]))).toMatch(/^554 5\.7\.1/);
  });

  test("Auto-Submitted: no is a person's", async () => {
    expect(await world.forward(forward(["Auto-Submitted: no"]))).toMatch(/^250/);
  });

  test("an automatic reply is taken from the relay, and nothing of it is kept", async () => {
    const before = world.sealer.reports.length;
    expect(
      await world.forward(
        plainMail({ fields: ["Auto-Submitted: auto-replied (vacation)"] }, "Ik ben er niet."),
      ),
    ).toMatch(/^250/);
    expect(world.sealer.reports.length).toBe(before);
    expect(world.logged.at(-1)).toBe("dropped {}");
  });
});

describe("loops", () => {
  test.each([
    ["our own answer", forward(["X-Zegel-Answer: receipt"])],
    ["from the address that answers", forward([], "antwoord@org.example")],
    ["from the mailbox itself", forward([], "Zegel <ZEGEL@org.example>")],
    [
      "round too often",
      Buffer.concat([
        Buffer.from("Received: from a by b; Mon, 23 Nov 2026 10:00:00 +0000\r\n".repeat(51)),
        forward(),
      ]),
    ],
  ])("%s", async (_, mail) => {
    expect(await refused(mail)).toMatch(/^554 5\.4\.6/);
  });

  test("fifty hops are not yet one", async () => {
    const hops = Buffer.from("Received: from a by b; Mon, 23 Nov 2026 10:00:00 +0000\r\n".repeat(50));
    expect(await deliver(world.mailbox, Buffer.concat([hops, signed(forward(), world.key)]))).toMatch(/^250/);
  });

  test("our own answer as an attachment", async () => {
    const answer = Buffer.concat([Buffer.from("X-Zegel-Answer: receipt\r\n"), threat()]);
    expect(await refused(thunderbird([answer]))).toMatch(/^554 5\.4\.6/);
  });

  test("an answer to our answer is taken with an original, and without one is not", async () => {
    const id = answerId(`sha256:${"1".repeat(64)}`, "receipt", "zegel.org.example");
    expect(await refused(plainMail({ fields: [`In-Reply-To: ${id}`] }, "Bedankt!"))).toMatch(/^550 5\.6\.0/);
    expect(await world.forward(thunderbird([threat()], { fields: [`In-Reply-To: ${id}`] }))).toMatch(/^250/);
    const foreign = id.replace("zegel.org.example", "other.example");
    expect(await world.forward(plainMail({ fields: [`In-Reply-To: ${foreign}`] }, "Kijk eens."))).toMatch(
      /^250/,
    );
  });
});

describe("how much", () => {
  test("more than the limit, announced or not", async () => {
    const large = thunderbird([threat({ text: "x".repeat(200_000) })]);
    expect(await refused(large)).toMatch(/^552 5\.3\.4/);
    const client = await (await import("./smtp-client.ts")).rawClient(world.mailbox);
    expect(await client.say("EHLO x.example\r\n")).toContain("SIZE 100000");
    expect(await client.say("MAIL FROM:<hr@org.example> SIZE=100001\r\n")).toMatch(/^552/);
    client.end();
  });

  test("originals beyond the number are said to be missing", async () => {
    const originals = Array.from({ length: 5 }, (_, i) => threat({ subject: `nummer ${i + 1}` }));
    expect(await world.forward(thunderbird(originals))).toMatch(/^250/);
    const report = world.sealer.reports.at(-1);
    expect(report?.sources.length).toBe(3);
    expect(report?.missed).toMatchObject([
      {
        position: 4,
        code: "PACKAGE_TOO_LARGE",
        summary: { subject: "nummer 4", from: { address: "anon@threat.example" } },
      },
      { position: 5 },
    ]);
    expect(report?.note).toMatchObject({ missed: 2, inline: false });
  });

  test("nothing at all", async () => {
    expect(await refused(plainMail({}, ""))).toMatch(/^550 5\.6\.0/);
  });

  test("an author who sends on and on is told to come back; others are not", async () => {
    const own = await openNearWorld({ limits: { perSenderPerHour: 2 } });
    try {
      const from = (name: string) => own.forward(thunderbird([threat()], { from: `${name}@org.example` }));
      expect(await from("hr")).toMatch(/^250/);
      expect(await from("hr")).toMatch(/^250/);
      expect(await from("HR")).toMatch(/^450 4\.7\.1/);
      expect(await from("piet")).toMatch(/^250/);
    } finally {
      await own.close();
    }
  });

  test("no more in memory than is allowed at once", async () => {
    const own = await openNearWorld({ limits: { messageOctets: 60_000, octetsAtOnce: 60_000 } });
    try {
      let release: () => void = () => undefined;
      own.sealer.hold = new Promise((resolve) => {
        release = resolve;
      });
      const text = "x".repeat(40_000);
      const first = own.forward(thunderbird([threat({ text })]));
      while (own.sealer.asked === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await own.forward(thunderbird([threat({ text })]))).toMatch(/^452 4\.3\.1/);
      release();
      expect(await first).toMatch(/^250/);
      expect(await own.forward(thunderbird([threat({ text })]))).toMatch(/^250/);
    } finally {
      await own.close();
    }
  });
});

describe("when it can not be sealed", () => {
  const failures: readonly (readonly [EvidenceErrorCode, RegExp])[] = [
    ["STORAGE_FULL", /^452 4\.3\.1/],
    ["SERVER_SEALING_NOT_ALLOWED", /^550 5\.7\.1/],
    ["PACKAGE_TOO_LARGE", /^552 5\.3\.4/],
    ["INPUT_INVALID", /^554 5\.6\.0/],
    ["SERVER_ERROR", /^451 4\.3\.0/],
    ["NETWORK_UNREACHABLE", /^451 4\.3\.0/],
    ["DIRECTORY_EXPIRED", /^451 4\.3\.0/],
    ["RATE_LIMITED", /^452 4\.3\.1/],
  ];
  afterEach(() => {
    world.sealer.failWith = null;
    world.sealer.allowed = true;
  });

  test.each(failures)("%s", async (code, reply) => {
    world.sealer.failWith = new EvidenceError(code, `about ${CANARY}`);
    expect(await refused(forward())).toMatch(reply);
  });

  test("a fault of our own is worth another try", async () => {
    world.sealer.failWith = new TypeError(CANARY);
    expect(await refused(forward())).toMatch(/^451 4\.3\.0/);
  });

  test("the directory does not allow it", async () => {
    world.sealer.allowed = false;
    expect(await refused(forward())).toMatch(/^550 5\.7\.1 This organisation/);
  });
});

test("DNS is silent: later, not never", async () => {
  const own = await openNearWorld({ authentication: { resolvers: ["127.0.0.1:1"] } });
  try {
    expect(await own.forward(forward())).toMatch(/^451 4\.7\.5/);
  } finally {
    await own.close();
  }
});

test("an address chooses the desk and whom to leave out; two addresses are two reports", async () => {
  const own = await openNearWorld({
    recipients: [
      { address: "zegel@org.example" },
      { address: "extern@org.example", desk: "agency", leftOut: ["an"] },
    ],
  });
  try {
    const mail = thunderbird([threat()]);
    await own.forward(mail);
    await own.forward(mail, { rcptTo: "Extern@ORG.example" });
    expect(own.sealer.reports.map(({ readers }) => readers)).toEqual([
      { deskId: "security", leftOut: [] },
      { deskId: "agency", leftOut: ["an"] },
    ]);
    expect(await own.forward(mail, { rcptTo: "other@org.example" })).toMatch(/^550 5\.1\.1/);
    const client = await (await import("./smtp-client.ts")).rawClient(own.mailbox);
    await client.say("EHLO x.example\r\n");
    await client.say("MAIL FROM:<hr@org.example>\r\n");
    expect(await client.say("RCPT TO:<zegel@org.example>\r\n")).toMatch(/^250/);
    expect(await client.say("RCPT TO:<extern@org.example>\r\n")).toMatch(/^452/);
    client.end();
  } finally {
    await own.close();
  }
});

test("every word is a fixed one, with the class of its reply", () => {
  for (const code of REFUSAL_CODES) {
    const { message, responseCode } = new SmtpRefusal(code);
    expect(message).toMatch(/^[45]\.\d\.\d{1,2} [\x20-\x7e]{5,150}$/);
    expect(String(responseCode)[0]).toBe(message[0]);
  }
  expect(refusalFor("anything").code).toBe("not-now");
});

test("an ordinary forward carries no comment that would be the original's words", async () => {
  await world.forward(inlineForward("van de dreiger"));
  expect(JSON.stringify(world.sealer.reports.at(-1)?.answers)).not.toContain("dreiger");
});
