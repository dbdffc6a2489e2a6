/** The HTTP side: limits, header fields, and a log that holds routes, statuses and codes. */
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import { pino } from "pino";
import type { ResolvedConfig } from "./config.ts";

/** Octets of an event: ten thousand characters of the reporter's words, escaped, and some tokens. */
const BODY_LIMIT = 262_144;
/** Milliseconds for a request to arrive, and for its header fields. */
const REQUEST_MS = 30_000;
const HEADERS_MS = 10_000;
/** Milliseconds that an unused connection is kept. */
const KEEP_ALIVE_MS = 10_000;
const SLOW_CHECK_MS = 5000;
const MAX_CONNECTIONS = 1024;

/** An instance without routes. Bodies arrive as octets: what was signed for is what was sent. */
export function createHttp(config: ResolvedConfig): FastifyInstance {
  const app = fastify({
    loggerInstance: makeLogger(config),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: {
      headersTimeout: HEADERS_MS,
      connectionsCheckingInterval: SLOW_CHECK_MS,
      maxHeaderSize: 32_768,
    },
    forceCloseConnections: "idle",
    exposeHeadRoutes: false,
    frameworkErrors: (error, request, reply) => answerNothing(error, request, reply),
  });
  app.server.maxConnections = MAX_CONNECTIONS;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.setErrorHandler(answerNothing);
  app.setNotFoundHandler((_request, reply) => void reply.code(404).send());
  app.addHook("onRequest", (_request, reply, done) => {
    reply.headers(HEADERS);
    done();
  });
  app.addHook("onResponse", (request, reply, done) => {
    const line = { method: request.method, route: routeOf(request), status: reply.statusCode };
    request.log.info({ ...line, ms: Math.round(reply.elapsedTime) }, "answered");
    done();
  });
  return app;
}

function makeLogger({ logLevel }: ResolvedConfig): FastifyBaseLogger {
  return pino({ level: logLevel, base: null, serializers: SERIALIZERS }, process.stderr);
}

/** fastify logs requests and errors of its own accord: messages of libraries quote what they stumbled over. */
const SERIALIZERS = {
  req: () => undefined,
  res: () => undefined,
  err: (error: unknown) => codesOf(error),
};

/** What of a failure may be written. */
export function codesOf(error: unknown) {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code } = error as { readonly code?: unknown };
  return { name: error.name, ...(typeof code === "string" && { code }) };
}

const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? "unknown";
}

/** A status and nothing else. */
function answerNothing(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { statusCode } = error as { readonly statusCode?: unknown };
  const status = typeof statusCode === "number" && statusCode >= 400 && statusCode < 500 ? statusCode : 500;
  if (status === 500) request.log.error({ failure: codesOf(error) }, "failed");
  reply.code(status).removeHeader("content-type").send();
}
