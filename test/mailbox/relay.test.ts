/** Behind a real postfix, with a real intake behind the mailbox: a forward becomes a package, and its author gets the receipt. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { unzipSync } from "fflate";
import { parseReceiptLink } from "../../src/core/evidence/receipt-link.ts";
import type { OpenedPackage } from "../../src/core/seal/open.ts";
import { outlookFile } from "../core/analysis/outlook-message/outlook-files.ts";
import { certificateFingerprint, type CertificateFiles, makeCertificate } from "./certificate.ts";
import { type FarWorld, openFarWorld } from "./far-world.ts";
import {
  appleMail,
  gmail,
  inlineForward,
  makeSigningKey,
  outlook,
  signed,
  threat,
  thunderbird,
  withFile,
} from "./forwards.ts";
import { until } from "./sink.ts";
import { deliver, deliverByTls } from "./smtp-client.ts";

jest.setTimeout(180_000);

let world: FarWorld;
beforeAll(async () => {
  world = await openFarWorld();
});
afterAll(() => world.close());

/** Forwards, waits for the answer, and gives what came. */
async function report(
  mail: Buffer,
): Promise<{ opened: OpenedPackage; answer: Awaited<ReturnType<typeof simpleParser>>; raw: string }> {
  const before = world.sink.mails.length;
  const known = new Set((await world.packages()).map((one) => one.packageDigest));
  expect(await world.send(mail)).toMatch(/^250/);
  await world.sink.until(before + 1);
  const sunk = world.sink.mails[before];
  expect(sunk).toMatchObject({ from: "", to: ["hr@org.example"] });
  const [opened, other] = (await world.packages()).filter((one) => !known.has(one.packageDigest));
  expect(other).toBeUndefined();
  return {
    opened: opened as OpenedPackage,
    answer: await simpleParser(sunk?.octets as Buffer),
    raw: sunk?.text ?? "",
  };
}

const PROGRAMS = { Thunderbird: thunderbird, Outlook: outlook, "Apple Mail": appleMail, Gmail: gmail };

describe.each(Object.entries(PROGRAMS))("composed as %s does", (_, compose) => {
  test.each([1, 5])("%i originals arrive octet by octet", async (count) => {
    const key = makeSigningKey("threat.example");
    const originals = Array.from({ length: count }, () => signed(threat(), key));
    const { opened, answer } = await report(compose(originals));
    expect(
      opened.messages.map(({ original }) => Buffer.from(original?.octets ?? []).toString("latin1")),
    ).toEqual(originals.map((one) => one.toString("latin1")));
    for (const { acquisition } of opened.messages)
      expect(acquisition).toMatchObject({
        method: "smtp.attached",
        provenance: "fetched-by-service",
        capture: "as-served",
        custodian: { role: "hr", subject: "hr@org.example" },
        item: {
          "smtp.body": "8bitmime",
          "smtp.helo": "relay.org.example",
          "forward.authenticatedBy": "dkim",
        },
      });
    expect(answer.text).toContain(opened.reference);
  });
});

test("the answer: to the author alone, marked as an answer, neutral, with receipt and link", async () => {
  const id = "<forward.1@org.example>";
  const { opened, answer, raw } = await report(
    thunderbird([threat(), threat()], { messageId: id, subject: "GEHEIM onderwerp" }),
  );
  const field = (name: string) => answer.headers.get(name);
  expect(field("auto-submitted")).toBe("auto-replied");
  expect(field("x-auto-response-suppress")).toBe("All");
  expect(field("x-zegel-answer")).toBe("receipt");
  expect(answer.inReplyTo).toBe(id);
  expect(answer.messageId).toMatch(/^<zegel\.receipt\.[0-9a-f]{32}@zegel\.org\.example>$/);
  expect(answer.subject).toBe(`Zegel: ontvangstbewijs ${opened.reference}`);
  expect(answer.html).toBe(false);
  expect(answer.text).toContain("Er zitten 2 mails in.");
  expect(answer.text).toContain("Kan het lezen: An.");
  expect(answer.text).toContain("Verwijder hem niet");
  expect(raw).not.toContain("GEHEIM");
  const [attachment, other] = answer.attachments;
  expect(other).toBeUndefined();
  expect(attachment).toMatchObject({
    filename: `receipt-${opened.reference}.zip`,
    contentType: "application/zip",
  });
  expect(Object.keys(unzipSync(attachment?.content as Buffer))).toEqual(
    expect.arrayContaining(["entry.json", "receipt.tlog-proof", "README.txt"]),
  );
  const link = /https:\/\/meld\.org\.example\/(#\S+)/.exec(answer.text ?? "")?.[1] ?? "";
  expect(parseReceiptLink(link)).toMatchObject({
    reference: opened.reference,
    packageDigest: opened.packageDigest,
  });
});

describe("what a relay could spoil", () => {
  const AWKWARD = threat({ text: `.\r\n..\r\n.x\r\n${"x".repeat(20_000)}\r\nx \t\r\n\0\x7f\x80\xff` });
  const octetsOf = ({ messages }: OpenedPackage) =>
    messages.map(({ original }) => Buffer.from(original?.octets ?? []).toString("latin1"));

  test.each(Object.entries(PROGRAMS))(
    "dots, lines of 20,000, NUL and eight bits, as %s attaches them",
    async (_, compose) => {
      const { opened } = await report(compose([AWKWARD]));
      expect(octetsOf(opened)).toEqual([AWKWARD.toString("latin1")]);
    },
  );

  test("a CR alone comes through in base64", async () => {
    const mail = threat({ text: "a\rb" });
    expect(octetsOf((await report(gmail([mail]))).opened)).toEqual([mail.toString("latin1")]);
  });

  test("in eight bits postfix makes a blank of a CR alone, before anybody here sees it", async () => {
    const before = world.sink.mails.length;
    const known = new Set((await world.packages()).map((one) => one.packageDigest));
    const mail = threat({ text: "a b" });
    // Signed as postfix leaves it.
    const forward = signed(thunderbird([mail]), world.key);
    forward[forward.indexOf("\r\na b\r\n") + 3] = 0x0d;
    expect(await deliver(world.postfix.inside, forward)).toMatch(/^250/);
    await world.sink.until(before + 1);
    const [opened] = (await world.packages()).filter((one) => !known.has(one.packageDigest));
    expect(octetsOf(opened as OpenedPackage)).toEqual([mail.toString("latin1")]);
  });

  test("a .msg, octet by octet", async () => {
    const octets = Buffer.from(outlookFile("From: x@y.example\r\nSubject: a\r\n\r\n"));
    const { opened } = await report(
      withFile(octets, { type: "application/vnd.ms-outlook", name: "dreiging.msg" }),
    );
    expect(octetsOf(opened)).toEqual([octets.toString("latin1")]);
    expect(opened.messages[0]?.acquisition).toMatchObject({ method: "smtp.attached", capture: "converted" });
  });
});

describe("TLS on both sides of the mailbox", () => {
  const folder = mkdtempSync(join(tmpdir(), "zegel-relay-tls-"));
  const own = makeCertificate(folder);
  const other = makeCertificate(folder, "other.example");
  afterAll(() => rmSync(folder, { recursive: true }));

  const postfixLines = (trusted: CertificateFiles) => (mailboxPort: number) => [
    "smtp_tls_loglevel = 1",
    "smtp_tls_fingerprint_digest = sha256",
    `smtp_tls_policy_maps = inline:{ { [127.0.0.1]:${mailboxPort} = fingerprint match=${certificateFingerprint(trusted)} } }`,
    "smtpd_tls_security_level = may",
    `smtpd_tls_key_file = ${other.keyFile}`,
    `smtpd_tls_cert_file = ${other.certFile}`,
  ];

  test("postfix delivers to the certificate that it was told of, and the record names protocol and cipher", async () => {
    const secure = await openFarWorld({ config: { tls: own }, postfix: postfixLines(own) });
    try {
      expect(await secure.send(thunderbird([threat()]))).toMatch(/^250/);
      await secure.sink.until(1);
      const [opened] = await secure.packages();
      expect(opened?.messages[0]?.acquisition.item["smtp.tls"]).toMatch(/^TLSv1\.[23] \S+$/);
      expect(secure.postfix.log()).toContain("Verified TLS connection established to 127.0.0.1");
      // The answer, by the certificate that this relay made itself: without `requireTls` it need not prove a name.
      expect(secure.postfix.log()).toMatch(/disconnect from .* starttls=1 mail=1/);
    } finally {
      await secure.close();
    }
  });

  test("to another certificate it hands nothing over, and an answer leaves only to a relay whose name is proved", async () => {
    const secure = await openFarWorld({
      config: { tls: own },
      postfix: postfixLines(other),
      answers: { requireTls: true },
    });
    try {
      expect(await secure.send(thunderbird([threat()]))).toMatch(/^250/);
      await until(() => secure.postfix.log().includes("not verified"), 30_000, "a mail that the relay keeps");
      expect(secure.packageCount()).toBe(0);
      expect(await deliverByTls(secure.place, signed(thunderbird([threat()]), secure.key))).toMatch(/^250/);
      await until(() => secure.words().includes('"answer-postponed"'), 30_000, "an answer that waits");
      expect(secure.sink.mails).toEqual([]);
    } finally {
      await secure.close();
    }
  });
});

test("an ordinary forward is kept as parts, and the answer asks for it once more", async () => {
  const { opened, answer } = await report(inlineForward("Betaal.", { fields: ["Content-Language: de-AT"] }));
  const [message] = opened.messages;
  expect(message?.acquisition).toMatchObject({ method: "smtp.inline", capture: "parts" });
  expect(message?.original).toBeNull();
  expect(answer.text).toContain("noch einmal, als Anlage");
  expect(answer.text).toContain("Strg+Alt+F");
});

test("nothing of a forward or an original is in the mailbox's folder, in its log or in what it said to the relay", async () => {
  const words = [
    "KANARIE-onderwerp-4c1b",
    "KANARIE-tekst-77aa",
    "KANARIE-wikkel-11de",
    "KANARIE-toelichting-93ff",
    "KANARIE-naam-0aa1",
  ];
  const [subject, text, wrapper, comment, name] = words as [string, string, string, string, string];
  const mail = thunderbird([threat({ subject, text, from: `${name} <anon@threat.example>` })], {
    subject: wrapper,
    text: comment,
  });
  await report(mail);
  const files = readdirSync(join(world.folder, "mailbox"), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(3);
  const places = [
    ...files.map((entry) => readFileSync(join(entry.parentPath, entry.name))),
    Buffer.from(world.words()),
    Buffer.from(
      world.postfix
        .log()
        .split("\n")
        .filter((line) => line.includes(" to=<zegel@"))
        .join("\n"),
    ),
    ...world.sink.mails.map((one) => one.octets),
  ];
  for (const word of words)
    for (const form of [
      word,
      Buffer.from(word).toString("base64").slice(0, -4),
      Buffer.from(word).toString("hex"),
    ])
      expect(places.filter((place) => place.includes(form))).toEqual([]);
  expect(world.words()).not.toContain("hr@org.example");
  expect(world.words()).toContain('"sealed"');
});

test("the intake is away: the relay keeps a mail, or the mailbox does and says so once; then the receipt comes", async () => {
  const late = await openFarWorld({ answers: { interimAfterMs: 1_000 } });
  try {
    await late.intake.stop();
    await late.restart();
    await late.mailbox.started;
    // Without a directory nobody knows to whom to seal.
    expect(await late.send(gmail([threat()]))).toMatch(/^250/);
    await until(() => late.postfix.log().includes("451 4.3.0"), 30_000, "a mail that the relay keeps");
    expect(late.postfix.log()).not.toContain("status=bounced");
    await late.intake.start();
    await late.sink.until(1);
    expect(late.packageCount()).toBe(1);

    await late.intake.stop();
    // The directory that was checked before lies in the folder: sealing needs no intake now.
    expect(await late.send(outlook([threat()]))).toMatch(/^250/);
    await late.sink.until(2);
    expect(late.packageCount()).toBe(1);
    await late.intake.start();
    await late.restart();
    await late.sink.until(3, 90_000);
    const answers = await Promise.all(late.sink.mails.map(({ octets }) => simpleParser(octets)));
    expect(answers.map((one) => one.headers.get("x-zegel-answer"))).toEqual([
      "receipt",
      "interim",
      "receipt",
    ]);
    expect(answers[1]?.text).toContain("NOT yet sent");
    expect(answers[1]?.attachments).toEqual([]);
    expect(late.packageCount()).toBe(2);
    await until(() => late.postfix.queued() === 0, 30_000, "an empty queue");
    expect(late.sink.mails.length).toBe(3);
  } finally {
    await late.close();
  }
});
