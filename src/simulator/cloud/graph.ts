/** A stand-in for the part of Microsoft Graph that reads mails. It checks each token against the issuer. */
import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import type { TestIssuer } from "../issuer.ts";
import { reader, sharedMailbox } from "../web/host/initial-data.ts";
import { conversationIdOf, restId } from "../web/mail/ids.ts";
import type { Mail } from "../web/mail/mail.ts";
import { GRAPH_AUDIENCE } from "./entra.ts";
import type { MailStore } from "./mail-store.ts";
import { queryMails, receivedAt } from "./query.ts";

export interface GraphOptions {
  readonly issuer: TestIssuer;
  readonly mails: MailStore;
  /** Of the pane: the only other origin that may read answers. */
  readonly paneOrigin: () => string;
  readonly switches: () => GraphSwitches;
}

export interface GraphSwitches {
  /** "ok", a status, "never", "off", or "slow" with milliseconds. */
  readonly graph: string;
  /** "1": the mails lie in the shared mailbox, not in the reader's own. */
  readonly shared: string;
}

interface GraphRequest {
  readonly Params: { readonly mailbox?: string; readonly id?: string };
  readonly Querystring: Readonly<Record<string, string | undefined>>;
}
type Asked = FastifyRequest<GraphRequest>;

const ROOT = "/graph/v1.0";
const INBOX = "AAMkAGVmMDEzMTM4LTZmYWUtNDdkNC1hMDZiLTU1OGY5OTZhYmY4OAAuAAAAAADU-dW_AAAAAAEMAAA=";
const MOST = 1000;
const USUAL = 10;

export function addGraph(app: FastifyInstance, options: GraphOptions): void {
  void app.register(
    async (graph) => {
      graph.addHook("onRequest", async (request, reply) => {
        reply.header("Access-Control-Allow-Origin", options.paneOrigin());
        reply.header("Vary", "Origin");
        reply.header("Access-Control-Expose-Headers", "Retry-After, request-id");
        if (request.method === "OPTIONS") return;
        if (await misbehaves(options.switches().graph, reply)) return reply;
        const scopes = await scopesGranted(request.headers.authorization, options.issuer);
        if (scopes === null) return fail(reply, 401, "InvalidAuthenticationToken");
        scopesOf.set(request.raw, scopes);
      });
      graph.options("/*", async (_request, reply) =>
        reply
          .header("Access-Control-Allow-Headers", "authorization, accept, prefer, client-request-id")
          .header("Access-Control-Allow-Methods", "GET")
          .header("Access-Control-Max-Age", "600")
          .code(204)
          .send(),
      );
      for (const mailbox of ["/me", "/users/:mailbox"]) addMailbox(graph, mailbox, options);
    },
    { prefix: ROOT },
  );
}

function addMailbox(graph: FastifyInstance, prefix: string, options: GraphOptions): void {
  const within =
    (answer: (request: Asked, reply: FastifyReply) => Promise<unknown>) =>
    async (request: Asked, reply: FastifyReply) => {
      const refusal = mailboxRefusal(request, options.switches().shared);
      return refusal === null ? answer(request, reply) : fail(reply, refusal.status, refusal.code);
    };
  const onMail =
    (answer: (mail: Mail, request: Asked, reply: FastifyReply) => unknown) =>
    async (request: Asked, reply: FastifyReply) => {
      const id = request.params.id ?? "";
      // Ids of EWS hold "/" and "+": Graph knows none of them.
      if (/[/+]/.test(id)) return fail(reply, 400, "ErrorInvalidIdMalformed");
      const mail = await options.mails.byId(id);
      return mail === null ? fail(reply, 404, "ErrorItemNotFound") : answer(mail, request, reply);
    };
  graph.get<GraphRequest>(
    `${prefix}/messages/:id/$value`,
    within(onMail((mail, _request, reply) => reply.type("text/plain").send(Buffer.from(mail.octets)))),
  );
  graph.get<GraphRequest>(
    `${prefix}/messages/:id`,
    within(onMail((mail, request) => select(messageOf(mail), request.query["$select"]))),
  );
  graph.get<GraphRequest>(
    `${prefix}/messages`,
    within((request, reply) => list(request, reply, options)),
  );
  graph.get<GraphRequest>(
    `${prefix}/mailFolders/:id`,
    within(async (request, reply) =>
      request.params.id === INBOX || request.params.id === "inbox"
        ? select({ id: INBOX, displayName: "Postvak IN" }, request.query["$select"])
        : fail(reply, 404, "ErrorItemNotFound"),
    ),
  );
}

async function list(request: Asked, reply: FastifyReply, options: GraphOptions): Promise<unknown> {
  const { query } = request;
  const found = queryMails(await options.mails.all(), {
    filter: query["$filter"],
    search: query["$search"],
    orderBy: query["$orderby"],
  });
  if ("error" in found) return fail(reply, 400, found.error);
  const from = whole(query["$skip"], 0);
  const until = from + Math.min(MOST, whole(query["$top"], USUAL));
  const value = found.mails.slice(from, until).map((mail) => select(messageOf(mail), query["$select"]));
  return until < found.mails.length ? { value, "@odata.nextLink": nextLink(request, until) } : { value };
}

function nextLink(request: Asked, skip: number): string {
  const next = new URL(request.url, `https://${request.headers.host}`);
  next.searchParams.set("$skip", String(skip));
  return next.href;
}

function whole(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : otherwise;
}

function messageOf(mail: Mail): Record<string, unknown> {
  const person = { emailAddress: { name: mail.from.name, address: mail.from.address } };
  const received = new Date(receivedAt(mail)).toISOString().replace(/\.\d+Z$/, "Z");
  return {
    id: restId(mail.id),
    subject: mail.subject,
    from: person,
    sender: person,
    receivedDateTime: received,
    sentDateTime: mail.date === null ? received : new Date(mail.date).toISOString().replace(/\.\d+Z$/, "Z"),
    internetMessageId: mail.messageId,
    conversationId: conversationIdOf(mail.subject),
    parentFolderId: INBOX,
    changeKey: "CQAAABYAAAAZegelsimulator",
    hasAttachments: mail.attachments.some((one) => !one.inline),
    isDraft: false,
  };
}

/** Graph gives the id whether it is asked for or not. */
function select(all: Record<string, unknown>, names: string | undefined): Record<string, unknown> {
  if (names === undefined) return all;
  const wanted = new Set(["id", ...names.split(",")]);
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)));
}

interface Refusal {
  readonly status: number;
  readonly code: string;
}

const READS_OWN = /^Mail\.Read(?:Write)?(?:\.Shared)?$/;
const READS_SHARED = /^Mail\.Read(?:Write)?\.Shared$/;

/** Of the requests that carried a good token. */
const scopesOf = new WeakMap<object, readonly string[]>();

/** @returns Null where there is no token, or one that is not the issuer's for Graph, or that has ended. */
async function scopesGranted(
  authorization: string | undefined,
  issuer: TestIssuer,
): Promise<readonly string[] | null> {
  const token = /^Bearer (\S+)$/.exec(authorization ?? "")?.[1];
  if (token === undefined) return null;
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(issuer.jwks() as JSONWebKeySet), {
      issuer: issuer.issuer,
      audience: GRAPH_AUDIENCE,
      algorithms: ["RS256"],
    });
    return String(payload["scp"] ?? "").split(" ");
  } catch {
    return null;
  }
}

/** Of another's mailbox only the shared one is open, with a scope of its own, and while the mails lie in it. */
function mailboxRefusal(request: Asked, shared: string): Refusal | null {
  const scopes = scopesOf.get(request.raw) ?? [];
  const { mailbox } = request.params;
  const own = mailbox === undefined || mailbox.toLowerCase() === reader.address;
  const needed = own ? READS_OWN : READS_SHARED;
  if (!scopes.some((scope) => needed.test(scope))) return { status: 403, code: "ErrorAccessDenied" };
  if (own) return shared === "0" ? null : { status: 404, code: "ErrorItemNotFound" };
  if (mailbox.toLowerCase() !== sharedMailbox) return { status: 404, code: "ErrorInvalidUser" };
  return shared === "0" ? { status: 403, code: "ErrorAccessDenied" } : null;
}

/** @returns True where the request was answered, or never will be. */
async function misbehaves(behaviour: string, reply: FastifyReply): Promise<boolean> {
  if (behaviour === "off") {
    reply.hijack();
    reply.raw.destroy();
    return true;
  }
  if (behaviour === "never") {
    reply.hijack();
    return true;
  }
  if (/^\d{3}$/.test(behaviour)) {
    if (behaviour === "429" || behaviour === "503") reply.header("Retry-After", "1");
    fail(reply, Number(behaviour), GRAPH_CODES[behaviour] ?? "generalException");
    return true;
  }
  if (behaviour.startsWith("slow")) await sleep(Number(behaviour.slice(4)));
  return false;
}

const GRAPH_CODES: Readonly<Record<string, string>> = {
  "401": "InvalidAuthenticationToken",
  "403": "ErrorAccessDenied",
  "404": "ErrorItemNotFound",
  "429": "TooManyRequests",
  "503": "serviceNotAvailable",
};

function fail(reply: FastifyReply, status: number, code: string): FastifyReply {
  return reply.code(status).send({ error: { code, message: code } });
}
