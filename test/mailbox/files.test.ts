/** Files that Outlook makes, by a library that writes them; and what only looks like one. */
import { outlookFile } from "../core/analysis/outlook-message/outlook-files.ts";
import { makeSigningKey, signed, threat, withFile } from "./forwards.ts";
import { type NearWorld, openNearWorld } from "./near-world.ts";

let world: NearWorld;
beforeAll(async () => {
  world = await openNearWorld({ answers: { host: "127.0.0.1", port: 1, from: "antwoord@org.example" } });
});
afterAll(() => world.close());

const last = () => world.sealer.reports.at(-1) as (typeof world.sealer.reports)[number];

test.each([
  ["application/vnd.ms-outlook", "dreiging.msg"],
  ["application/octet-stream", "dreiging.msg"],
  ["application/octet-stream", "zonder-naam"],
  ["application/octet-stream", "verkeerd.eml"],
])("a .msg, octet by octet: %s %s", async (type, name) => {
  const octets = Buffer.from(outlookFile("From: x@y.example\r\nSubject: a\r\n\r\n"));
  expect(await world.forward(withFile(octets, { type, name }))).toMatch(/^250/);
  const [source] = last().sources;
  expect(source?.original?.kind).toBe("msg");
  expect(Buffer.from(source?.original?.octets ?? [])).toEqual(octets);
  expect(source?.record).toMatchObject({ method: "smtp.attached", capture: "converted" });
});

test("another program's compound file is no mail", async () => {
  const octets = Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(2_000),
  ]);
  await world.forward(withFile(octets, { type: "application/msword", name: "brief.doc" }));
  expect(last().sources[0]?.record.method).toBe("smtp.inline");
  await world.forward(withFile(octets, { type: "application/octet-stream", name: "brief.msg" }));
  expect(last().sources[0]?.record.method).toBe("smtp.inline");
});

test("an .eml with a byte order mark and an empty line before its header is one, and keeps both", async () => {
  const octets = Buffer.concat([Buffer.from("\ufeff\r\n"), threat()]);
  await world.forward(withFile(octets, { type: "application/octet-stream", name: "bewijs.eml" }));
  expect(Buffer.from(last().sources[0]?.original?.octets ?? [])).toEqual(octets);
});

test("Outlook's own wrapping is kept, and said to be unreadable", async () => {
  const octets = Buffer.from("\x78\x9f\x3e\x22 and so on", "latin1");
  await world.forward(withFile(octets, { type: "application/ms-tnef", name: "winmail.dat" }));
  const part = last().sources[0]?.parts.get("attachments/0001");
  expect(Buffer.from(part?.octets ?? [])).toEqual(octets);
  expect(last().note).toMatchObject({ inline: true, winmail: true });
});

test("a mail whose only part is another mail", async () => {
  const original = signed(threat(), makeSigningKey("threat.example"));
  const head = `From: hr@org.example\r\nTo: zegel@org.example\r\nSubject: x\r\nDate: ${new Date().toUTCString()}\r\nMessage-ID: <a@org.example>\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n`;
  expect(await world.forward(Buffer.concat([Buffer.from(head), original]))).toMatch(/^250/);
  expect(Buffer.from(last().sources[0]?.original?.octets ?? [])).toEqual(original);
});
