/** Serves the built report page as a production server would: its files, its policies, and nothing else. */
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import fastify from "fastify";
import {
  type ReportPolicy,
  reportContentSecurityPolicy,
  reportPermissionsPolicy,
  SERVICE_WORKER,
  serviceWorkerContentSecurityPolicy,
} from "../../pages/report-policy.ts";

export interface ReportServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Folder of the stamped page. */
  readonly pages: string;
  readonly policy: ReportPolicy;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".png": "image/png",
};

/** Under http: browsers let service workers run on this machine's own name, and behind no self-signed certificate. */
export async function startReportServer(
  options: ReportServerOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const app = fastify({ forceCloseConnections: true });
  const policy = reportContentSecurityPolicy(options.policy);
  app.addHook("onSend", async (request, reply) => {
    const isWorker = request.url.split("?", 1)[0] === `/${SERVICE_WORKER}`;
    reply.headers({
      "Content-Security-Policy": isWorker ? serviceWorkerContentSecurityPolicy : policy,
      "Permissions-Policy": reportPermissionsPolicy,
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Resource-Policy": "same-origin",
      // The service worker keeps the files; whoever comes without one gets what is there now.
      "Cache-Control": "no-cache",
    });
  });
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
  return { url: `http://localhost:${port}`, close: () => app.close() };
}
