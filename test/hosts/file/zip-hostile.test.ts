/** ZIPs of people who mean harm, and of disks that fail. */
import * as fc from "fast-check";
import { contents, fileOf, joined, MAIL, octetsOf, type Octets, reading } from "./handed-in.ts";
import { MAIL_OCTETS, zipJs, zipOf, zipProgram } from "./zips.ts";

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
      "/etc/b.eml",
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
