import * as fc from "fast-check";
import { findPhones } from "../../../../src/core/analysis/body/phones.ts";

async function phonesIn(text: string, language: string | null): Promise<[string, string | null][]> {
  return (await findPhones(text, language)).map(({ number, country }) => [number, country]);
}

describe("telephone numbers", () => {
  test.each([
    ["international", "Bel +31 20 794 0000 vandaag", "nl", "+31207940000", "NL"],
    ["two zeros", "call 0031 20 794 0000", "en", "+31207940000", "NL"],
    ["brackets and hyphens", "+1 (202) 555-0143", null, "+12025550143", "US"],
    ["zero in brackets", "+44 (0)20 7946 0018", "en", "+442079460018", "GB"],
    ["Dutch mobile", "Bel mij op 06-12345678", "nl", "+31612345678", "NL"],
    ["Belgian, where no Dutch number fits", "Tel.: 02 555 12 12", "nl", "+3225551212", "BE"],
    ["Dutch or Belgian: not decided", "Tel.: 0470 12 34 56", "nl", "0470123456", null],
    ["German", "Tel. 030 901820", "de", "+4930901820", "DE"],
    ["French", "Appelez le 01 70 18 99 00", "fr", "+33170189900", "FR"],
    ["British", "Phone: 020 7946 0018", "en", "+442079460018", "GB"],
  ])("%s", async (_name, text, language, number, country) => {
    expect(await phonesIn(text, language)).toEqual([[number, country]]);
  });

  test.each([
    ["a national form without a word for telephone", "Factuur 06-12345678", "nl"],
    ["a national form in an unknown language", "tel 06-12345678", null],
    ["a sum", "Total +1 234.50 and 00 100 000 000", "en"],
    ["an account", "IBAN NL91 ABNA 0417 1643 00", "nl"],
    ["a date and a time", "tel 01-02-2026 10:00", "en"],
    ["digits inside of an address", "https://a.example/+31207940000x and id=0031207940000", "en"],
    ["no number of that plan", "+31 1 23 45 67 89 01 23", "nl"],
    ["ten thousand digits", "+3".repeat(10_000), "nl"],
  ])("nothing: %s", async (_name, text, language) => {
    expect(await phonesIn(text, language)).toEqual([]);
  });
});

test("whatever stands there, numbers are digits and places lie within", async () => {
  const piece = fc.constantFrom(
    "+",
    "0",
    "00",
    "31",
    "6",
    "12345678",
    " ",
    "-",
    "(",
    ")",
    "tel ",
    ".",
    "a",
    "\u00a0",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
      const text = pieces.join("");
      for (const { start, end, number } of await findPhones(text, "nl")) {
        expect(number).toMatch(/^\+?\d{7,15}$/);
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
