/** The tokens that Google sends with an event, signed by a key of this page's own, good ones and bad ones. */
import { randomUUID } from "node:crypto";
import { makeTestIssuer, type TestIssuer, type TokenOptions } from "../../issuer.ts";
import type { Switches } from "../switches.ts";

export const PROJECT_NUMBER = "482013579246";
export const SERVICE_ACCOUNT = `service-${PROJECT_NUMBER}@gcp-sa-gsuiteaddons.iam.gserviceaccount.com`;
export const OAUTH_CLIENT_ID = "482013579246-zegel.apps.googleusercontent.com";

/** Who reads mail here. */
export const REPORTER = {
  email: "noor.bakker@voorbeeld.example",
  name: "Noor Bakker",
  /** Google's number of an account: 21 digits. */
  subject: "108823456712345678901",
  domain: "voorbeeld.example",
} as const;

/** Seconds that Google's ID tokens last. */
const LIFETIME = 3600;

export interface PlayedTokens {
  jwks(): object;
  /** Signs with another key from now on; the one before it stays published. */
  rotate(): Promise<void>;
  /** @param endpoint - The URL that is called: the token's audience. */
  systemIdToken(endpoint: string, forged: Switches["tokens"]): Promise<string>;
  userIdToken(forged: Switches["tokens"]): Promise<string>;
}

/** @param issuer - What the tokens' iss says. A function where the port is known later. */
export async function playTokens(issuer: () => string): Promise<PlayedTokens> {
  const keys = await makeTestIssuer(issuer);
  return {
    jwks: () => publishedByGoogle(keys),
    rotate: () => keys.rotate(),
    systemIdToken: (endpoint, forged) => {
      const [claims, options] = systemForgery(forged, endpoint);
      const subject = "104417388618831168836";
      return keys.token(
        googleClaims(issuer(), {
          aud: endpoint,
          azp: subject,
          sub: subject,
          email: SERVICE_ACCOUNT,
          email_verified: true,
          ...claims,
        }),
        options,
      );
    },
    userIdToken: (forged) =>
      keys.token(
        googleClaims(issuer(), {
          aud: forged === "user" ? "other-client.apps.googleusercontent.com" : OAUTH_CLIENT_ID,
          azp: OAUTH_CLIENT_ID,
          sub: REPORTER.subject,
          email: REPORTER.email,
          email_verified: true,
          hd: REPORTER.domain,
          ...(forged === "expired" && expired()),
        }),
        forged === "foreign" ? { key: "foreign" } : {},
      ),
  };
}

/** Google's key set says "alg"; the other issuer played here leaves it out, as Entra does. */
function publishedByGoogle(keys: TestIssuer): object {
  const { keys: list } = keys.jwks() as { readonly keys: readonly object[] };
  return { keys: list.map((key) => ({ ...key, alg: "RS256" })) };
}

/** Takes away what the issuer adds for Entra. Two tokens of one second are two: jti tells them apart. */
function googleClaims(iss: string, claims: Readonly<Record<string, unknown>>) {
  const none = { tid: undefined, oid: undefined, scp: undefined, ver: undefined, nbf: undefined };
  return { ...none, iss, jti: randomUUID(), ...claims };
}

function expired() {
  const now = Math.floor(Date.now() / 1000);
  return { iat: now - 2 * LIFETIME, exp: now - LIFETIME };
}

type Forgery = readonly [claims: Readonly<Record<string, unknown>>, options?: TokenOptions];

function systemForgery(forged: Switches["tokens"], endpoint: string): Forgery {
  const forgeries: Readonly<Record<string, Forgery>> = {
    expired: [expired()],
    audience: [{ aud: `${new URL(endpoint).origin}/other` }],
    account: [{ email: "service-1@gcp-sa-gsuiteaddons.iam.gserviceaccount.com" }],
    unverified: [{ email_verified: false }],
    foreign: [{}, { key: "foreign" }],
    issuer: [{ iss: "https://accounts.google.example" }],
    none: [{}, { alg: "none" }],
  };
  return forgeries[forged] ?? [{}];
}
