/**
 * The analysis as it is shown. In the console it was made on the reporter's device and lies in the package as plain
 * JSON: a device can write anything there. So every member is read by read-json.ts before it is used, and codes are
 * texts here, whatever they should have been.
 */
import type { Statements } from "../../core/evidence/types.ts";
import { arc, authentication, dkim, filter, microsoft } from "./read-authentication.ts";
import { account, attachment, body, client, planItem, provider } from "./read-content.ts";
import {
  list,
  members,
  objectOf,
  orNull,
  places,
  shape,
  text,
  textOrNull,
  texts,
  time,
} from "./read-json.ts";
import { clocks, hop, origin, ownNetwork, timeLine, trace } from "./read-trace.ts";

const finding = shape({ code: text, severity: text, confidence: text, details: members, basis: places });
export type FindingView = ReturnType<typeof finding>;

const analysis = shape({
  date: time,
  messageId: textOrNull,
  hops: list(hop),
  trace,
  dkim: list(dkim),
  otherSignatures: list(dkim),
  arc,
  authentication: list(authentication),
  originatingIps: list(origin),
  ownNetwork: list(ownNetwork),
  embeddedTimes: clocks,
  timeLine,
  provider,
  accounts: list(account),
  client,
  microsoft: orNull(microsoft),
  filters: list(filter),
  body: orNull(body),
  attachments: list(attachment),
  findings: list(finding),
  logPlan: list(planItem),
});

export type AnalysisView = ReturnType<typeof analysis> & { readonly statements: Statements };

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
  const { provenance, capture, authentication: shown, reasons } = objectOf(value);
  if (!PROVENANCES.has(provenance) || !CAPTURES.has(capture) || !AUTHENTICATIONS.has(shown)) return null;
  return { ...({ provenance, capture, authentication: shown } as Statements), reasons: texts(reasons) };
}

/** @returns The view, or null where the sealed analysis is an error or of no known form. */
export function readAnalysis(value: unknown): AnalysisView | null {
  const statements = readStatements(objectOf(value).statements);
  return statements === null ? null : { ...analysis(value), statements };
}

/** The code of an analysis that failed on the reporter's device; null where it did not. */
export function analysisFailure(value: unknown): string | null {
  const { error } = objectOf(value);
  return typeof error === "object" && error !== null ? text(objectOf(error).code) : null;
}

/** Puts a finding's details into its words, each in the place of its name in braces. */
export function withDetails(words: string, details: FindingView["details"]): string {
  return words.replace(/\{(\w+)\}/g, (place, name: string) => details.get(name) ?? place);
}
