/** Apple Mail's own files. */
import * as fc from "fast-check";
import { contents, fileOf, joined, MAIL, octetsOf, reading } from "./handed-in.ts";

const UNIX = MAIL.replaceAll("\r\n", "\n");
const LIST = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "">',
  '<plist version="1.0"><dict><key>flags</key><integer>8590195713</integer></dict></plist>',
  "",
].join("\n");

async function one(name: string, content: Uint8Array | string) {
  const result = await reading([fileOf(name, content)]);
  const [mail] = result.mails;
  if (mail === undefined) throw new Error("no mail was found");
  return { mail, text: (await contents(result))[0]?.toString("latin1") };
}

test("the message between its length and the property list, and nothing else", async () => {
  const { mail, text } = await one("12.emlx", `${UNIX.length}       \n${UNIX}${LIST}`);
  expect(text).toBe(UNIX);
  expect(mail).toMatchObject({ method: "file.emlx", kind: "eml", capture: "as-served", errors: [] });
  expect(mail.item).toMatchObject({ name: "12.emlx", "emlx.octets": UNIX.length });
  expect(mail.summary.subject).toBe("Dreigende woorden");
});

test("without attachments, which Mail kept elsewhere, it is not what was served", async () => {
  const { mail, text } = await one("12.partial.emlx", `${UNIX.length}\n${UNIX}${LIST}`);
  expect(text).toBe(UNIX);
  expect(mail.capture).toBe("converted");
  expect(mail.errors).toMatchObject([{ step: "emlx", code: "PARTIAL" }]);
});

describe("a length that does not fit: everything up to the list is kept, and the record says so", () => {
  test.each([
    ["too short", UNIX.length - 5, LIST, UNIX],
    ["too long", UNIX.length + 5, LIST, UNIX],
    ["beyond the end", 9_999_999, LIST, UNIX],
    ["without a list", UNIX.length + 5, "", UNIX],
    ["with something else after it", UNIX.length - 5, "x", `${UNIX}x`],
  ])("%s", async (_what, length, after, kept) => {
    const { mail, text } = await one("12.emlx", `${length}\n${UNIX}${after}`);
    expect(text).toBe(kept);
    expect(mail.capture).toBe("converted");
    expect(mail.errors).toMatchObject([
      { step: "emlx", code: "LENGTH_DIFFERS", detail: expect.stringContaining(String(kept.length)) },
    ]);
    expect(mail.item["emlx.octets"]).toBe(length);
  });
});

test("a list inside of the message is the message's", async () => {
  const mail = `${UNIX}\n${LIST}\nbye\n`;
  expect((await one("1.emlx", `${mail.length}\n${mail}${LIST}`)).text).toBe(mail);
});

test("any message comes back octet for octet", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (body) => {
      const mail = joined("From: a@b.example\n\n", body);
      const { text } = await one("1.emlx", joined(`${mail.length}\n`, mail, LIST));
      expect(octetsOf(text ?? "")).toEqual(mail);
    }),
  );
});
