/**
 * Keys from DNS: the snapshot for everybody, single questions where the directory's policy allows them. Questions are
 * POST: a domain in a query string would lie in the access log of every proxy on the way.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import * as v from "valibot";
import { toBase64 } from "../../core/base/bytes.ts";
import { formatSnapshotAnswer } from "../../core/dns/snapshot-answer.ts";
import { credential, sha256Of } from "../auth.ts";
import { callerOf, enterKnown } from "../doors.ts";
import type { SignedAnswer } from "../dns/dns-keys.ts";
import { type Intake, organisationOf } from "../intake.ts";
import { refusal } from "../problems.ts";
import { requireInvestigator } from "./console-session.ts";

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(253));
const question = v.strictObject({ domain: name, selector: name });
/** Pairs of one request at most: what one mail series brings. */
const MAX_PAIRS = 64;
const lesson = v.strictObject({
  pairs: v.pipe(v.array(question), v.minLength(1), v.maxLength(MAX_PAIRS)),
});

export function dnsRoutes(app: FastifyInstance, intake: Intake): void {
  const { perCaller, total } = intake.config.dns;
  const limitBy = ({ max, windowMs }: typeof total, keyGenerator: (request: FastifyRequest) => string) =>
    app.createRateLimit({ max, timeWindow: windowMs, keyGenerator });
  const organisationKey = (request: FastifyRequest) => organisationOf(intake, request).id;
  const ofEverybody = limitBy(total, organisationKey);
  const reporterChecks = [limitBy(perCaller, (request) => callerOf(request).key), ofEverybody];
  const investigatorChecks = [limitBy(perCaller, sessionKey), ofEverybody];

  app.get("/v1/:organisation/dns-snapshot", async (request, reply) => {
    const { id } = organisationOf(intake, request);
    const stored = await intake.dnsKeys.snapshot(id);
    if (stored === null) throw refusal("NOT_FOUND", "there is no snapshot");
    const octets = answerOctets(stored);
    const etag = `"${sha256Of(Buffer.from(octets).toString("latin1")).toString("hex")}"`;
    reply.header("etag", etag).header("cache-control", "no-cache");
    if (request.headers["if-none-match"] === etag) return reply.code(304).send();
    return reply.type("application/json").send(Buffer.from(octets));
  });

  app.post("/v1/:organisation/dns-key", async (request, reply) => {
    const organisation = organisationOf(intake, request);
    await enterKnown(intake, request);
    if (organisation.dnsPolicy !== "single")
      throw refusal("DNS_QUERY_NOT_ALLOWED", "the directory allows no single questions");
    await limit(request, reporterChecks);
    const { domain, selector } = bodyOf(request, question);
    const answer = await intake.dnsKeys.ask(organisation.id, domain, selector);
    return reply.type("application/json").send(Buffer.from(answerOctets(answer)));
  });

  app.post("/v1/:organisation/console/dns-key", async (request, reply) => {
    const { organisation } = await requireInvestigator(intake, request);
    await limit(request, investigatorChecks);
    const { domain, selector } = bodyOf(request, question);
    // Of a large provider's domain the question tells nothing: it is asked for anyway.
    const allowed =
      organisation.dnsPolicy === "single" ||
      (organisation.dnsPolicy === "snapshot" && intake.dnsKeys.isProvider(domain));
    if (!allowed) throw refusal("DNS_QUERY_NOT_ALLOWED", "the directory does not allow this question");
    const answer = await intake.dnsKeys.ask(organisation.id, domain, selector);
    return reply.type("application/json").send(Buffer.from(answerOctets(answer)));
  });

  app.post("/v1/:organisation/console/dns-selectors", async (request) => {
    const { organisation } = await requireInvestigator(intake, request);
    await limit(request, investigatorChecks);
    const { pairs } = bodyOf(request, lesson);
    return await intake.dnsKeys.learn(organisation.id, pairs);
  });
}

type Check = ReturnType<FastifyInstance["createRateLimit"]>;

async function limit(request: FastifyRequest, checks: readonly Check[]): Promise<void> {
  for (const check of checks) {
    const state = await check(request);
    if (!state.isAllowed && state.isExceeded) throw refusal("RATE_LIMITED", "too many questions to DNS");
  }
}

function answerOctets({ note, timestamp }: SignedAnswer): Uint8Array {
  return formatSnapshotAnswer({ note, timestamp: timestamp === null ? null : toBase64(timestamp) });
}

/** Sessions occur in memory as hashes only. */
function sessionKey(request: FastifyRequest): string {
  return sha256Of(credential(request.headers.authorization, "Bearer") ?? "").toString("hex");
}

function bodyOf<T extends v.GenericSchema>(request: FastifyRequest, schema: T): v.InferOutput<T> {
  const parsed = v.safeParse(schema, request.body);
  if (!parsed.success) throw refusal("INPUT_INVALID", "the body has the wrong form");
  return parsed.output;
}
