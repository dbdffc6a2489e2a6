import * as fc from "fast-check";
import {
  decodeBase64Octets,
  decodeQuotedPrintable,
  encodedOffsets,
} from "../../../src/core/mail/transfer-decoding.ts";

const toOctets = (text: string) => new TextEncoder().encode(text);
const toText = (octets: Uint8Array) => new TextDecoder().decode(octets);
const MAX = 1_000_000;

describe("base64", () => {
  test.each([
    ["RFC 4648, section 10", "Zm9vYmFy", "foobar"],
    ["RFC 4648, section 10, two octets padded", "Zm8=", "fo"],
    ["RFC 4648, section 10, one octet padded", "Zg==", "f"],
    ["padding left out", "Zm9vYg", "foob"],
    ["RFC 2045, section 6.8: what is no letter is skipped", "Z!m9\r\nv Ym*Fy", "foobar"],
    ["two encodings joined", "Zm8=Zm9v", "fofoo"],
    ["one letter left over gives nothing", "Zm9vY", "foo"],
    ["nothing but padding", "====", ""],
  ])("%s", (_name, encoded, decoded) => {
    expect(toText(decodeBase64Octets(toOctets(encoded), MAX))).toBe(decoded);
  });

  test("never more than asked for", () => {
    expect(toText(decodeBase64Octets(toOctets("Zm9vYmFyZm9v"), 4))).toBe("foob");
  });

  test("gives back any octets, whatever line breaks and junk stand between", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom("", "\r\n", " ", "-", "\0"),
        (octets, junk) => {
          const encoded = btoa(String.fromCharCode(...octets))
            .split("")
            .join(junk);
          expect(decodeBase64Octets(toOctets(encoded), MAX)).toEqual(octets);
        },
      ),
    );
  });
});

describe("quoted-printable", () => {
  test.each([
    [
      "RFC 2045, section 6.7, rule 5",
      "Now's the time =\r\nfor all folk to come=\r\n to the aid of their country.",
      "Now's the time for all folk to come to the aid of their country.",
    ],
    ["rule 5 with blanks after the sign and a bare LF", "a= \t\nb", "ab"],
    ["rule 1, in lower case", "caf=c3=a9", "café"],
    ["a sign before neither stays", "1=2 =G1 ==3D", "1=2 =G1 =="],
    ["a soft break at the very end", "end=", "end"],
  ])("%s", (_name, encoded, decoded) => {
    expect(toText(decodeQuotedPrintable(toOctets(encoded), MAX))).toBe(decoded);
  });

  test("never more than asked for", () => {
    expect(toText(decodeQuotedPrintable(toOctets("a=3D=3Db"), 2))).toBe("a=");
  });
});

describe("where decoded octets came from", () => {
  const offsetsOf = (encoded: string, encoding: string, wanted: number[]) =>
    encodedOffsets(toOctets(encoded), encoding, wanted);

  test("quoted-printable: the escape's first octet, soft breaks skipped", () => {
    expect(offsetsOf("a=3Db=\r\nc", "quoted-printable", [0, 1, 2, 3, 4])).toEqual([0, 1, 4, 8, 9]);
  });
  test("base64: the group of four letters, also over line breaks and padding", () => {
    expect(offsetsOf("Zm9v\r\nYmFyZm8=Zg==", "base64", [0, 2, 3, 5, 6, 8, 9])).toEqual([
      0, 0, 6, 6, 10, 14, 18,
    ]);
  });
  test("as it is: the same octet, at most the end", () => {
    expect(offsetsOf("abc", "8bit", [0, 2, 9])).toEqual([0, 2, 3]);
  });

  test("quoted-printable: decoding from each place gives the rest of the text", () => {
    const piece = fc.constantFrom("a", "=3D", "=\r\n", "=C3=A9", "=", "= \n", "\r\n", "=0");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const encoded = toOctets(pieces.join(""));
        const decoded = decodeQuotedPrintable(encoded, MAX);
        const places = encodedOffsets(encoded, "quoted-printable", [...decoded.keys()]);
        for (const [i, place] of places.entries()) {
          expect(decodeQuotedPrintable(encoded.subarray(place), MAX)).toEqual(decoded.subarray(i));
        }
      }),
    );
  });

  test("base64: decoding from each place gives the octet within three", () => {
    const piece = fc.constantFrom("Z", "m", "9", "=", "\r\n", "!", "Zm9v", "Zg==");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const encoded = toOctets(pieces.join(""));
        const decoded = decodeBase64Octets(encoded, MAX);
        const places = encodedOffsets(encoded, "base64", [...decoded.keys()]);
        for (const [i, place] of places.entries()) {
          const rest = decodeBase64Octets(encoded.subarray(place), MAX);
          expect(decoded.length - i).toBeLessThanOrEqual(rest.length);
          expect(rest.length - (decoded.length - i)).toBeLessThan(3);
          expect(rest.at(i - decoded.length)).toBe(decoded[i]);
        }
      }),
    );
  });
});
