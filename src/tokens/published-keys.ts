/** The keys that a token service publishes: fetched with bounds, cached, renewed where one is new. Never by a forger's leave. */
import {
  createRemoteJWKSet,
  customFetch,
  errors,
  type FetchImplementation,
  type JWTVerifyGetKey,
} from "jose";

/** Milliseconds after which the keys are fetched again, so that a withdrawn one ends here too. */
const KEYS_MS = 3_600_000;
/** Milliseconds between two fetches for the sake of an unknown kid: forged ones cost no more than that. */
const COOLDOWN_MS = 30_000;
/** Milliseconds after a failed fetch in which none is tried. */
const FAILED_MS = 10_000;
const FETCH_TIMEOUT_MS = 5000;
/** Octets of a key set at most; the large services' have some 2 to 15 thousand. */
const KEYS_LIMIT = 262_144;

export interface PublishedKeysDeps {
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** The keys could not be had. Called once for each failed fetch. */
  readonly onFailure: (error: unknown) => void;
  /** What is thrown then: the caller's own word for "try again later". */
  readonly unavailable: () => Error;
}

/**
 * For jwtVerify of jose: throws its errors where the token names no key that there is, and `unavailable()` where nobody
 * can say.
 *
 * @param url - JSON Web Key Set (RFC 7517, section 5).
 */
export function publishedKeys(url: URL, { now, onFailure, unavailable }: PublishedKeysDeps): JWTVerifyGetKey {
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
      throw unavailable();
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
