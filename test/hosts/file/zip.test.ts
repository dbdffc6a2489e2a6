/** ZIPs of mails: made by three programs, and by people who mean harm. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { BlobWriter, Uint8ArrayReader, ZipWriter } from "@zip.js/zip.js/index-native.js";
import * as fc from "fast-check";
import { type Zippable, zipSync } from "fflate";
import { growthExponent, MAX_EXPONENT } from "../../support/growth.ts";
import { contents, fileOf, joined, MAIL, octetsOf, type Octets, reading } from "./handed-in.ts";

const MAIL_OCTETS = octetsOf(MAIL);

function zipOf(entries: Zippable): Octets {
  return new Uint8Array(zipSync(entries));
}

async function zipJs(
  entries: Readonly<Record<string, Uint8Array>>,
  options: ConstructorParameters<typeof ZipWriter>[1] = {},
): Promise<Octets> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false, ...options });
  for (const [name, octets] of Object.entries(entries)) await writer.add(name, new Uint8ArrayReader(octets));
  return new Uint8Array(await ((await writer.close()) as Blob).arrayBuffer());
}

const folder = mkdtempSync(join(tmpdir(), "zegel-zip-"));
afterAll(() => rmSync(folder, { recursive: true }));
let made = 0;

/** Info-ZIP's, as macOS and Linux have it. */
function zipProgram(entries: Readonly<Record<string, Uint8Array>>, options: readonly string[] = []): Octets {
  const root = join(folder, String(made++));
  for (const [name, octets] of Object.entries(entries)) {
    mkdirSync(join(root, dirname(name)), { recursive: true });
    writeFileSync(join(root, name), octets);
  }
  execFileSync("zip", ["-q", "-r", ...options, "../made.zip", "."], { cwd: root });
  const octets = new Uint8Array(readFileSync(join(folder, "made.zip")));
  rmSync(join(folder, "made.zip"));
  return octets;
}

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

/** Where the n-th record of that kind begins. */
function recordAt(zip: Octets, signature: number, n = 0): number {
  const wanted = Buffer.alloc(4);
  wanted.writeUInt32LE(signature);
  let at = -1;
  for (let i = 0; i <= n; i++) at = Buffer.from(zip.buffer).indexOf(wanted, at + 1);
  return at;
}

const CENTRAL = 0x0201_4b50;
const END = 0x0605_4b50;

function changed(zip: Octets, change: (view: DataView) => void): Octets {
  const copy = zip.slice();
  change(new DataView(copy.buffer));
  return copy;
}

test("time grows with the number of entries, no faster", async () => {
  const make = (units: number) =>
    fileOf(
      "z.zip",
      zipOf(Object.fromEntries(Array.from({ length: units }, (_, i) => [`${i}.eml`, MAIL_OCTETS]))),
    );
  expect(await growthExponent(make, (file) => reading([file]), 20)).toBeLessThan(MAX_EXPONENT);
});

describe("hostile ZIPs", () => {
  test("encrypted by zip or by AES: named as that", async () => {
    const secret = zipProgram({ "a.eml": MAIL_OCTETS }, ["-P", "secret"]);
    const aes = await zipJs({ "a.eml": MAIL_OCTETS }, { password: "secret", encryptionStrength: 3 });
    const { mails, leftOut } = await reading([fileOf("s.zip", secret), fileOf("t.zip", aes)]);
    expect(mails).toEqual([]);
    expect(leftOut.map(({ code }) => code)).toEqual(["zip-encrypted", "zip-encrypted"]);
    expect(leftOut[0]?.name).toBe("s.zip › a.eml");
  });

  test("names that lie are names and no more", async () => {
    const names = [
      "../../etc/cron.d/a.eml",
      "/root/b.eml",
      "C:\\c.eml",
      "d\0.eml",
      "\u202elme.exe",
      "e/../f.eml",
    ];
    const zip = zipOf(Object.fromEntries(names.map((name) => [name, MAIL_OCTETS])));
    const { mails, leftOut } = await reading([fileOf("z.zip", zip)]);
    expect(leftOut).toEqual([]);
    expect(mails.map(({ item }) => item["zip.path"])).toEqual(names);
    expect(mails.map(({ item }) => item["name"])).toEqual([
      "a.eml",
      "b.eml",
      "c.eml",
      "d\0.eml",
      "\u202elme.exe",
      "f.eml",
    ]);
  });

  test("two entries of one name are two mails", async () => {
    const zip = zipOf({ "a.eml": MAIL_OCTETS, "b.eml": joined(MAIL, "other") });
    for (const [at, octet] of Buffer.from(zip).entries()) {
      if (octet === 0x62 && Buffer.from(zip).toString("latin1", at, at + 5) === "b.eml") zip[at] = 0x61;
    }
    const result = await reading([fileOf("z.zip", zip)]);
    expect((await contents(result)).map(({ length }) => length)).toEqual([MAIL.length, MAIL.length + 5]);
  });

  test("a bomb is stopped by what it gives, not by what it says", async () => {
    const zip = zipOf({ "bomb.eml": joined(MAIL, new Uint8Array(20_000_000)), "a.eml": MAIL_OCTETS });
    const honest = await reading([fileOf("z.zip", zip)], { inflatedOctets: 1_000_000 });
    expect(honest.leftOut).toEqual([{ name: "z.zip › bomb.eml", code: "too-large" }]);
    expect(honest.mails.map(({ item }) => item["name"])).toEqual(["a.eml"]);
    const lying = changed(zip, (view) => {
      // In both headers: one alone is found out before anything is unpacked.
      view.setUint32(recordAt(zip, CENTRAL) + 24, 100, true);
      view.setUint32(22, 100, true);
    });
    const { leftOut } = await reading([fileOf("z.zip", lying)], { inflatedOctets: 1_000_000 });
    expect(leftOut[0]).toEqual({ name: "z.zip › bomb.eml", code: "zip-damaged" });
  });

  test("many entries that are small each are counted together", async () => {
    const mail = joined(MAIL, new Uint8Array(200_000));
    const zip = zipOf(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.eml`, mail])));
    const { mails, leftOut } = await reading([fileOf("z.zip", zip)], { inflatedOctets: 1_000_000 });
    expect(mails).toHaveLength(4);
    expect(leftOut.length).toBeGreaterThan(0);
  });

  test("one mail that is too large for a package is named, and unpacked no further", async () => {
    const zip = zipOf({ "large.eml": joined(MAIL, new Uint8Array(5_000_000)), "a.eml": MAIL_OCTETS });
    const { mails, leftOut } = await reading([fileOf("z.zip", zip)], { mailOctets: 100_000 });
    expect(mails.map(({ item }) => item["name"])).toEqual(["a.eml"]);
    expect(leftOut).toEqual([{ name: "z.zip › large.eml", code: "too-large" }]);
  });

  test("entries that lie over each other", async () => {
    const zip = zipOf({ "a.eml": MAIL_OCTETS, "b.eml": MAIL_OCTETS });
    const second = recordAt(zip, CENTRAL, 1);
    const { mails, leftOut } = await reading([
      fileOf(
        "z.zip",
        changed(zip, (view) => view.setUint32(second + 42, 0, true)),
      ),
    ]);
    expect(mails).toHaveLength(1);
    expect(leftOut).toEqual([
      { name: "z.zip › b.eml", code: expect.stringMatching(/^zip-(?:bomb|damaged)$/) },
    ]);
  });

  test("a checksum that does not fit: what came out is not what went in", async () => {
    const zip = zipOf({ "a.eml": [MAIL_OCTETS, { level: 0 }] });
    const at = Buffer.from(zip).indexOf("I know");
    zip[at] = 0x58;
    const { mails, leftOut } = await reading([fileOf("z.zip", zip)]);
    expect([mails, leftOut]).toEqual([[], [{ name: "z.zip › a.eml", code: "zip-damaged" }]]);
  });

  test("a way of packing that is not read", async () => {
    const zip = zipOf({ "a.eml": MAIL_OCTETS });
    const lzma = changed(zip, (view) => {
      view.setUint16(recordAt(zip, CENTRAL) + 10, 14, true);
      view.setUint16(8, 14, true);
    });
    expect((await reading([fileOf("z.zip", lzma)])).leftOut).toEqual([
      { name: "z.zip › a.eml", code: "zip-method" },
    ]);
  });

  test("cut off, or a directory that is damaged: what comes before the damage counts", async () => {
    const zip = zipOf({ "a.eml": MAIL_OCTETS, "b.eml": MAIL_OCTETS });
    const second = recordAt(zip, CENTRAL, 1);
    const damaged = changed(zip, (view) => view.setUint8(second, 0));
    const lying = changed(zip, (view) => view.setUint32(recordAt(zip, END) + 16, 0xffff_fff0, true));
    const { mails, leftOut } = await reading([
      fileOf("cut.zip", zip.slice(0, -30)),
      fileOf("damaged.zip", damaged),
      fileOf("lying.zip", lying),
    ]);
    expect(leftOut.filter(({ code }) => code === "zip-damaged").length).toBeGreaterThanOrEqual(2);
    expect(mails.length).toBeGreaterThanOrEqual(1);
  });

  test("a directory that claims a hundred thousand entries, and more than are looked at", async () => {
    const zip = zipOf({ "a.eml": MAIL_OCTETS });
    const many = changed(zip, (view) => {
      view.setUint16(recordAt(zip, END) + 8, 60_000, true);
      view.setUint16(recordAt(zip, END) + 10, 60_000, true);
    });
    const claimed = await reading([fileOf("z.zip", many)]);
    expect(claimed.mails.length + claimed.leftOut.length).toBeGreaterThan(0);
    const three = zipOf({ "a.eml": MAIL_OCTETS, "b.eml": MAIL_OCTETS, "c.eml": MAIL_OCTETS });
    const { mails, leftOut } = await reading([fileOf("z.zip", three)], { zipEntries: 2 });
    expect(mails).toHaveLength(2);
    expect(leftOut).toEqual([{ name: "z.zip", code: "zip-too-many" }]);
  });

  test("a ZIP of a hundred thousand entries: as many mails as one reading takes, then no more", async () => {
    const small = octetsOf("From: a@b.example\n");
    const zip = zipOf(
      Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`${i}.eml`, [small, { level: 0 }]])),
    );
    const { mails, leftOut } = await reading([fileOf("z.zip", zip)], { mails: 2_000 });
    expect(mails).toHaveLength(2_000);
    expect(leftOut).toEqual([{ name: "z.zip", code: "too-many" }]);
  });

  test("any octets of a ZIP changed: it never throws, and gives no octets that were not packed", async () => {
    const zip = zipOf({ "a.eml": MAIL_OCTETS, "b.eml": joined(MAIL, "other") });
    const change = fc.record({ at: fc.nat(zip.length - 1), to: fc.nat(255) });
    const packed = new Set([MAIL, `${MAIL}other`]);
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const copy = zip.slice();
        for (const { at, to } of changes) copy[at] = to;
        const result = await reading([fileOf("z.zip", copy)]);
        const texts = (await contents(result)).map((octets) => octets.toString("latin1"));
        expect(texts.filter((text) => !packed.has(text))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
