/** ZIPs of mails, made by three programs. */
import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { growthExponent, MAX_EXPONENT } from "../../support/growth.ts";
import { contents, fileOf, joined, MAIL, octetsOf, reading } from "./handed-in.ts";
import { MAIL_OCTETS, zipJs, zipOf, zipProgram } from "./zips.ts";

/** What came out, by the name in the ZIP. */
async function unpacked(zip: Uint8Array): Promise<Record<string, string>> {
  const result = await reading([fileOf("mails.zip", zip)]);
  expect(result.leftOut).toEqual([]);
  const octets = await contents(result);
  return Object.fromEntries(
    result.mails.map(({ item }, i) => [String(item["zip.path"]), octets[i]?.toString("latin1") ?? ""]),
  );
}

const entries = {
  "first.eml": MAIL_OCTETS,
  "deep/er/second.eml": joined(MAIL, "\0\xff\r\n\n\r"),
  "large.eml": joined(
    MAIL,
    new Uint8Array(300_000).map((_, i) => (i * i) >> 3),
  ),
};
const expected = Object.fromEntries(
  Object.entries(entries).map(([name, octets]) => [name, Buffer.from(octets).toString("latin1")]),
);

describe("the octets that were packed", () => {
  test.each([
    ["fflate, deflated", () => zipOf(entries)],
    [
      "fflate, stored",
      () => zipOf(Object.fromEntries(Object.entries(entries).map(([n, o]) => [n, [o, { level: 0 }]]))),
    ],
    ["zip.js", () => zipJs(entries)],
    ["zip.js, ZIP64", () => zipJs(entries, { zip64: true })],
    ["zip.js, data descriptors", () => zipJs(entries, { dataDescriptor: true, keepOrder: true })],
    ["zip.js, stored", () => zipJs(entries, { level: 0 })],
    ["zip", () => zipProgram(entries)],
    ["zip, ZIP64", () => zipProgram(entries, ["-fz"])],
    ["zip, with folders", () => zipProgram(entries, ["-0"])],
  ])("%s", async (_maker, make) => {
    expect(await unpacked(await make())).toEqual(expected);
  });

  test("any octets, any number, any names", async () => {
    const packed = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}\.eml$/),
      fc.uint8Array({ maxLength: 2000 }).map((rest) => joined(MAIL, rest)),
      { minKeys: 1, maxKeys: 5 },
    );
    await fc.assert(
      fc.asyncProperty(packed, fc.constantFrom(0 as const, 6 as const), async (files, level) => {
        const got = await unpacked(
          zipOf(Object.fromEntries(Object.entries(files).map(([n, o]) => [n, [o, { level }]]))),
        );
        const want = Object.entries(files).map(([n, o]) => [n, Buffer.from(o).toString("latin1")]);
        expect(got).toEqual(Object.fromEntries(want));
      }),
      { numRuns: 60 },
    );
  });
});

test("the record says in which ZIP a mail lay, where, and of which ZIP that is the digest", async () => {
  const zip = zipOf({ "2026/a.eml": [MAIL_OCTETS, { mtime: new Date(2026, 10, 3, 12, 34, 56) }] });
  const { mails } = await reading([fileOf("z.zip", zip, "evidence/z.zip")]);
  expect(mails).toMatchObject([{ id: "1.1", method: "file.eml", capture: "as-served" }]);
  expect(mails[0]?.item).toEqual({
    name: "a.eml",
    size: MAIL.length,
    "zip.name": "evidence/z.zip",
    "zip.size": zip.length,
    "zip.lastModified": 7,
    "zip.path": "2026/a.eml",
    "zip.modified": "2026-11-03T12:34:56",
    "zip.sha256": `sha256:${createHash("sha256").update(zip).digest("hex")}`,
  });
});

test("a stored mail is a slice of the ZIP: nothing is copied", async () => {
  const zip = zipOf({ "a.eml": [MAIL_OCTETS, { level: 0 }] });
  const sliced: [number, number][] = [];
  const blob = new Blob([zip]);
  const file = {
    name: "z.zip",
    size: zip.length,
    lastModified: 7,
    slice: () => {
      const whole = blob.slice();
      const slice = whole.slice.bind(whole);
      whole.slice = (start = 0, end = whole.size) => {
        sliced.push([start, end]);
        return slice(start, end);
      };
      return whole;
    },
  };
  const result = await reading([file]);
  expect((await contents(result))[0]?.toString("latin1")).toBe(MAIL);
  const at = Buffer.from(zip).indexOf(MAIL.slice(0, 30));
  expect(sliced).toContainEqual([at, at + MAIL.length]);
});

describe("what lies in a ZIP is read like what lies outside", () => {
  test("mailboxes, Apple Mail's files, sealed submissions, one ZIP more", async () => {
    const line = "From jan@example.org Tue Nov  3 12:34:56 2026\n";
    const inner = zipOf({ "c.eml": MAIL_OCTETS });
    const zip = zipOf({
      "Inbox.mbox": octetsOf(`${line}${MAIL}\n${line}${MAIL}\n`),
      "1.emlx": octetsOf(`${MAIL.length}\n${MAIL}<?xml version="1.0"?>`),
      "report.zegel": zipOf({ "statement.json": [octetsOf("{}"), { level: 0 }] }),
      "deep/inner.zip": inner,
    });
    const { mails, submissions, leftOut } = await reading([fileOf("z.zip", zip)]);
    expect(leftOut).toEqual([]);
    expect(mails.map(({ id, method }) => `${id} ${method}`)).toEqual([
      "1.1.1 file.mbox",
      "1.1.2 file.mbox",
      "1.2 file.emlx",
      "1.4.1 file.eml",
    ]);
    expect(submissions.map(({ name }) => name)).toEqual(["report.zegel"]);
    expect(mails[3]?.item).toMatchObject({
      name: "c.eml",
      "zip.name": "z.zip",
      "zip.path": "deep/inner.zip",
      "zip.inner.path": "c.eml",
      "zip.inner.sha256": `sha256:${createHash("sha256").update(inner).digest("hex")}`,
    });
  });

  test("a ZIP in a ZIP in a ZIP is not opened", async () => {
    const zip = zipOf({ "b.zip": zipOf({ "c.zip": zipOf({ "d.eml": MAIL_OCTETS }), "e.eml": MAIL_OCTETS }) });
    const { mails, leftOut } = await reading([fileOf("a.zip", zip)]);
    expect(mails).toHaveLength(1);
    expect(leftOut).toEqual([{ name: "a.zip › b.zip › c.zip", code: "zip-too-deep" }]);
  });

  test("what is no mail is named; what macOS adds is not; an empty ZIP is", async () => {
    const zip = zipOf({
      "photo.jpg": octetsOf("\xff\xd8\xff\xe0"),
      "page.html": octetsOf("<html>"),
      "nothing.eml": new Uint8Array(),
      "__MACOSX/._a.eml": octetsOf("\0\x05\x16\x07"),
      ".DS_Store": octetsOf("\0\0\0\x01Bud1"),
      "folder/": new Uint8Array(),
    });
    const { leftOut } = await reading([fileOf("z.zip", zip), fileOf("empty.zip", zipOf({}))]);
    expect(leftOut).toEqual([
      { name: "z.zip › photo.jpg", code: "not-a-mail" },
      { name: "z.zip › page.html", code: "web-page" },
      { name: "z.zip › nothing.eml", code: "empty" },
      { name: "empty.zip", code: "empty" },
    ]);
  });
});

test("time grows with the number of entries, no faster", async () => {
  const make = (units: number) =>
    fileOf(
      "z.zip",
      zipOf(Object.fromEntries(Array.from({ length: units }, (_, i) => [`${i}.eml`, MAIL_OCTETS]))),
    );
  expect(await growthExponent(make, (file) => reading([file]), 20)).toBeLessThan(MAX_EXPONENT);
});
