/** The `zegel analyse --json` contract (DESIGN, section 6). Times are milliseconds since the Unix epoch, UTC. */
import type { Hash } from "../../base/digest.ts";
import type {
  Capture,
  CorrelationKey,
  EpochMilliseconds,
  Provenance,
  Statements,
} from "../../evidence/types.ts";
import type {
  ArcResult,
  AuthenticationResult,
  DkimResult,
  FilterReport,
  KeyResolver,
  MicrosoftFields,
} from "./authentication.ts";
import type { Mailbox } from "./basis.ts";
import type { EmbeddedTime, TimeLine } from "./clocks.ts";
import type { Finding, LogPlanItem } from "./conclusions.ts";
import type { AttachmentRecord, BodyAnalysis } from "./content.ts";
import type { IpNetwork, OriginatingIpCandidate, OwnNetworkMatch } from "./network.ts";
import type { AccountClaim, ClientClaim, ProviderFinding } from "./sender.ts";
import type { Hop, TraceSummary } from "./trace.ts";

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
  /** A person handed the octets over, whatever took them: as in a supplied file, nothing in them is trusted. */
  readonly handedOver?: boolean;
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
  /** Nothing is told of text and attachments: they were not served, or are not asked for. */
  readonly headerOnly?: boolean;
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
