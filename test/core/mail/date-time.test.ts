import * as fc from "fast-check";
import { parseDateTime, parseZonedDateTime } from "../../../src/core/mail/date-time.ts";

function iso(text: string): string | null {
  const time = parseDateTime(text);
  return time === null ? null : new Date(time).toISOString();
}

describe("parseDateTime", () => {
  test.each([
    ["RFC 5322 A.1.1", "Fri, 21 Nov 1997 09:55:06 -0600", "1997-11-21T15:55:06.000Z"],
    ["RFC 5322 A.1.2", "Tue, 1 Jul 2003 10:52:37 +0200", "2003-07-01T08:52:37.000Z"],
    [
      "RFC 5322 A.5",
      "Thu,\r\n      13\r\n        Feb\r\n          1969\r\n      23:32\r\n               -0330 (Newfoundland Time)",
      "1969-02-14T03:02:00.000Z",
    ],
    ["RFC 5322 A.6.2, obsolete", "21 Nov 97 09:55:06 GMT", "1997-11-21T09:55:06.000Z"],
    [
      "RFC 5322 A.6.3, comments",
      "Fri, 21 Nov 1997 09(comment):   55  :  06 -0600",
      "1997-11-21T15:55:06.000Z",
    ],
    ["RFC 5322 4.3, year of two digits", "1 Jan 49 00:00:00 +0000", "2049-01-01T00:00:00.000Z"],
    ["RFC 5322 4.3, year of three digits", "1 Jan 103 00:00:00 +0000", "2003-01-01T00:00:00.000Z"],
    ["RFC 5322 4.3, alphabetic zone", "Tue, 1 Jul 2003 10:52:37 PDT", "2003-07-01T17:52:37.000Z"],
    ["RFC 5322 4.3, unknown zone counts as UTC", "Tue, 1 Jul 2003 10:52:37 XYZ", "2003-07-01T10:52:37.000Z"],
    ["zone in a comment only", "Tue, 1 Jul 2003 10:52:37 (CEST)", "2003-07-01T10:52:37.000Z"],
    ["GMT before the offset", "Tue, 1 Jul 2003 10:52:37 GMT+0200", "2003-07-01T08:52:37.000Z"],
    ["fraction of a second", "Tue, 1 Jul 2003 10:52:37.1239 +0000", "2003-07-01T10:52:37.123Z"],
    ["leap second", "Sat, 31 Dec 2016 23:59:60 +0000", "2017-01-01T00:00:00.000Z"],
    ["full month name", "1 July 2003 10:52 +0000", "2003-07-01T10:52:00.000Z"],
    ["day name of another script", "\u00cf\u00ed, 14 Feb 2023 12:14:53", "2023-02-14T12:14:53.000Z"],
    ["hyphens", "Tue, 01-Jul-2003 10:52:37 +0000", "2003-07-01T10:52:37.000Z"],
    ["12-hour clock", "Tue, 1 Jul 2003 12:05:00 AM +0000", "2003-07-01T00:05:00.000Z"],
    ["asctime", "Tue Jul  1 10:52:37 2003", "2003-07-01T10:52:37.000Z"],
    ["asctime with zone", "Tue Jul  1 10:52:37 CEST 2003", "2003-07-01T08:52:37.000Z"],
    ["Go", "2022-11-17 22:27:12.253869463 +0000 UTC m=+614433.618498802", "2022-11-17T22:27:12.253Z"],
    ["ISO 8601", "2003-07-01T10:52:37+02:00", "2003-07-01T08:52:37.000Z"],
    ["29 February of a leap year", "29 Feb 2024 00:00:00 +0000", "2024-02-29T00:00:00.000Z"],
  ])("%s", (_, text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  test.each([
    ["31 February", "31 Feb 2003 10:52:37 +0000"],
    ["29 February of no leap year", "29 Feb 2023 10:52:37 +0000"],
    ["hour 24", "1 Jul 2003 24:00:00 +0000"],
    ["minute 60", "1 Jul 2003 10:60:00 +0000"],
    ["month that is none", "1 Foo 2003 10:52:37 +0000"],
    ["zone of 60 minutes", "1 Jul 2003 10:52:37 +0160"],
    ["words", "yesterday"],
    ["nothing", ""],
  ])("no date: %s", (_, text) => {
    expect(iso(text)).toBeNull();
  });

  test("the zone is told apart from no zone (RFC 5322, section 3.3: -0000)", () => {
    expect(parseZonedDateTime("1 Jul 2003 10:52:37 -0330")?.zoneMinutes).toBe(-210);
    expect(parseZonedDateTime("1 Jul 2003 10:52:37 +0000")?.zoneMinutes).toBe(0);
    expect(parseZonedDateTime("1 Jul 2003 10:52:37 -0000")?.zoneMinutes).toBeNull();
    expect(parseZonedDateTime("1 Jul 2003 10:52:37")?.zoneMinutes).toBeNull();
  });

  test("reads back what JavaScript writes", () => {
    const property = fc.property(fc.integer({ min: 0, max: 4_102_444_799 }), (seconds) => {
      expect(parseDateTime(new Date(seconds * 1000).toUTCString())).toBe(seconds * 1000);
    });
    fc.assert(property);
  });

  test("the usual form gives what the general one gives, valid or not", () => {
    const pad = (value: number) => String(value).padStart(2, "0");
    const part = (max: number) => fc.integer({ min: 0, max });
    const month = fc.constantFrom("Jan", "Feb", "Apr", "Dec", "Foo");
    const zone = fc
      .tuple(fc.constantFrom("+", "-"), part(25), part(61))
      .map(([sign, h, m]) => `${sign}${pad(h)}${pad(m)}`);
    fc.assert(
      fc.property(
        part(32),
        month,
        fc.integer({ min: 2000, max: 2099 }),
        part(24),
        part(60),
        part(61),
        zone,
        (d, m, y, h, min, s, z) => {
          const text = `${d} ${m} ${y} ${pad(h)}:${pad(min)}:${pad(s)} ${z}`;
          // Two spaces before the clock are not of the usual form.
          expect(parseZonedDateTime(`Tue, ${text}`)).toEqual(
            parseZonedDateTime(text.replace(/ (\d\d:)/, "  $1")),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("never throws; a time or null", () => {
    const property = fc.property(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0129:. ,-+JulTZ()\\"') })),
      (text) => {
        const time = parseDateTime(text);
        expect(time === null || Number.isFinite(time)).toBe(true);
      },
    );
    fc.assert(property, { numRuns: 1000 });
  });

  test("stays linear: a million parentheses, digits or spaces", () => {
    for (const text of ["(", "1", " ", "(a)", "Mon,", "\\(", '"'])
      expect(iso(text.repeat(1_000_000))).toBeNull();
  });
});
