/** Serves the mailbox page and the fixture mails over https, on this machine only. */
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:https";
import { extname, join } from "node:path";
import fastify, { type FastifyInstance } from "fastify";

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
}

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

export async function startSimulator(options: SimulatorOptions): Promise<RunningServer> {
  const app = fastify({
    serverFactory: (handler) => createServer(options.certificate, handler),
    forceCloseConnections: true,
  });
  const paneUrl = () => (typeof options.paneUrl === "string" ? options.paneUrl : options.paneUrl());
  app.addHook("onSend", async (_request, reply) => {
    reply.header("Content-Security-Policy", contentSecurityPolicy(new URL(paneUrl()).origin));
    reply.header("X-Content-Type-Options", "nosniff");
    reply.header("Referrer-Policy", "no-referrer");
    reply.header("Cache-Control", "no-store");
  });
  app.get("/config.json", async () => ({ paneUrl: paneUrl() }));
  addMails(app, options.fixturesDir);
  addPages(app, options.pages ?? join(process.cwd(), "dist/simulator"));
  await app.listen({ host: options.host, port: options.port });
  const address = app.server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  return { url: `https://localhost:${port}`, close: () => app.close() };
}

/** Nothing remote: a mail that is looked at must not tell its sender so. */
function contentSecurityPolicy(paneOrigin: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
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
