/** What a package holds, as data. docs/package-format.md says how each becomes octets. */
import type { Digest } from "../base/digest.ts";

/** Short, speakable, random: "ZG-7K3M-92QF". Printed on the receipt; not an identity. */
export type Reference = string;

/** Milliseconds since the Unix epoch, UTC. */
export type EpochMilliseconds = number;

/** An answer of the reporter. Every question can be skipped, and a skipped one says so. */
export type Answer<T> =
  | { readonly state: "answered"; readonly value: T }
  | { readonly state: "not-answered" }
  | { readonly state: "not-asked" };

export type ThreatKind =
  | "violence"
  | "bomb"
  | "sextortion"
  | "blackmail"
  | "defamation"
  | "stalking"
  | "phishing"
  | "other";

export type Urgency = "immediate-danger" | "deadline" | "none";

export type ReporterAction =
  | "nothing"
  | "replied"
  | "clicked"
  | "paid"
  | "forwarded"
  | "deleted"
  | "told-someone";

export interface DeskChoice {
  readonly id: string;
  readonly name: string;
  /** Ids of the people of that desk whom the reporter left out: they are not recipients. */
  readonly leftOut: readonly string[];
}

/** data/report.json: what the reporter said, in their words. */
export interface Report {
  readonly v: 1;
  readonly reference: Reference;
  readonly reportedAt: EpochMilliseconds;
  /** BCP 47 tag of the language the questions were asked in. */
  readonly language: string;
  readonly kind: Answer<ThreatKind>;
  readonly urgency: Answer<Urgency>;
  readonly actions: Answer<readonly ReporterAction[]>;
  readonly comment: Answer<string>;
  /** Whom the reporter thinks of: their suspicion, never a fact. */
  readonly suspicion: Answer<string>;
  /** True: the reporter does not want to be known, and nothing of theirs was recorded. Left away otherwise. */
  readonly confidential?: boolean;
  readonly desk: DeskChoice | null;
  /** The reporter's own extras; the file at data/attachments/NNNN has this digest. */
  readonly attachments: readonly {
    readonly path: string;
    readonly name: string;
    readonly mediaType: string;
    readonly octets: number;
    readonly digest: Digest;
  }[];
}

export type Provenance = "supplied-file" | "host-api" | "fetched-by-service";
export type Capture = "as-served" | "regenerated" | "parts" | "converted";
export type AuthenticationStatement = "signed" | "body-fits" | "mismatch-explained" | "mismatch" | "none";

/** The three statements of every message: never one score. */
export interface Statements {
  readonly provenance: Provenance;
  readonly capture: Capture;
  readonly authentication: AuthenticationStatement;
  readonly reasons: readonly string[];
}

export type AcquisitionMethod =
  | "office.getAsFileAsync"
  | "office.parts"
  | "graph.value"
  | "ews.mime-content"
  | "gmail.format-raw"
  | "smtp.attached"
  /** What an ordinary forward left of a mail: the source itself never arrived. */
  | "smtp.inline"
  | "file.eml"
  /** Apple Mail's own file: the message between its length and a property list. */
  | "file.emlx"
  | "file.msg"
  | "file.mbox";

/** data/messages/NNNN/acquisition.json: how the octets were obtained. */
export interface AcquisitionRecord {
  readonly v: 1;
  readonly reference: Reference;
  readonly method: AcquisitionMethod;
  readonly provenance: Provenance;
  readonly capture: Capture;
  readonly startedAt: EpochMilliseconds;
  readonly endedAt: EpochMilliseconds;
  /** IANA name of the device's zone; "withheld" in a confidential report. */
  readonly timeZone: string;
  /** Device clock minus server clock; null where the server was not asked. */
  readonly clockOffsetMs: number | null;
  /** Octets of the original as received; null with capture "parts" without a whole. */
  readonly source: { readonly path: string; readonly octets: number; readonly digest: Digest } | null;
  /** `agrees` is defined in docs/package-format.md, section 6: anyone can compute it again from the two files. */
  readonly second: {
    readonly method: AcquisitionMethod;
    readonly path: string;
    readonly digest: Digest;
    readonly agrees: boolean;
  } | null;
  /** Where there is no whole: what each file under parts/ is, as the host named it. */
  readonly parts: readonly {
    readonly path: string;
    readonly role: "headers" | "body-text" | "body-html" | "attachment";
    readonly name: string | null;
    readonly mediaType: string | null;
    readonly octets: number;
    readonly digest: Digest;
  }[];
  readonly host: {
    readonly application: string;
    readonly version: string;
    readonly platform: string;
    readonly userAgent: string;
  };
  readonly addIn: { readonly version: string; readonly build: string };
  /** What the host said of the item; the host's claim, not ours. Names are the host's own. */
  readonly item: Readonly<Record<string, string | number | null>>;
  readonly errors: readonly { readonly step: string; readonly code: string; readonly detail: string }[];
  readonly custodian: { readonly role: "reporter" | "hr" | "service"; readonly subject: string | null };
  /** SSHSIG fingerprint of the device key: the same browser profile, not a person. */
  readonly deviceKey: string;
}

/** data/context.json: what the client had seen of the world when it sealed. */
export interface SealContext {
  readonly v: 1;
  readonly reference: Reference;
  readonly organisation: string;
  readonly directory: { readonly digest: Digest; readonly version: number } | null;
  /** Last checkpoint of the organisation's log that the client verified, verbatim; null if none yet. */
  readonly checkpoint: string | null;
  /** Recipients whom this package was sealed to (age recipient strings): shows surreptitious re-encryption. */
  readonly recipients: readonly string[];
  /** 32 octets, base64: makes the commitment unguessable. */
  readonly salt: string;
  readonly reviewAfter: string;
}

export interface CorrelationKey {
  readonly kind: string;
  readonly value: string;
}

/** data/summary.json, and sealed apart as summary.age: lets the console list and correlate without the originals. */
export interface Summary {
  readonly v: 1;
  readonly reference: Reference;
  readonly reportedAt: EpochMilliseconds;
  readonly kind: Answer<ThreatKind>;
  readonly urgency: Answer<Urgency>;
  readonly desk: string | null;
  readonly messageCount: number;
  /** The first messages, as many as fit in 64 KiB sealed. */
  readonly messages: readonly {
    readonly digest: Digest | null;
    readonly subject: string | null;
    readonly from: { readonly address: string | null; readonly name: string | null } | null;
    readonly date: EpochMilliseconds | null;
    readonly messageId: string | null;
    readonly statements: Omit<Statements, "reasons">;
  }[];
  readonly correlationKeys: readonly CorrelationKey[];
  readonly supplements: Digest | null;
}

/** One reported mail. At least one of original and parts. */
export interface MessageEvidence {
  readonly original: { readonly kind: "eml" | "msg"; readonly octets: Uint8Array } | null;
  /** Keys are paths below parts/: headers.txt, body.txt, body.html, attachments/NNNN. */
  readonly parts: ReadonlyMap<string, Uint8Array>;
  /** Keys are paths below second/: original.eml or the names of parts/. */
  readonly second: ReadonlyMap<string, Uint8Array>;
  readonly acquisition: AcquisitionRecord;
  /** The analysis as JSON value, or {"error": …} where it failed: the octets are sealed anyway. */
  readonly analysis: unknown;
  /** DKIM keys as seen at report time, or null. */
  readonly dns: unknown;
}

/** statement.json, sent in the clear: digests and two plain words, no personal data. Canonical JSON. */
export interface SubmissionStatement {
  readonly v: 1;
  readonly organisation: string;
  readonly package: Digest;
  readonly summary: Digest;
  readonly commitment: Digest;
  /** YYYY-MM-DD: the day only, so that the statement tells no more than it must. */
  readonly reviewAfter: string;
}

/** Lets the reporter prove later what was reported; stays with the reporter. */
export interface Opening {
  readonly v: 1;
  readonly package: Digest;
  /** 32 octets, base64. */
  readonly salt: string;
  /** Text of tagmanifest-sha256.txt and manifest-sha256.txt. */
  readonly tagmanifest: string;
  readonly manifest: string;
  readonly signature: Digest;
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
