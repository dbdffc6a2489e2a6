/** Failures as RFC 9457 problem details. Nothing of a request is ever quoted. */
import { EvidenceError, type EvidenceErrorCode } from "../core/base/errors.ts";

/** A way to show that one may hand in. */
export type Door = "enrolment" | "entra" | "confidential";

/** What a refusal says beside its code. */
export interface RefusalDetails {
  /** With UNAUTHORISED: which doors there are, so that a client knows what to ask its user for. */
  readonly doors?: readonly Door[];
  /** Instead of the code's own status. */
  readonly status?: 503;
}

export interface Problem extends Pick<RefusalDetails, "doors"> {
  readonly status: number;
  readonly code: EvidenceErrorCode;
  readonly retry: "later" | "never";
}

const details = new WeakMap<EvidenceError, RefusalDetails>();

interface Kind {
  readonly status: number;
  readonly title: string;
}

/** Everything that the intake says no with (docs/http-api.md). */
const KINDS = {
  STATEMENT_INVALID: { status: 400, title: "The statement cannot be read or does not fit the request" },
  INPUT_INVALID: { status: 400, title: "The request does not have the agreed form" },
  CHALLENGE_INVALID: { status: 400, title: "The sign-in challenge is not valid, has expired or was used" },
  UNAUTHORISED: { status: 401, title: "A valid enrolment code, token or session is needed" },
  DNS_QUERY_NOT_ALLOWED: { status: 403, title: "The organisation's policy does not allow this question" },
  NOT_FOUND: { status: 404, title: "There is nothing under this name" },
  SUBMISSION_CONFLICT: { status: 409, title: "This package is stored with another statement or summary" },
  SUMMARY_TOO_LARGE: { status: 413, title: "The summary is too large" },
  PACKAGE_TOO_LARGE: { status: 413, title: "The package is too large" },
  DIGEST_MISMATCH: { status: 422, title: "What arrived does not have the digest that was announced" },
  SIGNATURE_INVALID: { status: 422, title: "The signature is not valid for this text" },
  CUSTODY_EVENT_INVALID: { status: 422, title: "The custody event does not have the agreed form" },
  GRANT_INVALID: { status: 422, title: "The grant does not have the agreed form" },
  RATE_LIMITED: { status: 429, title: "Too many requests" },
  SERVER_ERROR: { status: 500, title: "The intake failed" },
  STORAGE_FULL: { status: 507, title: "There is no room left" },
} as const satisfies Partial<Record<EvidenceErrorCode, Kind>>;

export type ProblemCode = keyof typeof KINDS;

const RETRY_LATER: ReadonlySet<string> = new Set<ProblemCode>([
  "RATE_LIMITED",
  "SERVER_ERROR",
  "STORAGE_FULL",
]);

/** A refusal; its message is for the log and holds nothing of the request. */
export function refusal(code: ProblemCode, message: string, more: RefusalDetails = {}): EvidenceError {
  const error = new EvidenceError(code, message, RETRY_LATER.has(code) ? { retry: "later" } : {});
  details.set(error, more);
  return error;
}

/** Which problem a failure is. Unknown ones are ours: SERVER_ERROR. */
export function problemOf(error: unknown): Problem {
  const code = codeOf(error);
  const { doors, status = KINDS[code].status } = detailsOf(error);
  const retry = RETRY_LATER.has(code) ? "later" : "never";
  return { status, code, retry, ...(doors && { doors }) };
}

export function problemBody({ status, code, retry, doors }: Problem): string {
  const { title } = KINDS[code as ProblemCode];
  return JSON.stringify({ type: "about:blank", title, status, code, retry, doors });
}

function detailsOf(error: unknown): RefusalDetails {
  return (error instanceof EvidenceError && details.get(error)) || {};
}

function codeOf(error: unknown): ProblemCode {
  if (error instanceof EvidenceError && Object.hasOwn(KINDS, error.code)) return error.code as ProblemCode;
  if (isStorageFull(error)) return "STORAGE_FULL";
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  if (status === 429) return "RATE_LIMITED";
  if (status === 404) return "NOT_FOUND";
  // fastify and busboy mark what the client did wrong.
  return typeof status === "number" && status >= 400 && status < 500 ? "INPUT_INVALID" : "SERVER_ERROR";
}

/** The disk, the quota or SQLite's own limit (SQLITE_FULL, 13). */
export function isStorageFull(error: unknown): boolean {
  const { code, errcode } = (error ?? {}) as { code?: unknown; errcode?: unknown };
  return code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG" || errcode === 13;
}
