/** Signs in as an investigator and asks, without the comfort of the real client: every field is the test's to change. */
import { signSignIn, type SignInClaim } from "../../src/core/seal/sign-in.ts";
import { publicKeyLine, type SshSigner } from "../../src/core/seal/sshsig.ts";
import type { TestOrganisation } from "./fixture.ts";

export interface Challenge {
  readonly nonce: string;
  readonly expiresAt: number;
}

export async function askChallenge(url: string, organisation: string): Promise<Challenge> {
  const response = await fetch(`${url}/v1/${organisation}/console/challenge`, { method: "POST" });
  return (await response.json()) as Challenge;
}

export interface SignInParts {
  readonly signer: SshSigner;
  readonly claim: SignInClaim;
}

export async function sessionRequest({ signer, claim }: SignInParts) {
  const { nonce, expiresAt, directory } = claim;
  const signature = await signSignIn(claim, signer);
  return { signingKey: publicKeyLine(signer), nonce, expiresAt, directory, signature };
}

export function postJson(url: string, body: unknown, token?: string): Promise<Response> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...authorization },
    body: JSON.stringify(body),
  });
}

/** @returns The session's token. */
export async function signIn(
  url: string,
  organisation: Pick<TestOrganisation, "id" | "signer" | "directoryDigest">,
  origin = url,
): Promise<string> {
  const claim = {
    ...(await askChallenge(url, organisation.id)),
    origin,
    directory: organisation.directoryDigest,
  };
  const body = await sessionRequest({ signer: organisation.signer, claim });
  const response = await postJson(`${url}/v1/${organisation.id}/console/session`, body);
  return ((await response.json()) as { token: string }).token;
}

export function getAs(url: string, token: string): Promise<Response> {
  return fetch(url, { headers: { authorization: `Bearer ${token}` } });
}

export function getWithReadToken(url: string, readToken: string): Promise<Response> {
  return fetch(url, { headers: { authorization: `Read ${readToken}` } });
}
