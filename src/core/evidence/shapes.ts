/**
 * The JSON of a bag as data whose types hold (docs/package-format.md, section 6): screens and exports show it, and
 * whoever could seal could put anything there. Members that are not known stay as they are.
 */
import * as v from "valibot";
import { parseCanonicalJson } from "../base/canonical-json.ts";
import { isDigest } from "../base/digest.ts";
import { type EvidenceError, refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { isReference } from "./reference.ts";
import type { AcquisitionRecord, Report, SealContext, SubmissionStatement, Summary } from "./types.ts";

export const MAX_JSON_OCTETS = 4 * 1024 * 1024;
export const MAX_ANALYSIS_OCTETS = 16 * 1024 * 1024;
const MAX_STATEMENT_OCTETS = 4_096;

const text = v.string();
const nullableText = v.nullable(v.string());
const digest = v.custom<`sha256:${string}`>(isDigest);
const reference = v.custom<string>(isReference);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Milliseconds since the epoch; within what a Date can show. */
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(-8.64e15), v.maxValue(8.64e15));
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const version = v.literal(1);
/** 32 octets in base64, in their only spelling: 256 bits leave two spare ones in the last character. */
const salt = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/));
/** Paths are those of the manifests. */
const path = v.pipe(v.string(), v.regex(/^data\/[a-z0-9/.-]{1,120}$/));

function answer<S extends v.GenericSchema>(value: S) {
  return v.variant("state", [
    v.looseObject({ state: v.literal("answered"), value }),
    v.looseObject({ state: v.literal("not-answered") }),
    v.looseObject({ state: v.literal("not-asked") }),
  ]);
}

const kind = answer(
  v.picklist(["violence", "bomb", "sextortion", "blackmail", "defamation", "stalking", "phishing", "other"]),
);
const urgency = answer(v.picklist(["immediate-danger", "deadline", "none"]));
const action = v.picklist(["nothing", "replied", "clicked", "paid", "forwarded", "deleted", "told-someone"]);

const report = v.looseObject({
  v: version,
  reference,
  reportedAt: time,
  language: text,
  kind,
  urgency,
  actions: answer(v.array(action)),
  comment: answer(text),
  suspicion: answer(text),
  confidential: v.optional(v.boolean()),
  desk: v.nullable(v.looseObject({ id: text, name: text, leftOut: v.array(text) })),
  attachments: v.array(v.looseObject({ path, name: text, mediaType: text, octets: count, digest })),
});

const provenance = v.picklist(["supplied-file", "host-api", "fetched-by-service"]);
const capture = v.picklist(["as-served", "regenerated", "parts", "converted"]);
const method = v.picklist([
  "office.getAsFileAsync",
  "office.parts",
  "graph.value",
  "ews.mime-content",
  "gmail.format-raw",
  "smtp.attached",
  "smtp.inline",
  "file.eml",
  "file.msg",
  "file.mbox",
  "file.emlx",
]);

const acquisition = v.looseObject({
  v: version,
  reference,
  method,
  provenance,
  capture,
  startedAt: time,
  endedAt: time,
  timeZone: text,
  clockOffsetMs: v.nullable(v.number()),
  source: v.nullable(v.looseObject({ path, octets: count, digest })),
  second: v.nullable(v.looseObject({ method, path, digest, agrees: v.boolean() })),
  parts: v.array(
    v.looseObject({
      path,
      role: v.picklist(["headers", "body-text", "body-html", "attachment"]),
      name: nullableText,
      mediaType: nullableText,
      octets: count,
      digest,
    }),
  ),
  host: v.looseObject({ application: text, version: text, platform: text, userAgent: text }),
  addIn: v.looseObject({ version: text, build: text }),
  item: v.record(text, v.nullable(v.union([text, v.number()]))),
  errors: v.array(v.looseObject({ step: text, code: text, detail: text })),
  custodian: v.looseObject({ role: v.picklist(["reporter", "hr", "service"]), subject: nullableText }),
  deviceKey: text,
});

const context = v.looseObject({
  v: version,
  reference,
  organisation: text,
  directory: v.nullable(v.looseObject({ digest, version: count })),
  checkpoint: nullableText,
  recipients: v.pipe(v.array(text), v.minLength(1)),
  salt,
  reviewAfter: day,
});

const summary = v.looseObject({
  v: version,
  reference,
  reportedAt: time,
  kind,
  urgency,
  desk: nullableText,
  messageCount: count,
  messages: v.array(
    v.looseObject({
      digest: v.nullable(digest),
      subject: nullableText,
      from: v.nullable(v.looseObject({ address: nullableText, name: nullableText })),
      date: v.nullable(time),
      messageId: nullableText,
      statements: v.looseObject({
        provenance,
        capture,
        authentication: v.picklist(["signed", "body-fits", "mismatch-explained", "mismatch", "none"]),
      }),
    }),
  ),
  correlationKeys: v.array(v.looseObject({ kind: text, value: text })),
  supplements: v.nullable(digest),
});

const statement = v.strictObject({
  v: version,
  organisation: v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9-]{0,62})$/)),
  package: digest,
  summary: digest,
  commitment: digest,
  reviewAfter: day,
});

/** Reads canonical JSON whose members have the right types. @returns JSON_INVALID otherwise. */
function reader<T>(schema: v.GenericSchema, what: string, maxOctets = MAX_JSON_OCTETS) {
  return (octets: Uint8Array): Result<T, EvidenceError> => {
    const parsed = parseCanonicalJson(octets, maxOctets);
    if (!parsed.ok) return parsed;
    // The value itself goes on, not valibot's copy of it.
    return v.is(schema, parsed.value)
      ? ok(parsed.value as T)
      : refuse("JSON_INVALID", `${what}: not of its form`);
  };
}

export const readReport = reader<Report>(report, "report.json");
export const readSummary = reader<Summary>(summary, "summary.json");
export const readContext = reader<SealContext>(context, "context.json");
export const readAcquisition = reader<AcquisitionRecord>(acquisition, "acquisition.json");
export const readStatement = reader<SubmissionStatement>(statement, "statement.json", MAX_STATEMENT_OCTETS);

/** To valibot, an array is an object too. */
function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Analysis and DNS answers: any JSON object; who shows them reads them with care. */
export const readAnalysis = reader<Readonly<Record<string, unknown>>>(
  v.custom(isObject),
  "analysis.json",
  MAX_ANALYSIS_OCTETS,
);
export const readDns = reader<unknown>(v.unknown(), "dns.json");
