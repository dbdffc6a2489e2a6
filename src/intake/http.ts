/** The HTTP side that all routes share: limits, header fields, errors, log lines. */
import cors from "@fastify/cors";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import { pino } from "pino";
import type { ResolvedConfig } from "./config.ts";
import { failureForLog, routeOf } from "./logging.ts";
import type { Metrics } from "./metrics.ts";
import { problemBody, problemOf, refusal } from "./problems.ts";

/** Octets of a JSON body at most; submissions have limits of their own. */
const JSON_LIMIT = 65_536;
/** Milliseconds that an unused connection is kept. */
const KEEP_ALIVE_MS = 10_000;
/** Milliseconds between two looks for connections that are too slow. */
const SLOW_CHECK_MS = 5000;
const MAX_CONNECTIONS = 4096;

/** An instance without routes. */
export async function createHttp(config: ResolvedConfig, metrics: Metrics): Promise<FastifyInstance> {
  const { limits } = config;
  const app = fastify({
    loggerInstance: makeLogger(config),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: JSON_LIMIT,
    connectionTimeout: limits.idleMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: {
      headersTimeout: Math.min(limits.headersMs, limits.requestMs),
      connectionsCheckingInterval: Math.min(SLOW_CHECK_MS, limits.headersMs),
      maxHeaderSize: 16_384,
    },
    forceCloseConnections: "idle",
    trustProxy: config.trustProxy,
    // A HEAD of a package would be answered without a release in the log.
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error, request, reply) => answerProblem(error, request, reply),
  });
  app.server.maxConnections = MAX_CONNECTIONS;
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler((request, reply) =>
    answerProblem(refusal("NOT_FOUND", "no such route"), request, reply),
  );
  app.addHook("onRequest", (_request, reply, done) => {
    reply.headers(SECURITY_HEADERS);
    if (config.publicOrigin?.startsWith("https:") === true) {
      reply.header("strict-transport-security", "max-age=31536000");
    }
    done();
  });
  app.addHook("onResponse", (request, reply, done) => {
    metrics.requestDone(request.method, routeOf(request), reply.statusCode);
    const line = { method: request.method, route: routeOf(request), status: reply.statusCode };
    request.log.info({ ...line, ms: Math.round(reply.elapsedTime) }, "answered");
    done();
  });
  await app.register(rateLimit, { global: false });
  addAddressLimit(app, config);
  await app.register(multipart);
  await app.register(cors, {
    origin: config.allowedOrigins,
    methods: ["GET", "PUT", "POST", "DELETE"],
    allowedHeaders: ["authorization", "content-type"],
    exposedHeaders: ["date", "etag", "retry-after", "zegel-tree-size"],
    credentials: false,
    maxAge: 600,
  });
  return app;
}

function makeLogger({ logLevel }: ResolvedConfig): FastifyBaseLogger {
  return pino({ level: logLevel, base: null, serializers: SILENT_SERIALIZERS }, process.stderr);
}

/** fastify and its plugins log requests and errors of their own accord: nothing of them gets through but the code. */
const SILENT_SERIALIZERS = {
  req: () => undefined,
  res: () => undefined,
  err: (error: unknown) => failureForLog(error),
};

const SECURITY_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

/** The address is a key in memory, and nowhere else. */
function addAddressLimit(app: FastifyInstance, config: ResolvedConfig): void {
  const { max, windowMs } = config.limits.perAddress;
  const check = app.createRateLimit({ max, timeWindow: windowMs, keyGenerator: (request) => request.ip });
  app.addHook("onRequest", async (request, reply) => {
    const limit = await check(request);
    if (limit.isAllowed || !limit.isExceeded) return;
    reply.header("retry-after", limit.ttlInSeconds);
    throw refusal("RATE_LIMITED", "too many requests from one address");
  });
}

function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error);
  const line = { code: problem.code, route: routeOf(request) };
  if (problem.code === "SERVER_ERROR")
    request.log.error({ ...line, failure: failureForLog(error) }, "failed");
  else request.log.debug(line, "refused");
  if (problem.status === 401)
    reply.header("www-authenticate", 'Enrolment realm="zegel", Bearer realm="zegel"');
  reply
    .code(problem.status)
    .type("application/problem+json")
    .send(Buffer.from(problemBody(problem)));
}
