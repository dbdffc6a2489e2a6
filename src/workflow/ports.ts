/** How the workflow talks to the world. Entries wire the adapters in. */
import type { Digest } from "../core/base/digest.ts";
import type { EvidenceErrorCode } from "../core/base/errors.ts";
import type { Result } from "../core/base/result.ts";
import type {
  AcquisitionMethod,
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
  /** The host's id of the item: tells two mails with the same words apart. Left away where the host gives none. */
  readonly id?: string;
  /** "appointment": an entry of the calendar, of which no host gives a source. Left away: a message. */
  readonly kind?: "message" | "appointment";
}

/** What the host shows instead of one message that can be reported. */
export type ItemAbsence =
  /** Nothing is open or selected, or the host hides the item (shared mailboxes that are not in the address list). */
  | "none"
  /** A mail or appointment that is being written. */
  | "compose"
  /** Several are selected: see the selection. */
  | "several"
  /** The page was opened without Outlook. */
  | "no-host";

/** Octets as the host gave them, with what is known about how; hashes and analysis come later, in the worker. */
export interface AcquiredSource {
  readonly original: { readonly kind: "eml" | "msg"; readonly octets: Uint8Array<ArrayBuffer> } | null;
  readonly parts: ReadonlyMap<
    string,
    { octets: Uint8Array<ArrayBuffer>; name: string | null; mediaType: string | null }
  >;
  /** What another method gave of the same item, where two were cheap. Whether they agree is judged when it is sealed. */
  readonly second?: {
    readonly method: AcquisitionMethod;
    /** Path below second/: "original.eml", or "headers.txt" where the other method gives no more. */
    readonly path: "original.eml" | "headers.txt";
    readonly octets: Uint8Array<ArrayBuffer>;
  };
  readonly record: Pick<
    AcquisitionRecord,
    "method" | "provenance" | "capture" | "startedAt" | "endedAt" | "host" | "item" | "errors"
  >;
}

/** Why a step gave nothing. Goes into the acquisition record, so it is data and never holds the mail's words. */
export interface StepFailure {
  readonly code: string;
  readonly detail: string;
}

/** How other services than office.js know the item. */
export interface ItemIdentity {
  /** Of Exchange Web Services: as office.js names it. */
  readonly ewsId: string;
  /** Of Microsoft Graph; null where it could not be converted. */
  readonly graphId: string | null;
  /** Address of the mailbox that it lies in; null for the reporter's own. */
  readonly mailbox: string | null;
  /** Octets by the host's word, null unknown: a second copy is taken of small mails only. */
  readonly size: number | null;
}

/** Another way to the octets of the same item: Microsoft Graph, EWS. */
export interface WholeSource {
  readonly method: AcquisitionMethod;
  /** Whether it can be asked now without asking the reporter for anything. Never rejects. */
  readonly available: (item: ItemIdentity) => Promise<boolean>;
  /** @throws EvidenceError CANCELLED alone; everything else is returned. */
  readonly fetch: (
    item: ItemIdentity,
    options: {
      readonly signal: AbortSignal;
      /** Milliseconds for the whole exchange. */
      readonly timeoutMs: number;
      readonly onProgress: (fraction: number | null) => void;
    },
  ) => Promise<Result<WholeMail, StepFailure>>;
}

export interface WholeMail {
  readonly octets: Uint8Array<ArrayBuffer>;
  /** What the server says of the item: ids, folder, received time. Names carry the service: "graph.receivedDateTime". */
  readonly facts: AcquisitionRecord["item"];
}

/** One mail of a selection, or one that was found beside the open one. */
export interface ListedMail {
  readonly id: string;
  readonly summary: ItemSummary;
  /** Milliseconds since the Unix epoch by the mailbox's clock; null where it is not said. */
  readonly receivedAt: number | null;
  /** Address of the mailbox that it lies in; null for the reporter's own, left away where nobody said. */
  readonly mailbox?: string | null;
}

/** Further mails that may belong to the same series. */
export interface SeriesFinder {
  /**
   * Never holds the mail that it was asked about.
   *
   * @throws EvidenceError SIGN_IN_NEEDED, SIGN_IN_FAILED, NETWORK_UNREACHABLE, RESPONSE_INVALID or CANCELLED.
   */
  find(
    about: SeriesQuery,
    options: { readonly interactive: boolean; readonly signal: AbortSignal },
  ): Promise<readonly SeriesMail[]>;
}

export interface SeriesQuery {
  readonly item: ItemIdentity;
  readonly senderAddress: string | null;
  readonly conversationId: string | null;
  readonly internetMessageId: string | null;
  /** Values of correlation keys that can be searched for as words: wallets, accounts, other addresses. */
  readonly words: readonly string[];
}

export interface SeriesMail extends ListedMail {
  readonly because: "sender" | "conversation" | "key";
}

export interface AccessToken {
  readonly token: string;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
  /** "<tenant id>/<object id>" of whoever signed in, as the token service says; null where it says nothing. */
  readonly subject: string | null;
}

export interface SignIn {
  /**
   * @param purpose - "intake": to hand reports in. "graph": to read the mail's source from the mailbox.
   * @param options.interactive - May show a window: only after a click of the reporter.
   * @throws EvidenceError SIGN_IN_NEEDED where it is not interactive and would have to be, SIGN_IN_FAILED, CANCELLED.
   */
  token(
    purpose: "intake" | "graph",
    options: {
      readonly interactive: boolean;
      readonly signal?: AbortSignal;
      /** A token that the server refused: not given again. */
      readonly rejected?: string;
    },
  ): Promise<AccessToken>;
}

/** A file that the reporter adds: a screenshot, a chat log. */
export interface ExtraFile {
  readonly name: string;
  /** As the browser says; never relied on. */
  readonly mediaType: string;
  readonly file: Blob;
}

/** A mail that was asked for and could not be had: said in the report and to the reporter. */
export interface MissedMail {
  readonly id: string | null;
  readonly summary: ItemSummary;
  readonly code: EvidenceErrorCode;
  /** From 1, in the order in which the mails were asked for. Left away: not known. */
  readonly position?: number;
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

/** How a request says who asks. */
export interface ClientIdentity {
  /** True: no Authorization at all. A receipt is then asked for with its read token, and without one is refused. */
  readonly confidential?: boolean;
  /** Of an earlier answer. Asks for a receipt with it, instead of with what says who asks. */
  readonly readToken?: string;
}

export interface IntakeClient {
  /** The signed directory envelope, octets as served. */
  directory(): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Device clock minus server clock in milliseconds, by the Date field of the last answer and half its round trip;
   * null before one that had it.
   */
  clockOffsetMs?(): number | null;
  /** Idempotent: the same submission again gives the same receipt. */
  submit(
    submission: SealedSubmission,
    onProgress: (fraction: number) => void,
    signal?: AbortSignal,
    options?: ClientIdentity,
  ): Promise<ReceiptAnswer>;
  receipt(packageDigest: Digest, options?: ClientIdentity): Promise<ReceiptAnswer>;
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
  /** Sent without anything that says who reports; left away: no. */
  readonly confidential?: boolean;
  readonly packageDigest: Digest;
  /** Of a submission that was handed in as a file and does not tell it: the first digits of its digest. */
  readonly reference: Reference;
  readonly organisation: string;
  /** Milliseconds since the Unix epoch, device clock; of a file that was handed in, when it was. */
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
  /** Null for a submission that was handed in as a file: only the device that sealed it has it. */
  readonly opening: Opening | null;
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
