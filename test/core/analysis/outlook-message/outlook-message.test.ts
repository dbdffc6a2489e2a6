import * as fc from "fast-check";
import { readOutlookMessage } from "../../../../src/core/analysis/outlook-message/outlook-message.ts";
import { growthExponent, MAX_EXPONENT } from "../../../support/growth.ts";
import { compoundFile, fixedProperties, HEADERS, outlookFile, utf16 } from "./outlook-files.ts";

const PROPERTIES = "/__properties_version1.0";

function headersOf(octets: Uint8Array): string | null {
  const headers = readOutlookMessage(octets)?.headers ?? null;
  return headers === null ? null : Buffer.from(headers).toString("latin1");
}

test("what a library wrote: header section, subject, sender, time", () => {
  const message = readOutlookMessage(outlookFile(HEADERS));
  expect(Buffer.from(message?.headers ?? []).toString()).toBe(HEADERS);
  expect(message).toMatchObject({
    subject: "I know where you live",
    from: { name: "Jan", address: "jan.threat@gmail.com" },
    time: Date.UTC(2026, 10, 3, 11, 34, 58),
  });
});

test("a draft carries no header section", () => {
  expect(readOutlookMessage(outlookFile(null))).toMatchObject({
    headers: null,
    subject: "I know where you live",
  });
});

describe("the header section", () => {
  test("in one octet a character stays as it is, whatever the code page", () => {
    const headers = "From: J\xe4n <a@b.example>\r\nX: \xff\x80\r\n";
    const octets = compoundFile({
      [PROPERTIES]: fixedProperties({ 0x3ffd_0003: 1251n }),
      "/__substg1.0_007D001E": Buffer.from(headers, "latin1"),
    });
    expect(headersOf(octets)).toBe(headers);
  });

  test.each([
    ["octets that Exchange made characters of", "From: J\xe4n\r\n", "From: J\xe4n\r\n"],
    ["text beyond them is UTF-8", "From: \u0416\r\n", "From: \xd0\x96\r\n"],
    ["zeros at its end go", "From: a\r\n\0\0", "From: a\r\n"],
    [
      "the line that Exchange of old put before it goes",
      "Microsoft Mail Internet Headers Version 2.0\r\nA: b\r\n",
      "A: b\r\n",
    ],
    ["white space before it goes", "\r\n\r\nA: b\r\n", "A: b\r\n"],
  ])("%s", (_what, stored, expected) => {
    const octets = compoundFile({ [PROPERTIES]: fixedProperties(), "/__substg1.0_007D001F": utf16(stored) });
    expect(headersOf(octets)).toBe(expected);
  });

  test("of a mail inside of the mail is not this mail's", () => {
    const octets = compoundFile({
      [PROPERTIES]: fixedProperties(),
      "/__attach_version1.0_#00000000/__substg1.0_3701000D/__substg1.0_007D001F": utf16("From: other\r\n"),
      "/__attach_version1.0_#00000000/__substg1.0_3701000D/__substg1.0_0037001F": utf16("other"),
    });
    expect(readOutlookMessage(octets)).toMatchObject({ headers: null, subject: null });
  });
});

test.each([
  [1251, "\xcf\xf0\xe8\xe2\xe5\xf2", "Привет"],
  [65001, "\xd0\x9f", "П"],
  [932, "\x82\xb1", "こ"],
  [28592, "\xb9", "š"],
  [99999, "\x80", "€"],
])("texts of older files are in code page %d", (codePage, stored, subject) => {
  const octets = compoundFile({
    [PROPERTIES]: fixedProperties({ 0x3ffd_0003: BigInt(codePage) }),
    "/__substg1.0_0037001E": Buffer.from(stored, "latin1"),
  });
  expect(readOutlookMessage(octets)?.subject).toBe(subject);
});

test("an address is one of mail, not a path in Exchange's directory", () => {
  const octets = compoundFile({
    [PROPERTIES]: fixedProperties(),
    "/__substg1.0_0065001F": utf16("/O=EXCHANGELABS/OU=X/CN=RECIPIENTS/CN=JAN"),
    "/__substg1.0_0C1F001F": utf16("jan@example.org"),
    "/__substg1.0_0C1A001F": utf16("Jan"),
  });
  expect(readOutlookMessage(octets)?.from).toEqual({ name: "Jan", address: "jan@example.org" });
});

test.each([
  [0n, null],
  [0xffff_ffff_ffff_ffffn, 1_833_029_933_770_955],
  [134_379_872_960_000_000n, 1_793_513_696_000],
])("a time of %d", (filetime, time) => {
  const octets = compoundFile({ [PROPERTIES]: fixedProperties({ 0x0e06_0040: filetime }) });
  expect(readOutlookMessage(octets)?.time).toBe(time);
});

test("an older Word document is a compound file and no mail", () => {
  expect(readOutlookMessage(compoundFile({ "/WordDocument": new Uint8Array(5000) }))).toBeNull();
});

/** Offsets in the header of a compound file ([MS-CFB], section 2.2). */
const SECTOR_SHIFT = 30;
const FIRST_DIRECTORY = 48;
const FIRST_MINI_TABLE = 60;
const FIRST_DIFAT = 68;
const FAT = 76;
const SECTOR = 512;

describe("hostile files end, with a mail or without", () => {
  const made = compoundFile({
    [PROPERTIES]: fixedProperties(),
    "/__substg1.0_007D001F": utf16(HEADERS.repeat(40)),
    "/__substg1.0_0037001F": utf16("short"),
  });
  const change = (edit: (view: DataView) => void) => {
    const copy = made.slice();
    edit(new DataView(copy.buffer));
    return copy;
  };
  const fatAt = (view: DataView) => (view.getUint32(FAT, true) + 1) * SECTOR;

  test.each([
    [
      "every chain bites its own tail",
      (view: DataView) => {
        for (let i = 0; i < SECTOR; i += 4) view.setUint32(fatAt(view) + i, i / 4, true);
      },
    ],
    [
      "every chain leads back to the start",
      (view: DataView) => {
        for (let i = 0; i < SECTOR; i += 4) view.setUint32(fatAt(view) + i, 0, true);
      },
    ],
    ["a sector size that is none", (view: DataView) => view.setUint16(SECTOR_SHIFT, 40, true)],
    ["a sector size of another version", (view: DataView) => view.setUint16(SECTOR_SHIFT, 12, true)],
    ["a directory beyond the end", (view: DataView) => view.setUint32(FIRST_DIRECTORY, 0x00ff_ffff, true)],
    [
      "small sectors without a table",
      (view: DataView) => view.setUint32(FIRST_MINI_TABLE, 0xffff_fffe, true),
    ],
    ["a table of tables that leads to itself", (view: DataView) => view.setUint32(FIRST_DIFAT, 0, true)],
    [
      "tables that all lie in one sector",
      (view: DataView) => {
        for (let i = 0; i < 109; i++) view.setUint32(FAT + 4 * i, 0, true);
      },
    ],
    [
      "entries that name each other as neighbours",
      (view: DataView) => {
        const directory = (view.getUint32(FIRST_DIRECTORY, true) + 1) * SECTOR;
        for (let at = directory; at < directory + SECTOR; at += 128)
          for (const link of [68, 72, 76]) view.setUint32(at + link, ((at - directory) / 128 + 1) % 4, true);
      },
    ],
    [
      "streams that claim to be endless",
      (view: DataView) => {
        const directory = (view.getUint32(FIRST_DIRECTORY, true) + 1) * SECTOR;
        for (let at = directory; at < directory + SECTOR; at += 128)
          view.setUint32(at + 120, 0xffff_ffff, true);
      },
    ],
  ] as const)("%s", (_what, edit) => {
    const message = readOutlookMessage(change(edit));
    expect(message === null || (message.headers?.length ?? 0) <= 4 << 20).toBe(true);
  });

  test("whatever the octets are", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(made.length - 1), fc.nat(255)), { maxLength: 40 }), (edits) => {
        const copy = made.slice();
        for (const [at, octet] of edits) copy[at] = octet;
        readOutlookMessage(copy);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), (octets) => {
        readOutlookMessage(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...octets]));
      }),
    );
  });
});

/** A directory of that many entries, in a line or each beside the others; its sectors follow each other. */
function manyEntries(
  count: number,
  links: (i: number) => { left: number; right: number },
): Uint8Array<ArrayBuffer> {
  const perSector = SECTOR / 128;
  const sectors = Math.ceil(count / perSector);
  const tables = Math.ceil((sectors + 1) / 128) + 1;
  const out = new Uint8Array((1 + tables + sectors) * SECTOR);
  const view = new DataView(out.buffer);
  out.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  view.setUint16(SECTOR_SHIFT, 9, true);
  view.setUint32(FIRST_DIRECTORY, tables, true);
  view.setUint32(FIRST_DIFAT, 0xffff_fffe, true);
  for (let i = 0; i < 109; i++) view.setUint32(FAT + 4 * i, i < tables ? i : 0xffff_ffff, true);
  for (let i = 0; i < tables * 128; i++) view.setUint32(SECTOR + 4 * i, i + 1, true);
  for (let i = 0; i < count; i++) {
    const at = (1 + tables) * SECTOR + 128 * i;
    view.setUint16(at + 64, 4, true);
    view.setUint16(at, 0x41, true);
    view.setUint8(at + 66, i === 0 ? 5 : 2);
    const { left, right } = links(i);
    view.setUint32(at + 68, left, true);
    view.setUint32(at + 72, right, true);
    view.setUint32(at + 76, 1, true);
    view.setUint32(at + 120, 100, true);
  }
  return out;
}

test("a mail to a thousand people: its own streams may stand behind all of theirs", () => {
  const count = 12_000;
  const octets = manyEntries(count, () => ({ left: 0xffff_ffff, right: 0xffff_ffff }));
  const view = new DataView(octets.buffer);
  const directory = (view.getUint32(FIRST_DIRECTORY, true) + 1) * SECTOR;
  const last = directory + 128 * (count - 1);
  const name = utf16("__properties_version1.0");
  octets.set(name, last);
  view.setUint16(last + 64, name.length + 2, true);
  view.setUint32(last + 120, 5000, true);
  view.setUint32(directory + 76, count - 1, true);
  expect(readOutlookMessage(octets)).toMatchObject({ headers: null, subject: null });
});

describe("time grows with the number of entries, no faster", () => {
  test.each([
    ["in a line", (i: number) => ({ left: 0xffff_ffff, right: i + 1 })],
    ["each naming the first", () => ({ left: 1, right: 1 })],
    ["each naming two", (i: number) => ({ left: 2 * i, right: 2 * i + 1 })],
  ] as const)("%s", async (_what, links) => {
    const make = (units: number) => manyEntries(units * 50, links);
    const run = async (octets: Uint8Array) => readOutlookMessage(octets);
    expect(await growthExponent(make, run, 16)).toBeLessThan(MAX_EXPONENT);
  });
});
