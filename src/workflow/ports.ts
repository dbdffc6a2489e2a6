/** How the workflow talks to the world. Entries wire the adapters in. */
import type { Digest } from "../core/base/digest.ts";
import type { EvidenceErrorCode } from "../core/base/errors.ts";
import type {
  AcquisitionRecord,
  MessageEvidence,
  Opening,
  ReceiptAnswer,
  Reference,
} from "../core/evidence/types.ts";

/** What a host can tell before the source is fetched: enough to show which mail this is about. */
export interface ItemSummary {
  readonly subject: string;
  readonly from: { readonly name: string; readonly address: string } | null;
}

/** Octets as the host gave them, with what is known about how; hashes and analysis come later, in the worker. */
export interface AcquiredSource {
  readonly original: { readonly kind: "eml" | "msg"; readonly octets: Uint8Array<ArrayBuffer> } | null;
  readonly parts: ReadonlyMap<
    string,
    { octets: Uint8Array<ArrayBuffer>; name: string | null; mediaType: string | null }
  >;
  readonly record: Pick<
    AcquisitionRecord,
    "method" | "provenance" | "capture" | "startedAt" | "endedAt" | "host" | "item" | "errors"
  >;
}

export interface MailSource {
  /**
   * @param signal - Cancels; octets fetched so far are dropped.
   * @throws EvidenceError SOURCE_UNAVAILABLE, SOURCE_EMPTY, SOURCE_CHANGED, SOURCE_TIMEOUT or CANCELLED.
   */
  acquire(signal: AbortSignal, onProgress: (fraction: number | null) => void): Promise<AcquiredSource>;
}

/** A sealed submission as it lies in the outbox, in a .zegel file and on the wire. */
export interface SealedSubmission {
  readonly packageDigest: Digest;
  /** Canonical JSON of SubmissionStatement. */
  readonly statement: Uint8Array<ArrayBuffer>;
  readonly summary: Uint8Array<ArrayBuffer>;
  readonly package: Uint8Array<ArrayBuffer> | Blob;
}

export interface IntakeClient {
  /** The signed directory envelope, octets as served. */
  directory(): Promise<Uint8Array<ArrayBuffer>>;
  /** Idempotent: the same submission again gives the same receipt. */
  submit(
    submission: SealedSubmission,
    onProgress: (fraction: number) => void,
    signal?: AbortSignal,
  ): Promise<ReceiptAnswer>;
  receipt(packageDigest: Digest): Promise<ReceiptAnswer>;
  /**
   * Computes from the log's tiles whether the newer head continues the older one; both were verified before.
   *
   * @returns false for a forked log. @throws EvidenceError where the log cannot be read: nothing is known then.
   */
  continues(older: SeenCheckpoint, newer: SeenCheckpoint, readToken: string): Promise<boolean>;
}

export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

/** Where a submission stands. "NOT yet sent" is the truth in every state but "sent". */
export type OutboxState = "sealed" | "sending" | "sent" | "refused";

/** What the device knows of one submission, without its octets. Holds no content of a mail. */
export interface OutboxEntry {
  readonly packageDigest: Digest;
  readonly reference: Reference;
  readonly organisation: string;
  /** Milliseconds since the Unix epoch, device clock. */
  readonly sealedAt: number;
  readonly demo: boolean;
  /** Sealed to the recovery key alone, because the directory had expired. */
  readonly recoveryOnly: boolean;
  readonly state: OutboxState;
  /** False after the reporter stopped it: kept, and sent only when they ask. */
  readonly automatic: boolean;
  readonly attempts: number;
  /** Not before this time by itself; milliseconds since the Unix epoch. */
  readonly nextAttemptAt: number;
  /** Why the last attempt did not end in a verified receipt. */
  readonly lastError: EvidenceErrorCode | null;
  readonly octets: number;
  /**
   * Entries of the log that this device had seen before it sealed: a receipt that places the package
   * before them tells of another history.
   */
  readonly logSizeAtSealing: number;
  readonly opening: Opening;
  /** Canonical JSON of the statement: a receipt that grows later is checked against it too. */
  readonly statement: Uint8Array<ArrayBuffer>;
  /** The verified answer; null until there is one. */
  readonly answer: ReceiptAnswer | null;
}

/** The device's store of sealed submissions. Only sealed octets ever go in. */
export interface Outbox {
  /**
   * Stores entry and octets in one transaction: both or nothing.
   *
   * @throws EvidenceError DEVICE_STORAGE_FULL or DEVICE_STORAGE_UNAVAILABLE.
   */
  put(entry: OutboxEntry, submission: SealedSubmission): Promise<void>;
  /** Oldest first. @throws EvidenceError DEVICE_STORAGE_UNAVAILABLE. */
  list(): Promise<readonly OutboxEntry[]>;
  /** The octets; null once they were sent or removed. */
  load(packageDigest: Digest): Promise<SealedSubmission | null>;
  /** Changes an entry. Octets of a "sent" entry are dropped in the same transaction. */
  update(packageDigest: Digest, change: Partial<OutboxEntry>): Promise<void>;
  remove(packageDigest: Digest): Promise<void>;
}

/** The largest checkpoint of the organisation's log that a receipt was verified against. */
export interface SeenCheckpoint {
  readonly origin: string;
  readonly size: number;
  /** Root hash, base64. */
  readonly root: string;
  /** The signed note, verbatim: goes into the next package's context.json. */
  readonly note: string;
}

/** The newest directory that verified on this device. */
export interface SeenDirectory {
  readonly version: number;
  readonly digest: Digest;
  /** The envelope as served: checked again at each use, so a changed store gains nothing. */
  readonly octets: Uint8Array<ArrayBuffer>;
}

/** What the device remembers of an organisation, against rollback and forks. */
export interface TrustMemory {
  directory(): Promise<SeenDirectory | null>;
  rememberDirectory(seen: SeenDirectory): Promise<void>;
  checkpoint(): Promise<SeenCheckpoint | null>;
  rememberCheckpoint(seen: SeenCheckpoint): Promise<void>;
  /** takenAt of the newest snapshot of DNS keys that was used; a device that cannot remember leaves both away. */
  dnsSnapshot?(): Promise<number | null>;
  rememberDnsSnapshot?(takenAt: number): Promise<void>;
}

/** Across tabs: one sender at a time (Web Locks). */
export interface ExclusiveRun {
  /** @returns false, without running, where another holder has the name. */
  tryRun(name: string, work: () => Promise<void>): Promise<boolean>;
}

export type { MessageEvidence, ReceiptAnswer };
