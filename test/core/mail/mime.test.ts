import * as fc from "fast-check";
import { utf8 } from "../../../src/core/base/bytes.ts";
import { readMime } from "../../../src/core/mail/mime.ts";

test("RFC 2046, section 5.1: text, html and an attachment", async () => {
  const message = [
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "Hallo",
    "--b",
    "Content-Type: application/pdf; name=note.pdf",
    "Content-Disposition: attachment; filename=note.pdf",
    "Content-Transfer-Encoding: base64",
    "",
    "JVBERg==",
    "--b--",
    "",
  ].join("\r\n");
  const result = await readMime(utf8(message));
  if (!result.ok) throw new Error(result.error);
  expect(result.value.text?.trim()).toBe("Hallo");
  const [part] = result.value.attachments;
  expect([part?.name, part?.mediaType, part?.inline]).toEqual(["note.pdf", "application/pdf", false]);
  expect([...(part?.octets ?? [])]).toEqual([0x25, 0x50, 0x44, 0x46]);
});

test("too deep a nest is an answer, not an exception", async () => {
  const deep = Array.from(
    { length: 300 },
    (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
  );
  expect(await readMime(utf8(deep.join("")))).toEqual({ ok: false, error: "unreadable" });
});

test("never rejects", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (octets) => {
      await readMime(octets);
    }),
  );
});
