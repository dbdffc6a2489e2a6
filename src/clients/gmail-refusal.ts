/** Gmail's refusals as codes of ours. Its sentences are left out: they quote addresses and projects. */
import * as v from "valibot";
import { fromUtf8 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import type { HttpAnswer } from "./http.ts";
import { tryJson } from "./problem.ts";

const word = v.pipe(v.string(), v.regex(/^[A-Za-z_]{1,64}$/));
const errorSchema = v.object({
  error: v.object({
    status: v.fallback(v.nullish(word), null),
    errors: v.fallback(v.nullish(v.array(v.object({ reason: word }))), null),
  }),
});

const TOO_MANY: ReadonlySet<string> = new Set([
  "rateLimitExceeded",
  "userRateLimitExceeded",
  "dailyLimitExceeded",
  "quotaExceeded",
  "RESOURCE_EXHAUSTED",
]);
/** Octets of a refusal that are looked at. */
const REFUSAL_LIMIT = 1 << 16;

export function refusalOf({ status, octets }: Pick<HttpAnswer, "status" | "octets">): EvidenceError {
  const reason = reasonOf(octets);
  const words = `Gmail answered ${status}${reason === null ? "" : `: ${reason}`}`;
  if (status === 429 || (status === 403 && reason !== null && TOO_MANY.has(reason)))
    return new EvidenceError("RATE_LIMITED", words, { retry: "later" });
  if (status >= 500) return new EvidenceError("SERVER_ERROR", words, { retry: "later" });
  // The tokens of a card last for minutes: whoever opens the mail again brings new ones.
  if (status === 401) return new EvidenceError("SIGN_IN_FAILED", words);
  if (status === 400 || status === 403 || status === 404)
    return new EvidenceError("SOURCE_UNAVAILABLE", words);
  return new EvidenceError("RESPONSE_INVALID", words);
}

function reasonOf(octets: Uint8Array): string | null {
  const text = octets.length > REFUSAL_LIMIT ? null : fromUtf8(octets);
  const parsed = v.safeParse(errorSchema, text === null ? null : tryJson(text));
  if (!parsed.success) return null;
  return parsed.output.error.errors?.[0]?.reason ?? parsed.output.error.status ?? null;
}
