/** The device's database: one for each organisation. Holds sealed octets, receipts, what was seen, and the device key. */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Digest } from "../core/base/digest.ts";
import { EvidenceError } from "../core/base/errors.ts";
import type { OutboxEntry, SealedSubmission, SeenCheckpoint, SeenDirectory } from "../workflow/ports.ts";

export interface PaneSchema extends DBSchema {
  entries: { key: Digest; value: OutboxEntry };
  submissions: { key: Digest; value: SealedSubmission };
  /** "directory", "checkpoint", "enrolment-code". */
  memory: { key: string; value: SeenDirectory | SeenCheckpoint | string | number };
  /** "device": non-extractable ECDSA P-256. */
  keys: { key: string; value: CryptoKeyPair };
}

export type PaneDatabase = IDBPDatabase<PaneSchema>;

/** @throws EvidenceError DEVICE_STORAGE_UNAVAILABLE: private windows and blocked third-party storage do that. */
export async function openPaneDatabase(
  organisation: string,
  onClosed: () => void = () => {},
): Promise<PaneDatabase> {
  try {
    return await openDB<PaneSchema>(`zegel-${organisation}`, 1, {
      upgrade(database) {
        database.createObjectStore("entries", { keyPath: "packageDigest" });
        database.createObjectStore("submissions", { keyPath: "packageDigest" });
        database.createObjectStore("memory");
        database.createObjectStore("keys");
      },
      // A newer pane in another tab wants to upgrade: an open connection would block it for ever.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        onClosed();
      },
      terminated: onClosed,
    });
  } catch (cause) {
    throw storageError(cause);
  }
}

/** Opens at the first use, and again after a failure or an upgrade elsewhere. */
export function lazyDatabase(organisation: string): () => Promise<PaneDatabase> {
  let opened: Promise<PaneDatabase> | null = null;
  return () => {
    if (opened === null) {
      const forget = () => (opened = null);
      opened = openPaneDatabase(organisation, forget);
      opened.catch(forget);
    }
    return opened;
  };
}

/** "Full" can be helped by the reader, "unavailable" by nobody in front of the screen. */
export function storageError(cause: unknown): EvidenceError {
  if (cause instanceof EvidenceError) return cause;
  const full = cause instanceof DOMException && cause.name === "QuotaExceededError";
  return full
    ? new EvidenceError("DEVICE_STORAGE_FULL", "the device has no room left", { cause })
    : new EvidenceError("DEVICE_STORAGE_UNAVAILABLE", "the device does not store anything for this page", {
        cause,
      });
}
