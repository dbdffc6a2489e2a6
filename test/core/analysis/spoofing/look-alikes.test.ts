import * as fc from "fast-check";
import { skeletonOf } from "../../../../src/core/analysis/spoofing/confusables.ts";
import { isOneEdit, lookAlikeFinder } from "../../../../src/core/analysis/spoofing/look-alikes.ts";
import { mixedScripts } from "../../../../src/core/analysis/spoofing/scripts.ts";

const lookAlikeOf = lookAlikeFinder(["example-works.nl", "kompas.nl"]);

describe("domains that look like a known one", () => {
  test.each([
    ["gmai1.com", "gmail.com", "letters"],
    ["grnail.com", "gmail.com", "letters"],
    ["PAYPAI.com".toLowerCase(), "paypal.com", "letters"],
    ["0utlook.com", "outlook.com", "letters"],
    ["xn--gmal-nza.com", "gmail.com", "letters"],
    ["g\u043e\u043egle.com", "google.com", "letters"],
    ["gmial.com", "gmail.com", "one-edit"],
    ["hotmaill.com", "hotmail.com", "one-edit"],
    ["gmail.com.evil.example", "gmail.com", "subdomain"],
    ["microsoft-security.com", "microsoft.com", "added-word"],
    ["kornpas.nl", "kompas.nl", "letters"],
    ["kompaz.nl", "kompas.nl", "one-edit"],
    ["kompas.eu", "kompas.nl", "suffix"],
    ["kompas-hr.nl", "kompas.nl", "added-word"],
    ["mail.kompas.nl.evil.com", "kompas.nl", "subdomain"],
  ])("%s: %s by %s", (domain, similarTo, rule) => {
    expect(lookAlikeOf(domain)).toEqual({ similarTo, rule });
  });

  test.each([
    "gmail.com",
    "yahoo.fr",
    "outlook.de",
    "mail.com",
    "ymail.com",
    "kompas.nl",
    "mail.kompas.nl",
    "cloud.com",
    "booking.com",
    "goggle.com",
    "192.0.2.1",
    "localhost",
    "",
    "protonmail.ch",
  ])("not %s", (domain) => {
    expect(lookAlikeOf(domain)).toBeNull();
  });

  test("any text is compared with any", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (domain, own) => {
        lookAlikeFinder(own)(domain);
      }),
    );
  });
});

test.each([
  ["abcde", "abXde", true],
  ["abcde", "abde", true],
  ["abcde", "abcdef", true],
  ["abcde", "acbde", true],
  ["aab", "ab", true],
  ["abcde", "abcde", false],
  ["abcde", "abXYe", false],
  ["abcde", "bacdeX", false],
  ["abcd", "dbca", false],
])("one edit from %s to %s: %s", (a, b, expected) => {
  expect([isOneEdit(a, b), isOneEdit(b, a)]).toEqual([expected, expected]);
});

test("UTS #39, section 4: letters of other scripts have the skeleton of their prototypes", () => {
  expect(skeletonOf("\u0440\u0430\u0443\u0440\u0430\u04cf")).toBe(skeletonOf("paypal"));
  expect(skeletonOf("ｅｘàｍｐｌé")).toBe(skeletonOf("example"));
  expect(skeletonOf("example")).not.toBe(skeletonOf("sample"));
});

test("UTS #39, section 5: what no language mixes", () => {
  expect(mixedScripts("p\u0430ypal")).toEqual(["Latin", "Cyrillic"]);
  expect(mixedScripts("\u65e5\u672c\u306e\u30c6\u30b9\u30c8abc")).toEqual([]);
  expect(mixedScripts("\u043f\u0440\u0438\u043c\u0435\u0440")).toEqual([]);
});
