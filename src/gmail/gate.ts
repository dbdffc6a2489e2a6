/** Who is let in, before anything is done for them. Nothing of a request that is refused is kept, written or asked of anyone. */
import { fromUtf8 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { EMAIL_SCOPE, READ_SCOPE } from "../hosts/gmail/deployment.ts";
import { type GmailEvent, parseEvent } from "../hosts/gmail/event.ts";
import type { GoogleTokens } from "./google-tokens.ts";
import type { Visit } from "./talk.ts";

export interface Knock {
  /** Public address of the endpoint. */
  readonly url: string;
  readonly authorization: string | undefined;
  /** The body as it came. */
  readonly body: Uint8Array;
}

export type Admission =
  | {
      readonly kind: "in";
      readonly visit: Visit;
      /** Which token was shown: the body's, else the bearer's. Leaving the other away makes no other request of it. */
      readonly token: string;
    }
  /** Google calls, for somebody who did not allow what a report needs. */
  | { readonly kind: "scopes"; readonly missing: readonly string[] }
  | { readonly kind: "refused" }
  /** Google's keys cannot be had: nobody can say. */
  | { readonly kind: "unavailable" };

const REFUSED = { kind: "refused" } as const;

/**
 * Google sends its token as bearer (authorizationHeader SYSTEM_ID_TOKEN) and in the body as well. One is enough; where
 * both are there both must be good, so that neither can be exchanged for another.
 */
export async function admit(tokens: GoogleTokens, { url, authorization, body }: Knock): Promise<Admission> {
  const event = eventOf(body);
  if (event === null) return REFUSED;
  const systems = systemTokens(event, authorization) ?? [];
  const [shown] = systems;
  if (shown === undefined) return REFUSED;
  try {
    for (const token of systems) if (!(await tokens.isGoogle(token, url))) return REFUSED;
    const { user } = event.tokens;
    const subject = user === null ? null : await tokens.reporter(user);
    if (user !== null && subject === null) return REFUSED;
    const missing = missingScopes(event);
    if (missing.length > 0) return { kind: "scopes", missing };
    return subject === null ? REFUSED : { kind: "in", visit: { event, subject }, token: shown };
  } catch (cause) {
    if (cause instanceof EvidenceError) return { kind: "unavailable" };
    throw cause;
  }
}

function eventOf(body: Uint8Array): GmailEvent | null {
  const text = fromUtf8(body);
  if (text === null) return null;
  try {
    return parseEvent(JSON.parse(text));
  } catch {
    return null;
  }
}

/** @returns Null for a header field that is no bearer's. */
function systemTokens(event: GmailEvent, authorization: string | undefined): readonly string[] | null {
  const bearer = authorization === undefined ? null : /^Bearer ([\x21-\x7e]{1,8192})$/i.exec(authorization);
  if (authorization !== undefined && bearer === null) return null;
  const both = [event.tokens.system, bearer?.[1] ?? null];
  return [...new Set(both.filter((one) => one !== null))];
}

/**
 * Where Google does not say what was allowed, the mailbox will. Whoever did not allow their address to be seen has no
 * token that says who they are.
 */
function missingScopes({ scopes, tokens }: GmailEvent): readonly string[] {
  if (scopes === null) return [];
  const needed = tokens.user === null ? [READ_SCOPE, EMAIL_SCOPE] : [READ_SCOPE];
  return needed.filter((one) => !scopes.includes(one));
}
