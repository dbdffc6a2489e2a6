/** Bombs over the wire: each gets one reply, none ends or blocks the process, and the next person's forward is taken. */
import { base64Lines, mixedMail, part, plain, signed, threat, thunderbird } from "./forwards.ts";
import { type NearWorld, openNearWorld } from "./near-world.ts";
import { deliver } from "./smtp-client.ts";

jest.setTimeout(180_000);

let world: NearWorld;
beforeAll(async () => {
  world = await openNearWorld({
    limits: { perSenderPerHour: 10_000, messageOctets: 20_000_000, octetsAtOnce: 40_000_000 },
  });
});
afterAll(() => world.close());

const FROM = "From: hr@org.example\r\n";
const bytes = (text: string) => Buffer.from(text, "latin1");

/** Attached forwards of one's own, one in another: each is decoded from the one around it. */
function nested(depth: number, encode: (octets: Buffer) => Buffer, encoding: string): Buffer {
  let mail = threat();
  for (let i = 0; i < depth; i++)
    mail = mixedMail([
      plain("Zie."),
      part(["Content-Type: message/rfc822", `Content-Transfer-Encoding: ${encoding}`], encode(mail)),
    ]);
  return mail;
}

const BOMBS: Readonly<Record<string, () => Buffer>> = {
  "100,000 parts": () =>
    mixedMail(Array.from({ length: 100_000 }, () => part(["Content-Type: text/plain"], bytes("x")))),
  "20,000 attached mails": () =>
    mixedMail(
      Array.from({ length: 20_000 }, () =>
        part(["Content-Type: message/rfc822"], bytes("From: a@b.example\r\n\r\nx")),
      ),
    ),
  "20,000 multiparts in each other": () =>
    bytes(
      FROM +
        Array.from(
          { length: 20_000 },
          (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
        ).join(""),
    ),
  "100,000 mails in each other": () => bytes(FROM + "Content-Type: message/rfc822\r\n\r\n".repeat(100_000)),
  "forwards in forwards by base64, twelve deep": () => nested(12, base64Lines, "base64"),
  "forwards in forwards, 200 deep, of one boundary": () => nested(200, (octets) => octets, "8bit"),
  "9,000 fields": () => bytes(`${FROM}${"X-A: b\r\n".repeat(9_000)}\r\nx\r\n`),
  "500,000 fields": () => bytes(`${FROM}${"X-A: b\r\n".repeat(500_000)}\r\nx\r\n`),
  "a field of 10 MB": () => bytes(`${FROM}Subject: ${"x".repeat(10_000_000)}\r\n\r\nx\r\n`),
  "a field folded a million times": () =>
    bytes(`${FROM}Subject: x\r\n${" y\r\n".repeat(1_000_000)}\r\nx\r\n`),
  "a million addresses in From": () => bytes(`From: ${"a@org.example, ".repeat(1_000_000)}\r\n\r\nx\r\n`),
  "a million open comments": () => bytes(`From: ${"(".repeat(1_000_000)}hr@org.example\r\n\r\nx\r\n`),
  "100,000 parameters of a type": () =>
    bytes(`${FROM}Content-Type: multipart/mixed${"; a=b".repeat(100_000)}\r\n\r\nx\r\n`),
  "a name in 50,000 pieces": () =>
    mixedMail([
      part(
        [
          `Content-Type: application/octet-stream${Array.from({ length: 50_000 }, (_, i) => `; name*${i}=x`).join("")}`,
        ],
        bytes("x"),
      ),
    ]),
  "15 MB of base64 that is none": () =>
    mixedMail([
      part(
        ["Content-Type: message/rfc822", "Content-Transfer-Encoding: base64"],
        bytes("=\r\n".repeat(5_000_000)),
      ),
    ]),
  "15 MB of open tags": () => bytes(`${FROM}Content-Type: text/html\r\n\r\n${"<a<b".repeat(3_500_000)}\r\n`),
  "a thousand signatures": () =>
    bytes(
      `${"DKIM-Signature: v=1; a=rsa-sha256; d=org.example; s=s1; h=from; bh=x; b=y\r\n".repeat(1_000)}${FROM}\r\nx\r\n`,
    ),
};

test.each(Object.entries(BOMBS))("%s", async (_, make) => {
  const original = threat();
  const [bomb, forward] = await Promise.all([
    deliver(world.mailbox, signed(make(), world.key)),
    world.forward(thunderbird([original])),
  ]);
  expect(bomb).toMatch(/^(?:250|5\d\d) [25]\.\d\.\d/);
  expect(forward).toMatch(/^250/);
  expect(await world.forward(thunderbird([original], { subject: "nog een" }))).toMatch(/^250/);
  const { sources, missed } = world.sealer.reports.at(-1) as (typeof world.sealer.reports)[number];
  expect(sources.length).toBe(1);
  expect(missed).toEqual([]);
});

test("what is taken of all of them is bounded: a hundred mails of one forward, three layers, no more octets than came", () => {
  for (const { sources, extras = [] } of world.sealer.reports) {
    expect(sources.length).toBeLessThanOrEqual(100);
    expect(extras.length).toBeLessThanOrEqual(50);
    const insideOf = sources.map(({ record }) => record.item["attachment.insideOf"]);
    const depth = (index: number): number => {
      const outer = insideOf[index];
      return typeof outer === "number" ? 1 + depth(outer - 1) : 0;
    };
    for (const index of sources.keys()) expect(depth(index)).toBeLessThanOrEqual(3);
  }
});
