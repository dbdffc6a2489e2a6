/** What is written of a report beside its sealed octets: canonical JSON, and no word of the mail. */
import * as v from "valibot";
import { fromBase64, toBase64 } from "../core/base/bytes.ts";
import { canonicalJson, parseCanonicalJson } from "../core/base/canonical-json.ts";
import { type Digest, isDigest } from "../core/base/digest.ts";
import type { EvidenceErrorCode } from "../core/base/errors.ts";
import type { OutboxEntry } from "../workflow/ports.ts";
import type { KeptReport } from "./ports.ts";

/** Beside what every outbox notes. */
export interface KeptFacts extends Pick<KeptReport, "readBy" | "mails" | "missed" | "language" | "note"> {
  /** HMAC of the door's key, hex. */
  readonly keyHash: string;
  readonly recovery: KeptReport["recoveryOnly"];
}

export interface KeptEntry {
  readonly entry: OutboxEntry;
  readonly facts: KeptFacts;
}

/** Octets of an entry file at most: a receipt in it has up to half a million. */
const LIMIT = 1 << 21;

const receipt = v.strictObject({
  v: v.literal(1),
  entry: v.string(),
  proof: v.string(),
  timestamp: v.nullable(v.string()),
  opened: v.nullable(v.string()),
  readToken: v.string(),
});
const digest = v.custom<Digest>(isDigest);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const schema = v.strictObject({
  v: v.literal(1),
  entry: v.strictObject({
    packageDigest: digest,
    reference: v.string(),
    organisation: v.string(),
    sealedAt: v.number(),
    demo: v.boolean(),
    recoveryOnly: v.boolean(),
    state: v.picklist(["sealed", "sending", "sent", "refused"]),
    automatic: v.boolean(),
    attempts: count,
    nextAttemptAt: v.number(),
    lastError: v.nullable(v.string()),
    octets: count,
    logSizeAtSealing: count,
    statement: v.string(),
    answer: v.nullable(receipt),
  }),
  facts: v.strictObject({
    keyHash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    readBy: v.array(v.string()),
    recovery: v.nullable(v.picklist(["expired", "everyone-left-out", "desk-unknown"])),
    mails: count,
    missed: count,
    language: v.string(),
    note: v.unknown(),
  }),
});

/**
 * The opening stays out: with it, whoever reads this disk could prove to others what was reported, and nobody on a server
 * hands it to the reporter.
 */
export function formatEntry({ entry, facts }: KeptEntry): Uint8Array<ArrayBuffer> {
  const { opening: _opening, confidential: _confidential, ...kept } = entry;
  const { note, ...others } = facts;
  return canonicalJson({
    v: 1,
    entry: { ...kept, statement: toBase64(entry.statement) },
    facts: { ...others, note: note ?? null },
  });
}

/** @returns Null for what this program did not write. */
export function parseEntry(octets: Uint8Array): KeptEntry | null {
  const json = parseCanonicalJson(octets, LIMIT, "INPUT_INVALID");
  const parsed = json.ok ? v.safeParse(schema, json.value) : null;
  if (parsed?.success !== true) return null;
  const { entry, facts } = parsed.output;
  const statement = fromBase64(entry.statement);
  if (statement === null) return null;
  const lastError = entry.lastError as EvidenceErrorCode | null;
  return {
    entry: { ...entry, statement, lastError, opening: null },
    facts: { ...facts, note: facts.note ?? null },
  };
}

export function keptReport({ entry, facts }: KeptEntry): KeptReport {
  return {
    packageDigest: entry.packageDigest,
    reference: entry.reference,
    sealedAt: entry.sealedAt,
    state: entry.state,
    lastError: entry.lastError,
    answer: entry.answer,
    readBy: facts.readBy,
    recoveryOnly: facts.recovery,
    demo: entry.demo,
    mails: facts.mails,
    missed: facts.missed,
    language: facts.language,
    note: facts.note,
  };
}
