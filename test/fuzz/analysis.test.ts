/** A bounded run of the fuzzer, the same each time; long ones: `node test/fuzz/analysis.fuzz.ts --minutes 60`. */
import { readDictionary } from "./dictionary.ts";
import { fuzz } from "./fuzzer.ts";
import { analyseMessage } from "../../src/core/analysis/analyse.ts";
import { check, checkAnalysis, optionsOf } from "./invariants.ts";
import { ownSeeds } from "./seeds.ts";

const SUPPLIED = { provenance: "supplied-file", withKeys: false, withOrganisation: false } as const;
const EXECUTIONS = 2_000;

test("2,000 hostile messages: no exception, plain JSON, bases that point at their fields, nothing signed or trusted", async () => {
  const options = { seed: 20261124, seeds: ownSeeds(), dictionary: readDictionary(), coverage: null };
  const state = await fuzz(options, ({ executions }) => executions >= EXECUTIONS);
  const seen = state.failures.map(
    ({ sentence, minimal }) => `${sentence}: ${Buffer.from(minimal).toString("latin1")}`,
  );
  expect(seen).toEqual([]);
  expect(state.executions).toBeGreaterThanOrEqual(EXECUTIONS);
});

test("the dictionary holds what the analysis compares with", () => {
  const { fieldNames, words } = readDictionary();
  expect(fieldNames).toEqual(expect.arrayContaining(["Received", "x-originating-ip"]));
  expect(words.length).toBeGreaterThan(300);
});

test("no octets at all are fine too", async () => {
  expect(await check(new Uint8Array(), SUPPLIED, true)).toEqual([]);
});

describe("what is broken is seen", () => {
  const octets = new TextEncoder().encode(
    "Received: from a.example by b.example; Mon, 23 Nov 2026 10:00:00 +0000\r\nFrom: a@example.com\r\n\r\nhello\r\n",
  );

  test.each<readonly [string, (seen: Loose) => void]>([
    ["basis is no such field", (seen) => (seen.hops[0].basis.offset += 1)],
    ["basis outside of the message", (seen) => (seen.hops[0].basis.octets = 10_000)],
    ["trusted in a supplied file", (seen) => (seen.hops[0].trusted = false)],
    ["no time at", (seen) => (seen.date = 1e18)],
    ["no JSON number", (seen) => (seen.hops[0].delayMs = Number.NaN)],
    ["no JSON value", (seen) => (seen.hops[0].by = undefined)],
    ["signed without a key", (seen) => (seen.statements.authentication = "signed")],
    ["sha256 is another", (seen) => (seen.sha256 = "00")],
    ["result too long", (seen) => (seen.subject = "x".repeat(2_000_000))],
    ["finding without words", (seen) => (seen.findings = [{ code: "none-such", details: {}, basis: [] }])],
  ])("%s", async (sentence, spoil) => {
    const analysis = structuredClone(await analyseMessage(octets, optionsOf(SUPPLIED)));
    expect(checkAnalysis(octets, analysis, SUPPLIED)).toEqual([]);
    spoil(analysis as unknown as Loose);
    expect(checkAnalysis(octets, analysis, SUPPLIED)).toContainEqual(expect.stringContaining(sentence));
  });
});

/** An analysis that can be spoilt. */
interface Loose {
  readonly hops: [
    { basis: { offset: number; octets: number }; trusted: unknown; delayMs: unknown; by: unknown },
  ];
  readonly statements: { authentication: string };
  date: unknown;
  sha256: string;
  subject: string;
  findings: unknown;
}
