import * as fc from "fast-check";
import { encodePunycode, toAsciiHost } from "../../../../src/core/analysis/body/idn.ts";
import { decodePunycode } from "../../../../src/core/analysis/spoofing/punycode.ts";

describe("RFC 3492, section 7.1", () => {
  test.each([
    ["(B) Chinese, simplified", "他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"],
    ["(D) Czech", "Pročprostěnemluvíčesky", "Proprostnemluvesky-uyb24dma41a"],
    ["(I) Russian", "почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbadotcwatmq2g4l"],
    [
      "(J) Spanish",
      "PorquénopuedensimplementehablarenEspañol",
      "PorqunopuedensimplementehablarenEspaol-fmd56a",
    ],
    ["(L) Japanese with digits", "3年B組金八先生", "3B-ww4c5e180e575a65lsy2b"],
    ["(S) nothing but ASCII", "-> $1.00 <-", "-> $1.00 <--"],
  ])("%s", (_name, label, encoded) => {
    expect(encodePunycode(label)).toBe(encoded);
  });

  test("what is encoded is decoded again", () => {
    const letter = fc.constantFrom("a", "z", "0", "-", "é", "а", "ß", "中", "😀", "ｅ");
    fc.assert(
      fc.property(fc.array(letter, { minLength: 1, maxLength: 20 }), (letters) => {
        expect(decodePunycode(encodePunycode(letters.join("")))).toBe(letters.join(""));
      }),
    );
  });
});

describe("a host as the network knows it", () => {
  test.each([
    ["ASCII in lower case", "Example.ORG", "example.org"],
    ["a Cyrillic letter shows", "pаypal.com", "xn--pypal-4ve.com"],
    ["labels each by itself", "www.bücher.example", "www.xn--bcher-kva.example"],
    ["full-width letters are folded", "ｅxample.org", "example.org"],
    ["an ideographic full stop parts", "bücher。example", "xn--bcher-kva.example"],
  ])("%s", (_name, host, ascii) => {
    expect(toAsciiHost(host)).toBe(ascii);
  });
  test("an endless label is cut, not encoded", () => {
    expect(toAsciiHost("é".repeat(100_000))).toHaveLength(253);
  });
});
