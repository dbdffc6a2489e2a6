/** docs/package-format.md, section 3: one octet sequence for a list of files. Mutations: test/vectors/package/zip-*. */
import { crc32 as zlibCrc32 } from "node:zlib";
import * as fc from "fast-check";
import { unzipSync } from "fflate";
import { concatOctets, utf8 } from "../../../src/core/base/bytes.ts";
import { crc32, readCanonicalZip, zipLength, zipSegments } from "../../../src/core/evidence/zip.ts";

const name = fc.stringMatching(/^[a-z0-9_]{1,12}(\/[a-z0-9_]{1,12}){0,3}$/);
const entries = fc.uniqueArray(fc.record({ name, octets: fc.uint8Array({ maxLength: 300 }) }), {
  selector: (entry) => entry.name,
  maxLength: 12,
});

describe("crc32", () => {
  test("ISO 3309 check value", () => expect(crc32(utf8("123456789"))).toBe(0xcbf43926));
  test("agrees with zlib at every length and alignment", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(17), (octets, skip) => {
        expect(crc32(octets.subarray(skip))).toBe(zlibCrc32(octets.subarray(skip)));
      }),
    );
  });
  test("continues where another call stopped", () => {
    const octets = utf8("in two parts, each of another length");
    expect(crc32(octets.subarray(7), crc32(octets.subarray(0, 7)))).toBe(crc32(octets));
  });
});

describe("canonical ZIP", () => {
  test("what is written is read again, and fflate reads the same", () => {
    fc.assert(
      fc.property(entries, (files) => {
        const zip = concatOctets(zipSegments(files));
        expect(zip.length).toBe(
          zipLength(files.map((file) => ({ name: file.name, length: file.octets.length }))),
        );
        const read = readCanonicalZip(zip);
        expect(read.ok && read.value.map((entry) => entry.name)).toEqual(files.map((file) => file.name));
        const theirs = unzipSync(zip);
        for (const file of files)
          expect(Buffer.compare(theirs[file.name] as Uint8Array, file.octets)).toBe(0);
      }),
    );
  });

  test("contents are passed on, not copied", () => {
    const octets = utf8("a mail");
    expect(zipSegments([{ name: "a", octets }])[1]).toBe(octets);
  });

  test("any changed octet is refused", () => {
    fc.assert(
      fc.property(entries, fc.nat(), fc.integer({ min: 1, max: 255 }), (files, at, mask) => {
        const zip = concatOctets(zipSegments(files));
        zip[at % zip.length] = (zip[at % zip.length] as number) ^ mask;
        expect(readCanonicalZip(zip).ok).toBe(false);
      }),
    );
  });

  test("never throws on octets of any kind", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (octets, asZip) => {
        const input = asZip ? concatOctets([utf8("PK\x03\x04"), octets]) : octets;
        expect(readCanonicalZip(input).ok).toBe(false);
      }),
    );
  });

  test.each([
    "../a",
    "/a",
    "a//b",
    "a/",
    "a/..",
    ".a",
    "a.",
    "a\\b",
    "C:a",
    "a b",
    "\u00e9",
    "",
    "-a",
    "x".repeat(201),
  ])("does not write the name %j", (bad) =>
    expect(() => zipSegments([{ name: bad, octets: new Uint8Array() }])).toThrow(TypeError),
  );

  test("does not write a name twice", () => {
    const octets = new Uint8Array();
    expect(() =>
      zipSegments([
        { name: "a", octets },
        { name: "a", octets },
      ]),
    ).toThrow(TypeError);
  });
});
