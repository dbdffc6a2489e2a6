/** dns.json: which keys an analysis used, from where, and what lets somebody else check that later. */
import * as v from "valibot";
import { type Digest, digestOf, isDigest } from "../base/digest.ts";
import { utf8 } from "../base/bytes.ts";
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import type { KeyLookup, KeySource } from "./key-sources.ts";
import { KEY_OUTCOMES, type KeyOutcome, MAX_RECORD_CHARS, MAX_RECORDS } from "./snapshot.ts";
import { answerSchema, type SnapshotAnswer } from "./snapshot-answer.ts";

/** Who was told for which name a key was wanted. */
export interface Disclosure {
  /** "<selector>._domainkey.<domain>" */
  readonly name: string;
  /** "intake <address>", "resolver <address>". */
  readonly to: string;
  /** Milliseconds since the Unix epoch, device clock. */
  readonly at: number;
}

/** What the report's client collected; the same for all its messages. */
export interface DnsMaterial {
  /** As the directory said; null where there was none. */
  readonly policy: "none" | "snapshot" | "single" | null;
  readonly snapshot: SnapshotAnswer | null;
  /** Answers to single questions. */
  readonly answers: readonly SnapshotAnswer[];
  readonly disclosed: readonly Disclosure[];
  /** What kept a source from being used, as stable codes. */
  readonly problems: readonly { readonly step: string; readonly code: string }[];
}

export interface SealedNote extends SnapshotAnswer {
  /** Of the note's octets: what the timestamp is over. */
  readonly digest: Digest;
}

export interface DnsEvidence {
  readonly v: 1;
  readonly policy: DnsMaterial["policy"];
  /** Every key that the analysis asked for, also those that nobody had. */
  readonly lookups: readonly KeyLookup[];
  /** Signed by the organisation's log key, whole, so that each lookup can be found in one of them. */
  readonly notes: readonly SealedNote[];
  readonly disclosed: readonly Disclosure[];
  readonly problems: DnsMaterial["problems"];
}

/** Single questions of one report at most: each tells the server of another domain. */
export const MAX_SINGLE_QUERIES = 4;
const MAX_NOTES = 1 + 64;
const MAX_LIST = 1024;

/** @param used - Which of the material's notes were believed: others are not sealed, only named under problems. */
export async function dnsEvidence(
  { policy, disclosed, problems }: Pick<DnsMaterial, "policy" | "disclosed" | "problems">,
  used: readonly SnapshotAnswer[],
  lookups: readonly KeyLookup[],
): Promise<DnsEvidence> {
  const notes: SealedNote[] = [];
  for (const { note, timestamp } of used) notes.push({ digest: await digestOf(utf8(note)), note, timestamp });
  return { v: 1, policy, lookups, notes, disclosed, problems };
}

const text = v.pipe(v.string(), v.maxLength(512));
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15));
const list = <T extends v.GenericSchema>(item: T, most = MAX_LIST) =>
  v.pipe(v.array(item), v.maxLength(most));
const lookup = v.looseObject({
  name: v.nullable(text),
  domain: text,
  selector: text,
  outcome: v.picklist([...KEY_OUTCOMES, "not-known", "name-invalid"]),
  records: list(v.pipe(v.string(), v.maxLength(MAX_RECORD_CHARS)), MAX_RECORDS),
  source: v.nullable(text),
  at: v.nullable(time),
});
const evidence = v.looseObject({
  v: v.literal(1),
  policy: v.nullable(v.picklist(["none", "snapshot", "single"])),
  lookups: list(lookup),
  notes: list(
    v.looseObject({
      digest: v.custom<Digest>(isDigest),
      note: answerSchema.entries.note,
      timestamp: answerSchema.entries.timestamp,
    }),
    MAX_NOTES,
  ),
  disclosed: list(v.looseObject({ name: text, to: text, at: time })),
  problems: list(v.looseObject({ step: text, code: text })),
});

/** @param value - dns.json as read from a bag. @returns JSON_INVALID where it is another thing. */
export function readDnsEvidence(value: unknown): Result<DnsEvidence, EvidenceError> {
  return v.is(evidence, value)
    ? ok(value as DnsEvidence)
    : refuse("JSON_INVALID", "dns.json: not of its form");
}

/** Keys as sealed, for computing the signatures once more. Says what it says: check it first. */
export function evidenceSource({ lookups }: DnsEvidence): KeySource {
  return {
    async answer(domain, selector) {
      const name = `${selector}._domainkey.${domain}`.toLowerCase();
      const known = lookups.find((one) => one.name === name && one.source !== null && one.at !== null);
      if (known === undefined) return null;
      const { outcome, records, source, at } = known;
      return { outcome: outcome as KeyOutcome, records, source: source as string, at: at as number };
    },
  };
}
