import * as fc from "fast-check";
import { analyseMessage } from "../../../../src/core/analysis/analyse.ts";
import { filterCode } from "../../../../src/core/analysis/authentication/filters.ts";
import { FILTER_CODES, loadFilterWords } from "../../../../src/core/analysis/words/filter-codes.ts";
import { WORD_LANGUAGES } from "../../../../src/core/analysis/words/words.ts";
import type { AnalyseOptions } from "../../../../src/core/analysis/types.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";

const REPORT =
  "CIP:2001:db8::1;CTRY:NL;LANG:en;SCL:5;SRV:;IPV:NLI;SFV:SKA;H:mail.example;PTR:mail.example;CAT:HPHISH;SFTY:9.20;DIR:INB;";
const HANDOVER =
  "Received: from bad (bad.test [192.0.2.1]) by mx.own.example; Tue, 3 Nov 2026 12:00:05 +0000\r\n";
const END = "From: a@a.test\r\n\r\n";

async function filters(header: string, provenance: AnalyseOptions["provenance"] = "host-api") {
  return (await analyseMessage(utf8(header + END), { provenance, capture: "as-served" })).filters;
}

async function entries(field: string) {
  const [report] = await filters(`${field}\r\n`);
  return report?.entries.map(({ key, value, code }) => [key, value, code]);
}

test("X-Forefront-Antispam-Report: every value kept, the known ones explained", async () => {
  expect(await entries(`X-Forefront-Antispam-Report: ${REPORT}`)).toEqual([
    ["CIP", "2001:db8::1", "CIP"],
    ["CTRY", "NL", "CTRY"],
    ["LANG", "en", "LANG"],
    ["SCL", "5", "SCL=5"],
    ["IPV", "NLI", "IPV=NLI"],
    ["SFV", "SKA", "SFV=SKA"],
    ["H", "mail.example", "H"],
    ["PTR", "mail.example", "PTR"],
    ["CAT", "HPHISH", "CAT=HPHSH"],
    ["SFTY", "9.20", "SFTY=9.20"],
    ["DIR", "INB", "DIR=INB"],
  ]);
});

test.each([
  [
    "X-Microsoft-Antispam: BCL:5;ARA:1|2;",
    [
      ["BCL", "5", "BCL=4-7"],
      ["ARA", "1|2", null],
    ],
  ],
  ["X-MS-Exchange-Organization-SCL: -1", [["SCL", "-1", "SCL=-1"]]],
  ["X-MS-Exchange-Organization-PCL: 2", [["PCL", "2", "PCL=1-3"]]],
  ["X-SID-Result: FAIL", [["sid", "FAIL", "sid=fail"]]],
  [
    "X-Spam-Status: Yes, score=7.3 required=5.0 tests=BAYES_99,HTML_MESSAGE\r\n autolearn=no",
    [
      ["spam", "Yes", "spam=yes"],
      ["spam-score", "7.3", "spam-score"],
      ["spam-required", "5.0", "spam-required"],
      ["spam-tests", "BAYES_99,HTML_MESSAGE", "spam-tests"],
    ],
  ],
  [
    "X-Spam-Status: No, hits=-1.9",
    [
      ["spam", "No", "spam=no"],
      ["spam-score", "-1.9", "spam-score"],
    ],
  ],
  ["X-Spam-Flag: YES", [["spam", "YES", "spam=yes"]]],
  ["X-Spam-Score: 3.1 (+++)", [["spam-score", "3.1 (+++)", "spam-score"]]],
  [
    "X-Spamd-Result: default: False [2.77 / 25.00]; R_TEST(3.00)[]",
    [
      ["spam", "no", "spam=no"],
      ["spam-score", "2.77", "spam-score"],
      ["spam-required", "25.00", "spam-required"],
      ["spam-tests", "R_TEST(3.00)[]", "spam-tests"],
    ],
  ],
  ["X-Rspamd-Action: add header", [["rspamd", "add header", "rspamd=add-header"]]],
  ["X-Pm-Origin: internal", [["pm-origin", "internal", "pm-origin=internal"]]],
  [
    "Authentication-Results: spf=none; compauth=fail reason=001",
    [
      ["compauth", "fail", "compauth=fail"],
      ["reason", "001", "reason=001"],
    ],
  ],
])("%s", async (field, expected) => {
  expect(await entries(field)).toEqual(expected);
});

test.each([
  ["reason", "100", "reason=100"],
  ["reason", "105", "reason=1xx"],
  ["reason", "298", "reason=2xx"],
  ["reason", "703", "reason=701-704"],
  ["reason", "705", "reason=7xx"],
  ["reason", "905", "reason=905"],
  ["reason", "999", "reason=9xx"],
  ["reason", "801", null],
  ["reason", "__proto__", null],
  ["BCL", "0", "BCL=0"],
  ["BCL", "9", "BCL=8-9"],
  ["BCL", "10", null],
  ["PCL", "8", "PCL=4-8"],
  ["PCL", "9", null],
  ["SCL", "3", null],
  ["constructor", "x", null],
])("%s %s is explained by %s", (key, value, code) => {
  expect(filterCode(key, value)).toBe(code);
});

describe("trusted", () => {
  const report = `X-Forefront-Antispam-Report: ${REPORT}\r\n`;
  async function trusted(header: string, provenance?: AnalyseOptions["provenance"]) {
    return (await filters(header, provenance)).map((one) => one.trusted);
  }
  test("only above the handover: what stands below it came in with the mail", async () => {
    expect(await trusted(report + HANDOVER)).toEqual([true]);
    expect(await trusted(HANDOVER + report)).toEqual([false]);
  });
  test("-Untrusted never, and nothing of a supplied file", async () => {
    expect(await trusted(report.replace(":", "-Untrusted:") + HANDOVER)).toEqual([false]);
    expect(await trusted(report + HANDOVER, "supplied-file")).toEqual([null]);
    expect(await trusted(report)).toEqual([null]);
  });
});

test("the basis is the field", async () => {
  const header = `${HANDOVER}X-Spam-Flag: YES\r\n`;
  const [report] = await filters(header);
  expect(report?.basis).toEqual({ field: "X-Spam-Flag", offset: HANDOVER.length, octets: 18 });
});

test("every code has a text of its own in every language, without names in braces", async () => {
  for (const language of WORD_LANGUAGES) {
    const words = await loadFilterWords(language);
    expect(Object.keys(words).sort()).toEqual([...FILTER_CODES].sort());
    for (const text of Object.values(words)) expect(text).toMatch(/^[A-ZÉÀ][^{}]{8,}\.$/);
  }
  expect((await loadFilterWords("nl"))["SCL=5"]).not.toBe((await loadFilterWords("de"))["SCL=5"]);
});

test("never throws, and lists stay short", async () => {
  const name = fc.constantFrom(
    "X-Forefront-Antispam-Report",
    "X-Spam-Status",
    "X-Spamd-Result",
    "X-Rspamd-Action",
  );
  const body = fc.string({ unit: fc.constantFrom(..."aS:;=[]/.,0 "), maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(name, body, async (field, text) => {
      expect((await filters(`${field}: ${text}\r\n`)).length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 300 },
  );
  const [long] = await filters(`X-Forefront-Antispam-Report: ${"SCL:5;".repeat(500_000)}\r\n`);
  expect(long?.entries).toHaveLength(40);
  expect(await filters(`X-Spam-Flag: YES\r\n`.repeat(5000))).toHaveLength(50);
});
