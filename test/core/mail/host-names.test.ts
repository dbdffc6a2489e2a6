import * as fc from "fast-check";
import {
  decodePunycode,
  encodePunycode,
  toAsciiHost,
  toUnicodeDomain,
} from "../../../src/core/mail/host-names.ts";

describe("RFC 3492, section 7.1, encoded", () => {
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

describe("RFC 3492, section 7.1, decoded", () => {
  test.each([
    [
      "A",
      "egbpdaj6bu4bxfgehfvwxn",
      "\u0644\u064a\u0647\u0645\u0627\u0628\u062a\u0643\u0644\u0645\u0648\u0634\u0639\u0631\u0628\u064a\u061f",
    ],
    ["B", "ihqwcrb4cv8a8dqg056pqjye", "\u4ed6\u4eec\u4e3a\u4ec0\u4e48\u4e0d\u8bf4\u4e2d\u6587"],
    ["C", "ihqwctvzc91f659drss3x8bo0yb", "\u4ed6\u5011\u7232\u4ec0\u9ebd\u4e0d\u8aaa\u4e2d\u6587"],
    ["D", "Proprostnemluvesky-uyb24dma41a", "Pro\u010dprost\u011bnemluv\u00ed\u010desky"],
    [
      "E",
      "4dbcagdahymbxekheh6e0a7fei0b",
      "\u05dc\u05de\u05d4\u05d4\u05dd\u05e4\u05e9\u05d5\u05d8\u05dc\u05d0\u05de\u05d3\u05d1\u05e8\u05d9\u05dd\u05e2\u05d1\u05e8\u05d9\u05ea",
    ],
    [
      "G",
      "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa",
      "\u306a\u305c\u307f\u3093\u306a\u65e5\u672c\u8a9e\u3092\u8a71\u3057\u3066\u304f\u308c\u306a\u3044\u306e\u304b",
    ],
    ["L", "3B-ww4c5e180e575a65lsy2b", "3\u5e74B\u7d44\u91d1\u516b\u5148\u751f"],
    [
      "O",
      "Hello-Another-Way--fc4qua05auwb3674vfr0b",
      "Hello-Another-Way-\u305d\u308c\u305e\u308c\u306e\u5834\u6240",
    ],
    ["P", "2-u9tlzr9756bt3uc0v", "\u3072\u3068\u3064\u5c4b\u6839\u306e\u4e0b2"],
    ["R", "de-jg4avhby1noc0d", "\u30d1\u30d5\u30a3\u30fcde\u30eb\u30f3\u30d0"],
    ["S", "-> $1.00 <--", "-> $1.00 <-"],
  ])("(%s)", (_, encoded, decoded) => {
    expect(decodePunycode(encoded)).toBe(decoded);
  });

  test.each(["a_b", "zz!", "99999999999", "\u00fc", "x".repeat(64)])("%j is none", (text) => {
    expect(decodePunycode(text)).toBeNull();
  });
});

test("only labels that begin with xn-- are decoded", () => {
  expect(toUnicodeDomain("www.xn--mnchen-3ya.Example")).toBe("www.münchen.example");
  expect(toUnicodeDomain("xn--!.example")).toBe("xn--!.example");
});

test("any text gives a text or null", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const decoded = decodePunycode(text);
      return decoded === null || decoded.isWellFormed();
    }),
  );
});
