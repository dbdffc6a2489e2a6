import * as fc from "fast-check";
import { decodeEncodedWords } from "../../../src/core/mail/encoded-words.ts";

describe("decodeEncodedWords", () => {
  test.each([
    [
      "RFC 2047, section 8",
      "=?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.edu>",
      "Keith Moore <moore@cs.utk.edu>",
    ],
    ["RFC 2047, section 8", "=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?=", "Keld Jørn Simonsen"],
    [
      "RFC 2047, section 8",
      "=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=\t=?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=",
      "If you can read this you understand the example.",
    ],
    ["RFC 2047, section 8", "(=?ISO-8859-1?Q?a?= b)", "(a b)"],
    ["RFC 2047, section 8", "(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)", "(ab)"],
    ["RFC 2047, section 8", "(=?ISO-8859-1?Q?a?=\r\n    =?ISO-8859-1?Q?b?=)", "(ab)"],
    ["RFC 2047, section 8", "(=?ISO-8859-1?Q?a_b?=)", "(a b)"],
    ["RFC 2047, section 8", "(=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)", "(a b)"],
    ["RFC 2231, section 5, language", "=?US-ASCII*EN?Q?Keith_Moore?=", "Keith Moore"],
    ["a character split between words", "=?utf-8?B?w4M=?= =?utf-8?Q?=C3?= =?utf-8?Q?=A9?=", "Ãé"],
    ["padding left out", "=?utf-8?B?w6k?=", "é"],
    ["unknown charset", "=?klingon?Q?a?= x", "=?klingon?Q?a?= x"],
    ["not base64", "=?utf-8?B?!?= x", "=?utf-8?B?!?= x"],
    ["unknown encoding", "=?utf-8?X?a?=", "=?utf-8?X?a?="],
    [
      "unreadable word between readable ones",
      "=?utf-8?Q?a?= =?utf-8?B?!?= =?utf-8?Q?b?=",
      "a =?utf-8?B?!?= b",
    ],
    ["plain", "a = b ?", "a = b ?"],
  ])("%s: %p", (_, text, expected) => {
    expect(decodeEncodedWords(text)).toBe(expected);
  });

  test("never throws; text without encoded words stays", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."=?utf-8QB_ a\t") }),
        (text) => void decodeEncodedWords(text),
      ),
    );
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes("=?")),
        (text) => decodeEncodedWords(text) === text,
      ),
    );
  });

  test("stays linear: 100,000 words, a million openings", () => {
    expect(decodeEncodedWords("=?utf-8?Q?a?= ".repeat(100_000))).toBe(`${"a".repeat(100_000)} `);
    expect(decodeEncodedWords("=?a?q?".repeat(300_000))).toHaveLength(1_800_000);
  });
});
