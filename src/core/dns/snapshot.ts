/** What DNS answered for DKIM keys, as a signed note (docs/dns-snapshot.md; https://c2sp.org/signed-note). */
import * as v from "valibot";
import { utf8 } from "../base/bytes.ts";
import { canonicalJson, parseCanonicalJson } from "../base/canonical-json.ts";
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { fail, ok, type Result } from "../base/result.ts";
import {
  MAX_NOTE_OCTETS,
  type NoteSigner,
  noteVerifier,
  openNote,
  parseNote,
  signNote,
} from "../log/note.ts";
import { keyName, splitKeyName } from "./key-name.ts";

/** No log has this origin, and a checkpoint's second line is a number: neither can pass for the other. */
export const SNAPSHOT_HEADING = "zegel/dns-snapshot/v1";

/** Names in one snapshot: the large providers need about 60. */
export const MAX_ENTRIES = 512;
/** Of one answer: more than one key record is against RFC 6376, section 3.6.2.2, and is kept for the expert only. */
export const MAX_RECORDS = 4;
/** Of one record: as much as a DKIM verifier here reads; an RSA key of 16,384 bits has less. */
export const MAX_RECORD_CHARS = 8192;
/** Octets left for the signature lines. */
const SIGNATURE_RESERVE = 1024;
const MAX_LINE_OCTETS = MAX_RECORDS * MAX_RECORD_CHARS * 6 + 1024;

/**
 * "found": one key record. "ambiguous": several, which RFC 6376 leaves undefined, so none of them is used.
 * "not-a-key": text without p=. The others say why there is none; "failed" is everything that a resolver can answer besides.
 */
export const KEY_OUTCOMES = [
  "found",
  "ambiguous",
  "too-large",
  "not-a-key",
  "nxdomain",
  "no-data",
  "servfail",
  "timeout",
  "failed",
] as const;
export type KeyOutcome = (typeof KEY_OUTCOMES)[number];

export interface KeyEntry {
  /** "<selector>._domainkey.<domain>", lower case. */
  readonly name: string;
  readonly outcome: KeyOutcome;
  /** Strings of one TXT record joined (RFC 6376, section 3.6.2.2); empty unless "found" or "ambiguous". */
  readonly records: readonly string[];
  /** When the resolver last said so; milliseconds since the Unix epoch, the intake's clock. */
  readonly at: number;
  /** When it first said so, without a change since. */
  readonly since: number;
  /** Address and port of the resolver that was asked. */
  readonly resolver: string;
  /** false: an earlier answer, replaced or gone since. Keys rotate, and mails outlive them. */
  readonly current: boolean;
}

/** "answer": to a single question, for one name. */
export type SnapshotKind = "snapshot" | "answer";

export interface SnapshotContent {
  readonly kind: SnapshotKind;
  readonly organisation: string;
  /** Name of the log whose key signs. */
  readonly origin: string;
  /** Milliseconds since the Unix epoch. */
  readonly takenAt: number;
  /** Entries that found no room. */
  readonly leftOut: number;
  /** By name; of one name the current answer first, then the newer before the older. */
  readonly entries: readonly KeyEntry[];
}

/** A snapshot whose signature holds. */
export interface Snapshot extends SnapshotContent {
  /** The signed note, verbatim. */
  readonly note: string;
}

const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const header = v.strictObject({
  kind: v.picklist(["snapshot", "answer"]),
  organisation: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/)),
  origin: v.pipe(v.string(), v.regex(/^[^\s]{1,255}$/)),
  takenAt: time,
  leftOut: count,
  entries: v.pipe(count, v.maxValue(MAX_ENTRIES)),
});
const entry = v.pipe(
  v.strictObject({
    name: v.pipe(
      v.string(),
      v.maxLength(253),
      v.check((name) => splitKeyName(name) !== null),
    ),
    outcome: v.picklist(KEY_OUTCOMES),
    records: v.pipe(v.array(v.pipe(v.string(), v.maxLength(MAX_RECORD_CHARS))), v.maxLength(MAX_RECORDS)),
    at: time,
    since: time,
    resolver: v.pipe(v.string(), v.regex(/^[0-9a-zA-Z.:[\]%-]{1,80}$/)),
    current: v.boolean(),
  }),
  v.check(({ since, at }) => since <= at),
  v.check(({ outcome, records }) => records.length === expectedRecords(outcome, records.length)),
);

function expectedRecords(outcome: KeyOutcome, given: number): number {
  if (outcome === "found") return 1;
  return outcome === "ambiguous" ? Math.max(given, 2) : 0;
}

/** Whether a value is an entry as snapshots and sealed answers hold it. */
export function isKeyEntry(value: unknown): value is KeyEntry {
  return v.is(entry, value);
}

/**
 * Writes and signs. What finds no room is left out from the end of the list, and counted: the caller puts first what
 * matters most.
 *
 * @throws TypeError where an entry or the rest has another form: a bug of the caller.
 */
export function formatSnapshot(
  content: Omit<SnapshotContent, "leftOut" | "origin">,
  signer: NoteSigner,
): string {
  const lines: string[] = [];
  const kept: KeyEntry[] = [];
  let room = MAX_NOTE_OCTETS - SIGNATURE_RESERVE;
  for (const one of content.entries) {
    if (!isKeyEntry(one)) throw new TypeError("not an entry of a snapshot");
    const octets = canonicalJson(one).length + 1;
    if (octets > room || kept.length === MAX_ENTRIES) continue;
    room -= octets;
    kept.push(one);
  }
  for (const one of kept.sort(inOrder)) lines.push(lineOf(one));
  const { kind, organisation, takenAt, entries } = content;
  const leftOut = entries.length - kept.length;
  const head = { kind, organisation, takenAt, leftOut, origin: signer.name, entries: kept.length };
  if (!v.is(header, head)) throw new TypeError("not the head of a snapshot");
  return signNote(`${[SNAPSHOT_HEADING, lineOf(head), ...lines].join("\n")}\n`, signer);
}

function lineOf(value: unknown): string {
  return new TextDecoder().decode(canonicalJson(value));
}

/** By name in code units; of one name the current first, then the newest. */
function inOrder(a: KeyEntry, b: KeyEntry): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  if (a.current !== b.current) return a.current ? -1 : 1;
  return b.at - a.at;
}

/** Against whose word a snapshot is read. */
export interface SnapshotAnchor {
  /** The log's verifier key, "<name>+<key id>+<base64>", of the directory or of a policy. */
  readonly logKey: string;
  /** null: any. */
  readonly organisation: string | null;
  /** Left away: any. The answer to one question must not stand for a snapshot that lacks all other names. */
  readonly kind?: SnapshotKind;
}

/**
 * Reads a snapshot that the log's key signed. Time is not looked at: see `checkFreshness`.
 *
 * @returns POLICY_INVALID (the anchor's key), DNS_SNAPSHOT_UNTRUSTED (another key, organisation or log),
 * SIGNATURE_INVALID, DNS_SNAPSHOT_INVALID (form).
 */
export function openSnapshot(
  note: string | Uint8Array,
  { logKey, organisation, kind }: SnapshotAnchor,
): Result<Snapshot, EvidenceError> {
  const verifier = noteVerifier(logKey);
  if (!verifier.ok) return verifier;
  const opened = openNote(note, [verifier.value]);
  if (!opened.ok) return fail(codeFor(opened.error));
  const snapshot = readUnverifiedSnapshot(note);
  if (!snapshot.ok) return snapshot;
  if (organisation !== null && snapshot.value.organisation !== organisation)
    return refuse("DNS_SNAPSHOT_UNTRUSTED", "snapshot of another organisation");
  if (kind !== undefined && snapshot.value.kind !== kind)
    return refuse("DNS_SNAPSHOT_INVALID", `not a ${kind}`);
  if (snapshot.value.origin !== verifier.value.name)
    return refuse("DNS_SNAPSHOT_UNTRUSTED", "snapshot of another log");
  return snapshot;
}

function codeFor(error: EvidenceError): EvidenceError {
  const code = error.code === "CHECKPOINT_UNTRUSTED" ? "DNS_SNAPSHOT_UNTRUSTED" : error.code;
  return refuse(code === "NOTE_INVALID" ? "DNS_SNAPSHOT_INVALID" : code, error.message).error;
}

/** Reads the form without looking at a signature: for what is said to be unverified, never for trust. */
export function readUnverifiedSnapshot(note: string | Uint8Array): Result<Snapshot, EvidenceError> {
  const parsed = parseNote(note);
  if (!parsed.ok) return refuse("DNS_SNAPSHOT_INVALID", parsed.error.message);
  const [heading, head = "", ...lines] = parsed.value.text.slice(0, -1).split("\n");
  const about = lineAs(head, header);
  if (heading !== SNAPSHOT_HEADING || about === null)
    return refuse("DNS_SNAPSHOT_INVALID", "not a DNS snapshot of this version");
  if (lines.length !== about.entries || (about.kind === "answer" && lines.length > 1))
    return refuse("DNS_SNAPSHOT_INVALID", "another number of entries than announced");
  const entries: KeyEntry[] = [];
  for (const line of lines) {
    const one = lineAs(line, entry);
    if (one === null || one.at > about.takenAt || !follows(entries.at(-1), one))
      return refuse("DNS_SNAPSHOT_INVALID", "an entry of the wrong form, time or order");
    entries.push(one);
  }
  const verbatim =
    typeof note === "string" ? note : new TextDecoder("utf-8", { ignoreBOM: true }).decode(note);
  return ok({ ...about, entries, note: verbatim });
}

/** One name has at most one current answer; the order is the only right one. */
function follows(before: KeyEntry | undefined, one: KeyEntry): boolean {
  if (before === undefined) return true;
  if (before.name === one.name && one.current) return false;
  return inOrder(before, one) <= 0;
}

function lineAs<S extends v.GenericSchema>(line: string, schema: S): v.InferOutput<S> | null {
  const value = parseCanonicalJson(utf8(line), MAX_LINE_OCTETS);
  if (!value.ok) return null;
  const parsed = v.safeParse(schema, value.value);
  return parsed.success ? parsed.output : null;
}

/** Milliseconds. A key that was seen longer ago may have been withdrawn since: then nothing is said of signatures. */
export const MAX_SNAPSHOT_AGE_MS = 7 * 86_400_000;
/** Milliseconds that the intake's clock may be ahead of the reader's. */
export const MAX_SNAPSHOT_AHEAD_MS = 3_600_000;

export interface Freshness {
  /** The reader's clock, milliseconds since the Unix epoch. */
  readonly now: number;
  /** takenAt of the newest snapshot that this reader has seen; null for the first. */
  readonly seen: number | null;
}

/** An old snapshot within the limit is used, and its time is named. @returns DNS_SNAPSHOT_STALE otherwise. */
export function checkFreshness(
  snapshot: Pick<Snapshot, "takenAt">,
  { now, seen }: Freshness,
): Result<true, EvidenceError> {
  if (seen !== null && snapshot.takenAt < seen)
    return refuse("DNS_SNAPSHOT_STALE", "older than a snapshot that was seen before");
  if (snapshot.takenAt - now > MAX_SNAPSHOT_AHEAD_MS)
    return refuse("DNS_SNAPSHOT_STALE", "snapshot from the future");
  return now - snapshot.takenAt > MAX_SNAPSHOT_AGE_MS
    ? refuse("DNS_SNAPSHOT_STALE", "snapshot older than a week")
    : ok(true);
}

/**
 * Milliseconds after its last sight in which a key that has gone from DNS still counts. Providers withdraw keys when
 * they rotate, and some publish the private half of old ones, so that nobody can be held to a signature for ever.
 */
export const MAX_GONE_MS = 90 * 86_400_000;

/** @returns What DNS answers for that name now, as far as the snapshot knows; else the newest that it knew. */
export function entryOf(snapshot: SnapshotContent, domain: string, selector: string): KeyEntry | null {
  const name = keyName(domain, selector);
  if (name === null) return null;
  const known = snapshot.entries.filter((one) => one.name === name);
  const [current] = known;
  if (current === undefined || current.outcome === "found") return current ?? null;
  // A key that has gone from DNS may have signed an older mail: its last sight is named with it.
  const since = snapshot.takenAt - MAX_GONE_MS;
  return known.find((one) => one.outcome === "found" && one.at >= since) ?? current;
}
