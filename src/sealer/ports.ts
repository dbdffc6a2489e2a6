/**
 * What the doors on a server share: the Gmail add-on and the forwarding mailbox seal in memory, keep the sealed octets
 * on disk until the intake's receipt verifies, and send them again after a crash. Plaintext of a report is never
 * written: not to a file, a log or an error text.
 */
import type { Digest } from "../core/base/digest.ts";
import type { AcquisitionRecord, ReceiptAnswer, Reference } from "../core/evidence/types.ts";
import type { Insight, ReaderChoice, ReportAnswers } from "../workflow/engine-port.ts";
import type { AcquiredSource, Clock, ExtraFile, MissedMail, OutboxState } from "../workflow/ports.ts";
import type { SendOutcome } from "../workflow/send.ts";
import type { TrustedDirectory } from "../workflow/trust.ts";

export interface SealerOptions {
  /** Path segment of the organisation at the intake. */
  readonly organisation: string;
  /** Origin of the intake, without a slash at the end. */
  readonly intakeUrl: string;
  /** SSHSIG fingerprint ("SHA256:…") of the key that signs the directory. */
  readonly directoryRoot: string;
  /** This door's own enrolment code: revocable at the intake, apart from the reporters'. */
  readonly enrolmentCode: string;
  /** Folder of this door alone, made with mode 0700. One process a folder: a second one is refused. */
  readonly dataDir: string;
  /** A demo directory is taken only where this is true and the intake is on this machine. */
  readonly allowDemo: boolean;
  readonly addIn: AcquisitionRecord["addIn"];
  readonly clock?: Clock;
  /** For the door's log: what happened, never to whom or about what. */
  readonly onEvent?: (event: SealerEvent) => void;
}

export interface SealerEvent {
  readonly what: "sealed" | "sent" | "postponed" | "refused" | "directory-problem" | "storage-problem";
  readonly reference?: Reference;
  readonly code?: string;
}

/** One report as a door has it. The same key again is the same report, however often it is handed over. */
export interface ReportToSeal {
  /**
   * What makes two calls one report: chosen by the door (a card's ticket, the digest of an SMTP transaction). Only a
   * keyed hash of it (HMAC-SHA-256 under a secret of this folder) is kept.
   */
  readonly key: string;
  /** One or more. */
  readonly sources: readonly AcquiredSource[];
  readonly missed?: readonly MissedMail[];
  readonly extras?: readonly ExtraFile[];
  readonly answers: ReportAnswers;
  /** Null: the first desk, nobody left out. */
  readonly readers: ReaderChoice | null;
  /** BCP 47 tag. */
  readonly language: string;
  readonly custodian?: AcquisitionRecord["custodian"];
  /** Small JSON of the door's own that must survive a crash (whom to answer). Holds nothing of the mail. */
  readonly note?: unknown;
}

/** What is known of a report after it was sealed; survives a restart. Holds no word of the mail. */
export interface KeptReport {
  readonly packageDigest: Digest;
  readonly reference: Reference;
  /** Milliseconds since the Unix epoch. */
  readonly sealedAt: number;
  readonly state: OutboxState;
  /** Why the last attempt did not end in a verified receipt. */
  readonly lastError: string | null;
  /** The verified answer; null until there is one. */
  readonly answer: ReceiptAnswer | null;
  /** Names of the people who can open it, as sealed. Empty: only whoever holds the recovery key. */
  readonly readBy: readonly string[];
  readonly recoveryOnly: "expired" | "everyone-left-out" | "desk-unknown" | null;
  readonly demo: boolean;
  /** How many mails are in it, and how many were asked for and are not. */
  readonly mails: number;
  readonly missed: number;
  /** BCP 47 tag of the report. */
  readonly language: string;
  readonly note: unknown;
}

export interface SealedNow extends KeptReport {
  /** Sentences about the mail for the reporter: in memory only. Empty where an earlier call had sealed it. */
  readonly insights: readonly Insight[];
}

export interface Sealer {
  /** Fetched and checked, at most once a minute. @throws EvidenceError where there is none to be had. */
  directory(): Promise<TrustedDirectory>;
  /** Whether the signed directory lets a server seal now. @throws EvidenceError SERVER_SEALING_NOT_ALLOWED, or as `directory`. */
  checkAllowed(): Promise<void>;
  /**
   * Seals and stores. Resolves when package, summary, statement and note are on disk and synced, their folder too. Two
   * calls with one key at the same time make one report. The octets of `sources` are not used afterwards.
   *
   * @throws EvidenceError SERVER_SEALING_NOT_ALLOWED, STORAGE_FULL, PACKAGE_TOO_LARGE, SOURCE_EMPTY, INPUT_INVALID,
   *   RATE_LIMITED (later; as much as fits in memory is being sealed), SERVER_ERROR (later), or of sealing.
   */
  seal(report: ReportToSeal): Promise<SealedNow>;
  /** By the door's key. */
  find(key: string): Promise<KeptReport | null>;
  get(packageDigest: Digest): Promise<KeptReport | null>;
  /** Oldest first. */
  list(): Promise<readonly KeptReport[]>;
  /**
   * Sends now, and verifies the receipt before it says "sent". Never two of the same at a time: a second call waits for
   * the first.
   *
   * @param signal - Ends the wait alone, with "busy": the sending goes on.
   */
  send(packageDigest: Digest, signal?: AbortSignal): Promise<SendOutcome>;
  /** Replaces the note, synced; null removes it. */
  setNote(packageDigest: Digest, note: unknown): Promise<void>;
  /** Octets of receipt-<reference>.zip, without the opening. @throws EvidenceError NOT_FOUND before there is a receipt. */
  receiptFile(packageDigest: Digest, language: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Octets of a .zegel file. @throws EvidenceError NOT_FOUND once it was sent. */
  savedSubmission(packageDigest: Digest): Promise<Uint8Array<ArrayBuffer>>;
  /** Sends what waits, at once and when delays are over, until `close`. */
  start(): void;
  /**
   * Called once for each report whose receipt verified, by whichever way it came; and at `start` for those that were sent
   * before and still have a note: whoever was to be told may not have been. To be called before `start`.
   */
  onSent(listener: (report: KeptReport) => void): void;
  /** For /readyz: the folder takes a synced file, and the directory allows sealing. */
  ready(): Promise<{ readonly ok: boolean; readonly code: string | null }>;
  close(): Promise<void>;
}
