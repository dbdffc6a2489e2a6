/**
 * Access tokens of Entra ID: whether one lets its bearer hand in, and a number to count them by. Nothing else of a
 * token leaves this file: no name, no id, no claim.
 */
import { createHmac, randomBytes } from "node:crypto";
import {
  createRemoteJWKSet,
  customFetch,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type FetchImplementation,
  type JWTPayload,
  jwtVerify,
  type JWTVerifyGetKey,
} from "jose";
import type { EntraConfig } from "./config.ts";
import { refusal } from "./problems.ts";

/** Seconds that our clock and the token service's may differ. */
const TOLERANCE = 60;
/** Seconds that Entra's longest tokens last, those that are re-evaluated continuously: 28 hours. */
const MAX_AGE = 100_800;
/** Milliseconds after which the keys are fetched again, so that a withdrawn one ends here too. */
const KEYS_MS = 3_600_000;
/** Milliseconds between two fetches for the sake of an unknown kid: forged ones cost no more than that. */
const COOLDOWN_MS = 30_000;
/** Milliseconds after a failed fetch in which none is tried. */
const FAILED_MS = 10_000;
const FETCH_TIMEOUT_MS = 5000;
/** Octets of a key set at most; Entra's has some 15 thousand. */
const KEYS_LIMIT = 262_144;

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
  const keys = publishedKeys(new URL(accepted.jwksUrl), { now, onFailure });
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

/** The tenant's keys, cached; fetched again where a kid is new, but not for every kid that somebody makes up. */
function publishedKeys(url: URL, { now, onFailure }: EntraDeps): JWTVerifyGetKey {
  let failedAt = Number.NEGATIVE_INFINITY;
  const remote = createRemoteJWKSet(url, {
    cacheMaxAge: KEYS_MS,
    cooldownDuration: COOLDOWN_MS,
    timeoutDuration: FETCH_TIMEOUT_MS,
    [customFetch]: async (address, init) => {
      if (now() - failedAt < FAILED_MS) throw new Error("failed a moment ago");
      return await fetchBounded(address, init);
    },
  });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      if (isTokensFault(error)) throw error;
      if (now() - failedAt >= FAILED_MS) {
        failedAt = now();
        onFailure(error);
      }
      throw refusal("SERVER_ERROR", "the token service's keys cannot be had", { status: 503 });
    }
  };
}

function isTokensFault(error: unknown): boolean {
  const { JWKSNoMatchingKey, JWKSMultipleMatchingKeys, JOSENotSupported } = errors;
  return [JWKSNoMatchingKey, JWKSMultipleMatchingKeys, JOSENotSupported].some(
    (kind) => error instanceof kind,
  );
}

/** Like fetch, with an end to how much is read. */
const fetchBounded: FetchImplementation = async (address, init) => {
  const response = await fetch(address, init);
  const chunks: Uint8Array[] = [];
  let octets = 0;
  for await (const chunk of response.body ?? []) {
    octets += chunk.length;
    if (octets > KEYS_LIMIT) throw new Error("a key set is too large");
    chunks.push(chunk);
  }
  const { status } = response;
  return new Response(status === 200 ? Buffer.concat(chunks) : null, { status: status === 200 ? 200 : 502 });
};
