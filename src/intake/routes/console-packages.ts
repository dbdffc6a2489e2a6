/** What a signed-in investigator may fetch: ciphertext, digests, receipts. */
import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { fromUtf8, toBase64 } from "../../core/base/bytes.ts";
import { type Digest, digestOf } from "../../core/base/digest.ts";
import { entryOctets } from "../../core/log/entry.ts";
import { makeCustodyEvent } from "../../core/seal/custody.ts";
import { type Intake, logRecord, packageOf, storedSubmission } from "../intake.ts";
import { refusal } from "../problems.ts";
import { receiptOf } from "../receipts.ts";
import { type Investigator, requireInvestigator } from "./console-session.ts";

/** Entries of one page of the list. */
const PAGE = 500;

export function packageRoutes(app: FastifyInstance, intake: Intake): void {
  const { ledger, blobs } = intake;

  app.get("/v1/:organisation/console/packages", async (request) => {
    const { organisation } = await requireInvestigator(intake, request);
    const rows = await ledger.listSubmissions(organisation.id, fromOf(request), PAGE + 1);
    const entries = rows.slice(0, PAGE).map(({ summaryDigest, ...row }) => ({
      index: row.index,
      package: row.package,
      summary: summaryDigest,
      receivedAt: row.receivedAt,
      octets: row.octets,
      timestamped: row.timestamped,
      erased: false,
    }));
    return { entries, next: rows[PAGE]?.index ?? null };
  });

  app.get("/v1/:organisation/console/packages/:hex/summary", async (request, reply) => {
    const { organisation } = await requireInvestigator(intake, request);
    const { submission } = await storedSubmission(intake, organisation, packageOf(request));
    return reply.type("application/octet-stream").send(Buffer.from(submission.summary));
  });

  app.get("/v1/:organisation/console/packages/:hex/statement", async (request, reply) => {
    const { organisation } = await requireInvestigator(intake, request);
    const { submission } = await storedSubmission(intake, organisation, packageOf(request));
    return reply.type("application/json").send(Buffer.from(submission.statement));
  });

  app.get("/v1/:organisation/console/packages/:hex/receipt", async (request) => {
    const { organisation } = await requireInvestigator(intake, request);
    const { submission, position } = await storedSubmission(intake, organisation, packageOf(request));
    return await receiptOf(ledger, submission, position, organisation.readToken);
  });

  app.get("/v1/:organisation/console/packages/:hex", async (request, reply) => {
    const investigator = await requireInvestigator(intake, request);
    const packageDigest = packageOf(request);
    await storedSubmission(intake, investigator.organisation, packageDigest);
    const blob = await blobs.open(investigator.organisation.id, packageDigest);
    if (blob === null) throw refusal("NOT_FOUND", "the package's octets are gone");
    try {
      await logRelease(intake, investigator, packageDigest);
    } catch (error) {
      await blob.close();
      throw error;
    }
    return reply.type("application/octet-stream").header("content-length", blob.octets).send(blob.stream());
  });

  app.get("/v1/:organisation/console/read-token", async (request) => {
    const { organisation } = await requireInvestigator(intake, request);
    return { readToken: organisation.readToken };
  });
}

/** Ciphertext leaves only after the log says so, in a signed checkpoint that is durable. */
async function logRelease(intake: Intake, investigator: Investigator, packageDigest: Digest): Promise<void> {
  const event = makeCustodyEvent({
    v: 1,
    class: "server-observed",
    type: "ciphertext-released",
    package: packageDigest,
    key: investigator.fingerprint,
    at: intake.now(),
    nonce: toBase64(randomBytes(32)),
  });
  await logRecord(intake, investigator.organisation, {
    kind: "custody",
    custodyClass: "server-observed",
    package: packageDigest,
    text: fromUtf8(event) as string,
    signature: null,
    entry: entryOctets({ v: 1, type: "custody", event: await digestOf(event) }),
  });
}

function fromOf(request: FastifyRequest): number {
  const { from = "0" } = request.query as { readonly from?: unknown };
  if (typeof from !== "string" || !/^(0|[1-9][0-9]{0,14})$/.test(from)) {
    throw refusal("INPUT_INVALID", "from is not an index");
  }
  return Number(from);
}
