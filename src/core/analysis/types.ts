/** The `zegel analyse --json` contract (DESIGN, section 6). Times are milliseconds since the Unix epoch, UTC. */
import type { Hash } from "../base/digest.ts";
import type {
  CorrelationKey,
  EpochMilliseconds,
  Provenance,
  Capture,
  Statements,
} from "../evidence/types.ts";
import type { FindingCode } from "./words/finding-code.ts";

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
  | "forged-looking"
  | "own-network"
  | "handover";

/** Why a Received field looks made up: each has an innocent explanation too, which its words give. */
export type HopDoubt =
  | "claims-provider"
  | "date-impossible"
  | "reserved-address"
  | "claims-own-server"
  | "id-unlike-server"
  | "protocol-unlike-server";

/** Where the chain of Received fields can be believed, and where it says that it begins. */
export interface TraceSummary {
  /** Index of the lowest hop that the reporter's own mail system added; null where nothing is trusted. */
  readonly lastTrusted: number | null;
  /** Address from which that hop received the message; null if it noted none. */
  readonly handoverIp: string | null;
  /** The oldest hop that names any origin, as that server claims it. */
  readonly earliestOrigin: {
    readonly hop: number;
    readonly helo: string | null;
    readonly rdns: string | null;
    readonly ip: string | null;
  } | null;
  /** From the oldest to the newest readable hop time, in milliseconds; null with fewer than two. */
  readonly durationMs: number | null;
}

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
  /** Reasons of the flag "forged-looking". */
  readonly doubts: readonly HopDoubt[];
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
  readonly messageSignatures: readonly ArcMessageSignature[];
  /** cv= of each ARC-Seal, as its sealer claims. */
  readonly seals: readonly ArcSeal[];
  /**
   * The whole chain by our own check (RFC 8617, section 5.2): "none" without any set, "unchecked" where a key is
   * missing and nothing else is wrong. "pass" says that the sealers wrote this, not that they are to be believed.
   */
  readonly validation: "none" | "pass" | "fail" | "unchecked";
  /** What is wrong with the chain, as stable codes: "numbering", "set-incomplete", "cv-order", "cv-fail", … */
  readonly defects: readonly string[];
}

export interface ArcMessageSignature {
  readonly instance: number | null;
  readonly domain: string | null;
  readonly selector: string | null;
  readonly bodyHash: BodyHashVerdict;
  readonly signature: SignatureVerdict;
  readonly key: DkimKeySeen | null;
  readonly defects: readonly string[];
  readonly basis: Basis;
}

export interface ArcSeal {
  readonly instance: number | null;
  readonly domain: string | null;
  readonly selector: string | null;
  readonly cv: string | null;
  readonly signature: SignatureVerdict;
  readonly key: DkimKeySeen | null;
  readonly defects: readonly string[];
  readonly basis: Basis;
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
  /** Name that a server looked up for the address, as that server claims; null if none did. */
  readonly rdns: string | null;
  /**
   * What is known of the address without asking anyone, as stable codes: "hex-rdns", "cloud", "provider-relay",
   * "dynamic-rdns", "own-egress", "own-vpn", "own-domain".
   */
  readonly hints: readonly string[];
  /** Who announces the address, from an offline table; null in the browser and where the table has nothing. */
  readonly network: IpNetwork | null;
  readonly basis: Basis;
}

/** From a dated offline table: a hint for whom to ask, never a place where someone sat. */
export interface IpNetwork {
  readonly asn: number | null;
  readonly organisation: string | null;
  /** ISO 3166-1 alpha-2 of the registration. */
  readonly country: string | null;
  /** Name and version of the table. */
  readonly source: string;
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
  /**
   * What else the identifier tells, as "key:value": "node:0123456789ab" (UUID version 1: usually a network card's
   * address), "root", "reply:3" (Thread-Index), "address:192.0.2.1" (Outlook Express); null without more.
   */
  readonly detail: string | null;
  readonly basis: Basis;
}

/** Whose clock a time was read from: the nearer to the sender, the more it tells of the moment of writing. */
export type ClockSide = "sender" | "provider" | "transit" | "receiver";

/** One clock of the message on the line that all share. */
export interface TimeLineEntry {
  readonly time: EpochMilliseconds;
  readonly source: EmbeddedTimeSource;
  readonly side: ClockSide;
  /** Distance to the time line's reference. */
  readonly offsetMs: number;
  /** Outside of what the other clocks allow. */
  readonly contradicts: boolean;
  readonly basis: Basis;
}

export interface TimeLine {
  /** The time that most clocks agree on, preferring trusted servers'; null without any clock. */
  readonly reference: EpochMilliseconds | null;
  /** Oldest first. */
  readonly entries: readonly TimeLineEntry[];
}

/** An account, script or customer that a field of the header names as the origin. */
export interface AccountClaim {
  /** Stable code: "authenticated-sender", "auth-user", "sonic-account", "return-path", "php-script", … */
  readonly kind: string;
  readonly value: string;
  /** Field name. */
  readonly claimedBy: string;
  readonly trusted: Trusted;
  readonly basis: Basis;
}

/** What the message says of the program that wrote it, and whether its forms fit that program. */
export interface ClientClaim {
  /** As the field says: "Apple Mail (2.3654.60.0.2.21)"; null where none does. */
  readonly claimed: string | null;
  /** Family that Message-ID, boundary and field order look like, as a stable code; null if unknown. */
  readonly looksLike: string | null;
  /** From Accept-Language, Content-Language: BCP 47 tags as written. */
  readonly languages: readonly string[];
  readonly charsets: readonly string[];
  /** Zone of the Date field in minutes east of UTC. */
  readonly zoneMinutes: number | null;
  /** Order and letter case of the fields that the sender's side wrote: equal for mails of one program. */
  readonly fingerprint: string | null;
  /** Stable codes of what does not fit together. */
  readonly contradictions: readonly string[];
  readonly basis: readonly Basis[];
}

/** One value of Microsoft's or another filter's report, with its meaning as a stable code for words. */
export interface FilterEntry {
  readonly key: string;
  readonly value: string;
  /** "SCL=5", "CAT=PHSH", "SFV=NSPM", …: a code that words/<language>/filters.ts explains; null if unknown. */
  readonly code: string | null;
}

export interface FilterReport {
  readonly field: string;
  readonly trusted: Trusted;
  readonly entries: readonly FilterEntry[];
  readonly basis: Basis;
}

/** What Exchange Online wrote about the message: claims of whoever wrote the fields. */
export interface MicrosoftFields {
  /** Tenant that the message was handled for: the recipient's for mail from outside, the sender's for its own. */
  readonly tenantId: string | null;
  /** "Internal": the sender was signed in to the tenant; "Anonymous": mail from outside. */
  readonly authAs: string | null;
  readonly authSource: string | null;
  /** "Hosted": by an account of a tenant; "Internet": from outside Microsoft's business service. */
  readonly fromEntity: string | null;
  readonly originatorOrganisation: string | null;
  readonly originalArrivalTime: EpochMilliseconds | null;
  /** Region codes in servers' names: the mailbox's data centre, never the sender's place. */
  readonly regions: readonly string[];
  /** x-tmn is there: the consumer service (Outlook.com, Hotmail) writes it into what its accounts send. */
  readonly consumerMark: boolean;
  readonly basis: readonly Basis[];
}

/** A match with the organisation's own networks or domains: points inside, proves nothing. */
export interface OwnNetworkMatch {
  readonly kind: "egress" | "vpn" | "domain";
  /** As found in the message. */
  readonly value: string;
  /** The configured range or domain that it falls into. */
  readonly configured: string;
  readonly trusted: Trusted;
  readonly basis: Basis;
}

/** A text of the message with its place: offsets are of the raw octets, so an expert opens exactly these. */
export interface Quote {
  readonly text: string;
  readonly basis: Basis;
}

export interface BodyAnalysis {
  /** ISO 639-1 code of the visible text; null where it is too short to tell. */
  readonly language: { readonly code: string; readonly confidence: Confidence } | null;
  /** Characters of the visible text that were read. */
  readonly characters: number;
  /** The rest was not read: the body is larger than what is analysed. */
  readonly truncated: boolean;
  /** Defanged: "hxxps://example[.]com/x". */
  readonly urls: readonly (Quote & { readonly host: string; readonly shownAs: string | null })[];
  readonly mailAddresses: readonly Quote[];
  /** E.164 where it is a valid number. */
  readonly phones: readonly (Quote & { readonly number: string; readonly country: string | null })[];
  /** Addresses whose checksum holds. */
  readonly wallets: readonly (Quote & { readonly currency: string })[];
  readonly quotes: readonly (Quote & {
    readonly kind: "deadline" | "demand" | "threat" | "amount" | "contact";
  })[];
  readonly hidden: readonly (Quote & { readonly how: string })[];
  /** What a program would load when showing the mail; nothing is ever loaded by us. */
  readonly remote: readonly (Quote & {
    readonly kind: "tracker" | "image" | "style" | "other";
    readonly host: string;
  })[];
  /** Forms in the mail itself, with where a program would send what is typed into them. */
  readonly forms: readonly (Quote & { readonly host: string })[];
}

export interface AttachmentRecord {
  /** As the sender named it: show it, never use it as a path. */
  readonly name: string | null;
  readonly declaredType: string;
  /** By content; null if unknown. */
  readonly detectedType: string | null;
  readonly octets: number;
  /** Of the decoded content, 64 lower-case hex digits. */
  readonly sha256: string;
  /** Metadata that points to people, programs, places and times. */
  readonly metadata: readonly { readonly key: string; readonly value: string }[];
  /**
   * Stable codes: "name-hides-type", "type-differs", "executable", "macro", "active-content", "web-page", "encrypted",
   * "empty", "too-large" (hashed only), "too-many" (hashed only), "unreadable".
   */
  readonly warnings: readonly string[];
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
  /** Number of real messages that the profile was made from. */
  readonly samples: number;
  /** What this provider's mail tells and what it keeps to itself, as stable codes for words/<language>/providers.ts. */
  readonly reveals: readonly string[];
  readonly hides: readonly string[];
  /** What a request to the provider must contain, filled from this message. */
  readonly request: readonly { readonly item: string; readonly value: string }[];
}

export type Severity = "info" | "notice" | "warning";

export interface Finding {
  /** Stable; words/<language>/ says it to the reporter in a sentence and to the investigator in detail. */
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Values that the words need. */
  readonly details: Readonly<Record<string, string>>;
  readonly basis: readonly Basis[];
}

/** Where a retention period comes from: the organisation said it, a vendor documents it, or nobody knows and it is assumed. */
export type RetentionBasis = "organisation" | "documented" | "assumed";

export interface LogPlanItem {
  /** A LogSystem of log-plan/systems.ts; words/<language>/plan.ts names it. */
  readonly system: string;
  /** The window with its margin on either side. */
  readonly from: EpochMilliseconds;
  readonly to: EpochMilliseconds;
  /** Milliseconds that were added on either side for clocks that disagree and for what goes before and after. */
  readonly marginMs: number;
  /** What to search for in that window: hosts, addresses, identifiers. */
  readonly lookFor: readonly string[];
  /** Stable code of why; words as for findings. */
  readonly reason: string;
  /** How long such logs live, in days: the organisation's own figure, or a default that it should replace. 0: not kept. */
  readonly usualRetentionDays: number;
  readonly retentionBasis: RetentionBasis;
  /** When the log's oldest needed line goes: the window's earliest moment and the retention; null where none is kept. */
  readonly deleteAfter: EpochMilliseconds | null;
  /** 1 is to be saved first. */
  readonly urgency: number;
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
  readonly trace: TraceSummary;
  readonly dkim: readonly DkimResult[];
  /** Of DKIM's form in fields of other names (X-Google-DKIM-Signature): they raise no statement. */
  readonly otherSignatures: readonly DkimResult[];
  readonly arc: ArcResult;
  readonly authentication: readonly AuthenticationResult[];
  readonly originatingIps: readonly OriginatingIpCandidate[];
  readonly ownNetwork: readonly OwnNetworkMatch[];
  readonly embeddedTimes: readonly EmbeddedTime[];
  readonly timeLine: TimeLine;
  readonly provider: ProviderFinding | null;
  readonly accounts: readonly AccountClaim[];
  readonly client: ClientClaim;
  readonly microsoft: MicrosoftFields | null;
  readonly filters: readonly FilterReport[];
  /** null where the body was not served or cannot be read. */
  readonly body: BodyAnalysis | null;
  readonly attachments: readonly AttachmentRecord[];
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
  /** The organisation's networks and how long it keeps its logs, from its directory. */
  readonly organisation?: OrganisationProfile;
  /** Hashes octets; WebCrypto without it. */
  readonly hash?: Hash;
  /** Looks an address up in an offline table. */
  readonly networkOf?: (ip: string) => IpNetwork | null;
}

export interface OrganisationProfile {
  /** CIDR ranges or single addresses; domains without a dot in front. */
  readonly networks: {
    readonly egress: readonly string[];
    readonly vpn: readonly string[];
    readonly domains: readonly string[];
  };
  /** Days that the organisation keeps each kind of log, by the system's name in the log plan; 0: it keeps none. */
  readonly logRetention: Readonly<Record<string, number>>;
}
