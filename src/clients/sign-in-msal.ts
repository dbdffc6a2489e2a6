/** What msal-browser is told, and what is taken from its answers: the access token, and nothing of whoever it is for. */
import type { AuthenticationResult, Configuration } from "@azure/msal-browser";
import { EvidenceError } from "../core/base/errors.ts";
import type { AccessToken } from "../workflow/ports.ts";

/** Fits EntraBuild of the build. */
export interface EntraSettings {
  readonly clientId: string;
  /** "https://login.microsoftonline.com/<tenant id>" */
  readonly authority: string;
  /** Scope of our own API. */
  readonly scope: string;
  readonly graphScopes: readonly string[];
}

export type SignInPurpose = "intake" | "graph";

/** Milliseconds; a token that says it lasts longer is asked for again after a day. */
const LONGEST_LIFE_MS = 86_400_000;
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** What a header field can carry, and no longer than servers take. */
const TOKEN = /^[\x21-\x7e]{1,16384}$/;

/**
 * The authority is pinned by the build, so msal need not ask Microsoft whether it is one. Tokens stay in memory: on a
 * computer that several people use, nothing of a sign-in may lie in the browser's storage after the pane is closed;
 * the host, or the token service's own cookie, signs in again without a question. A window that is redirected cannot
 * do without a store while it is away; `redirectUri` gives it the one that ends with the window.
 */
export function msalConfiguration(entra: EntraSettings, redirectUri?: string): Configuration {
  return {
    auth: {
      clientId: entra.clientId,
      authority: entra.authority,
      knownAuthorities: [new URL(entra.authority).host],
      ...(redirectUri !== undefined && { redirectUri }),
    },
    cache: { cacheLocation: redirectUri === undefined ? "memoryStorage" : "sessionStorage" },
    system: { loggerOptions: { loggerCallback: () => undefined, piiLoggingEnabled: false } },
  };
}

export function scopesOf(entra: EntraSettings, purpose: SignInPurpose): string[] {
  return purpose === "intake" ? [entra.scope] : [...entra.graphScopes];
}

/**
 * @param now - Milliseconds since the Unix epoch.
 * @throws EvidenceError SIGN_IN_FAILED where there is no access token: an ID token is never taken for one.
 */
export function accessTokenOf(result: AuthenticationResult, now: number): AccessToken {
  const { accessToken, idToken, expiresOn, account } = result;
  if (!isToken(accessToken) || accessToken === idToken) throw signInFailed("no access token was given");
  return {
    token: accessToken,
    expiresAt: lifeOf(expiresOn?.getTime(), now),
    subject: subjectOf(account?.tenantId, account?.localAccountId),
  };
}

export function isToken(token: unknown): token is string {
  return typeof token === "string" && TOKEN.test(token);
}

/** @returns When the token is no longer used; at once where nobody says. */
export function lifeOf(expiresAt: number | undefined, now: number): number {
  return expiresAt !== undefined && Number.isFinite(expiresAt)
    ? Math.min(expiresAt, now + LONGEST_LIFE_MS)
    : now;
}

export function subjectOf(tenant: unknown, person: unknown): string | null {
  const both = typeof tenant === "string" && typeof person === "string";
  return both && GUID.test(tenant) && GUID.test(person) ? `${tenant}/${person}`.toLowerCase() : null;
}

/** Without a cause: those of msal quote requests and accounts. */
export function signInFailed(why: string): EvidenceError {
  return new EvidenceError("SIGN_IN_FAILED", why, { retry: "later" });
}
