/** What the pane and the window of the sign-in say to each other: one question in the URL, one answer as text. */
import * as v from "valibot";
import { EvidenceError } from "../core/base/errors.ts";
import type { AccessToken } from "../workflow/ports.ts";
import { isToken, lifeOf, type SignInPurpose, signInFailed } from "./sign-in-msal.ts";
import { tryJson } from "./problem.ts";

export interface DialogQuestion {
  readonly purpose: SignInPurpose;
  /** Random: an answer to another question is not taken. */
  readonly request: string;
}

/** Characters at most. */
const ANSWER_LIMIT = 1 << 16;

const request = v.pipe(v.string(), v.uuid());
const questionSchema = v.object({ purpose: v.picklist(["intake", "graph"]), request });
const answerSchema = v.variant("outcome", [
  v.object({
    outcome: v.literal("token"),
    request,
    token: v.custom<string>(isToken),
    expiresAt: v.number(),
    subject: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}\/[0-9a-f-]{36}$/))),
  }),
  v.object({ outcome: v.picklist(["closed", "failed"]), request }),
]);

/** No word of whoever signs in is in the URL: it is in the log of the server that gives out the page. */
export function dialogUrl(pageUrl: string, { purpose, request: id }: DialogQuestion): string {
  const url = new URL(pageUrl);
  url.search = new URLSearchParams({ purpose, request: id }).toString();
  return url.href;
}

/** @returns Null where the page was opened without a question. */
export function questionIn(search: string): DialogQuestion | null {
  const parsed = v.safeParse(questionSchema, Object.fromEntries(new URLSearchParams(search)));
  return parsed.success ? parsed.output : null;
}

export function tokenAnswer({ request: id }: DialogQuestion, token: AccessToken): string {
  return JSON.stringify({ outcome: "token", request: id, ...token });
}

export function refusalAnswer({ request: id }: DialogQuestion, outcome: "closed" | "failed"): string {
  return JSON.stringify({ outcome, request: id });
}

/** @throws EvidenceError CANCELLED where the person closed it, SIGN_IN_FAILED for all else that is no token. */
export function readAnswer(text: string, question: DialogQuestion, now: number): AccessToken {
  const parsed = v.safeParse(answerSchema, text.length > ANSWER_LIMIT ? null : tryJson(text));
  if (!parsed.success || parsed.output.request !== question.request)
    throw signInFailed("the sign-in window gave another answer than the agreed one");
  const answer = parsed.output;
  if (answer.outcome === "token")
    return { token: answer.token, expiresAt: lifeOf(answer.expiresAt, now), subject: answer.subject };
  throw answer.outcome === "closed"
    ? new EvidenceError("CANCELLED", "the sign-in was closed")
    : signInFailed("the sign-in did not work");
}
