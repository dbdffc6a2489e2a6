/** How the workflow talks to the world. Entries wire the adapters in. */
import type { Digest } from "../core/base/digest.ts";
import type { AcquisitionRecord, MessageEvidence } from "../core/evidence/types.ts";

/** What a host can tell before the source is fetched: enough to show which mail this is about. */
export interface ItemSummary {
  readonly subject: string;
  readonly from: { readonly name: string; readonly address: string } | null;
}

/** Octets as the host gave them, with what is known about how; hashes and analysis come later, in the worker. */
export interface AcquiredSource {
  readonly original: { readonly kind: "eml" | "msg"; readonly octets: Uint8Array<ArrayBuffer> } | null;
  readonly parts: ReadonlyMap<string, { octets: Uint8Array<ArrayBuffer>; name: string | null; mediaType: string | null }>;
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

/** What the intake answers, unverified: core/verify decides. */
export interface ReceiptAnswer {
  readonly v: 1;
  /** Canonical JSON text of the log entry. */
  readonly entry: string;
  /** C2SP tlog-proof text, checkpoint included. */
  readonly proof: string;
  /** RFC 3161 response over the package octets, base64 DER; null while it is late. */
  readonly timestamp: string | null;
  /** Signed acknowledgement that an investigator opened the package; null until then. */
  readonly opened: string | null;
  /** Lets the holder read the log. */
  readonly readToken: string;
}

export interface IntakeClient {
  /** The signed directory envelope, octets as served. */
  directory(): Promise<Uint8Array<ArrayBuffer>>;
  /** Idempotent: the same submission again gives the same receipt. */
  submit(submission: SealedSubmission, onProgress: (fraction: number) => void, signal?: AbortSignal): Promise<ReceiptAnswer>;
  receipt(packageDigest: Digest): Promise<ReceiptAnswer>;
}

export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

export type { MessageEvidence };
