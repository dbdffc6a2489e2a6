/** Submitting, and the receipt that grows. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { entryOctets } from "../../core/log/entry.ts";
import type { ReceiptAnswer } from "../../core/evidence/types.ts";
import type { ResolvedConfig } from "../config.ts";
import { callerOf, enter, requireReceiptHolder } from "../doors.ts";
import { type Intake, organisationOf, packageOf, storedSubmission } from "../intake.ts";
import type { Organisation } from "../organisation.ts";
import { type Door, refusal } from "../problems.ts";
import { receiptOf } from "../receipts.ts";
import type { EntryPosition, Submission } from "../storage/ports.ts";
import { assertSame, receiveSubmission } from "../upload.ts";

export function submissionRoutes(app: FastifyInstance, intake: Intake): void {
  const { limits } = intake.config;
  const checks = submissionChecks(app, intake);
  const uploads = { known: 0, confidential: 0 };

  app.put("/v1/:organisation/submissions/:hex", { onRequest: authorise }, async (request, reply) => {
    const { door } = callerOf(request);
    const queue = door === "confidential" ? "confidential" : "known";
    const { concurrentUploads, packageOctets } = limitsOf(limits, door);
    if (uploads[queue] >= concurrentUploads) throw refusal("RATE_LIMITED", "too many uploads at once");
    uploads[queue]++;
    try {
      return await submit(intake, request, reply, packageOctets);
    } finally {
      uploads[queue]--;
      // What a refused client still sends is read and dropped: it would never see the answer otherwise.
      request.raw.unpipe();
      request.raw.resume();
    }
  });

  app.get("/v1/:organisation/submissions/:hex/receipt", async (request) => {
    const organisation = organisationOf(intake, request);
    await requireReceiptHolder(organisation, request);
    const { submission, position } = await storedSubmission(intake, organisation, packageOf(request));
    return await answerOf(intake, organisation, submission, position);
  });

  /** Before the body: who may not submit does not fill the disk. */
  async function authorise(request: FastifyRequest): Promise<void> {
    const { door } = await enter(intake, request);
    packageOf(request);
    for (const check of checks[door]) {
      const limit = await check(request);
      if (!limit.isAllowed && limit.isExceeded)
        throw refusal("RATE_LIMITED", "too many submissions through this door");
    }
  }
}

type Check = ReturnType<FastifyInstance["createRateLimit"]>;

function submissionChecks(app: FastifyInstance, intake: Intake): Readonly<Record<Door, readonly Check[]>> {
  const { perCode, perReporter, confidential } = intake.config.limits;
  const limit = ({ max, windowMs }: typeof perCode, keyGenerator?: (request: FastifyRequest) => string) =>
    app.createRateLimit({ max, timeWindow: windowMs, ...(keyGenerator && { keyGenerator }) });
  const byCaller = (request: FastifyRequest) => callerOf(request).key;
  return {
    enrolment: [limit(perCode, byCaller)],
    entra: [limit(perReporter, byCaller)],
    // Without a key of ours it counts addresses, of IPv6 their network.
    confidential: [
      limit(confidential.perAddress),
      limit(confidential.total, (request) => organisationOf(intake, request).id),
    ],
  };
}

function limitsOf(limits: ResolvedConfig["limits"], door: Door) {
  const { confidential, concurrentUploads, packageOctets } = limits;
  if (door !== "confidential") return { concurrentUploads, packageOctets };
  return { ...confidential, packageOctets: Math.min(packageOctets, confidential.packageOctets) };
}

async function submit(
  intake: Intake,
  request: FastifyRequest,
  reply: FastifyReply,
  limit: number,
): Promise<ReceiptAnswer> {
  const organisation = organisationOf(intake, request);
  const packageDigest = packageOf(request);
  const received = await receiveSubmission(request, {
    organisation: organisation.id,
    package: packageDigest,
    limit,
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
