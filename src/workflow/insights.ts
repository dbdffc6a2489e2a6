/**
 * A few sentences of the analysis for the reporter: what is known already, never who did it, never a score. What the
 * reporter can act on comes first, then what readers can do with the mail.
 */
import type { Analysis } from "../core/analysis/types.ts";
import type { Insight } from "./engine-port.ts";

/** A frightened person reads few. */
const MAX_INSIGHTS = 4;

const PROVIDERS: Readonly<Record<string, string>> = {
  gmail: "Gmail",
  "google-workspace": "Google",
  "google-service": "Google",
  yahoo: "Yahoo Mail",
  "outlook.com": "Outlook.com",
  proton: "Proton Mail",
  icloud: "iCloud Mail",
  gmx: "GMX",
  tuta: "Tuta",
  kpn: "KPN",
  ziggo: "Ziggo",
};

const NONE: Readonly<Record<string, string>> = {};

/** @param analysis - Null where it failed: the octets were sealed anyway, and the reporter is told. */
export function insightsOf(analysis: Analysis | null): Insight[] {
  if (analysis === null) return [{ code: "unreadable", values: NONE }];
  const said = [
    ...deadlineOf(analysis),
    ...(repliesElsewhere(analysis) ? [{ code: "reply-elsewhere", values: NONE } as const] : []),
    ...providerOf(analysis),
    ...logsOf(analysis),
    ...signatureOf(analysis),
    ...leadsOf(analysis),
  ];
  return said.slice(0, MAX_INSIGHTS);
}

/** Not what it demands or when: nobody has to read that again, and a quote could be misread by a program. */
function deadlineOf({ body }: Analysis): Insight[] {
  const found = body?.quotes.some(({ kind }) => kind === "deadline") === true;
  return found ? [{ code: "deadline", values: NONE }] : [];
}

function providerOf({ provider }: Analysis): Insight[] {
  if (provider === null || provider.confidence === "low") return [];
  const name = PROVIDERS[provider.id] ?? provider.id;
  const code = provider.account === null ? "provider" : "provider-account";
  return [{ code, values: { provider: name } }];
}

/** A window that ended long ago has no hurry to speak of; readers see it all the same. */
function logsOf({ logPlan }: Analysis): Insight[] {
  const shortest = Math.min(
    ...logPlan.map(({ usualRetentionDays }) => usualRetentionDays).filter((days) => days > 0),
  );
  if (logPlan.length === 0) return [];
  return Number.isFinite(shortest)
    ? [{ code: "logs-days", values: { count: shortest } }]
    : [{ code: "logs", values: NONE }];
}

/** "body-fits" and "none" raise nothing, so they are not worth a frightened person's attention. */
function signatureOf({ statements, dkim }: Analysis): Insight[] {
  if (statements.authentication === "mismatch") return [{ code: "mismatch", values: NONE }];
  if (statements.authentication !== "signed") return [];
  const domain = dkim.find((one) => one.aligned && one.signature === "pass")?.domain;
  return domain === undefined || domain === null ? [] : [{ code: "signed", values: { domain } }];
}

function leadsOf({ hops, originatingIps, embeddedTimes, accounts }: Analysis): Insight[] {
  const count = hops.length + originatingIps.length + embeddedTimes.length + accounts.length;
  return count === 0 ? [] : [{ code: "leads", values: { count } }];
}

function repliesElsewhere({ from, replyTo }: Analysis): boolean {
  const own = from?.address?.toLowerCase();
  if (own === undefined) return false;
  return replyTo.some((one) => one.address !== null && one.address.toLowerCase() !== own);
}
