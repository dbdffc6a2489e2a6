/** Who may ask: enrolment codes, read tokens, sessions. Every secret is compared as a hash, in constant time. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { fromBase64 } from "../core/base/bytes.ts";

/** Octets of a nonce: the half that is random, and the half that says it is ours. */
const NONCE_HALF = 16;
/** Milliseconds that a challenge can be answered; clients refuse more than five minutes. */
export const CHALLENGE_MS = 5 * 60_000;
export type Scheme = "Enrolment" | "Read" | "Bearer";

/** Longest Authorization value that is looked at, in characters. Tokens of others are long; ours are not. */
const MAX_AUTHORIZATION: Record<Scheme, number> = { Enrolment: 512, Read: 512, Bearer: 8192 };

/** @returns The credential of that scheme, or null where the field is absent, too long or of another scheme. */
export function credential(authorization: string | undefined, scheme: Scheme): string | null {
  if (authorization === undefined || authorization.length > MAX_AUTHORIZATION[scheme]) return null;
  const space = authorization.indexOf(" ");
  if (authorization.slice(0, Math.max(space, 0)).toLowerCase() !== scheme.toLowerCase()) return null;
  return authorization.slice(space + 1).trim();
}

export function sha256Of(text: string): Buffer {
  return createHash("sha256").update(text, "utf8").digest();
}

/** Compares with all of them, so that the time tells neither which one nor where. @param hashes - SHA-256, 32 octets each. */
export function matchesAny(secret: string, hashes: readonly Uint8Array[]): boolean {
  const given = sha256Of(secret);
  let found = false;
  for (const hash of hashes) found = timingSafeEqual(given, hash) || found;
  return found;
}

export interface SessionToken {
  readonly token: string;
  readonly hash: Uint8Array;
}

export function makeSessionToken(): SessionToken {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: sha256Of(token) };
}

export interface Challenge {
  /** 32 octets, base64. */
  readonly nonce: string;
  readonly expiresAt: number;
}

/** Challenges that need no memory: half of the nonce is a MAC over the other half, organisation and expiry. */
export interface Challenger {
  make(organisation: string, now: number): Challenge;
  /** Whether we made it for that organisation and it has not expired; that it is used once is the ledger's part. */
  accepts(organisation: string, challenge: Challenge, now: number): boolean;
}

/** @param key - 32 secret octets. */
export function challenger(key: Uint8Array): Challenger {
  return {
    make(organisation, now) {
      const random = randomBytes(NONCE_HALF);
      const expiresAt = now + CHALLENGE_MS;
      const nonce = Buffer.concat([random, mac(organisation, random, expiresAt)]);
      return { nonce: nonce.toString("base64"), expiresAt };
    },
    accepts(organisation, { nonce, expiresAt }, now) {
      const octets = fromBase64(nonce);
      if (octets === null || octets.length !== 2 * NONCE_HALF) return false;
      if (!Number.isSafeInteger(expiresAt) || expiresAt <= now || expiresAt > now + CHALLENGE_MS)
        return false;
      const expected = mac(organisation, octets.subarray(0, NONCE_HALF), expiresAt);
      return timingSafeEqual(octets.subarray(NONCE_HALF), expected);
    },
  };

  function mac(organisation: string, random: Uint8Array, expiresAt: number): Buffer {
    const message = Buffer.concat([
      Buffer.from(`zegel-challenge/v1\0${organisation}\0${expiresAt}\0`),
      random,
    ]);
    return createHmac("sha256", key).update(message).digest().subarray(0, NONCE_HALF);
  }
}
