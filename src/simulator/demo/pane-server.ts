/** Serves the built pane as a production server would: its pages, its policy, and nothing else. */
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:https";
import { extname, join } from "node:path";
import fastify from "fastify";
import { developmentOfficeFiles } from "../pane-support/index.ts";
import {
  type PanePolicy,
  paneContentSecurityPolicy,
  panePermissionsPolicy,
} from "../../pages/pane-policy.ts";

export { paneContentSecurityPolicy } from "../../pages/pane-policy.ts";

export interface PaneServerOptions {
  readonly host: string;
  readonly port: number;
  readonly certificate: { readonly key: string; readonly cert: string };
  /** Folder of the stamped pane. */
  readonly pages: string;
  /** Folder of the checkout: npm's office.js is served from its node_modules (development only). */
  readonly root: string;
  readonly policy: PanePolicy;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** Serves the task pane over https, as Outlook demands, with the policy that it runs under in production. */
export async function startPaneServer(
  options: PaneServerOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const app = fastify({
    serverFactory: (handler) => createServer(options.certificate, handler),
    forceCloseConnections: true,
  });
  const policy = paneContentSecurityPolicy(options.policy);
  app.addHook("onSend", async (_request, reply) => {
    reply.header("Content-Security-Policy", policy);
    reply.header("Permissions-Policy", panePermissionsPolicy);
    reply.header("X-Content-Type-Options", "nosniff");
    reply.header("Referrer-Policy", "no-referrer");
    reply.header("Cross-Origin-Resource-Policy", "same-origin");
    // A heap and thread of its own, as in Outlook, whose page is of another site anyway.
    reply.header("Origin-Agent-Cluster", "?1");
  });
  const office = developmentOfficeFiles(options.root);
  for (const path of office.paths) {
    app.get(path, async (_request, reply) =>
      reply.type("text/javascript; charset=utf-8").send(office.get(path)),
    );
  }
  // Scripts of classic Outlook that may have tokens or ask other servers: ours does neither.
  app.get("/.well-known/microsoft-officeaddins-allowed.json", async () => ({ allowed: [] }));
  // Read once, so that no path of a request ever reaches the file system.
  for (const name of readdirSync(options.pages)) {
    const body = readFileSync(join(options.pages, name));
    const mediaType = MEDIA_TYPES[extname(name)] ?? "application/octet-stream";
    app.get(`/${name}`, async (_request, reply) => reply.type(mediaType).send(body));
    if (name === "index.html") app.get("/", async (_request, reply) => reply.type(mediaType).send(body));
  }
  await app.listen({ host: options.host, port: options.port });
  const address = app.server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  return { url: `https://localhost:${port}`, close: () => app.close() };
}
