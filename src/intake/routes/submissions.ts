/** Submitting, and the receipt that grows. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { entryOctets } from "../../core/log/entry.ts";
import type { ReceiptAnswer } from "../../core/evidence/types.ts";
import { credential, matchesAny, sha256Of } from "../auth.ts";
import {
  hasReadToken,
  type Intake,
  organisationOf,
  packageOf,
  requireEnrolment,
  storedSubmission,
} from "../intake.ts";
import type { Organisation } from "../organisation.ts";
import { refusal } from "../problems.ts";
import { receiptOf } from "../receipts.ts";
import type { EntryPosition, Submission } from "../storage/ports.ts";
import { assertSame, receiveSubmission } from "../upload.ts";

export function submissionRoutes(app: FastifyInstance, intake: Intake): void {
  const { max, windowMs } = intake.config.limits.perCode;
  const checkCode = app.createRateLimit({ max, timeWindow: windowMs, keyGenerator: codeKey });
  let uploads = 0;

  app.put("/v1/:organisation/submissions/:hex", { onRequest: authorise }, async (request, reply) => {
    if (uploads >= intake.config.limits.concurrentUploads)
      throw refusal("RATE_LIMITED", "too many uploads at once");
    uploads++;
    try {
      return await submit(intake, request, reply);
    } finally {
      uploads--;
      // What a refused client still sends is read and dropped: it would never see the answer otherwise.
      request.raw.unpipe();
      request.raw.resume();
    }
  });

  app.get("/v1/:organisation/submissions/:hex/receipt", async (request) => {
    const organisation = organisationOf(intake, request);
    requireReceiptHolder(organisation, request);
    const { submission, position } = await storedSubmission(intake, organisation, packageOf(request));
    return await answerOf(intake, organisation, submission, position);
  });

  /** Before the body: who may not submit does not fill the disk. */
  async function authorise(request: FastifyRequest): Promise<void> {
    requireEnrolment(organisationOf(intake, request), request);
    packageOf(request);
    const limit = await checkCode(request);
    if (!limit.isAllowed && limit.isExceeded)
      throw refusal("RATE_LIMITED", "too many submissions with this code");
  }
}

async function submit(intake: Intake, request: FastifyRequest, reply: FastifyReply): Promise<ReceiptAnswer> {
  const organisation = organisationOf(intake, request);
  const packageDigest = packageOf(request);
  const received = await receiveSubmission(request, {
    organisation: organisation.id,
    package: packageDigest,
    limit: intake.config.limits.packageOctets,
    blobs: intake.blobs,
    ledger: intake.ledger,
  });
  const { statement, statementOctets, summary, octets } = received;
  const { summary: summaryDigest, commitment } = statement;
  const { added, submission } = await intake.ledger.addSubmission({
    organisation: organisation.id,
    package: packageDigest,
    statement: statementOctets,
    summary,
    octets,
    receivedAt: intake.now(),
    entry: entryOctets({ v: 1, type: "package", package: packageDigest, summary: summaryDigest, commitment }),
  });
  // Two clients may have sent different statements for one package at the same moment.
  assertSame(submission, { statement: statementOctets, summary });
  const position = await organisation.sequencer.sequenced(submission.entryId);
  if (submission.timestamp === null) await intake.timestamping.soon(organisation.id, packageDigest);
  reply.code(added ? 201 : 200);
  const current = (await intake.ledger.submission(organisation.id, packageDigest)) ?? submission;
  return await answerOf(intake, organisation, current, position);
}

function answerOf(
  intake: Intake,
  organisation: Organisation,
  submission: Submission,
  position: EntryPosition,
) {
  return receiptOf(intake.ledger, submission, position, organisation.readToken);
}

/** A receipt is for whoever may submit, or holds the read token that came with one. */
function requireReceiptHolder(organisation: Organisation, request: FastifyRequest): void {
  const code = credential(request.headers.authorization, "Enrolment");
  const enrolled = code !== null && matchesAny(code, organisation.enrolmentHashes);
  if (!enrolled && !hasReadToken(organisation, request)) {
    throw refusal("UNAUTHORISED", "neither an enrolment code nor a read token");
  }
}

/** Codes occur in memory as hashes only. */
function codeKey(request: FastifyRequest): string {
  return sha256Of(credential(request.headers.authorization, "Enrolment") ?? "").toString("hex");
}
