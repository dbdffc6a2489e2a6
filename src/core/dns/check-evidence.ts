/** Checks a sealed dns.json against anchors of the verifier's own. */
import { fromBase64, octetsEqual, utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical-json.ts";
import { digestOf } from "../base/digest.ts";
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import type { LogAnchor } from "../log/checkpoint.ts";
import { openTimestamp, verifyTimestamp } from "../timestamp/token.ts";
import { readDnsEvidence, type SealedNote } from "./evidence.ts";
import { type KeyLookup, snapshotSource } from "./key-sources.ts";
import { openSnapshot, readUnverifiedSnapshot, type Snapshot } from "./snapshot.ts";

export interface DnsAnchors {
  readonly logs: readonly LogAnchor[];
  /** PEM. */
  readonly timestampRoots: readonly string[];
  /** null: any. */
  readonly organisation: string | null;
}

export interface DnsVerdict {
  /** Keys that an intake's note vouches for, and keys for which nobody but the sealing client does. */
  readonly vouched: number;
  readonly unvouched: number;
  /** Notes of logs for which no anchor was given. */
  readonly unanchored: number;
  /** Origins of the logs whose key signed. */
  readonly origins: readonly string[];
  /** Oldest time at which a vouched key was seen; milliseconds since the Unix epoch. */
  readonly oldest: number | null;
  /** Notes without a trusted time: only the intake's clock says when. */
  readonly untimed: number;
}

/** Milliseconds by which an authority's clock may be behind the intake's. */
const CLOCK_TOLERANCE_MS = 300_000;

/**
 * Each note must be whole, signed and timestamped as far as there are anchors, and each key that is said to come from
 * one must stand in it.
 *
 * @returns JSON_INVALID, DIGEST_MISMATCH, or a code of `openSnapshot` or of timestamps.
 */
export async function checkDnsEvidence(
  value: unknown,
  anchors: DnsAnchors,
): Promise<Result<DnsVerdict, EvidenceError>> {
  const evidence = readDnsEvidence(value);
  if (!evidence.ok) return evidence;
  const { notes, lookups } = evidence.value;
  const snapshots: Snapshot[] = [];
  const origins = new Set<string>();
  let unanchored = 0;
  let untimed = 0;
  for (const sealed of notes) {
    const checked = await checkNote(sealed, anchors);
    if (!checked.ok) return checked;
    snapshots.push(checked.value.snapshot);
    if (checked.value.anchored) origins.add(checked.value.snapshot.origin);
    else unanchored++;
    if (!checked.value.timed) untimed++;
  }
  const fromIntake = lookups.filter(({ source }) => source?.startsWith("intake-") === true);
  for (const one of fromIntake) {
    if (!(await standsIn(one, snapshots)))
      return refuse("DIGEST_MISMATCH", "a key does not stand in the note that it is said to come from");
  }
  const times = fromIntake.flatMap(({ at }) => (at === null ? [] : [at]));
  const unvouched = lookups.filter((one) => one.source !== null && !fromIntake.includes(one)).length;
  const oldest = times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b));
  return ok({ vouched: fromIntake.length, unvouched, unanchored, origins: [...origins], oldest, untimed });
}

interface CheckedNote {
  readonly snapshot: Snapshot;
  readonly anchored: boolean;
  readonly timed: boolean;
}

async function checkNote(
  sealed: SealedNote,
  { logs, timestampRoots, organisation }: DnsAnchors,
): Promise<Result<CheckedNote, EvidenceError>> {
  const octets = utf8(sealed.note);
  if ((await digestOf(octets)) !== sealed.digest)
    return refuse("DIGEST_MISMATCH", "a note is not the sealed one");
  const read = readUnverifiedSnapshot(sealed.note);
  if (!read.ok) return read;
  const anchor = logs.find(({ origin }) => origin === read.value.origin);
  if (anchor !== undefined) {
    const opened = openSnapshot(sealed.note, { logKey: anchor.key, organisation });
    if (!opened.ok) return opened;
  }
  const timed = await checkTime(sealed, octets, timestampRoots, read.value.takenAt);
  return timed.ok ? ok({ snapshot: read.value, anchored: anchor !== undefined, timed: timed.value }) : timed;
}

/** @returns Whether a root of the caller's stands behind the time. */
async function checkTime(
  { timestamp }: SealedNote,
  octets: Uint8Array,
  roots: readonly string[],
  takenAt: number,
): Promise<Result<boolean, EvidenceError>> {
  const token = timestamp === null ? null : fromBase64(timestamp);
  if (token === null) return ok(false);
  if (roots.length === 0) {
    const opened = await openTimestamp(token, octets);
    return opened.ok ? ok(false) : opened;
  }
  const verified = await verifyTimestamp(token, octets, roots);
  if (!verified.ok) return verified;
  return verified.value.time + CLOCK_TOLERANCE_MS < takenAt
    ? refuse("TIMESTAMP_MISMATCH", "timestamped before the snapshot says that it was taken")
    : ok(true);
}

async function standsIn(lookup: KeyLookup, snapshots: readonly Snapshot[]): Promise<boolean> {
  const { outcome, records, at, source, domain, selector } = lookup;
  for (const snapshot of snapshots) {
    const answer = await snapshotSource(snapshot).answer(domain, selector);
    const said = { outcome, records, at, source };
    if (answer !== null && octetsEqual(canonicalJson(answer), canonicalJson(said))) return true;
  }
  return false;
}
