/** What findings are made from, and how one is made. */
import type { MessageView } from "./message-view.ts";
import type {
  Analysis,
  ArcResult,
  AuthenticationResult,
  Basis,
  Confidence,
  DkimResult,
  EmbeddedTime,
  Finding,
  Hop,
  ProviderFinding,
  Severity,
} from "./types.ts";

export interface FindingEvidence {
  readonly view: MessageView;
  readonly hops: readonly Hop[];
  readonly dkim: readonly DkimResult[];
  readonly arc: ArcResult;
  readonly authentication: readonly AuthenticationResult[];
  readonly embeddedTimes: readonly EmbeddedTime[];
  readonly provider: ProviderFinding | null;
  readonly originatingIps: Analysis["originatingIps"];
  readonly date: number | null;
  readonly messageId: string | null;
  readonly returnPath: string | null;
}

export function finding(
  code: string,
  severity: Severity,
  confidence: Confidence,
  basis: readonly Basis[],
  details: Readonly<Record<string, string>> = {},
): Finding {
  return { code, severity, confidence, details, basis };
}
