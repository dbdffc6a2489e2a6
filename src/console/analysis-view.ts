/**
 * Reads the sealed analysis for showing. It was made on the reporter's device and lies in the package as plain JSON:
 * a device can write anything there, so every member is looked at before it is used, and lists are bounded.
 */
import type { Statements } from "../core/evidence/types.ts";

export interface AnalysisView {
  readonly statements: Statements;
  readonly hops: readonly HopView[];
  readonly authentication: readonly AuthenticationView[];
  readonly dkim: readonly DkimView[];
  readonly findings: readonly FindingView[];
  readonly origins: readonly OriginView[];
  readonly embeddedTimes: readonly { readonly source: string; readonly time: number }[];
  readonly logPlan: readonly LogPlanView[];
  readonly provider: {
    readonly id: string;
    readonly account: string | null;
    readonly confidence: string;
  } | null;
}

/** null: nothing of a supplied file is trusted. */
type Trusted = boolean | null;

export interface HopView {
  readonly index: number;
  /** helo, reverse name and address, whatever of them there is. */
  readonly from: string;
  readonly by: string;
  readonly with: string;
  readonly receivedAt: number | null;
  readonly delayMs: number | null;
  readonly trusted: Trusted;
  readonly flags: readonly string[];
}

export interface AuthenticationView {
  readonly authservId: string | null;
  readonly method: string;
  readonly result: string;
  readonly properties: string;
  readonly trusted: Trusted;
}

export interface DkimView {
  readonly domain: string;
  readonly selector: string;
  readonly algorithm: string;
  readonly bodyHash: string;
  readonly signature: string;
  readonly aligned: boolean;
  readonly signedAt: number | null;
  readonly keySource: string | null;
  readonly keyAt: number | null;
}

export interface FindingView {
  readonly code: string;
  readonly severity: string;
  readonly confidence: string;
  readonly details: ReadonlyMap<string, string>;
  readonly basis: readonly { readonly field: string; readonly offset: number }[];
}

export interface OriginView {
  readonly ip: string;
  readonly claimedBy: string;
  readonly kind: string;
  readonly trusted: Trusted;
}

export interface LogPlanView {
  readonly system: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly lookFor: readonly string[];
  readonly reason: string;
  readonly usualRetentionDays: number | null;
}

/** Rows of a list that are shown; the file has all of them. */
export const MAX_ROWS = 300;
const MAX_TEXT = 2000;
/** The range of a JavaScript date: another number would make formatting throw. */
const MAX_TIME = 8.64e15;

/** @returns The view, or null where the sealed analysis is an error or of no known form. */
export function readAnalysis(value: unknown): AnalysisView | null {
  const analysis = objectOf(value);
  const statements = readStatements(analysis.statements);
  if (statements === null) return null;
  return {
    statements,
    hops: listOf(analysis.hops).map(readHop),
    authentication: listOf(analysis.authentication).map(readAuthentication),
    dkim: listOf(analysis.dkim).map(readDkim),
    findings: listOf(analysis.findings).map(readFinding),
    origins: listOf(analysis.originatingIps).map(readOrigin),
    embeddedTimes: listOf(analysis.embeddedTimes).flatMap((item) => {
      const time = timeOf(item.time);
      return time === null ? [] : [{ source: textOf(item.source), time }];
    }),
    logPlan: listOf(analysis.logPlan).map(readLogPlan),
    provider: readProvider(analysis.provider),
  };
}

/** The code of an analysis that failed on the reporter's device; null where it did not. */
export function analysisFailure(value: unknown): string | null {
  const { error } = objectOf(value);
  return typeof error === "object" && error !== null ? textOf(objectOf(error).code) : null;
}

const PROVENANCES: ReadonlySet<unknown> = new Set(["supplied-file", "host-api", "fetched-by-service"]);
const CAPTURES: ReadonlySet<unknown> = new Set(["as-served", "regenerated", "parts", "converted"]);
const AUTHENTICATIONS: ReadonlySet<unknown> = new Set([
  "signed",
  "body-fits",
  "mismatch-explained",
  "mismatch",
  "none",
]);

function readStatements(value: unknown): Statements | null {
  const { provenance, capture, authentication, reasons } = objectOf(value);
  if (!PROVENANCES.has(provenance) || !CAPTURES.has(capture) || !AUTHENTICATIONS.has(authentication))
    return null;
  return { ...({ provenance, capture, authentication } as Statements), reasons: textsOf(reasons) };
}

function readHop(hop: Record<string, unknown>): HopView {
  const { helo, rdns, ip } = objectOf(hop.from);
  return {
    index: typeof hop.index === "number" ? hop.index : 0,
    from: [...new Set([helo, rdns, ip].map(textOf))].filter(Boolean).join(" · "),
    by: textOf(hop.by),
    with: textOf(hop.with),
    receivedAt: timeOf(hop.receivedAt),
    delayMs: timeOf(hop.delayMs),
    trusted: trustedOf(hop.trusted),
    flags: textsOf(hop.flags),
  };
}

function readAuthentication(item: Record<string, unknown>): AuthenticationView {
  return {
    authservId: item.authservId === null ? null : textOf(item.authservId),
    method: textOf(item.method),
    result: textOf(item.result),
    properties: [...membersOf(item.properties)].map(([name, value]) => `${name}=${value}`).join(", "),
    trusted: trustedOf(item.trusted),
  };
}

function readDkim(item: Record<string, unknown>): DkimView {
  const key = objectOf(item.key);
  return {
    domain: textOf(item.domain),
    selector: textOf(item.selector),
    algorithm: textOf(item.algorithm),
    bodyHash: textOf(item.bodyHash),
    signature: textOf(item.signature),
    aligned: item.aligned === true,
    signedAt: timeOf(item.signedAt),
    keySource: textOf(key.source) || null,
    keyAt: timeOf(key.at),
  };
}

function readFinding(item: Record<string, unknown>): FindingView {
  return {
    code: textOf(item.code),
    severity: textOf(item.severity),
    confidence: textOf(item.confidence),
    details: membersOf(item.details),
    basis: listOf(item.basis).flatMap(({ field, offset }) =>
      typeof offset === "number" && offset >= 0 ? [{ field: textOf(field), offset }] : [],
    ),
  };
}

function readOrigin(item: Record<string, unknown>): OriginView {
  const { ip, claimedBy, kind, trusted } = item;
  return { ip: textOf(ip), claimedBy: textOf(claimedBy), kind: textOf(kind), trusted: trustedOf(trusted) };
}

function readLogPlan(item: Record<string, unknown>): LogPlanView {
  const days = item.usualRetentionDays;
  return {
    system: textOf(item.system),
    from: timeOf(item.from),
    to: timeOf(item.to),
    lookFor: textsOf(item.lookFor),
    reason: textOf(item.reason),
    usualRetentionDays: typeof days === "number" && days > 0 ? Math.round(days) : null,
  };
}

function readProvider(value: unknown): AnalysisView["provider"] {
  const { id, account, confidence } = objectOf(value);
  if (typeof id !== "string") return null;
  return { id: textOf(id), account: textOf(account) || null, confidence: textOf(confidence) };
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.slice(0, MAX_ROWS).map(objectOf) : [];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, MAX_TEXT) : "";
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.slice(0, MAX_ROWS).map(textOf).filter(Boolean) : [];
}

function membersOf(value: unknown): Map<string, string> {
  const members = Object.entries(objectOf(value)).slice(0, MAX_ROWS);
  return new Map(members.map(([name, member]) => [name.slice(0, MAX_TEXT), textOf(member)]));
}

/** Puts a finding's details into its words, each in the place of its name in braces. */
export function withDetails(words: string, details: FindingView["details"]): string {
  return words.replace(/\{(\w+)\}/g, (place, name: string) => details.get(name) ?? place);
}

function timeOf(value: unknown): number | null {
  return typeof value === "number" && Math.abs(value) <= MAX_TIME ? value : null;
}

function trustedOf(value: unknown): Trusted {
  return typeof value === "boolean" ? value : null;
}
