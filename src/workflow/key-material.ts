/** What was fetched of keys, checked against the directory's log key: only then an analysis may use it. */
import { fromBase64, utf8 } from "../core/base/bytes.ts";
import type { EvidenceError } from "../core/base/errors.ts";
import type { Result } from "../core/base/result.ts";
import { type DnsEvidence, dnsEvidence } from "../core/dns/evidence.ts";
import { type KeyBook, keyBook, type KeySource, snapshotSource } from "../core/dns/key-sources.ts";
import { checkFreshness, openSnapshot, type Snapshot, type SnapshotKind } from "../core/dns/snapshot.ts";
import { readSnapshotAnswer, type SnapshotAnswer } from "../core/dns/snapshot-answer.ts";
import type { Directory } from "../core/evidence/directory.ts";
import { verifyTimestamp } from "../core/timestamp/token.ts";
import type { FetchedKeys } from "./fetch-keys.ts";

export interface KeyMaterial {
  /** A fresh record of questions for each message; null where nothing could be used. */
  readonly book: () => KeyBook | null;
  readonly evidence: (book: KeyBook | null) => Promise<DnsEvidence>;
  /** takenAt of the snapshot that was used. */
  readonly takenAt: number | null;
}

interface Opened {
  readonly snapshot: Snapshot;
  readonly answer: SnapshotAnswer;
}

/** @param now - Device clock, milliseconds since the Unix epoch. Never throws on what a server answered. */
export async function openKeyMaterial(
  fetched: FetchedKeys,
  directory: Directory,
  now: number,
): Promise<KeyMaterial> {
  const problems = [...fetched.problems];
  const used: Opened[] = [];
  const take = async (octets: Uint8Array, kind: SnapshotKind, seen: number | null) => {
    const opened = openOne(octets, kind, directory, { now, seen });
    const step = kind === "snapshot" ? "dns-snapshot" : "dns-key";
    if (!opened.ok) {
      problems.push({ step, code: opened.error.code });
      return;
    }
    const { answer, code } = await withTimestamp(opened.value.answer, directory);
    if (code !== null) problems.push({ step: `${step} timestamp`, code });
    used.push({ snapshot: opened.value.snapshot, answer });
  };
  if (fetched.snapshot !== null) await take(fetched.snapshot, "snapshot", fetched.seen);
  for (const octets of fetched.answers) await take(octets, "answer", null);
  const sources: KeySource[] = used.map(({ snapshot }) => snapshotSource(snapshot));
  const { policy, disclosed } = fetched;
  return {
    book: () => (sources.length === 0 ? null : keyBook(sources)),
    evidence: (book) =>
      dnsEvidence(
        { policy, disclosed, problems },
        used.map(({ answer }) => answer),
        book?.lookups() ?? [],
      ),
    takenAt: used.find(({ snapshot }) => snapshot.kind === "snapshot")?.snapshot.takenAt ?? null,
  };
}

function openOne(
  octets: Uint8Array,
  kind: SnapshotKind,
  { log, organisation }: Directory,
  freshness: { readonly now: number; readonly seen: number | null },
): Result<Opened, EvidenceError> {
  const answer = readSnapshotAnswer(octets);
  if (!answer.ok) return answer;
  const snapshot = openSnapshot(answer.value.note, { logKey: log.key, organisation, kind });
  if (!snapshot.ok) return snapshot;
  const fresh = checkFreshness(snapshot.value, freshness);
  return fresh.ok ? { ok: true, value: { snapshot: snapshot.value, answer: answer.value } } : fresh;
}

/** A token that does not verify is worth less than none: it is left away, and said. */
async function withTimestamp(
  answer: SnapshotAnswer,
  { timestamp }: Directory,
): Promise<{ readonly answer: SnapshotAnswer; readonly code: string | null }> {
  const token = answer.timestamp === null ? null : fromBase64(answer.timestamp);
  if (token === null || timestamp.roots.length === 0) return { answer, code: null };
  const verified = await verifyTimestamp(token, utf8(answer.note), timestamp.roots);
  return verified.ok
    ? { answer, code: null }
    : { answer: { ...answer, timestamp: null }, code: verified.error.code };
}
