/** How the console talks to the world. Every answer of a server is unverified until examine.ts or log-audit.ts has judged it. */
import type { NetworkView } from "../ui/analysis/read-trace.ts";
import type { ListedPackage, LoggedEvent, PackageList } from "../clients/console-api.ts";
import type { Digest } from "../core/base/digest.ts";
import type { EvidenceErrorCode } from "../core/base/errors.ts";
import type { SeenDirectory } from "../core/evidence/directory.ts";
import type { EpochMilliseconds, Summary } from "../core/evidence/types.ts";
import type { SignedText } from "../core/seal/custody.ts";
import type { SshSigner } from "../core/seal/sshsig.ts";
import type { ReceiptAnswer } from "../core/evidence/types.ts";
import type { Examination, ExaminationInput } from "./examine.ts";
import type { LogAudit, LogAuditInput } from "./log-audit.ts";

export type { ListedPackage, LoggedEvent };

export interface DownloadOptions {
  /** Octets that have arrived. */
  readonly onProgress?: (octets: number) => void;
  readonly signal?: AbortSignal;
}

/** The intake, for an investigator. Every call may throw EvidenceError. */
export interface ConsoleServer {
  /** The signed directory envelope, octets as served. */
  directory(): Promise<Uint8Array<ArrayBuffer>>;
  /** Signs the strict sign-in text; refuses a challenge of any other form. */
  signIn(signer: SshSigner, directory: Digest): Promise<void>;
  /** @param from - First log index wanted. */
  packages(from: number): Promise<PackageList>;
  summary(packageDigest: Digest): Promise<Uint8Array<ArrayBuffer>>;
  statement(packageDigest: Digest): Promise<Uint8Array<ArrayBuffer>>;
  package(packageDigest: Digest, options?: DownloadOptions): Promise<Uint8Array<ArrayBuffer>>;
  receipt(packageDigest: Digest): Promise<ReceiptAnswer>;
  custody(packageDigest: Digest): Promise<readonly LoggedEvent[]>;
  /** @returns The log index of the event. */
  addCustody(packageDigest: Digest, event: SignedText): Promise<number>;
  /** @returns The log index of the acknowledgement. */
  acknowledge(packageDigest: Digest, acknowledgement: SignedText): Promise<number>;
  /** What DNS says of a key now, as a signed answer: unverified. Tells the intake for which domain. */
  dnsKey(domain: string, selector: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Hands in where opened mails' signatures had their keys, so that later snapshots hold them. */
  learnSelectors(pairs: readonly { readonly domain: string; readonly selector: string }[]): Promise<void>;
  /** The signed note, fetched with the read token that the session gives. */
  checkpoint(): Promise<string>;
  /** @param width - Entries in it, 1 to 256. */
  entryBundle(index: number, width: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** A failure in a form that survives postMessage. */
export interface Failure {
  readonly code: EvidenceErrorCode;
  readonly detail: string;
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure };

export interface UnlockedIdentity {
  readonly recipient: string;
  /** "ssh-ed25519 AAAA…" */
  readonly signingKey: string;
}

/**
 * The worker that holds the keys. They never leave it: it opens packages and signs texts of three known forms.
 * `close` ends it, and the keys with it.
 */
export interface KeyHolder {
  unlock(file: Uint8Array<ArrayBuffer>, passphrase: string | null): Promise<Outcome<UnlockedIdentity>>;
  signer(): SshSigner;
  openSummary(octets: Uint8Array<ArrayBuffer>): Promise<Outcome<Summary>>;
  examine(input: ExaminationInput): Promise<Examination>;
  auditLog(input: LogAuditInput): Promise<LogAudit>;
  close(): void;
}

/** What this browser remembers between sessions; never anything of a report. */
export interface ConsoleMemory {
  directorySeen(): SeenDirectory | null;
  rememberDirectory(seen: SeenDirectory): void;
  /** The signed note of the largest checkpoint that was consistent with all before it. */
  checkpoint(): string | null;
  rememberCheckpoint(note: string): void;
}

/** What the build pins (ZEGEL_BUILD). */
export interface ConsoleBuild {
  readonly organisation: string;
  readonly intakeUrl: string;
  readonly directoryRoot: string;
  readonly allowDemo: boolean;
  readonly version: string;
}

/** Addresses to what a table says of them; null where there is no table. Rejects where nobody answers. */
export type LookUpNetworks = (ips: readonly string[]) => Promise<{
  readonly found: ReadonlyMap<string, NetworkView>;
  readonly attribution: string;
} | null>;

export interface ConsolePorts {
  readonly build: ConsoleBuild;
  readonly connect: () => ConsoleServer;
  readonly startKeyHolder: () => KeyHolder;
  readonly memory: ConsoleMemory;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => EpochMilliseconds;
  /** 32 random octets. */
  readonly random32: () => Uint8Array;
}
