/** What was seen of the organisation, kept for this pane too: a device that stores nothing must not forget at once. */
import type { SeenCheckpoint, SeenDirectory, TrustMemory } from "../workflow/ports.ts";
import type { EnrolmentMemory } from "./memory-idb.ts";

export function steadyMemory(stored: TrustMemory & EnrolmentMemory): TrustMemory & EnrolmentMemory {
  let directory: SeenDirectory | null = null;
  let checkpoint: SeenCheckpoint | null = null;
  let code: string | null = null;
  let dnsTakenAt: number | null = null;
  return {
    directory: async () => {
      const kept = await stored.directory().catch(() => null);
      return kept !== null && kept.version >= (directory?.version ?? 0) ? kept : directory;
    },
    rememberDirectory: async (seen) => {
      if (seen.version >= (directory?.version ?? 0)) directory = seen;
      await stored.rememberDirectory(seen).catch(() => undefined);
    },
    checkpoint: async () => {
      const kept = await stored.checkpoint().catch(() => null);
      return kept !== null && !isNewer(checkpoint, kept) ? kept : checkpoint;
    },
    rememberCheckpoint: async (seen) => {
      if (checkpoint === null || isNewer(seen, checkpoint)) checkpoint = seen;
      await stored.rememberCheckpoint(seen).catch(() => undefined);
    },
    dnsSnapshot: async () => {
      const kept = (await stored.dnsSnapshot?.().catch(() => null)) ?? null;
      return kept === null || dnsTakenAt === null ? (kept ?? dnsTakenAt) : Math.max(kept, dnsTakenAt);
    },
    rememberDnsSnapshot: async (takenAt) => {
      dnsTakenAt = Math.max(takenAt, dnsTakenAt ?? 0);
      await stored.rememberDnsSnapshot?.(takenAt).catch(() => undefined);
    },
    enrolmentCode: async () => code ?? (await stored.enrolmentCode().catch(() => null)),
    rememberEnrolmentCode: async (typed) => {
      code = typed;
      await stored.rememberEnrolmentCode(typed).catch(() => undefined);
    },
  };
}

/** Another origin is another log, which a newer directory may bring. */
function isNewer(one: SeenCheckpoint | null, other: SeenCheckpoint): boolean {
  return one !== null && (one.origin !== other.origin || one.size > other.size);
}
