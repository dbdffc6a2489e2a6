/**
 * What the intake asks of its storage. SQLite and files fulfil it on one machine; any other pair (PostgreSQL, an
 * object store) must pass the same suites, test/contract/blob-store.ts and test/contract/ledger.ts.
 */
import type { Readable } from "node:stream";
import type { Digest } from "../../core/base/digest.ts";
import type { EpochMilliseconds } from "../../core/evidence/types.ts";
import type { KeyEntry } from "../../core/dns/snapshot.ts";
import type { NodeAddress } from "../../core/log/ranges.ts";
import type { StoredHash } from "../../core/log/tree.ts";

/** One package on its way in. Exactly one of keep and discard ends it; discard after either does nothing. */
export interface BlobUpload {
  /** @throws the store's own error (ENOSPC, EDQUOT, EIO …). */
  write(chunk: Uint8Array): Promise<void>;
  /** Octets and SHA-256 of what has been written so far. */
  state(): { readonly octets: number; readonly digest: Digest };
  /** Makes the octets readable under their digest. MUST NOT resolve before they are durable under that name. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

export interface StoredBlob {
  readonly octets: number;
  /** Ends the blob's use: a stream closes it by itself. */
  stream(): Readable;
  close(): Promise<void>;
}

/** Ciphertext by organisation and digest. Nothing is visible under a digest before all of it is durable. */
export interface BlobStore {
  /** Removes what interrupted uploads left. ONLY safe while nothing uploads: call it before listening. */
  prepare(organisations: readonly string[]): Promise<void>;
  receive(organisation: string): Promise<BlobUpload>;
  /** @returns null where there is none. */
  open(organisation: string, digest: Digest): Promise<StoredBlob | null>;
  has(organisation: string, digest: Digest): Promise<boolean>;
  /**
   * Removes blobs last changed before a moment that the ledger does not know: uploads that were synced but never
   * became a row. ONLY safe while nothing uploads.
   *
   * @returns How many were removed.
   */
  sweep(
    organisation: string,
    isKnown: (digest: Digest) => Promise<boolean>,
    before: EpochMilliseconds,
  ): Promise<number>;
  /** @throws where a small file cannot be written, synced and removed. */
  checkWritable(): Promise<void>;
}

/** An entry that is durable but not yet in the tree. Ids grow in the order in which entries were added. */
export interface PendingEntry {
  readonly id: number;
  readonly octets: Uint8Array;
}

/** Where an entry stands: its index, and the tree size of the checkpoint that first covered it. */
export interface EntryPosition {
  readonly index: number;
  readonly treeSize: number;
}

export interface StoredCheckpoint {
  readonly treeSize: number;
  /** The signed note, verbatim. */
  readonly note: string;
  /** RFC 3161 response over the note's octets, DER; null until there is one. */
  readonly timestamp: Uint8Array | null;
}

export interface LogBatch {
  /** Size of the tree before: the batch MUST be refused where the stored tree has another (somebody else appended). */
  readonly sizeBefore: number;
  readonly positions: readonly { readonly id: number; readonly index: number }[];
  readonly nodes: readonly StoredHash[];
  readonly checkpoint: { readonly treeSize: number; readonly note: string };
}

/** One append-only log an organisation. */
export interface LogStore {
  pendingEntries(organisation: string, limit: number): Promise<readonly PendingEntry[]>;
  /** All or nothing, and durable when it resolves. @throws where sizeBefore is not the stored size. */
  commitBatch(organisation: string, batch: LogBatch): Promise<void>;
  latestCheckpoint(organisation: string): Promise<StoredCheckpoint | null>;
  checkpoint(organisation: string, treeSize: number): Promise<StoredCheckpoint | null>;
  latestTimestampedCheckpoint(organisation: string): Promise<StoredCheckpoint | null>;
  addCheckpointTimestamp(organisation: string, treeSize: number, timestamp: Uint8Array): Promise<void>;
  /** @returns One hash an address, in their order. @throws where one is missing: the tree is damaged. */
  nodes(organisation: string, keys: readonly NodeAddress[]): Promise<readonly Uint8Array[]>;
  /** Number of entries that have an index: equals the latest checkpoint's size, or the ledger is damaged. */
  sequencedCount(organisation: string): Promise<number>;
  entries(organisation: string, from: number, count: number): Promise<readonly Uint8Array[]>;
  position(organisation: string, entryId: number): Promise<EntryPosition | null>;
}

export interface NewSubmission {
  readonly organisation: string;
  readonly package: Digest;
  readonly statement: Uint8Array;
  readonly summary: Uint8Array;
  /** Length of the package. */
  readonly octets: number;
  readonly receivedAt: EpochMilliseconds;
  /** The log entry's octets. */
  readonly entry: Uint8Array;
}

export interface Submission extends NewSubmission {
  readonly entryId: number;
  /** RFC 3161 response over the package, DER; null while it is late. */
  readonly timestamp: Uint8Array | null;
}

export interface ListedSubmission {
  readonly index: number;
  readonly package: Digest;
  readonly summaryDigest: Digest;
  readonly receivedAt: EpochMilliseconds;
  readonly octets: number;
  readonly timestamped: boolean;
}

export interface SubmissionStore {
  /**
   * Durable when it resolves. Where the package is known already nothing changes.
   *
   * @returns What is stored for that package now, which the caller compares, and whether this call stored it.
   */
  addSubmission(
    submission: NewSubmission,
  ): Promise<{ readonly added: boolean; readonly submission: Submission }>;
  submission(organisation: string, packageDigest: Digest): Promise<Submission | null>;
  /** Whether there is a row, without reading it. */
  knowsPackage(organisation: string, packageDigest: Digest): Promise<boolean>;
  /** Sequenced submissions with an index of at least `from`, in the order of the log. */
  listSubmissions(organisation: string, from: number, limit: number): Promise<readonly ListedSubmission[]>;
  /** Sequenced submissions without a timestamp, oldest first. */
  withoutTimestamp(organisation: string, limit: number): Promise<readonly Digest[]>;
  addTimestamp(organisation: string, packageDigest: Digest, timestamp: Uint8Array): Promise<void>;
}

export type RecordKind = "custody" | "opened" | "grant" | "directory";
export type CustodyClass = "server-observed" | "self-declared";

/** A text of which the log holds the digest. */
export interface NewRecord {
  readonly organisation: string;
  readonly kind: RecordKind;
  readonly custodyClass: CustodyClass | null;
  /** null for a directory. */
  readonly package: Digest | null;
  /** Canonical JSON, verbatim; for a directory its digest. */
  readonly text: string;
  /** Armored SSHSIG; null for what the server observed itself. */
  readonly signature: string | null;
  readonly entry: Uint8Array;
}

export interface StoredRecord extends Omit<NewRecord, "organisation"> {
  readonly entryId: number;
  /** null until it is in the tree. */
  readonly index: number | null;
}

export interface RecordStore {
  /** Durable when it resolves; the same entry again gives the first one's id and changes nothing. */
  addRecord(record: NewRecord): Promise<number>;
  /** In the order of the log. */
  records(
    organisation: string,
    kind: RecordKind,
    packageDigest: Digest | null,
  ): Promise<readonly StoredRecord[]>;
}

export interface NewSession {
  readonly organisation: string;
  /** SHA-256 of the token: who reads the ledger cannot sign in with it. */
  readonly tokenHash: Uint8Array;
  /** "ssh-ed25519 AAAA…", without a comment. */
  readonly signingKey: string;
  readonly expiresAt: EpochMilliseconds;
  /** SHA-256 of the nonce, which MUST NOT be used for a second session. */
  readonly nonceHash: Uint8Array;
  readonly nonceExpiresAt: EpochMilliseconds;
}

export interface SessionStore {
  /** @returns false where the nonce was used before. */
  addSession(session: NewSession): Promise<boolean>;
  session(
    organisation: string,
    tokenHash: Uint8Array,
    now: EpochMilliseconds,
  ): Promise<{ readonly signingKey: string } | null>;
  endSession(organisation: string, tokenHash: Uint8Array): Promise<void>;
  removeExpired(now: EpochMilliseconds): Promise<void>;
}

/** One answer of a resolver, as it came. */
export interface SeenDnsAnswer extends Pick<KeyEntry, "name" | "outcome" | "records" | "at" | "resolver"> {
  /** Nobody answered: such an answer never takes the place of a real one. */
  readonly transient: boolean;
}

export interface StoredDnsSnapshot {
  /** Grows in the order in which snapshots were added. */
  readonly id: number;
  readonly takenAt: EpochMilliseconds;
  /** The signed note, verbatim. */
  readonly note: string;
  /** RFC 3161 response over the note's octets, DER; null until there is one. */
  readonly timestamp: Uint8Array | null;
}

/** Names of single questions never come here: they tell whom a report is about. */
export interface DnsStore {
  /** The same answer again moves its time; another one takes its place, and a key that was there stays as history. */
  noteDnsAnswers(answers: readonly SeenDnsAnswer[]): Promise<void>;
  /** What is known of these names, in their order; of each the current answer first, then the newer before the older. */
  dnsEntries(names: readonly string[]): Promise<readonly KeyEntry[]>;
  /** @param most - Names of one organisation at most. @returns Those that were new and found room. */
  learnDnsNames(
    organisation: string,
    names: readonly string[],
    at: EpochMilliseconds,
    most: number,
  ): Promise<readonly string[]>;
  learnedDnsNames(organisation: string): Promise<readonly string[]>;
  /** Durable when it resolves. @param keep - Snapshots of the organisation that stay, this one included. */
  addDnsSnapshot(organisation: string, takenAt: EpochMilliseconds, note: string, keep: number): Promise<void>;
  latestDnsSnapshot(organisation: string): Promise<StoredDnsSnapshot | null>;
  addDnsTimestamp(id: number, timestamp: Uint8Array): Promise<void>;
}

/** Everything small: rows that must be durable before the intake answers. */
export interface Ledger extends LogStore, SubmissionStore, RecordStore, SessionStore, DnsStore {
  /** A value made once and the same ever after. */
  setting(name: string, make: () => string): Promise<string>;
  /** @throws where a row cannot be written durably. */
  checkWritable(now: EpochMilliseconds): Promise<void>;
  close(): Promise<void>;
}
