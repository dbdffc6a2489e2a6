/** What needs cryptography, as a port: in the pane a Web Worker, in tests the same code without one. */
import type { Digest } from "../core/base/digest.ts";
import type { EvidenceErrorCode } from "../core/base/errors.ts";
import type { DirectoryAnchor, DirectoryReading } from "../core/evidence/directory.ts";
import type {
  AcquisitionRecord,
  Answer,
  Opening,
  Reference,
  ReporterAction,
  ThreatKind,
  Urgency,
} from "../core/evidence/types.ts";
import type { ExpertView } from "./expert-view.ts";
import type { FetchedKeys } from "./fetch-keys.ts";
import type {
  AcquiredSource,
  ExtraFile,
  MissedMail,
  ReceiptAnswer,
  SealedSubmission,
  SeenCheckpoint,
} from "./ports.ts";

/** What the reporter said. A question that was never shown is "not-asked". */
export interface ReportAnswers {
  readonly kind: Answer<ThreatKind>;
  readonly urgency: Answer<Urgency>;
  readonly actions: Answer<readonly ReporterAction[]>;
  readonly comment: Answer<string>;
  /** Whom the reporter thinks of: optional, and sealed as a suspicion, not as a fact. */
  readonly suspicion: Answer<string>;
}

/** The reporter's choice of readers. */
export interface ReaderChoice {
  readonly deskId: string;
  /** Ids of people who must not be able to read it. */
  readonly leftOut: readonly string[];
}

export interface SealRequest {
  /** Transferred to the worker: the octets are gone for the caller afterwards. */
  readonly sources: readonly AcquiredSource[];
  readonly answers: ReportAnswers;
  readonly readers: ReaderChoice;
  readonly directory: DirectoryReading;
  /** Last checkpoint this device verified; goes into context.json. */
  readonly checkpoint: SeenCheckpoint | null;
  /** BCP 47 tag of the language the questions were asked in. */
  readonly language: string;
  /** Milliseconds since the Unix epoch, device clock. */
  readonly reportedAt: number;
  /** IANA name of the device's zone. */
  readonly timeZone: string;
  readonly addIn: { readonly version: string; readonly build: string };
  /** The reporter's own files. Left away: none. */
  readonly extras?: readonly ExtraFile[];
  /** Mails that were asked for and could not be had. Left away: none. */
  readonly missed?: readonly MissedMail[];
  /** Who hands the mails in, by the token service's word; left away: a reporter without a name. */
  readonly custodian?: AcquisitionRecord["custodian"];
  /**
   * The reporter does not want to be known: a device key for this report alone, no custodian, no user agent, time zone
   * or address of the mailbox in the record. What the mail itself says stays as it is, and the reporter is told so.
   */
  readonly confidential?: boolean;
  /** Device clock minus server clock; left away: the server was not asked. */
  readonly clockOffsetMs?: number | null;
  /** The package that this one adds to, where one report takes several. Left away: none. */
  readonly supplements?: Digest;
  /** Keys for the signatures as they were served; left away, none are looked at and none sealed. */
  readonly keys?: FetchedKeys;
}

export type SealPhase = "analysing" | "sealing";

/** A sentence about the mail for the reporter: a text key with values. Never a score, never a name for the sender. */
export interface Insight {
  readonly code:
    | "deadline"
    | "provider"
    | "provider-account"
    | "signed"
    | "mismatch"
    | "reply-elsewhere"
    | "leads"
    | "logs"
    | "logs-days"
    | "unreadable";
  readonly values: Readonly<Record<string, string | number>>;
}

export interface SealedReport {
  readonly reference: Reference;
  readonly submission: SealedSubmission;
  readonly opening: Opening;
  readonly insights: readonly Insight[];
  /** Names of the people who can open it, as sealed. Empty: only whoever holds the recovery key. */
  readonly readBy: readonly string[];
  /** Why nobody at the desk can read it; null where someone can. */
  readonly recoveryOnly: "expired" | "everyone-left-out" | "desk-unknown" | null;
  readonly demo: boolean;
  /** How many mails are in it. */
  readonly mails: number;
  /** Asked for and not in it. */
  readonly missed: readonly MissedMail[];
  /** Names of the reporter's own files that could not be read or did not fit. Left away: all of them are in it. */
  readonly missedExtras?: readonly string[];
  /** Sealed without anything of ours that says who reports. */
  readonly confidential: boolean;
  /** takenAt of the snapshot of keys that was used: an older one is refused from now on. null without one. */
  readonly keysTakenAt?: number | null;
}

export interface ReceiptCheck {
  readonly answer: ReceiptAnswer;
  /** Canonical JSON of the statement that was sent; null for whoever holds no more than the package's digest. */
  readonly statement: Uint8Array<ArrayBuffer> | null;
  readonly packageDigest: Digest;
  /** Where the anchors come from: never the answer. */
  readonly directory: DirectoryReading;
  /** Fingerprint of the directory's root key. */
  readonly directoryRoot: string;
}

export type CheckedReceipt =
  | {
      readonly verified: true;
      /** Position of the entry in the log, from 0. */
      readonly index: number;
      readonly checkpoint: SeenCheckpoint;
      /** Milliseconds since the Unix epoch by the timestamp authority; null while the token is late. */
      readonly timestampedAt: number | null;
      /** An investigator of the directory signed that they opened it. Left away: not yet. */
      readonly opened?: true;
    }
  | { readonly verified: false; readonly code: EvidenceErrorCode };

export interface ReceiptFileRequest {
  readonly reference: Reference;
  readonly answer: ReceiptAnswer;
  /** Null where the reporter does not want to be able to show later what was reported. */
  readonly opening: Opening | null;
  /** BCP 47 tag: README.txt is in Dutch or English. */
  readonly language: string;
  /** The organisation's name, as the reporter knows it. */
  readonly organisation: string;
  readonly demo: boolean;
}

export interface EvidenceEngine {
  /** @throws EvidenceError with the codes of docs/directory-format.md. */
  readDirectory(octets: Uint8Array<ArrayBuffer>, anchor: DirectoryAnchor): Promise<DirectoryReading>;
  /**
   * Hashes, analyses and seals. An analysis that fails does not stop it: the octets are sealed anyway.
   *
   * @throws EvidenceError of sealing, or CANCELLED.
   */
  seal(
    request: SealRequest,
    onProgress: (phase: SealPhase, fraction: number | null) => void,
    signal: AbortSignal,
  ): Promise<SealedReport>;
  /** Of the report that was sealed last, where it was of one mail; null of every other, and after `forget`. */
  expertView(reference: Reference): Promise<ExpertView | null>;
  /**
   * Analyses without sealing anything or keeping it.
   *
   * @param source - Transferred to the worker.
   * @returns Null where there is nothing to analyse, or the analysis failed.
   */
  inspect(source: AcquiredSource): Promise<ExpertView | null>;
  /** Drops what `expertView` would give: the pane shows another mail. */
  forget(): Promise<void>;
  /** Never throws on what a server answered. */
  checkReceipt(check: ReceiptCheck): Promise<CheckedReceipt>;
  /** Octets of receipt-<reference>.zip. */
  receiptFile(request: ReceiptFileRequest): Promise<Uint8Array<ArrayBuffer>>;
  /** Octets of a .zegel file. */
  savedSubmission(submission: SealedSubmission): Promise<Uint8Array<ArrayBuffer>>;
}
