/** Serves the console's built page to this machine, so that no server chooses its code. */
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import { EvidenceError } from "../core/base/errors.ts";
import type { Networks } from "./networks.ts";

/** What a build leaves open and an organisation decides: base64 of it takes the placeholder's place. */
const PLACEHOLDER = "@@ZEGEL_BUILD@@";

export interface ConsoleConstants {
  readonly organisation: string;
  /** Origin of the intake, without a slash at the end. */
  readonly intakeUrl: string;
  /** Fingerprint of the root key that signs the directory. */
  readonly directoryRoot: string;
  readonly allowDemo: boolean;
  readonly version: string;
}

export interface ConsoleServerOptions {
  /** Loopback address or name. */
  readonly host: string;
  /** 0 takes a free one; the intake must list the origin under `allowedOrigins`. */
  readonly port: number;
  /** Folder of the built page. */
  readonly pages: string;
  /** The only other origin that the page may talk to. */
  readonly intakeUrl: string;
  /** Written into the page in place of the placeholder; left out where it was stamped before. */
  readonly constants?: ConsoleConstants;
  /** Tables for POST /networks; left out, or null: that answers 404. */
  readonly networks?: Networks | null;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".txt": "text/plain; charset=utf-8",
};

/**
 * Answers from memory, to this machine only: no path of a request ever reaches the file system.
 *
 * @throws EvidenceError FILE_MISSING where the page is not built.
 */
export async function startConsole(
  options: ConsoleServerOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const files = await loadPage(options.pages, options.constants ?? null);
  const security = securityHeaders(options.intakeUrl);
  const server = fastify({ logger: false });
  let host = "";
  server.addHook("onRequest", async (request, reply) => {
    reply.headers(security);
    // Another name for this address would be another site's (DNS rebinding).
    if (request.headers.host !== host) await reply.code(421).type("text/plain").send(`open http://${host}\n`);
  });
  server.get("/*", async (request, reply) => {
    const [path = "/"] = request.url.split("?", 1);
    return answer(reply, path === "/" ? "/index.html" : path, files);
  });
  if (options.networks) serveNetworks(server, options.networks);
  await server.listen({ host: options.host, port: options.port });
  host = `localhost:${portOf(server.addresses())}`;
  return { url: `http://${host}`, close: () => server.close() };
}

const MAX_ADDRESSES = 500;

/**
 * The page asks the program on the same machine: no address leaves it. Another site's page cannot ask, since JSON
 * needs a permission (CORS) that is never given.
 */
function serveNetworks(server: FastifyInstance, networks: Networks): void {
  const ips = { type: "array", maxItems: MAX_ADDRESSES, items: { type: "string", maxLength: 45 } };
  const body = { type: "object", required: ["ips"], properties: { ips } };
  server.post<{ Body: { readonly ips: readonly string[] } }>(
    "/networks",
    { schema: { body }, bodyLimit: 64 * 1024 },
    async (request) => ({
      attribution: networks.attribution,
      networks: request.body.ips.flatMap((ip) => {
        const network = networks.find(ip);
        return network === null ? [] : [{ ip, network }];
      }),
    }),
  );
}

function answer(reply: FastifyReply, path: string, files: ReadonlyMap<string, Buffer>): FastifyReply {
  const content = files.get(path);
  if (content === undefined) return reply.code(404).type("text/plain").send("not found\n");
  return reply.type(TYPES[extname(path)] ?? "application/octet-stream").send(content);
}

function portOf(addresses: readonly (string | { port: number })[]): number {
  const [first] = addresses;
  if (typeof first !== "object") throw new TypeError("the console listens nowhere");
  return first.port;
}

/** Every file of the built page by its path, the organisation's constants written in. */
async function loadPage(
  folder: string,
  constants: ConsoleConstants | null,
): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map<string, Buffer>();
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name);
    const content = await readFile(file);
    const isCode = [".js", ".html"].includes(extname(file));
    const path = `/${file.slice(join(folder, "/").length).replaceAll("\\", "/")}`;
    files.set(path, isCode && constants !== null ? stamped(content, constants) : content);
  }
  if (!files.has("/index.html"))
    throw new EvidenceError("FILE_MISSING", "the console is not built: run `npm run build` in the checkout");
  return files;
}

function stamped(content: Buffer, constants: ConsoleConstants): Buffer {
  const all = { ...constants, enrolmentCode: null, build: "release" };
  return Buffer.from(
    content.toString("utf8").replaceAll(PLACEHOLDER, Buffer.from(JSON.stringify(all)).toString("base64")),
  );
}

/** Strict, and still enough for Fluent: its <style> elements are empty when they are added, hence the empty text's hash. */
function securityHeaders(intakeUrl: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    "worker-src 'self'",
    `connect-src 'self' ${new URL(intakeUrl).origin}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types zegel-console",
  ];
  return {
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
  };
}
