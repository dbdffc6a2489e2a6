/** Octet by octet: however an original travels in a forward, and however the forward arrives, what is sealed is the original. */
import * as fc from "fast-check";
import {
  base64Lines,
  mixedMail,
  part,
  plain,
  quotedPrintable,
  signed,
  threat,
  thunderbird,
} from "./forwards.ts";
import { type NearWorld, openNearWorld } from "./near-world.ts";
import { deliver, rawClient, stuffed } from "./smtp-client.ts";

let world: NearWorld;
beforeAll(async () => {
  world = await openNearWorld({ limits: { perSenderPerHour: 10_000 } });
});
afterAll(() => world.close());

const last = () => world.sealer.reports.at(-1) as (typeof world.sealer.reports)[number];
const originals = () => last().sources.map(({ original }) => Buffer.from(original?.octets ?? []));
const text = (octets: Buffer) => octets.toString("latin1");

const EVERY_OCTET = Buffer.from(Array.from({ length: 256 }, (_, i) => i).filter((i) => i !== 10 && i !== 13));
const ORIGINALS: Readonly<Record<string, Buffer>> = {
  "every octet": Buffer.concat([threat(), EVERY_OCTET, Buffer.from("\r\n")]),
  "a line of 100,000": threat({ text: "x".repeat(100_000) }),
  "dots and blanks at line ends": threat({ text: ".\r\n..\r\n.x\r\n \r\nx \t\r\n--\r\n-- \r\n" }),
  "a CR alone": threat({ text: "a\rb\r\r\nc" }),
  "no line break at the end": Buffer.concat([threat(), Buffer.from("end")]),
  "empty lines at the end": Buffer.concat([threat(), Buffer.from("\r\n\r\n\r\n")]),
  "lines like a boundary": threat({ text: "--\r\n--b\r\n--b--\r\n----b-file\r\n" }),
};
/** As a file saved on a machine where lines end so: only an encoding carries it. */
const LF_ALONE = Buffer.from(text(threat({ text: "een\r\ntwee" })).replaceAll("\r\n", "\n"), "latin1");

const ENCODINGS: Readonly<Record<string, (octets: Buffer) => Buffer>> = {
  "8bit": (octets) => octets,
  binary: (octets) => octets,
  base64: base64Lines,
  "quoted-printable": quotedPrintable,
};

describe.each([
  ["message/rfc822", null],
  ["message/rfc822", "dreiging.eml"],
  ["application/octet-stream", "dreiging.eml"],
])("%s, name %s", (type, name) => {
  const carried = (encoding: string, octets: Buffer) =>
    mixedMail([
      plain("Zie de bijlage."),
      part(
        [
          name === null ? `Content-Type: ${type}` : `Content-Type: ${type}; name="${name}"`,
          "Content-Disposition: attachment",
          `Content-Transfer-Encoding: ${encoding}`,
        ],
        (ENCODINGS[encoding] as (octets: Buffer) => Buffer)(octets),
      ),
    ]);

  test.each(Object.keys(ENCODINGS))("%s", async (encoding) => {
    for (const [what, octets] of Object.entries(ORIGINALS)) {
      expect(await world.forward(carried(encoding, octets))).toMatch(/^250/);
      expect([what, ...originals().map(text)]).toEqual([what, text(octets)]);
      expect(last().sources[0]?.record.item["attachment.transferEncoding"]).toBe(encoding);
    }
  });

  test.each(["base64", "quoted-printable"])("%s of lines that end in LF alone", async (encoding) => {
    expect(await world.forward(carried(encoding, LF_ALONE))).toMatch(/^250/);
    expect(originals().map(text)).toEqual([text(LF_ALONE)]);
  });
});

describe("where programs put it", () => {
  test("a digest, whose parts are mails without saying so (RFC 2046, section 5.1.5)", async () => {
    const mails = [threat(), threat()];
    const digest = part(
      ['Content-Type: multipart/digest; boundary="d"'],
      Buffer.concat([
        ...mails.flatMap((mail) => [Buffer.from("--d\r\n\r\n"), mail, Buffer.from("\r\n")]),
        Buffer.from("--d--\r\n"),
      ]),
    );
    expect(await world.forward(mixedMail([plain("Twee."), digest]))).toMatch(/^250/);
    expect(originals().map(text)).toEqual(mails.map(text));
  });

  test("inside of a forward that is signed by S/MIME or PGP (RFC 1847)", async () => {
    const mail = threat();
    const inner = mixedMail([plain("Getekend."), part(["Content-Type: message/rfc822"], mail)], {
      bare: true,
    });
    const forward = mixedMail(
      [
        inner,
        part(
          [
            'Content-Type: application/pkcs7-signature; name="smime.p7s"',
            "Content-Transfer-Encoding: base64",
          ],
          Buffer.from("AAAA"),
        ),
      ],
      { type: 'multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256', boundary: "s" },
    );
    expect(await world.forward(forward)).toMatch(/^250/);
    expect(originals().map(text)).toEqual([text(mail)]);
  });

  test.each([
    [
      "RFC 2231, in pieces",
      "attachment; filename*0*=utf-8''dreiging%20; filename*1=nummer.e; filename*2=ml",
      "dreiging nummer.eml",
    ],
    ["an encoded word", 'attachment; filename="=?utf-8?B?ZMOpbGl0LmVtbA==?="', "délit.eml"],
    ["capitals", 'attachment; filename="BEWIJS.EML"', "BEWIJS.EML"],
  ])("a name by %s", async (_, disposition, name) => {
    const mail = threat();
    const file = part(
      [
        "Content-Type: application/octet-stream",
        `Content-Disposition: ${disposition}`,
        "Content-Transfer-Encoding: base64",
      ],
      base64Lines(mail),
    );
    expect(await world.forward(mixedMail([plain("Zie."), file]))).toMatch(/^250/);
    expect(originals().map(text)).toEqual([text(mail)]);
    expect(last().sources[0]?.record.item["attachment.name"]).toBe(name);
  });

  test("one of each kind in one forward: each is a mail of its own, in their order", async () => {
    const [a, b, c] = [threat(), threat(), threat()];
    const forward = mixedMail([
      part(["Content-Type: message/rfc822"], a),
      plain("Ertussen."),
      part(
        ['Content-Type: application/octet-stream; name="b.eml"', "Content-Transfer-Encoding: base64"],
        base64Lines(b),
      ),
      part(["Content-Type: message/rfc822", "Content-Transfer-Encoding: base64"], base64Lines(c)),
    ]);
    expect(await world.forward(forward)).toMatch(/^250/);
    expect(originals().map(text)).toEqual([a, b, c].map(text));
  });
});

describe("how it arrives", () => {
  test("cut into pieces anywhere", async () => {
    const cuts = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(cuts, async (places) => {
        const original = threat({ text: ".\r\n..\r\n\r\n.\r.\r\n...x\r\n" });
        const octets = Buffer.concat([
          stuffed(signed(thunderbird([original]), world.key)),
          Buffer.from(".\r\n"),
        ]);
        const client = await rawClient(world.mailbox);
        for (const line of [
          "EHLO a.example",
          "MAIL FROM:<hr@org.example>",
          "RCPT TO:<zegel@org.example>",
          "DATA",
        ])
          expect(await client.say(`${line}\r\n`)).toMatch(/^[23]/);
        const at = [0, ...places.map((place) => place % octets.length), octets.length].toSorted(
          (x, y) => x - y,
        );
        for (let i = 1; i < at.length; i++) {
          client.write(octets.subarray(at[i - 1], at[i]));
          await new Promise((resolve) => setImmediate(resolve));
        }
        expect(await client.reply()).toMatch(/^250/);
        client.end();
        expect(originals().map(text)).toEqual([text(original)]);
      }),
      { numRuns: 60 },
    );
  });

  test("several mails over one connection, one of them refused: each by itself", async () => {
    const client = await rawClient(world.mailbox);
    await client.say("EHLO a.example\r\n");
    const before = world.sealer.reports.length;
    const [first, second] = [threat(), threat()];
    const replies: string[] = [];
    for (const mail of [
      thunderbird([first]),
      thunderbird([threat()], { from: "x@evil.example" }),
      thunderbird([second]),
    ]) {
      for (const line of ["MAIL FROM:<hr@org.example>", "RCPT TO:<zegel@org.example>", "DATA"])
        expect(await client.say(`${line}\r\n`)).toMatch(/^[23]/);
      client.write(stuffed(signed(mail, world.key)));
      replies.push((await client.say(".\r\n")).slice(0, 3));
    }
    client.end();
    expect(replies).toEqual(["250", "550", "250"]);
    const sources = world.sealer.reports.slice(before).flatMap((report) => report.sources);
    expect(sources.map(({ original }) => text(Buffer.from(original?.octets ?? [])))).toEqual(
      [first, second].map(text),
    );
  });

  test("all commands in one packet (RFC 2920), and BDAT refused", async () => {
    const original = threat();
    const client = await rawClient(world.mailbox);
    expect(await client.say("EHLO a.example\r\n")).toContain("PIPELINING");
    expect(await client.say("MAIL FROM:<hr@org.example>\r\nRCPT TO:<zegel@org.example>\r\nDATA\r\n")).toMatch(
      /^250/,
    );
    expect(await client.reply()).toMatch(/^250/);
    expect(await client.reply()).toMatch(/^354/);
    client.write(stuffed(signed(thunderbird([original]), world.key)));
    expect(await client.say(".\r\nQUIT\r\n")).toMatch(/^250/);
    expect(await client.reply()).toMatch(/^221/);
    expect(originals().map(text)).toEqual([text(original)]);
    const other = await rawClient(world.mailbox);
    await other.say("EHLO a.example\r\n");
    await other.say("MAIL FROM:<hr@org.example> BODY=BINARYMIME\r\n");
    expect(await other.say("BDAT 5 LAST\r\n")).toMatch(/^50\d/);
    other.end();
  });

  test("the envelope's sender may be another than the author, and is recorded", async () => {
    const mail = signed(thunderbird([threat()]), world.key);
    expect(await deliver(world.mailbox, mail, { mailFrom: "bounces+1@mail.org.example" })).toMatch(/^250/);
    expect(last().sources[0]?.record.item).toMatchObject({
      "smtp.mailFrom": "bounces+1@mail.org.example",
      "forward.from": "hr@org.example",
    });
  });
});
