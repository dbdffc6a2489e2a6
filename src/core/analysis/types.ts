/** The `zegel analyse --json` contract (DESIGN, section 6). Times are milliseconds since the Unix epoch, UTC. */
import type {
  CorrelationKey,
  EpochMilliseconds,
  Provenance,
  Capture,
  Statements,
} from "../evidence/types.ts";

export type { CorrelationKey, EpochMilliseconds, Statements };

/** Where in the message something was read: an expert can open exactly these octets. */
export interface Basis {
  /** Field name as written; "body" for the body. */
  readonly field: string;
  /** Octets from the start of the message. */
  readonly offset: number;
  readonly octets: number;
}

/** null: nothing of a supplied file is trusted, so the question does not arise. */
export type Trusted = boolean | null;

export type HopFlag =
  | "date-missing"
  | "date-invalid"
  | "delay-negative"
  | "delay-over-1h"
  | "gap"
  | "internal-address"
  | "helo-literal"
  | "handover";

/** One server's report of receiving the message. Everything in it is that server's claim. */
export interface Hop {
  /** 0 is the topmost Received field, the newest: fields are prepended (RFC 5321, section 4.4). */
  readonly index: number;
  /** helo: what the sending side said of itself; rdns and ip: what the receiving server saw. */
  readonly from: { readonly helo: string | null; readonly rdns: string | null; readonly ip: string | null };
  readonly by: string | null;
  readonly with: string | null;
  readonly id: string | null;
  readonly for: string | null;
  readonly receivedAt: EpochMilliseconds | null;
  /** Minutes east of UTC that the server wrote; null if unreadable. */
  readonly zoneMinutes: number | null;
  /** Since the next older hop; negative means that the clocks disagree. */
  readonly delayMs: number | null;
  /** TLS version or cipher as the server noted it. */
  readonly tls: string | null;
  readonly trusted: Trusted;
  readonly flags: readonly HopFlag[];
  readonly basis: Basis;
}

export type BodyHashVerdict = "match" | "mismatch" | "error";
export type SignatureVerdict = "pass" | "fail" | "no-key" | "unchecked";

export interface DkimResult {
  readonly domain: string | null;
  readonly selector: string | null;
  readonly algorithm: string | null;
  readonly canonicalization: string;
  readonly identity: string | null;
  /** Names in h=, lower case, as signed. */
  readonly signedFields: readonly string[];
  /** Octets of the canonical body that l= covers; null without l=. */
  readonly bodyLength: number | null;
  /** Octets of the canonical body that l= leaves unsigned; null without l=. */
  readonly unsignedOctets: number | null;
  readonly bodyHash: BodyHashVerdict;
  readonly signature: SignatureVerdict;
  /** d= shares the organisational domain of the only From (RFC 7489, section 3.1.1, relaxed). */
  readonly aligned: boolean;
  readonly signedAt: EpochMilliseconds | null;
  readonly expiresAt: EpochMilliseconds | null;
  readonly key: DkimKeySeen | null;
  /** Why a verdict is "error", "fail" or "unchecked". */
  readonly defects: readonly string[];
  readonly basis: Basis;
}

export interface DkimKeySeen {
  readonly source: string;
  readonly at: EpochMilliseconds;
  readonly kind: "rsa" | "ed25519" | null;
  /** Size of the RSA modulus; null for other kinds. */
  readonly bits: number | null;
}

/** Looks up `selector._domainkey.domain`; null where no key is at hand. A rejection counts as null. */
export type KeyResolver = (
  domain: string,
  selector: string,
) => Promise<{ readonly record: string; readonly source: string; readonly at: EpochMilliseconds } | null>;

export interface ArcResult {
  /** Number of ARC-Seal fields: each set has one, whatever instance numbers a broken chain shows (RFC 8617, 4.2). */
  readonly instances: number;
  readonly messageSignatures: readonly {
    readonly instance: number | null;
    readonly domain: string | null;
    readonly bodyHash: BodyHashVerdict;
  }[];
  /** cv= of each ARC-Seal, as its sealer claims. */
  readonly seals: readonly {
    readonly instance: number | null;
    readonly domain: string | null;
    readonly cv: string | null;
  }[];
}

export interface AuthenticationResult {
  /** null where the server named none (Microsoft). */
  readonly authservId: string | null;
  readonly method: string;
  readonly result: string;
  /** "smtp.mailfrom", "header.d", "action", … as written, lower-case names. */
  readonly properties: Readonly<Record<string, string>>;
  readonly trusted: Trusted;
  /** "Authentication-Results", "ARC-Authentication-Results", "Received-SPF", … */
  readonly field: string;
  /** ARC instance; null outside ARC. */
  readonly instance: number | null;
  readonly basis: Basis;
}

export type IpKind =
  | "public"
  | "private"
  | "loopback"
  | "link-local"
  | "shared"
  | "documentation"
  | "multicast"
  | "reserved";

export interface OriginatingIpCandidate {
  readonly ip: string;
  /** Who says so: a field name, or "Received by HOST". Never the sender's address as a fact. */
  readonly claimedBy: string;
  readonly trusted: Trusted;
  readonly kind: IpKind;
  readonly basis: Basis;
}

export type EmbeddedTimeSource =
  | "eop-network-message-id"
  | "eop-correlation-id"
  | "eop-correlation-id-previous"
  | "gmail-boundary"
  | "gmail-x-received-id"
  | "gmail-smtp-id"
  | "yahoo-message-id"
  | "gmx-trinity"
  | "javamail-part"
  | "ses-message-id"
  | "exim-id"
  | "python-make-msgid"
  | "uuid-v1"
  | "thunderbird-message-id"
  | "outlook-express-message-id"
  | "nextpart-filetime"
  | "thread-index"
  | "date"
  | "received"
  | "dkim-t"
  | "arc-t";

export interface EmbeddedTime {
  readonly source: EmbeddedTimeSource;
  readonly time: EpochMilliseconds;
  readonly basis: Basis;
}

export type Confidence = "high" | "medium" | "low";

export interface ProviderFinding {
  /** "gmail", "yahoo", "outlook.com", "proton", … */
  readonly id: string;
  /** Address or identifier of the account that sent, as the provider's fields say; null if none does. */
  readonly account: string | null;
  readonly confidence: Confidence;
  /** What speaks for this provider, as stable codes. */
  readonly signs: readonly string[];
}

export type Severity = "info" | "notice" | "warning";

export interface Finding {
  /** Stable; the words for it are in finding-words.ts and in the user interfaces' locales. */
  readonly code: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Values that the words need. */
  readonly details: Readonly<Record<string, string>>;
  readonly basis: readonly Basis[];
}

export interface LogPlanItem {
  readonly system: string;
  readonly from: EpochMilliseconds;
  readonly to: EpochMilliseconds;
  /** What to search for in that window: hosts, addresses, identifiers. */
  readonly lookFor: readonly string[];
  /** Stable code of why; words as for findings. */
  readonly reason: string;
  /** How long such logs usually live, in days: a default that the organisation should replace by its own. */
  readonly usualRetentionDays: number;
}

export interface Mailbox {
  readonly address: string | null;
  readonly name: string | null;
}

export interface Analysis {
  readonly file: string | null;
  /** Of the octets as given, 64 lower-case hex digits. */
  readonly sha256: string;
  readonly octets: number;
  readonly fieldCount: number;
  readonly from: Mailbox | null;
  readonly replyTo: readonly Mailbox[];
  readonly returnPath: string | null;
  readonly date: EpochMilliseconds | null;
  readonly messageId: string | null;
  readonly subject: string | null;
  readonly hops: readonly Hop[];
  readonly dkim: readonly DkimResult[];
  readonly arc: ArcResult;
  readonly authentication: readonly AuthenticationResult[];
  readonly originatingIps: readonly OriginatingIpCandidate[];
  readonly embeddedTimes: readonly EmbeddedTime[];
  readonly provider: ProviderFinding | null;
  readonly statements: Statements;
  readonly correlationKeys: readonly CorrelationKey[];
  readonly findings: readonly Finding[];
  readonly logPlan: readonly LogPlanItem[];
}

export interface AnalyseOptions {
  readonly provenance: Provenance;
  readonly capture: Capture;
  /** Name to repeat in the result, as the caller knows the message. */
  readonly file?: string;
  /** Without it signatures stay "unchecked": core asks no network. */
  readonly keys?: KeyResolver;
  /** Host names and domains of the reporter's own mail system; decides where trust ends. */
  readonly ownHosts?: readonly string[];
}
