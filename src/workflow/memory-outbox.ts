import type { Digest } from "../core/base/digest.ts";
import type { Outbox, OutboxEntry, SealedSubmission } from "./ports.ts";

/**
 * An outbox that lasts as long as the pane: where the device refuses to store, the report is still sent, and the
 * reporter is told to save the file.
 */
export function memoryOutbox(): Outbox {
  const entries = new Map<Digest, { entry: OutboxEntry; submission: SealedSubmission | null }>();
  return {
    put: async (entry, submission) => {
      entries.set(entry.packageDigest, { entry, submission });
    },
    list: async () => [...entries.values()].map((one) => one.entry).sort((a, b) => a.sealedAt - b.sealedAt),
    load: async (packageDigest) => entries.get(packageDigest)?.submission ?? null,
    update: async (packageDigest, change) => {
      const found = entries.get(packageDigest);
      if (found === undefined) return;
      const entry = { ...found.entry, ...change };
      entries.set(packageDigest, { entry, submission: entry.state === "sent" ? null : found.submission });
    },
    remove: async (packageDigest) => {
      entries.delete(packageDigest);
    },
  };
}
