import { readFileSync } from "node:fs";
import { emlFileSource, MAX_MAIL_OCTETS, type MailFile } from "../../../src/hosts/file/eml-source.ts";

const host = { application: "browser", version: "1", platform: "test", userAgent: "test" };
const clock = { now: () => 1_793_960_049_000 };

function fileOf(octets: Uint8Array, changes: Partial<MailFile> = {}): MailFile {
  return {
    name: "dreiging.eml",
    size: octets.length,
    lastModified: 7,
    arrayBuffer: async () => new Uint8Array(octets).buffer,
    ...changes,
  };
}

function acquire(file: MailFile, signal = new AbortController().signal) {
  return emlFileSource(file, { clock, host }).acquire(signal, () => {});
}

test("a file's octets are kept as they are, bare LF, NUL and 8-bit included", async () => {
  const octets = Buffer.from("From: a@example.org\n\n\0\xff\r\n", "latin1");
  const got = await acquire(fileOf(octets));
  expect(Buffer.from(got.original?.octets ?? []).equals(octets)).toBe(true);
  expect(got.record).toEqual({
    method: "file.eml",
    provenance: "supplied-file",
    capture: "as-served",
    startedAt: clock.now(),
    endedAt: clock.now(),
    host,
    item: { name: "dreiging.eml", size: octets.length, lastModified: 7 },
    errors: [],
  });
});

test("a fixture comes through whole", async () => {
  const octets = readFileSync("test/fixtures/mail/phishing-invoice.eml");
  expect(Buffer.from((await acquire(fileOf(octets))).original?.octets ?? []).equals(octets)).toBe(true);
});

test.each([
  ["an empty file", fileOf(new Uint8Array()), "SOURCE_EMPTY"],
  ["a file over 150 MB", fileOf(new Uint8Array(1), { size: MAX_MAIL_OCTETS + 1 }), "PACKAGE_TOO_LARGE"],
  [
    "a file that is gone",
    fileOf(new Uint8Array(1), { arrayBuffer: () => Promise.reject(new Error("NotFoundError")) }),
    "SOURCE_UNAVAILABLE",
  ],
])("%s: %s", async (_name, file, code) => {
  await expect(acquire(file)).rejects.toMatchObject({ code });
});

test("cancelled while reading: CANCELLED", async () => {
  const controller = new AbortController();
  const file = fileOf(new Uint8Array(1), {
    arrayBuffer: async () => {
      controller.abort();
      return new ArrayBuffer(1);
    },
  });
  await expect(acquire(file, controller.signal)).rejects.toMatchObject({ code: "CANCELLED" });
});
