/** X.690, section 10, and the time forms of RFC 5280 and RFC 3161. */
import * as fc from "fast-check";
import { toHex, utf8 } from "../../../src/core/base/bytes.ts";
import { readDer, readOid, readSmallInteger, readTime } from "../../../src/core/timestamp/der.ts";
import {
  certificateTime,
  der,
  generalizedTime,
  integer,
  octetString,
  oid,
  sequence,
  setOf,
} from "../../../src/core/timestamp/der-writer.ts";
import { OID } from "../../../src/core/timestamp/oids.ts";

function nodeOf(octets: Uint8Array) {
  const node = readDer(octets, 100_000);
  if (!node.ok) throw node.error;
  return node.value;
}

describe("DER written here reads back", () => {
  test.each(Object.entries(OID))("%s", (_, text) => expect(readOid(nodeOf(oid(text)))).toBe(text));
  test.each([
    [0, "020100"],
    [127, "02017f"],
    [128, "02020080"],
    [65_535, "020300ffff"],
  ])("integer %i (section 8.3)", (value, hex) => {
    const octets = integer(Uint8Array.of(value >> 8, value & 0xff));
    expect(toHex(octets)).toBe(hex);
    expect(readSmallInteger(nodeOf(octets))).toBe(value);
  });
  test.each([0, 127, 128, 255, 256, 65_535, 65_536])("a length of %i (section 10.1)", (length) => {
    expect(nodeOf(octetString(new Uint8Array(length))).content.length).toBe(length);
  });
  test("SET OF is sorted (section 11.6)", () => {
    const parts = [Uint8Array.of(4, 1, 9), Uint8Array.of(4, 1, 2), Uint8Array.of(2, 1, 200 - 128)];
    expect(toHex(setOf(...parts))).toBe(`3109${"020148"}${"040102"}${"040109"}`);
  });
  test("any tree of values has the octets of its parts", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (contents) => {
        const node = nodeOf(sequence(...contents.map(octetString)));
        expect(node.children.map(({ content }) => toHex(content))).toEqual(contents.map(toHex));
      }),
    );
  });
});

describe("DER that is refused", () => {
  test.each(["0200", "02020001", "0202ff80", "010101", "01020000", "0500ff", "1f0100", "3003020100ff"])(
    "%s",
    (hex) => {
      const octets = Uint8Array.from(hex.match(/../g) as string[], (pair) => Number.parseInt(pair, 16));
      expect(readDer(octets, 100).ok).toBe(false);
    },
  );
  test("never throws, and what it reads has one encoding only", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (octets) => {
        const node = readDer(octets, 64);
        if (node.ok) expect(toHex(der(node.value.tag, node.value.content))).toBe(toHex(octets));
      }),
    );
  });
});

describe("RFC 5280, section 4.1.2.5, and RFC 3161, section 2.4.2: times", () => {
  test("from 1950 to 2049 as UTCTime, later as GeneralizedTime", () => {
    for (const time of [
      Date.UTC(1999, 11, 31, 23, 59, 59),
      Date.UTC(2049, 11, 31),
      Date.UTC(2050, 0, 1),
      Date.UTC(2400, 1, 29),
    ]) {
      expect(readTime(nodeOf(certificateTime(time)))).toBe(time);
      expect(readTime(nodeOf(generalizedTime(time)))).toBe(time);
    }
  });
  test.each([
    ["20261123101112.345Z", Date.UTC(2026, 10, 23, 10, 11, 12, 345)],
    ["20261123101112.3Z", Date.UTC(2026, 10, 23, 10, 11, 12, 300)],
    ["20240229000000Z", Date.UTC(2024, 1, 29)],
  ])("%s", (text, time) => expect(readTime(nodeOf(der(0x18, utf8(text))))).toBe(time));
  test.each([
    "20261123101112",
    "20261123101112+0100",
    "20261123101112.Z",
    "20261123101112.340Z",
    "20261323101112Z",
    "20230229000000Z",
    "20261123241112Z",
    "20261123106012Z",
    "2026112310111Z",
    "261123101112Z",
    "",
  ])("refuses GeneralizedTime %j", (text) => expect(readTime(nodeOf(der(0x18, utf8(text))))).toBeNull());
});
