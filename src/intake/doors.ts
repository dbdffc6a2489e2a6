/**
 * The doors for reporters, each open by configuration: an enrolment code, an access token of Entra ID, or nothing at
 * all (confidential). Who came through which is known while a request runs, and counted under a number; never kept.
 */
import type { FastifyRequest } from "fastify";
import { credential, matchesAny, sha256Of } from "./auth.ts";
import { hasReadToken, type Intake, organisationOf } from "./intake.ts";
import type { Organisation } from "./organisation.ts";
import { type Door, refusal } from "./problems.ts";

/** Whoever hands in, as far as limits need it. */
export interface Caller {
  readonly door: Door;
  /** The same for each request with one code, or of one person; "" for the confidential door, which counts addresses. */
  readonly key: string;
}

/** Of requests under way. */
const callers = new WeakMap<FastifyRequest, Caller>();

export function doorsOf({ enrolmentHashes, entra, confidential }: Organisation): readonly Door[] {
  return [
    ...(enrolmentHashes.length > 0 ? ["enrolment" as const] : []),
    ...(entra === null ? [] : ["entra" as const]),
    ...(confidential ? ["confidential" as const] : []),
  ];
}

/**
 * By any door.
 *
 * @throws EvidenceError UNAUTHORISED with the doors that there are; SERVER_ERROR while a token cannot be checked.
 * A credential that is not good never lets its bearer in as nobody: they did not ask for that.
 */
export async function enter(intake: Intake, request: FastifyRequest): Promise<Caller> {
  const organisation = organisationOf(intake, request);
  if (request.headers.authorization !== undefined || !organisation.confidential)
    return await enterKnown(intake, request);
  return admitted(request, { door: "confidential", key: "" });
}

/** With a code or a token. @throws EvidenceError as `enter`. */
export async function enterKnown(intake: Intake, request: FastifyRequest): Promise<Caller> {
  const organisation = organisationOf(intake, request);
  const caller = await bearerOf(organisation, request.headers.authorization);
  if (caller === null) throw turnedAway(organisation);
  return admitted(request, caller);
}

/** @throws TypeError for whoever was not let in. */
export function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request);
  if (caller === undefined) throw new TypeError("nobody came in yet");
  return caller;
}

/** A receipt is for whoever may submit by name or code, or holds the read token that came with one. */
export async function requireReceiptHolder(
  organisation: Organisation,
  request: FastifyRequest,
): Promise<void> {
  if (hasReadToken(organisation, request)) return;
  if ((await bearerOf(organisation, request.headers.authorization)) === null) throw turnedAway(organisation);
}

function admitted(request: FastifyRequest, caller: Caller): Caller {
  callers.set(request, caller);
  return caller;
}

async function bearerOf(
  organisation: Organisation,
  authorization: string | undefined,
): Promise<Caller | null> {
  const code = credential(authorization, "Enrolment");
  if (code !== null) {
    const known = matchesAny(code, organisation.enrolmentHashes);
    return known ? { door: "enrolment", key: sha256Of(code).toString("hex") } : null;
  }
  const token = credential(authorization, "Bearer");
  const key = token === null || organisation.entra === null ? null : await organisation.entra.admit(token);
  return key === null ? null : { door: "entra", key };
}

function turnedAway(organisation: Organisation) {
  return refusal("UNAUTHORISED", "no valid credential", { doors: doorsOf(organisation) });
}
