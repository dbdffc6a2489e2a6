/** data/summary.json: what the console lists and correlates by, small enough to fetch for every report. */
import { canonicalJson } from "../base/canonical-json.ts";
import { type Digest, isDigest } from "../base/digest.ts";
import type { AuthenticationStatement, CorrelationKey, MessageEvidence, Report, Summary } from "./types.ts";

/** Octets of summary.age, header and all. */
export const MAX_SUMMARY_OCTETS = 65_536;
/** What a summary may take before its recipients are known; sealing cuts further where they need the room. */
const USUAL_ROOM = 56_000;
const MAX_TEXT = 300;
const MAX_KEYS = 200;
const MAX_KEY = 200;

type SummaryMessage = Summary["messages"][number];
export type AnalysedMessage = Pick<MessageEvidence, "acquisition" | "analysis">;

/**
 * Takes from each analysis what the list needs. Subjects and names are the sender's: cut, and free of halves of
 * surrogate pairs, which JSON could not carry canonically.
 *
 * @param supplements - Digest of the package that this report adds to.
 */
export function makeSummary(
  report: Report,
  messages: readonly AnalysedMessage[],
  supplements: Digest | null,
): Summary {
  const keys = messages.flatMap(({ analysis }) => correlationKeys(analysis));
  return fitSummary(
    {
      v: 1,
      reference: report.reference,
      reportedAt: report.reportedAt,
      kind: report.kind,
      urgency: report.urgency,
      desk: report.desk ? cut(report.desk.id) : null,
      messageCount: messages.length,
      messages: messages.map(summarise),
      correlationKeys: distinct(keys).slice(0, MAX_KEYS),
      supplements,
    },
    USUAL_ROOM,
  );
}

/**
 * Leaves out the last messages, then correlation keys, until the summary fits; `messageCount` still tells how many
 * there are.
 *
 * @param room - Octets of canonical JSON.
 */
export function fitSummary(summary: Summary, room: number): Summary {
  const bare = octetsOf({ ...summary, messages: [], correlationKeys: [] });
  const keyRoom = Math.floor((room - bare) / 2);
  const keys = fit(summary.correlationKeys, Math.max(keyRoom, room - bare - octetsOf(summary.messages)));
  const messages = fit(summary.messages, room - bare - octetsOf(keys));
  return { ...summary, messages, correlationKeys: keys };
}

/** The longest beginning of the list whose elements and commas take no more than `room` octets. */
function fit<T>(list: readonly T[], room: number): readonly T[] {
  let used = 2;
  const end = list.findIndex((element) => {
    used += octetsOf(element) + 1;
    return used > room;
  });
  return end < 0 ? list : list.slice(0, end);
}

function octetsOf(value: unknown): number {
  return canonicalJson(value).length;
}

function summarise({ acquisition, analysis }: AnalysedMessage): SummaryMessage {
  const found = record(analysis);
  const from = record(found["from"]);
  const statements = record(found["statements"]);
  const sha256 =
    typeof found["sha256"] === "string" ? `sha256:${found["sha256"].replace(/^sha256:/, "")}` : null;
  const digest = acquisition.source?.digest ?? sha256;
  return {
    digest: isDigest(digest) ? digest : null,
    subject: nullableText(found["subject"]),
    from:
      found["from"] === null || found["from"] === undefined
        ? null
        : { address: nullableText(from["address"]), name: nullableText(from["name"]) },
    date: time(found["date"]),
    messageId: nullableText(found["messageId"]),
    statements: {
      provenance: acquisition.provenance,
      capture: acquisition.capture,
      authentication: authentication(statements["authentication"]),
    },
  };
}

function correlationKeys(analysis: unknown): CorrelationKey[] {
  const keys = record(analysis)["correlationKeys"];
  if (!Array.isArray(keys)) return [];
  return keys.flatMap((key) => {
    const { kind, value } = record(key);
    if (typeof kind !== "string" || typeof value !== "string") return [];
    // A cut key would match what it should not: too long ones are left out.
    return value.length <= MAX_KEY && kind.length <= MAX_KEY && value.isWellFormed() && kind.isWellFormed()
      ? [{ kind, value }]
      : [];
  });
}

function distinct(keys: readonly CorrelationKey[]): CorrelationKey[] {
  return [...new Map(keys.map((key) => [`${key.kind}\0${key.value}`, key])).values()];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function nullableText(value: unknown): string | null {
  return typeof value === "string" ? cut(value) : null;
}

function cut(text: string): string {
  return text.slice(0, MAX_TEXT).toWellFormed();
}

function time(value: unknown): number | null {
  return Number.isSafeInteger(value) && Math.abs(value as number) <= 8.64e15 ? (value as number) : null;
}

function authentication(value: unknown): AuthenticationStatement {
  const known: readonly AuthenticationStatement[] = [
    "signed",
    "body-fits",
    "mismatch-explained",
    "mismatch",
    "none",
  ];
  return known.find((one) => one === value) ?? "none";
}
