/**
 * Sign-in by signing key. docs/http-api.md.
 *
 * An earlier draft decrypted a "nonce" of the server's and returned it: a server that sent a stored package got the
 * plaintext. So a challenge is text of one exact form, it is signed and never opened, and the key can open nothing.
 */
import * as v from "valibot";
import { fromBase64, utf8 } from "../base/bytes.ts";
import { type Digest, isDigest } from "../base/digest.ts";
import { type EvidenceError, refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { type SshSigner, signSsh, verifySsh } from "./sshsig.ts";

export const SIGN_IN_NAMESPACE = "zegel-signin";
/** Milliseconds that a challenge may still run: a signature that leaks later is worth nothing. */
export const SIGN_IN_WINDOW = 300_000;

export interface SignInClaim {
  /** Scheme, host and port of the intake, as the client configured it; never as the server says. */
  readonly origin: string;
  readonly directory: Digest;
  /** 32 octets, canonical base64. */
  readonly nonce: string;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
}

/** What a server sends to be signed, once checkChallenge has seen it. */
export type Challenge = Pick<SignInClaim, "nonce" | "expiresAt">;

/**
 * Exactly the octets that are signed.
 *
 * @throws TypeError if a member would not fit on its line: the caller has not checked the challenge.
 */
export function signInText(claim: SignInClaim): Uint8Array<ArrayBuffer> {
  if (!isOrigin(claim.origin) || !isDigest(claim.directory) || !isChallenge(claim))
    throw new TypeError("sign-in claim");
  return utf8(
    ["zegel-signin/v1", claim.origin, claim.directory, claim.nonce, String(claim.expiresAt), ""].join("\n"),
  );
}

const challengeSchema = v.strictObject({ nonce: v.string(), expiresAt: v.number() });

/**
 * Decides whether what a server sent may be signed.
 *
 * @param challenge - Anything: the server's JSON.
 * @param expected - The client's own origin, and the time now in milliseconds since the Unix epoch.
 * @returns CHALLENGE_INVALID on any other form, an origin that is not the configured kind, or an expiry that has
 *   passed or lies more than five minutes ahead.
 */
export function checkChallenge(
  challenge: unknown,
  expected: { readonly origin: string; readonly now: number },
): Result<Challenge, EvidenceError> {
  if (!isOrigin(expected.origin))
    return refuse("CHALLENGE_INVALID", "sign-in needs https, or http on this machine");
  const parsed = v.safeParse(challengeSchema, challenge);
  if (!parsed.success || !isChallenge(parsed.output))
    return refuse("CHALLENGE_INVALID", "the server's challenge is not a nonce of 32 octets and an expiry");
  const remaining = parsed.output.expiresAt - expected.now;
  if (remaining <= 0 || remaining > SIGN_IN_WINDOW)
    return refuse(
      "CHALLENGE_INVALID",
      "the challenge has expired or runs too long: check this device's clock",
    );
  return ok(parsed.output);
}

function isChallenge({ nonce, expiresAt }: Challenge): boolean {
  return isNonce(nonce) && Number.isSafeInteger(expiresAt) && expiresAt >= 0;
}

/** @returns Whether the text is canonical base64 of exactly 32 octets. */
export function isNonce(text: string): boolean {
  return text.length === 44 && fromBase64(text)?.length === 32;
}

/** Origin as a browser writes it (RFC 6454, section 6.2): lower case, no default port; http on loopback only. */
export function isOrigin(text: string): boolean {
  const match = /^(https?):\/\/([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[::1\])(?::([1-9]\d{0,4}))?$/.exec(
    text,
  );
  if (match === null) return false;
  const [, scheme, host = "", port] = match;
  const defaultPort = scheme === "https" ? "443" : "80";
  if (port === defaultPort || Number(port ?? 0) > 65_535) return false;
  return scheme === "https" || ["localhost", "127.0.0.1", "[::1]"].includes(host);
}

/** @returns The armored SSHSIG over the claim. */
export async function signSignIn(claim: SignInClaim, signer: SshSigner): Promise<string> {
  return signSsh(signer, SIGN_IN_NAMESPACE, signInText(claim));
}

/**
 * The intake's side: whether this key signed this claim. Whether the nonce is fresh, unused and its own is the
 * intake's to know, and whether the key is listed in the directory too.
 */
export async function verifySignIn(
  claim: SignInClaim,
  signature: string,
  signingKey: string,
): Promise<Result<true, EvidenceError>> {
  if (!isDigest(claim.directory) || !isOrigin(claim.origin) || !isChallenge(claim))
    return refuse("CHALLENGE_INVALID", "the sign-in claim has the wrong form");
  const verified = await verifySsh(signature, SIGN_IN_NAMESPACE, signInText(claim));
  if (!verified.ok) return verified;
  return verified.value.publicKey === signingKey
    ? ok(true)
    : refuse("SIGNATURE_INVALID", "another key signed");
}
