/** What every route works with. */
import type { FastifyRequest } from "fastify";
import { type Digest, isDigest } from "../core/base/digest.ts";
import { type Challenger, credential, matchesAny, sha256Of } from "./auth.ts";
import type { ResolvedConfig } from "./config.ts";
import type { DnsKeys } from "./dns/dns-keys.ts";
import type { Metrics } from "./metrics.ts";
import type { Organisation } from "./organisation.ts";
import { refusal } from "./problems.ts";
import type { BlobStore, EntryPosition, Ledger, NewRecord, Submission } from "./storage/ports.ts";
import type { Timestamping } from "./timestamping.ts";

export interface Intake {
  readonly config: ResolvedConfig;
  readonly ledger: Ledger;
  readonly blobs: BlobStore;
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly timestamping: Timestamping;
  readonly dnsKeys: DnsKeys;
  readonly challenger: Challenger;
  readonly metrics: Metrics;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Scheme, host and port under which clients reach us: part of what a sign-in signs. */
  readonly publicOrigin: () => string;
}

export interface OrganisationParams {
  readonly organisation: string;
}

export interface PackageParams extends OrganisationParams {
  readonly hex: string;
}

/** @throws EvidenceError NOT_FOUND */
export function organisationOf(intake: Intake, request: FastifyRequest): Organisation {
  const found = intake.organisations.get((request.params as OrganisationParams).organisation);
  if (found === undefined) throw refusal("NOT_FOUND", "no such organisation");
  return found;
}

/** The digest in the path. @throws EvidenceError NOT_FOUND where it is none. */
export function packageOf(request: FastifyRequest): Digest {
  const digest = `sha256:${(request.params as PackageParams).hex}`;
  if (!isDigest(digest)) throw refusal("NOT_FOUND", "not a package digest");
  return digest;
}

/** @throws EvidenceError UNAUTHORISED unless the request carries the organisation's read token. */
export function requireReadToken(organisation: Organisation, request: FastifyRequest): void {
  if (!hasReadToken(organisation, request)) throw refusal("UNAUTHORISED", "no valid read token");
}

export function hasReadToken(organisation: Organisation, request: FastifyRequest): boolean {
  const token = credential(request.headers.authorization, "Read");
  return token !== null && matchesAny(token, [sha256Of(organisation.readToken)]);
}

/** @throws EvidenceError NOT_FOUND where the package is unknown, or known but not yet in the log. */
export async function storedSubmission(
  intake: Intake,
  organisation: Organisation,
  packageDigest: Digest,
): Promise<{ readonly submission: Submission; readonly position: EntryPosition }> {
  const submission = await intake.ledger.submission(organisation.id, packageDigest);
  const position = submission && (await intake.ledger.position(organisation.id, submission.entryId));
  if (submission === null || position === null) throw refusal("NOT_FOUND", "no such submission");
  return { submission, position };
}

/** Stores a text and waits until its digest is in a signed checkpoint. @returns The log index. */
export async function logRecord(
  intake: Intake,
  organisation: Organisation,
  record: Omit<NewRecord, "organisation">,
): Promise<number> {
  const id = await intake.ledger.addRecord({ ...record, organisation: organisation.id });
  return (await organisation.sequencer.sequenced(id)).index;
}
