/**
 * The token service as pages meet it: tokens for the played host's bridge, and the sign-in page with its code
 * exchange (OAuth 2.0 with PKCE, RFC 6749 and RFC 7636) for windows that sign in by themselves. Development only.
 */
import { createHash, randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyReply } from "fastify";
import { ISSUER_SUBJECT, type TestIssuer } from "../issuer.ts";
import { reader } from "../web/host/initial-data.ts";

export const GRAPH_AUDIENCE = "https://graph.microsoft.com";
export const ENTRA_PATH = "/entra";

const LIFETIME_S = 3600;
const CODES = 100;
const GRAPH_SCOPE = /^(?:https:\/\/graph\.microsoft\.com\/)?((?:Mail|User)\.Read(?:\.Shared|Write)?)$/;
/** Scope of an API of our own: its audience, a slash, the scope's name. */
const API_SCOPE = /^(api:\/\/[\w.:/-]+)\/([\w.]+)$/;
const OPENID_SCOPES = new Set(["openid", "profile", "offline_access", "email"]);

export interface EntraOptions {
  readonly issuer: TestIssuer;
  readonly paneOrigin: () => string;
  /** Of the mailbox page, which plays the host's bridge. */
  readonly ownOrigin: () => string;
}

interface Grant {
  readonly clientId: string;
  readonly scope: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string | undefined;
}

export function addEntra(app: FastifyInstance, options: EntraOptions): void {
  const { issuer } = options;
  const codes = new Map<string, Grant>();
  void app.register(
    async (entra) => {
      entra.addContentTypeParser(
        "application/x-www-form-urlencoded",
        { parseAs: "string", bodyLimit: 16_384 },
        (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
      );
      // For the played host only: a page of another origin would have to ask for a sign-in.
      entra.post<{ Body: { clientId?: unknown; scope?: unknown } | null }>(
        "/bridge",
        async (request, reply) => {
          if (request.headers.origin !== options.ownOrigin()) return reply.code(403).send();
          const { clientId, scope } = request.body ?? {};
          return tokenAnswer(issuer, { clientId: String(clientId), scope: String(scope) }, reply);
        },
      );
      entra.get<{ Querystring: Record<string, string | undefined> }>(
        `/${issuer.tenantId}/oauth2/v2.0/authorize`,
        async ({ query }, reply) => authorizePage(query, codes, options, reply),
      );
      entra.post<{ Body: Record<string, string | undefined> | null }>(
        `/${issuer.tenantId}/oauth2/v2.0/token`,
        async ({ body }, reply) => {
          reply.header("Access-Control-Allow-Origin", options.paneOrigin());
          const grant = redeem(body ?? {}, codes);
          if (grant === null) return reply.code(400).send({ error: "invalid_grant" });
          return tokenAnswer(issuer, grant, reply);
        },
      );
      entra.get<{ Params: { "*": string } }>("/*", async (request, reply) => {
        const answer = issuer.answer(`/${request.params["*"]}`);
        // Metadata and public keys, as open as Entra's own.
        reply.header("Access-Control-Allow-Origin", "*");
        return answer === undefined ? reply.code(404).send() : reply.code(answer.status).send(answer.body);
      });
    },
    { prefix: ENTRA_PATH },
  );
}

/** @returns Null for scopes of two services at once, which Entra refuses too, and for ones that it does not know. */
export function resourceOf(scope: string): { readonly aud: string; readonly scp: string } | null {
  const wanted = scope.split(" ").filter((one) => one !== "" && !OPENID_SCOPES.has(one));
  const read = wanted.map((one) => {
    const graph = GRAPH_SCOPE.exec(one)?.[1];
    if (graph !== undefined) return { aud: GRAPH_AUDIENCE, scp: graph };
    const api = API_SCOPE.exec(one);
    return api === null ? null : { aud: api[1] as string, scp: api[2] as string };
  });
  const first = read[0];
  if (first === undefined || first === null) return null;
  if (read.some((one) => one === null || one.aud !== first.aud)) return null;
  return { aud: first.aud, scp: read.map((one) => one?.scp).join(" ") };
}

async function tokenAnswer(
  issuer: TestIssuer,
  { clientId, scope, nonce }: { clientId: string; scope: string; nonce?: string | undefined },
  reply: FastifyReply,
): Promise<unknown> {
  const resource = resourceOf(scope);
  if (resource === null) return reply.code(400).send({ error: "invalid_scope" });
  const person = { oid: ISSUER_SUBJECT, name: reader.name, preferred_username: reader.address };
  const sub = createHash("sha256").update(`${clientId} ${ISSUER_SUBJECT}`).digest("base64url");
  return {
    token_type: "Bearer",
    scope,
    expires_in: LIFETIME_S,
    access_token: await issuer.token({ ...person, ...resource, sub, azp: clientId }),
    // For another audience, so that a server which takes it by mistake refuses it.
    id_token: await issuer.token({ ...person, sub, aud: clientId, scp: undefined, nonce }),
    client_info: base64url({ uid: ISSUER_SUBJECT, utid: issuer.tenantId }),
    account: {
      homeAccountId: `${ISSUER_SUBJECT}.${issuer.tenantId}`,
      localAccountId: ISSUER_SUBJECT,
      environment: new URL(issuer.authority).host,
      tenantId: issuer.tenantId,
      username: reader.address,
      name: reader.name,
    },
  };
}

/** Two links and no script: the person who signs in is always the same. */
function authorizePage(
  query: Readonly<Record<string, string | undefined>>,
  codes: Map<string, Grant>,
  options: EntraOptions,
  reply: FastifyReply,
): FastifyReply {
  const redirectUri = query["redirect_uri"] ?? "";
  const challenge = query["code_challenge"] ?? "";
  const ownRedirect = URL.canParse(redirectUri) && new URL(redirectUri).origin === options.paneOrigin();
  const pkce = query["code_challenge_method"] === "S256" && challenge !== "";
  if (!ownRedirect || !pkce || query["response_type"] !== "code") {
    return reply.code(400).send({ error: "invalid_request" });
  }
  const scope = query["scope"] ?? "";
  const code = randomBytes(24).toString("base64url");
  codes.set(code, {
    clientId: query["client_id"] ?? "",
    scope,
    redirectUri,
    challenge,
    nonce: query["nonce"],
  });
  for (const oldest of codes.keys()) if (codes.size > CODES) codes.delete(oldest);
  const state = query["state"] ?? "";
  const clientInfo = base64url({ uid: ISSUER_SUBJECT, utid: options.issuer.tenantId });
  const back = (answer: Record<string, string>) =>
    escapeHtml(`${redirectUri}#${new URLSearchParams({ ...answer, state })}`);
  const denied = { error: "access_denied", error_description: "The person cancelled." };
  return reply.type("text/html; charset=utf-8").send(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sign in – simulator</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"></head>
<body><main><h1>Sign in</h1><p>Simulator: plays the organisation's sign-in. Asked for: ${escapeHtml(scope)}</p>
<p><a id="accept" href="${back({ code, client_info: clientInfo })}">Sign in as ${reader.name}</a></p>
<p><a id="cancel" href="${back(denied)}">Cancel</a></p></main></body></html>`);
}

/** Each code counts once, for whoever holds the verifier (RFC 7636, section 4.6). */
function redeem(body: Readonly<Record<string, string | undefined>>, codes: Map<string, Grant>): Grant | null {
  const code = body["code"] ?? "";
  const grant = codes.get(code);
  codes.delete(code);
  if (grant === undefined || body["grant_type"] !== "authorization_code") return null;
  const challenge = createHash("sha256")
    .update(body["code_verifier"] ?? "")
    .digest("base64url");
  const same =
    challenge === grant.challenge &&
    body["client_id"] === grant.clientId &&
    body["redirect_uri"] === grant.redirectUri;
  return same ? grant : null;
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}
