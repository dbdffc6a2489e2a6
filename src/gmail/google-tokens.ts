/**
 * Whether Google calls, for which endpoint, and for whom: two signed tokens of every request. Nothing but the reporter's
 * number leaves this file.
 */
import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from "jose";
import { EvidenceError } from "../core/base/errors.ts";
import { publishedKeys } from "../tokens/published-keys.ts";
import type { ResolvedConfig } from "./config.ts";

/** Seconds that our clock and Google's may differ. */
const TOLERANCE = 60;
/** Seconds that Google's ID tokens last. */
export const MAX_AGE = 3600;

export interface GoogleTokens {
  /**
   * The caller: Google's service account of our project, for exactly this endpoint.
   *
   * @param audience - The endpoint's public address: a token for another one is none for this.
   * @throws EvidenceError SERVER_ERROR, later, while the keys that it would be checked with cannot be had.
   */
  isGoogle(token: string, audience: string): Promise<boolean>;
  /** @returns The reporter's number at Google (sub); null for a token that is not good. @throws EvidenceError as `isGoogle`. */
  reporter(token: string): Promise<string | null>;
}

export interface GoogleTokensDeps {
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

type Config = Pick<ResolvedConfig, "google" | "serviceAccountEmail" | "oauthClientId" | "domains">;

export function googleTokens(config: Config, { now, onFailure }: GoogleTokensDeps): GoogleTokens {
  const issuers = [config.google.issuer].flat();
  const keys = publishedKeys(new URL(config.google.jwksUrl), {
    now,
    onFailure,
    unavailable: () => new EvidenceError("SERVER_ERROR", "Google's keys cannot be had", { retry: "later" }),
  });
  return {
    isGoogle: async (token, audience) => {
      const isOurs = (claims: JWTPayload) => isServiceAccount(claims, config.serviceAccountEmail);
      return (await verified(token, audience, isOurs)) !== null;
    },
    reporter: async (token) => {
      const claims = await verified(token, config.oauthClientId, (one) => isReporter(one, config.domains));
      return claims === null ? null : (claims.sub as string);
    },
  };

  async function verified(
    token: string,
    audience: string,
    fits: (claims: JWTPayload) => boolean,
  ): Promise<JWTPayload | null> {
    // Before any key is looked for: what is not even meant for us must not make us ask Google.
    if (!isMeantForUs(token, audience, fits)) return null;
    const options = {
      algorithms: ["RS256"],
      issuer: [...issuers],
      audience,
      requiredClaims: ["exp", "iat", "sub"],
      clockTolerance: TOLERANCE,
      // Refuses an iat in the future too.
      maxTokenAge: MAX_AGE,
      currentDate: new Date(now()),
    };
    try {
      const { payload } = await jwtVerify(token, keys, options);
      return fits(payload) ? payload : null;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  /** By the token's own, unverified word. */
  function isMeantForUs(token: string, audience: string, fits: (claims: JWTPayload) => boolean): boolean {
    try {
      const { alg, kid } = decodeProtectedHeader(token);
      const claims = decodeJwt(token);
      // A list of audiences is none of Google's, even where ours stands among them.
      return (
        alg === "RS256" &&
        typeof kid === "string" &&
        claims.aud === audience &&
        typeof claims.iss === "string" &&
        issuers.includes(claims.iss) &&
        fits(claims)
      );
    } catch {
      return false;
    }
  }
}

function isServiceAccount(claims: JWTPayload, email: string): boolean {
  return claims["email"] === email && claims["email_verified"] === true;
}

/** Google's numbers have some 21 digits; hd is there for accounts of a Workspace alone. */
function isReporter(claims: JWTPayload, domains: readonly string[] | undefined): boolean {
  const { sub, hd } = claims as { readonly sub?: unknown; readonly hd?: unknown };
  if (typeof sub !== "string" || !/^[\x21-\x7e]{1,255}$/.test(sub)) return false;
  return domains === undefined || (typeof hd === "string" && domains.includes(hd.toLowerCase()));
}
