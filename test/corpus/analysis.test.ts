/** Our analysis against the truth that Python's email and dkimpy computed for a thousand public messages. */
import { existsSync, readFileSync } from "node:fs";
import { analyseMessage } from "../../src/core/analysis/analyse.ts";
import type { Analysis } from "../../src/core/analysis/types.ts";

const CORPUS = "../shared/corpus/";

interface Truth {
  readonly file: string;
  readonly sha256: string;
  readonly nHeaders: number;
  readonly hops: number;
  readonly hopDates: readonly (number | null)[];
  readonly date: number | null;
  readonly fromAddr: string;
  readonly messageId: string;
  readonly dkim: readonly BodyHashTruth[];
  readonly ams: readonly BodyHashTruth[];
  readonly arcInstances: number;
  readonly embedded: Readonly<Record<string, number | string>>;
}

interface BodyHashTruth {
  readonly d?: string;
  readonly s?: string;
  readonly bhMatch?: boolean;
  /** dkimpy's exception for a field that is no signature. */
  readonly error?: string;
}

/** Where ours and the truth differ on purpose, by message. */
const EXPLAINED = {
  /** Servers without a semicolon before the date (SendGrid, Go's form): the truth has null, we read it. */
  hopDatesOnlyOurs: 27,
  /** The truth's parser reads other addresses than the ones shown, or replaces their letters. */
  from: {
    "phishing/sample-1942.eml":
      "unquoted colon in the name: the truth takes '21' before the address as a group's member",
    "phishing/sample-5738.eml": "local part beyond ASCII, kept as UTF-8",
    "phishing/sample-6476.eml": "local part beyond ASCII, kept as UTF-8",
    "phishing/sample-7362.eml": "domain beyond ASCII, kept as UTF-8",
    "phishing/sample-7888.eml": "domain beyond ASCII, kept as UTF-8",
    "phishing/sample-124.eml": "no address at all: the truth gives the name",
    "phishing/sample-4152.eml": "no address at all: the truth gives the name",
  } as Readonly<Record<string, string>>,
};

/** The truth's names for embedded times, and ours. */
const CLOCKS: Readonly<Record<string, string>> = {
  eopNetworkMessageId: "eop-network-message-id",
  eopCorrelationId: "eop-correlation-id",
  gmailBoundary: "gmail-boundary",
  threadIndexRoot: "thread-index",
  sesMid: "ses-message-id",
  yahooMid: "yahoo-message-id",
  gmxTrinityMid: "gmx-trinity",
};

function readTruth(name: string): Truth[] {
  const lines = readFileSync(`${CORPUS}${name}-truth.jsonl`, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Truth);
}

const present = existsSync(`${CORPUS}phishing-truth.jsonl`);
if (!present) console.warn("SKIPPED: the corpus is not at ../shared/corpus");

(present ? describe : describe.skip).each(["phishing", "dkim"])("corpus %s", (name) => {
  const pairs: { readonly truth: Truth; readonly ours: Analysis }[] = [];

  beforeAll(async () => {
    for (const truth of readTruth(name)) {
      const octets = new Uint8Array(readFileSync(`${CORPUS}${truth.file}`));
      const options = { provenance: "supplied-file", capture: "as-served", file: truth.file } as const;
      pairs.push({ truth, ours: await analyseMessage(octets, options) });
    }
  });

  /** Messages for which the two differ. */
  function differing(same: (truth: Truth, ours: Analysis) => boolean): string[] {
    return pairs.filter(({ truth, ours }) => !same(truth, ours)).map(({ truth }) => truth.file);
  }

  test("SHA-256, fields, hops, instances, Date and Message-ID are equal on every message", () => {
    expect(pairs).toHaveLength(name === "phishing" ? 983 : 100);
    expect(differing((truth, ours) => truth.sha256 === ours.sha256)).toEqual([]);
    expect(differing((truth, ours) => truth.nHeaders === ours.fieldCount)).toEqual([]);
    expect(differing((truth, ours) => truth.hops === ours.hops.length)).toEqual([]);
    expect(differing((truth, ours) => truth.arcInstances === ours.arc.instances)).toEqual([]);
    expect(differing((truth, ours) => truth.date === seconds(ours.date))).toEqual([]);
    expect(differing((truth, ours) => (truth.messageId || null) === ours.messageId)).toEqual([]);
    console.log(
      `${name}: ${pairs.length} messages, ${sum(({ truth }) => truth.nHeaders)} fields, ${sum(({ truth }) => truth.hops)} hops: all equal`,
    );
  });

  test("hop times are equal wherever the truth has one", () => {
    const differ: string[] = [];
    const counts = { equal: 0, onlyOurs: 0, neither: 0 };
    for (const { truth, ours } of pairs) {
      for (const [i, time] of truth.hopDates.entries()) {
        const own = seconds(ours.hops[i]?.receivedAt ?? null);
        if (time === null) counts[own === null ? "neither" : "onlyOurs"]++;
        else if (own === time) counts.equal++;
        else differ.push(`${truth.file} hop ${i}`);
      }
    }
    expect(differ).toEqual([]);
    expect(counts.onlyOurs).toBe(name === "phishing" ? EXPLAINED.hopDatesOnlyOurs : 0);
    console.log(`${name}: hop times`, counts);
  });

  test("every body hash of DKIM-Signature and ARC-Message-Signature has the truth's verdict", () => {
    const differ: string[] = [];
    const counts = { match: 0, mismatch: 0, error: 0 };
    for (const { truth, ours } of pairs) {
      const theirs = [...truth.dkim, ...truth.ams].map(expectedVerdict);
      const own = [...ours.dkim, ...ours.arc.messageSignatures].map((signature) => signature.bodyHash);
      if (theirs.join() !== own.join()) differ.push(`${truth.file}: ${own.join()} for ${theirs.join()}`);
      for (const verdict of own) counts[verdict]++;
    }
    expect(differ).toEqual([]);
    console.log(`${name}: body hashes`, counts);
  });

  test("embedded times are equal to the truth's 10 ms, and none is found where it has none", () => {
    const differ: string[] = [];
    let equal = 0;
    for (const { truth, ours } of pairs) {
      for (const [key, source] of Object.entries(CLOCKS)) {
        const own = ours.embeddedTimes
          .filter((time) => time.source === source)
          .map(({ time }) => time / 1000);
        const expected = truth.embedded[key];
        const agrees =
          typeof expected === "number"
            ? own.some((time) => Math.abs(time - expected) < 0.01)
            : own.length === 0;
        if (!agrees) differ.push(`${truth.file} ${source}`);
        else if (expected !== undefined) equal++;
      }
      const guid = truth.embedded["threadIndexGuid"];
      if (guid !== undefined && !ours.correlationKeys.some(({ value }) => value === guid))
        differ.push(`${truth.file} guid`);
    }
    expect(differ).toEqual([]);
    console.log(`${name}: ${equal} embedded times equal`);
  });

  test("From has the truth's address wherever that is one", () => {
    // An empty truth is its parser's refusal (an unquoted "@" in the name, for one).
    const differ = differing((truth, ours) => truth.fromAddr === "" || truth.fromAddr === ours.from?.address);
    expect(differ.filter((file) => !Object.hasOwn(EXPLAINED.from, file))).toEqual([]);
    if (name === "phishing") expect(differ.sort()).toEqual(Object.keys(EXPLAINED.from).sort());
    console.log(`${name}: From equal on ${pairs.length - differ.length}, explained ${differ.length}`);
  });

  test("a supplied file is never trusted and never signed without a key", () => {
    for (const { ours } of pairs) {
      expect(ours.hops.every((hop) => hop.trusted === null)).toBe(true);
      expect(ours.authentication.every((result) => result.trusted === null)).toBe(true);
      expect(ours.originatingIps.every((candidate) => candidate.trusted === null)).toBe(true);
      expect(["body-fits", "mismatch", "none"]).toContain(ours.statements.authentication);
    }
  });

  function sum(count: (pair: (typeof pairs)[number]) => number): number {
    return pairs.reduce((total, pair) => total + count(pair), 0);
  }
});

/** dkimpy raised an exception for fields without the necessary tags: ours say "error". */
function expectedVerdict(truth: BodyHashTruth): string {
  if (truth.error !== undefined) return "error";
  return truth.bhMatch === true ? "match" : "mismatch";
}

function seconds(time: number | null): number | null {
  return time === null ? null : Math.floor(time / 1000);
}
