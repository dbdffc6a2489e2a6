/** A token service for trying out: real RS256 tokens, an OpenID configuration and a key set that rotates. Development only. */
import { calculateJwkThumbprint, exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from "jose";

export interface TestIssuer {
  /** "<base>/<tenant>/v2.0" */
  readonly issuer: string;
  /** "<base>/<tenant>" */
  readonly authority: string;
  readonly tenantId: string;
  /** The published keys: the current one, and the one before it. Like Entra's, they say no "alg". */
  readonly jwks: () => object;
  readonly openIdConfiguration: () => object;
  /**
   * @param claims - Added to, or instead of, iss, tid, oid, aud, scp, iat, nbf, exp, ver; undefined takes one away.
   * @throws TypeError for the retired key before the first rotation.
   */
  token(claims?: Readonly<Record<string, unknown>>, options?: TokenOptions): Promise<string>;
  rotate(): Promise<void>;
  /** Of /<tenant>/v2.0/.well-known/openid-configuration and /<tenant>/discovery/v2.0/keys; undefined for other paths. */
  answer(path: string): { readonly status: number; readonly body: object } | undefined;
}

export interface TokenOptions {
  /** "retired": the key before the last rotation. "foreign": one that was never published. */
  readonly key?: "current" | "retired" | "foreign";
  /** "none" leaves the signature empty; "HS256" signs with the public key's PEM as if it were a secret. */
  readonly alg?: string;
  /** The header's kid instead of the key's own. */
  readonly kid?: string;
}

export const ISSUER_TENANT = "6f9d3c52-5b0a-4d7e-9c1f-0a52e7f1c0de";
export const ISSUER_AUDIENCE = "api://zegel-intake";
export const ISSUER_SUBJECT = "b7c1f3a0-42d9-4e0b-8a57-3f5d2e9c6b11";
export const ISSUER_SCOPE = "Report.Submit";

/** Seconds that a token lasts. */
const LIFETIME = 3600;

interface IssuerKey {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK & { readonly kid: string };
  /** PEM. */
  readonly publicPem: string;
}

/** @param base - URL without a slash at its end; a function where the port is known later. */
export async function makeTestIssuer(base: string | (() => string)): Promise<TestIssuer> {
  const authority = () => `${typeof base === "string" ? base : base()}/${ISSUER_TENANT}`;
  const foreign = await makeKey();
  let current = await makeKey();
  let retired: IssuerKey | null = null;
  return {
    get issuer() {
      return `${authority()}/v2.0`;
    },
    get authority() {
      return authority();
    },
    tenantId: ISSUER_TENANT,
    jwks,
    openIdConfiguration,
    token,
    rotate,
    answer,
  };

  function jwks() {
    return { keys: (retired === null ? [current] : [current, retired]).map(({ jwk }) => jwk) };
  }

  function openIdConfiguration() {
    return {
      issuer: `${authority()}/v2.0`,
      authorization_endpoint: `${authority()}/oauth2/v2.0/authorize`,
      token_endpoint: `${authority()}/oauth2/v2.0/token`,
      jwks_uri: `${authority()}/discovery/v2.0/keys`,
      response_types_supported: ["code"],
      subject_types_supported: ["pairwise"],
      id_token_signing_alg_values_supported: ["RS256"],
    };
  }

  async function rotate() {
    const next = await makeKey();
    retired = current;
    current = next;
  }

  async function token(claims: Readonly<Record<string, unknown>> = {}, options: TokenOptions = {}) {
    const now = Math.floor(Date.now() / 1000);
    return await sign(keyOf(options.key ?? "current"), options, {
      iss: `${authority()}/v2.0`,
      tid: ISSUER_TENANT,
      oid: ISSUER_SUBJECT,
      aud: ISSUER_AUDIENCE,
      scp: ISSUER_SCOPE,
      iat: now,
      nbf: now,
      exp: now + LIFETIME,
      ver: "2.0",
      ...claims,
    });
  }

  function keyOf(name: "current" | "retired" | "foreign"): IssuerKey {
    const key = { current, retired, foreign }[name];
    if (key === null) throw new TypeError("no key has been retired yet");
    return key;
  }

  function answer(path: string) {
    const own = `/${ISSUER_TENANT}`;
    if (path === `${own}/v2.0/.well-known/openid-configuration`)
      return { status: 200, body: openIdConfiguration() };
    if (path === `${own}/discovery/v2.0/keys`) return { status: 200, body: jwks() };
    return undefined;
  }
}

async function makeKey(): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { modulusLength: 2048 });
  const { kty, n, e } = await exportJWK(publicKey);
  const jwk = { kty, use: "sig", n, e } as JWK;
  const kid = await calculateJwkThumbprint(jwk);
  return { privateKey, jwk: { ...jwk, kid }, publicPem: await exportSPKI(publicKey) };
}

async function sign(
  { privateKey, jwk, publicPem }: IssuerKey,
  { alg = "RS256", kid = jwk.kid }: TokenOptions,
  claims: Record<string, unknown>,
): Promise<string> {
  const header = { alg, typ: "JWT", kid };
  if (alg === "none") return `${segment(header)}.${segment(claims)}.`;
  const key = alg.startsWith("HS") ? new TextEncoder().encode(publicPem) : privateKey;
  return await new SignJWT(claims).setProtectedHeader(header).sign(key);
}

function segment(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
