/** Serves the mailbox page, the fixture mails and the played services behind a mailbox, on this machine only. */
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:https";
import { extname, join } from "node:path";
import fastify, { type FastifyInstance } from "fastify";
import { addEntra, ENTRA_PATH } from "./cloud/entra.ts";
import { addGraph, type GraphSwitches } from "./cloud/graph.ts";
import { MAIL_LIMIT, openMailStore } from "./cloud/mail-store.ts";
import { makeTestIssuer, type TestIssuer } from "./issuer.ts";

export interface SimulatorOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Address of the task pane: https, on the same host name. A function where it is known only later. */
  readonly paneUrl: string | (() => string);
  /** PEM. */
  readonly certificate: { readonly key: string; readonly cert: string };
  /** Folder of *.eml files, listed by name. */
  readonly fixturesDir: string;
  /** Folder of the bundled page; dist/simulator unless given. */
  readonly pages?: string;
  /** The add-in's script for classic Windows, served to the mailbox page; none unless given. */
  readonly spamScript?: string;
  /** Folder of the checkout; the working directory unless given. */
  readonly root?: string;
  /** Whose tokens the played services give and take; one of this server's own unless given. */
  readonly issuer?: TestIssuer;
}

export interface RunningServer {
  readonly url: string;
  /** Whose tokens the played Graph takes; its authority is "<url>/entra/<tenant>". */
  readonly issuer: TestIssuer;
  close(): Promise<void>;
}

export async function startSimulator(options: SimulatorOptions): Promise<RunningServer> {
  const app = fastify({
    serverFactory: (handler) => createServer(options.certificate, handler),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 1000 },
  });
  let ownOrigin = `https://localhost:${options.port}`;
  const root = options.root ?? process.cwd();
  const paneUrl = () => (typeof options.paneUrl === "string" ? options.paneUrl : options.paneUrl());
  const paneOrigin = () => new URL(paneUrl()).origin;
  const issuer = options.issuer ?? (await makeTestIssuer(() => `${ownOrigin}${ENTRA_PATH}`));
  const mails = openMailStore(options.fixturesDir);
  let switches: GraphSwitches = { graph: "ok", shared: "0" };
  app.addHook("onSend", async (_request, reply) => {
    reply.header("Content-Security-Policy", contentSecurityPolicy(paneOrigin()));
    reply.header("X-Content-Type-Options", "nosniff");
    reply.header("Referrer-Policy", "no-referrer");
    reply.header("Cache-Control", "no-store");
  });
  app.get("/config.json", async () => ({
    paneUrl: paneUrl(),
    classicScript: options.spamScript !== undefined,
  }));
  app.post<{ Body: Partial<GraphSwitches> | null }>("/switches", async (request, reply) => {
    const { graph, shared } = request.body ?? {};
    switches = { graph: String(graph ?? "ok"), shared: String(shared ?? "0") };
    return reply.code(204).send();
  });
  addMails(app, options.fixturesDir);
  app.addContentTypeParser(
    "message/rfc822",
    { parseAs: "buffer", bodyLimit: MAIL_LIMIT },
    (_request, body, done) => done(null, body),
  );
  app.put<{ Params: { id: string }; Body: Buffer }>("/mailbox/:id", async (request, reply) => {
    await mails.put(request.params.id, Uint8Array.from(request.body));
    return reply.code(204).send();
  });
  addEntra(app, { issuer, paneOrigin, ownOrigin: () => ownOrigin });
  addGraph(app, { issuer, mails, paneOrigin, switches: () => switches });
  addClassicRuntime(app, join(root, "src/simulator/pane-support/classic-runtime.js"), options.spamScript);
  addPages(app, options.pages ?? join(root, "dist/simulator"));
  await app.listen({ host: options.host, port: options.port });
  const address = app.server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  ownOrigin = `https://localhost:${port}`;
  return { url: ownOrigin, issuer, close: () => app.close() };
}

/** Nothing remote: a mail that is looked at must not tell its sender so. */
function contentSecurityPolicy(paneOrigin: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    `frame-src ${paneOrigin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function addMails(app: FastifyInstance, folder: string): void {
  const names = () =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".eml"))
      .sort();
  app.get("/mails.json", async () => names());
  app.get<{ Params: { name: string } }>("/mails/:name", async (request, reply) => {
    // Only a name that was listed is ever opened, so no path leads out of the folder.
    if (!names().includes(request.params.name)) return reply.code(404).send();
    return reply.type("application/octet-stream").send(readFileSync(join(folder, request.params.name)));
  });
}

/** A worker that plays classic Outlook's JavaScript engine, and the script that it runs. */
function addClassicRuntime(app: FastifyInstance, runtime: string, script: string | undefined): void {
  const mediaType = "text/javascript; charset=utf-8";
  app.get("/classic-runtime.js", async (_request, reply) =>
    reply.type(mediaType).send(readFileSync(runtime)),
  );
  app.get("/spam-report.js", async (_request, reply) =>
    script === undefined ? reply.code(404).send() : reply.type(mediaType).send(readFileSync(script)),
  );
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** The bundle is one flat folder, and may be built anew while this runs. */
function addPages(app: FastifyInstance, folder: string): void {
  app.get<{ Params: { "*": string } }>("/*", async (request, reply) => {
    const name = request.params["*"] || "index.html";
    const mediaType = MEDIA_TYPES[extname(name)];
    if (mediaType === undefined || !readdirSync(folder).includes(name)) return reply.code(404).send();
    return reply.type(mediaType).send(readFileSync(join(folder, name)));
  });
}
