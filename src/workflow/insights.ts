/** A few sentences of the analysis for the reporter: what is known already, never who did it. */
import type { Analysis } from "../core/analysis/types.ts";
import type { Insight } from "./engine-port.ts";

const PROVIDERS: Readonly<Record<string, string>> = {
  gmail: "Gmail",
  yahoo: "Yahoo Mail",
  "outlook.com": "Outlook.com",
  proton: "Proton Mail",
};

const NONE: Readonly<Record<string, string>> = {};

/** @param analysis - Null where it failed: the octets were sealed anyway, and the reporter is told. */
export function insightsOf(analysis: Analysis | null): Insight[] {
  if (analysis === null) return [{ code: "unreadable", values: NONE }];
  const leads = analysis.hops.length + analysis.originatingIps.length + analysis.embeddedTimes.length;
  return [
    ...providerOf(analysis),
    ...signatureOf(analysis),
    ...(repliesElsewhere(analysis) ? [{ code: "reply-elsewhere", values: NONE } as const] : []),
    ...(leads > 0 ? [{ code: "leads", values: { count: leads } } as const] : []),
    ...(analysis.logPlan.length > 0 ? [{ code: "logs", values: NONE } as const] : []),
  ];
}

function providerOf({ provider }: Analysis): Insight[] {
  if (provider === null || provider.confidence === "low") return [];
  return [{ code: "provider", values: { provider: PROVIDERS[provider.id] ?? provider.id } }];
}

/** "body-fits" and "none" raise nothing, so they are not worth a frightened person's attention. */
function signatureOf({ statements, dkim }: Analysis): Insight[] {
  if (statements.authentication === "mismatch") return [{ code: "mismatch", values: NONE }];
  if (statements.authentication !== "signed") return [];
  const domain = dkim.find((one) => one.aligned && one.signature === "pass")?.domain;
  return domain === undefined || domain === null ? [] : [{ code: "signed", values: { domain } }];
}

function repliesElsewhere({ from, replyTo }: Analysis): boolean {
  const own = from?.address?.toLowerCase();
  if (own === undefined) return false;
  return replyTo.some((one) => one.address !== null && one.address.toLowerCase() !== own);
}
