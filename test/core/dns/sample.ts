/** Snapshots of a made-up intake. */
import { formatSnapshot, type KeyEntry, type SnapshotContent } from "../../../src/core/dns/snapshot.ts";
import { noteSigner } from "../../../src/core/log/note.ts";

export const TAKEN = Date.UTC(2026, 10, 23, 9, 0, 0);
export const ORIGIN = "intake.example/v1/acme/log";
export const signer = noteSigner(ORIGIN, new Uint8Array(32).fill(7));
export const stranger = noteSigner(ORIGIN, new Uint8Array(32).fill(8));
export const ANCHOR = { logKey: signer.vkey, organisation: "acme" };

export function entry(changes: Partial<KeyEntry> = {}): KeyEntry {
  return {
    name: "s1._domainkey.mail.example",
    outcome: "found",
    records: ["v=DKIM1; p=AAAA"],
    at: TAKEN - 1000,
    since: TAKEN - 86_400_000,
    resolver: "192.0.2.53:53",
    current: true,
    ...changes,
  };
}

export function snapshotNote(
  entries: readonly KeyEntry[] = [entry()],
  changes: Partial<SnapshotContent> = {},
  by = signer,
): string {
  return formatSnapshot({ kind: "snapshot", organisation: "acme", takenAt: TAKEN, entries, ...changes }, by);
}
