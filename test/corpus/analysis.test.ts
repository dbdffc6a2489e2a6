/** Our analysis against the truth that Python's email and dkimpy computed for a thousand public messages. */
import { existsSync, readFileSync } from "node:fs";
import { analyseMessage } from "../../src/core/analysis/analyse.ts";
import { type MessageView, viewMessage } from "../../src/core/analysis/message-view.ts";
import type { Analysis, EmbeddedTime } from "../../src/core/analysis/types.ts";
import { parseDateTime } from "../../src/core/mail/date-time.ts";
import {
  CLOCKS_MEASURED,
  CLOCKS_OUTSIDE,
  type ClockReference,
  FROM_DIFFERS,
  FROM_REFUSED,
  HOP_REASONS,
  REFERENCES,
  SENDGRID_HOPS,
} from "./explained.ts";

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
      const octets = readOctets(truth.file);
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

  test("hop times are equal wherever the truth has one; the others are explained one by one", () => {
    const differ: string[] = [];
    const onlyOurs: Record<string, number[]> = {};
    const counts = { equal: 0, neither: 0 };
    const reasons: Record<string, number> = {};
    for (const { truth, ours } of pairs) {
      for (const [i, time] of truth.hopDates.entries()) {
        const own = seconds(ours.hops[i]?.receivedAt ?? null);
        if (own === time) counts[own === null ? "neither" : "equal"]++;
        else if (time !== null) differ.push(`${truth.file} hop ${i}`);
        else {
          (onlyOurs[truth.file] ??= []).push(i);
          const reason = reasonOf(truth.file, i);
          reasons[reason] = (reasons[reason] ?? 0) + 1;
        }
      }
    }
    expect(differ).toEqual([]);
    expect(onlyOurs).toEqual(name === "phishing" ? SENDGRID_HOPS : {});
    expect(Object.keys(reasons).filter((reason) => !Object.hasOwn(HOP_REASONS, reason))).toEqual([]);
    console.log(`${name}: hop times`, counts, "only ours:", reasons);
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

  test("From has the truth's address; where the truth has none, what stands between the brackets", () => {
    const differ = differing((truth, ours) => truth.fromAddr === "" || truth.fromAddr === ours.from?.address);
    const refused = pairs.filter(({ truth }) => truth.fromAddr === "");
    const unlike = refused.filter(({ truth, ours }) => bracketed(truth.file) !== (ours.from?.address ?? ""));
    expect(differ.sort()).toEqual(name === "phishing" ? Object.keys(FROM_DIFFERS).sort() : []);
    expect(unlike.map(({ truth }) => truth.file).sort()).toEqual(
      name === "phishing" ? Object.keys(FROM_REFUSED).sort() : [],
    );
    console.log(
      `${name}: From equal on ${pairs.length - differ.length - refused.length}, explained ${differ.length}; truth has none on ${refused.length}: ${refused.length - unlike.length} as in the brackets, explained ${unlike.length}`,
    );
  });

  test("FORENSICS section 3: every clock keeps to its reference", () => {
    const counts = new Map<string, { within: number; of: number }>();
    const outside: string[] = [];
    for (const { truth, ours } of pairs) {
      const view = viewMessage(readOctets(truth.file));
      for (const time of ours.embeddedTimes) {
        const rule = REFERENCES[time.source];
        const reference = rule === undefined ? null : referenceTime(rule.of, view, ours, time);
        if (rule === undefined || reference === null) continue;
        const key = `${time.source}${time.detail?.startsWith("reply") ? " (reply)" : ""} vs ${rule.of}, ${rule.seconds} s`;
        const count = counts.get(key) ?? { within: 0, of: 0 };
        counts.set(key, count);
        count.of++;
        if (Math.abs(time.time - reference) <= rule.seconds * 1000) count.within++;
        else if (time.source !== "eop-correlation-id-previous") outside.push(`${truth.file} ${time.source}`);
      }
    }
    const told = Object.fromEntries([...counts].map(([key, { within, of }]) => [key, `${within}/${of}`]));
    expect(told).toEqual(CLOCKS_MEASURED[name as keyof typeof CLOCKS_MEASURED]);
    const explained = Object.keys(CLOCKS_OUTSIDE).filter((key) => key.startsWith(`${name}/`));
    expect(outside.sort()).toEqual(explained.sort());
    console.log(`${name}: clocks within their tolerance`, told);
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

function readOctets(file: string): Uint8Array {
  return new Uint8Array(readFileSync(`${CORPUS}${file}`));
}

/** What the field of that hop looks like; its text where it fits no reason. */
function reasonOf(file: string, hop: number): string {
  const body = viewMessage(readOctets(file)).all("received")[hop]?.body ?? "";
  return Object.entries(HOP_REASONS).find(([, form]) => form.test(body))?.[0] ?? body;
}

/** Between the first angle brackets that hold something without white space; "" without any. */
function bracketed(file: string): string {
  return /<\s*([^<>\s]+)\s*>/.exec(viewMessage(readOctets(file)).first("from")?.body ?? "")?.[1] ?? "";
}

/** The time that a clock should be near to; null where the message has none, or the clock is not comparable. */
function referenceTime(
  of: ClockReference,
  view: MessageView,
  ours: Analysis,
  time: EmbeddedTime,
): number | null {
  // Of a thread, only the last reply is as old as the message, or the root where there is none.
  if (time.source === "thread-index") {
    const own = ours.embeddedTimes.filter((one) => one.source === "thread-index");
    if (time !== own.at(-1)) return null;
  }
  if (of === "Date") return ours.date;
  if (of === "OriginalArrivalTime")
    return parseDateTime(view.first("x-ms-exchange-crosstenant-originalarrivaltime")?.body ?? "");
  const field = view.fields.find((one) => one.offset === time.basis.offset);
  const body = field?.body ?? "";
  return field === undefined || field.lowerName === "message-id"
    ? ours.date
    : parseDateTime(body.slice(body.lastIndexOf(";") + 1));
}

/** dkimpy raised an exception for fields without the necessary tags: ours say "error". */
function expectedVerdict(truth: BodyHashTruth): string {
  if (truth.error !== undefined) return "error";
  return truth.bhMatch === true ? "match" : "mismatch";
}

function seconds(time: number | null): number | null {
  return time === null ? null : Math.floor(time / 1000);
}
