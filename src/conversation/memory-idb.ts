/** What the device remembers of the organisation: newest directory, largest checkpoint, enrolment code. */
import type { SeenCheckpoint, SeenDirectory, TrustMemory } from "../workflow/ports.ts";
import type { PaneDatabase } from "./database.ts";

export interface EnrolmentMemory {
  /** The code as typed, or null. It is revocable and not an identity. */
  readonly enrolmentCode: () => Promise<string | null>;
  readonly rememberEnrolmentCode: (code: string) => Promise<void>;
}

export function idbMemory(database: () => Promise<PaneDatabase>): TrustMemory & EnrolmentMemory {
  const read = async (key: string) => (await (await database()).get("memory", key)) ?? null;
  return {
    directory: async () => (await read("directory")) as SeenDirectory | null,
    checkpoint: async () => (await read("checkpoint")) as SeenCheckpoint | null,
    enrolmentCode: async () => (await read("enrolment-code")) as string | null,
    rememberEnrolmentCode: async (code) => {
      await (await database()).put("memory", code, "enrolment-code");
    },
    dnsSnapshot: async () => (await read("dns-snapshot")) as number | null,
    rememberDnsSnapshot: async (takenAt) => {
      const transaction = (await database()).transaction("memory", "readwrite");
      const before = (await transaction.store.get("dns-snapshot")) as number | undefined;
      if (before === undefined || before < takenAt) await transaction.store.put(takenAt, "dns-snapshot");
      await transaction.done;
    },
    rememberDirectory: async (seen) => {
      const transaction = (await database()).transaction("memory", "readwrite");
      const before = (await transaction.store.get("directory")) as SeenDirectory | undefined;
      // Another tab may have seen a newer one since: memory never goes back.
      if (before === undefined || before.version <= seen.version)
        await transaction.store.put(seen, "directory");
      await transaction.done;
    },
    rememberCheckpoint: async (seen) => {
      const transaction = (await database()).transaction("memory", "readwrite");
      const before = (await transaction.store.get("checkpoint")) as SeenCheckpoint | undefined;
      const older = before?.origin === seen.origin && before.size >= seen.size;
      if (!older) await transaction.store.put(seen, "checkpoint");
      await transaction.done;
    },
  };
}
