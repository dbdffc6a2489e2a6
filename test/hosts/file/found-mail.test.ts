import { readFileSync } from "node:fs";
import { type FoundMail, foundMailSource } from "../../../src/hosts/file/found-mail.ts";
import { DEFAULT_LIMITS } from "../../../src/hosts/file/limits.ts";
import { fileOf, MAIL, octetsOf, reading } from "./handed-in.ts";

const host = { application: "browser", version: "1", platform: "test", userAgent: "test" };
const clock = { now: () => 1_793_960_049_000 };

async function found(name: string, content: Uint8Array | string): Promise<FoundMail> {
  const [mail] = (await reading([fileOf(name, content)])).mails;
  if (mail === undefined) throw new Error("no mail was found");
  return mail;
}

function acquire(mail: FoundMail, signal = new AbortController().signal) {
  return foundMailSource(mail, { clock, host }).acquire(signal, () => {});
}

test("a file's octets are kept as they are, bare LF, NUL and 8-bit included", async () => {
  const octets = octetsOf("From: a@example.org\n\n\0\xff\r\n");
  const got = await acquire(await found("dreiging.eml", octets));
  expect(Buffer.from(got.original?.octets ?? []).equals(octets)).toBe(true);
  expect(got).toMatchObject({ original: { kind: "eml" }, parts: new Map() });
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
  const got = await acquire(await found("phishing-invoice.eml", octets));
  expect(Buffer.from(got.original?.octets ?? []).equals(octets)).toBe(true);
});

test("what was found goes from a worker to the page, and is the same mail there", async () => {
  const mail = await found("a.eml", MAIL);
  const there = structuredClone(mail);
  expect({ ...there, octets: null }).toEqual({ ...mail, octets: null });
  expect(Buffer.from((await acquire(there)).original?.octets ?? []).toString("latin1")).toBe(MAIL);
});

test.each([
  ["an empty one", 0, async () => new ArrayBuffer(0), "SOURCE_EMPTY"],
  [
    "one that is too large",
    DEFAULT_LIMITS.mailOctets + 1,
    async () => new ArrayBuffer(0),
    "PACKAGE_TOO_LARGE",
  ],
  ["a file that is gone", 3, () => Promise.reject(new Error("NotFoundError")), "SOURCE_UNAVAILABLE"],
  ["a file that became shorter", 3, async () => new ArrayBuffer(2), "SOURCE_CHANGED"],
] as const)("%s: %s", async (_name, size, arrayBuffer, code) => {
  const octets = { size, arrayBuffer } as unknown as Blob;
  await expect(acquire({ ...(await found("a.eml", MAIL)), octets })).rejects.toMatchObject({ code });
});

test("cancelled while reading: CANCELLED", async () => {
  const controller = new AbortController();
  const octets = {
    size: 1,
    arrayBuffer: async () => {
      controller.abort();
      return new ArrayBuffer(1);
    },
  } as Blob;
  await expect(acquire({ ...(await found("a.eml", MAIL)), octets }, controller.signal)).rejects.toMatchObject(
    {
      code: "CANCELLED",
    },
  );
});
