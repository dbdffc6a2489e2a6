/**
 * Access tokens of Entra ID: whether one lets its bearer hand in, and a number to count them by. Nothing else of a
 * token leaves this file: no name, no id, no claim.
 */
import { createHmac, randomBytes } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from "jose";
import { publishedKeys } from "../tokens/published-keys.ts";
import type { EntraConfig } from "./config.ts";
import { refusal } from "./problems.ts";

/** Seconds that our clock and the token service's may differ. */
const TOLERANCE = 60;
/** Seconds that Entra's longest tokens last, those that are re-evaluated continuously: 28 hours. */
const MAX_AGE = 100_800;

export interface EntraDoor {
  /**
   * @returns A number for this person under a key that dies with the process, hex; null for a token that is not good.
   * @throws EvidenceError SERVER_ERROR, later, while the keys that it would be checked with cannot be had.
   */
  admit(token: string): Promise<string | null>;
}

export interface EntraDeps {
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** The keys could not be had. */
  readonly onFailure: (error: unknown) => void;
}

export function entraDoor(config: EntraConfig, { now, onFailure }: EntraDeps): EntraDoor {
  const accepted = acceptedBy(config);
  const unavailable = () =>
    refusal("SERVER_ERROR", "the token service's keys cannot be had", { status: 503 });
  const keys = publishedKeys(new URL(accepted.jwksUrl), { now, onFailure, unavailable });
  const countingKey = randomBytes(32);
  return { admit };

  async function admit(token: string): Promise<string | null> {
    // Before any key is looked for: what is not even meant for us must not make us ask the token service.
    if (!isMeantForUs(token, accepted)) return null;
    const payload = await verified(token);
    if (payload === null || !isReporter(payload, accepted)) return null;
    return createHmac("sha256", countingKey).update(`${payload["tid"]}/${payload["oid"]}`).digest("hex");
  }

  async function verified(token: string): Promise<JWTPayload | null> {
    const { issuers, audiences } = accepted;
    const options = {
      algorithms: ["RS256"],
      issuer: [...issuers],
      audience: [...audiences],
      requiredClaims: ["exp", "iat"],
      clockTolerance: TOLERANCE,
      maxTokenAge: MAX_AGE,
      currentDate: new Date(now()),
    };
    try {
      return (await jwtVerify(token, keys, options)).payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }
}

interface Accepted {
  readonly tenantId: string;
  readonly issuers: readonly string[];
  readonly audiences: readonly string[];
  readonly scope: string;
  readonly jwksUrl: string;
}

function acceptedBy({ tenantId, audience, scope, issuer, jwksUrl }: EntraConfig): Accepted {
  const authority = `https://login.microsoftonline.com/${tenantId}`;
  return {
    tenantId,
    issuers: [issuer ?? `${authority}/v2.0`].flat(),
    audiences: [audience].flat(),
    scope,
    jwksUrl: jwksUrl ?? `${authority}/discovery/v2.0/keys`,
  };
}

/** By the token's own, unverified word. */
function isMeantForUs(token: string, accepted: Accepted): boolean {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    return alg === "RS256" && typeof kid === "string" && isReporter(decodeJwt(token), accepted);
  } catch {
    return false;
  }
}

/**
 * Whether the claims are those of a person of the tenant who agreed to hand in. An ID token has no scp: it tells a
 * page who signed in and lets nobody in anywhere. A token of a program has roles instead, and idtyp "app".
 */
function isReporter(payload: JWTPayload, { tenantId, issuers, audiences, scope }: Accepted): boolean {
  const { iss, aud, tid, oid, scp, idtyp } = payload;
  if (typeof iss !== "string" || !issuers.includes(iss)) return false;
  if (typeof aud !== "string" || !audiences.includes(aud)) return false;
  if (tid !== tenantId || typeof oid !== "string" || oid === "" || idtyp === "app") return false;
  return typeof scp === "string" && scp.split(" ").includes(scope);
}
