/** What a failing server says (RFC 9457), reduced to codes of ours: its words are never shown. */
import * as v from "valibot";
import { fromUtf8 } from "../core/base/bytes.ts";
import { EvidenceError, type EvidenceErrorCode } from "../core/base/errors.ts";

/** Codes that an intake has reason to send, and what they mean to whoever asked. */
const SERVER_CODES: Partial<Record<EvidenceErrorCode, string>> = {
  STATEMENT_INVALID: "the intake cannot read the statement",
  SUBMISSION_CONFLICT: "the intake holds this package with another statement or summary",
  PACKAGE_TOO_LARGE: "the package is too large for the intake",
  SUMMARY_TOO_LARGE: "the summary is too large for the intake",
  DIGEST_MISMATCH: "what arrived at the intake is not what was sent",
  UNAUTHORISED: "the intake does not know this enrolment code, token or session",
  DNS_QUERY_NOT_ALLOWED: "the organisation's policy does not allow this question",
  NOT_FOUND: "the intake has nothing under this name",
  RATE_LIMITED: "too many requests for now",
  STORAGE_FULL: "the intake has no room left",
  INPUT_INVALID: "the intake refuses the request's form",
  CHALLENGE_INVALID: "the sign-in took too long or was used before",
  SIGNATURE_INVALID: "the intake refuses the signature",
  CUSTODY_EVENT_INVALID: "the intake refuses the custody event",
  GRANT_INVALID: "the intake refuses the grant",
  DIRECTORY_EXPIRED: "the intake's directory has expired",
  SERVER_ERROR: "the intake failed",
};

/** A way to show that one may hand in: a code, a sign-in, or none at all. */
export type Door = "enrolment" | "entra" | "confidential";

/** Longest problem document that is looked into, in octets. */
const PROBLEM_LIMIT = 1 << 16;
const problemSchema = v.object({
  code: v.string(),
  retry: v.optional(v.picklist(["later", "never"])),
  // Of other kinds that a later server may know, nothing can be made here.
  doors: v.fallback(v.optional(v.array(v.unknown())), undefined),
});

const doorNames: readonly unknown[] = ["enrolment", "entra", "confidential"] satisfies Door[];
const doorsByError = new WeakMap<object, readonly Door[]>();

/**
 * What the intake takes instead of what it refused.
 *
 * @returns The doors of an UNAUTHORISED that an intake answered; empty for every other failure, and where it said none.
 */
export function doorsOf(error: unknown): readonly Door[] {
  return (typeof error === "object" && error !== null && doorsByError.get(error)) || [];
}

/** Only these may be repeated unchanged, whatever the server says: the others would fail the same way. */
const MAY_RETRY: ReadonlySet<EvidenceErrorCode> = new Set(["RATE_LIMITED", "STORAGE_FULL", "SERVER_ERROR"]);

/**
 * The failure behind an HTTP status and body.
 *
 * @returns The server's code if it is one that we know, else SERVER_ERROR; 5xx and 429 may be tried again later.
 */
export function problemToError(status: number, body: Uint8Array): EvidenceError {
  const problem = readProblem(body);
  const code = problem === null ? "SERVER_ERROR" : problem.code;
  const later = status === 429 || status >= 500 || (MAY_RETRY.has(code) && problem?.retry === "later");
  const message = `${SERVER_CODES[code]} (HTTP ${status})`;
  const error = new EvidenceError(code, message, later ? { retry: "later" } : {});
  if (code === "UNAUTHORISED") doorsByError.set(error, problem?.doors ?? []);
  return error;
}

interface ReadProblem {
  readonly code: EvidenceErrorCode;
  readonly retry: "later" | "never" | undefined;
  readonly doors: readonly Door[];
}

function readProblem(body: Uint8Array): ReadProblem | null {
  const text = body.length > PROBLEM_LIMIT ? null : fromUtf8(body);
  const parsed = v.safeParse(problemSchema, text === null ? null : tryJson(text));
  if (!parsed.success || !Object.hasOwn(SERVER_CODES, parsed.output.code)) return null;
  const { code, retry, doors = [] } = parsed.output;
  const known = [...new Set(doors)].filter((door): door is Door => doorNames.includes(door));
  return { code: code as EvidenceErrorCode, retry, doors: known };
}

/** @returns The value, or null where the text is no JSON. */
export function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
