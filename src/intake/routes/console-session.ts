/** Sign-in by signing key: a challenge, a signature over a fixed text, a session. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import * as v from "valibot";
import { isDigest, type Digest } from "../../core/base/digest.ts";
import { SIGN_IN_NAMESPACE, signInText } from "../../core/seal/sign-in.ts";
import { verifySsh } from "../../core/seal/sshsig.ts";
import { credential, makeSessionToken, sha256Of } from "../auth.ts";
import { type Intake, organisationOf } from "../intake.ts";
import type { Organisation } from "../organisation.ts";
import { refusal } from "../problems.ts";

const sessionRequest = v.strictObject({
  signingKey: v.pipe(v.string(), v.maxLength(200)),
  nonce: v.pipe(v.string(), v.maxLength(64)),
  expiresAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  directory: v.custom<Digest>(isDigest),
  signature: v.pipe(v.string(), v.maxLength(2048)),
});

/** Who is signed in, and where. */
export interface Investigator {
  readonly organisation: Organisation;
  /** "ssh-ed25519 AAAA…" */
  readonly signingKey: string;
  /** "SHA256:…" */
  readonly fingerprint: string;
}

export function sessionRoutes(app: FastifyInstance, intake: Intake): void {
  app.post("/v1/:organisation/console/challenge", async (request) => {
    const { id } = organisationOf(intake, request);
    return intake.challenger.make(id, intake.now());
  });

  app.post("/v1/:organisation/console/session", async (request) => {
    const organisation = organisationOf(intake, request);
    const parsed = v.safeParse(sessionRequest, request.body);
    if (!parsed.success) throw refusal("INPUT_INVALID", "not a sign-in");
    return await signIn(intake, organisation, parsed.output);
  });

  app.delete("/v1/:organisation/console/session", async (request, reply) => {
    const { organisation } = await requireInvestigator(intake, request);
    await intake.ledger.endSession(organisation.id, sha256Of(bearer(request)));
    return reply.code(204).send();
  });
}

/** @throws EvidenceError UNAUTHORISED unless there is a session here whose key the current directory still lists. */
export async function requireInvestigator(intake: Intake, request: FastifyRequest): Promise<Investigator> {
  const organisation = organisationOf(intake, request);
  const session = await intake.ledger.session(organisation.id, sha256Of(bearer(request)), intake.now());
  const fingerprint = session && organisation.signingKeys.get(session.signingKey);
  if (session === null || fingerprint === null || fingerprint === undefined) {
    throw refusal("UNAUTHORISED", "no valid session");
  }
  return { organisation, signingKey: session.signingKey, fingerprint };
}

function bearer(request: FastifyRequest): string {
  const token = credential(request.headers.authorization, "Bearer");
  if (token === null) throw refusal("UNAUTHORISED", "no session");
  return token;
}

async function signIn(
  intake: Intake,
  organisation: Organisation,
  claim: v.InferOutput<typeof sessionRequest>,
) {
  const now = intake.now();
  const { nonce, expiresAt, directory, signingKey } = claim;
  if (!intake.challenger.accepts(organisation.id, claim, now)) {
    throw refusal("CHALLENGE_INVALID", "not a challenge of ours, or it has expired");
  }
  // One answer for every wrong key, directory or signature: what is listed is not told to whoever asks.
  const text = signInText({ origin: intake.publicOrigin(), directory, nonce, expiresAt });
  const signature = await verifySsh(claim.signature, SIGN_IN_NAMESPACE, text);
  const isListed = organisation.signingKeys.has(signingKey) && directory === organisation.directoryDigest;
  if (!signature.ok || signature.value.publicKey !== signingKey || !isListed) {
    throw refusal("UNAUTHORISED", "sign-in refused");
  }
  await intake.ledger.removeExpired(now);
  const { token, hash } = makeSessionToken();
  const session = {
    organisation: organisation.id,
    tokenHash: hash,
    signingKey,
    expiresAt: now + intake.config.sessionMs,
  };
  const fresh = await intake.ledger.addSession({
    ...session,
    nonceHash: sha256Of(nonce),
    nonceExpiresAt: expiresAt,
  });
  if (!fresh) throw refusal("CHALLENGE_INVALID", "the challenge was used before");
  return { token, expiresAt: session.expiresAt };
}
