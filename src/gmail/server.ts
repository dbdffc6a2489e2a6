/** Puts the Gmail add-on together and starts it: a process of its own, which shares nothing with the intake but its API. */
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import type { FastifyInstance } from "fastify";
import { ENDPOINTS, type EndpointName } from "../hosts/gmail/deployment.ts";
import { type Reply, scopesNeeded } from "../hosts/gmail/reply.ts";
import { openSealerFromConfig } from "../sealer/config.ts";
import type { Sealer, SealerOptions } from "../sealer/ports.ts";
import { again, ForeignTicket, report } from "./clicks.ts";
import { type GmailConfig, type ResolvedConfig, resolveConfig } from "./config.ts";
import { admit } from "./gate.ts";
import { type GoogleTokens, googleTokens } from "./google-tokens.ts";
import { codesOf, createHttp } from "./http.ts";
import { openReplays, type Replays } from "./replays.ts";
import { makeReports, type Reports } from "./reports.ts";
import { home, message, type TalkDeps, urlOf, type Visit } from "./talk.ts";
import { makeTickets, ticketSecret } from "./tickets.ts";
import { makeTurns } from "./turns.ts";

export type { GmailConfig, ResolvedConfig } from "./config.ts";

export interface RunningGmail {
  /** "http://127.0.0.1:4711", where it listens. */
  readonly url: string;
  /** Answers what is under way, then ends. */
  close(): Promise<void>;
}

/** What tests and the command line put in place. */
export interface GmailWorld {
  readonly now?: () => number;
  /** Instead of one in the configured folder; closed with the server. */
  readonly sealer?: Sealer;
  readonly addIn?: SealerOptions["addIn"];
  /** PNG that Google shows for the add-on. */
  readonly logo?: Uint8Array;
}

/** Milliseconds that an answer of /readyz stands: each check writes and syncs, and anybody may ask. */
const READY_MS = 2000;

/**
 * @throws Error where the configuration does not fit, EvidenceError as `openSealer`: it does not start by halves.
 */
export async function startGmail(
  given: GmailConfig | ResolvedConfig,
  world: GmailWorld = {},
): Promise<RunningGmail> {
  const config = "folder" in given ? given : resolveConfig(given);
  const now = world.now ?? Date.now;
  const app = createHttp(config);
  const sealer = world.sealer ?? (await openOwn(config, app, world));
  try {
    const parts = await assemble(config, sealer, app, now);
    for (const [name, path] of Object.entries(ENDPOINTS))
      addEndpoint(app, parts, name as EndpointName, `${pathOf(config)}${path}`);
    await addPublic(app, config, sealer, world.logo);
    await app.listen({ host: config.listen.host, port: config.listen.port });
    sealer.start();
    return { url: listeningAt(app, config), close: once(() => close(app, sealer, parts.reports)) };
  } catch (error) {
    await app.close();
    await sealer.close();
    throw error;
  }
}

function openOwn(config: ResolvedConfig, app: FastifyInstance, world: GmailWorld): Promise<Sealer> {
  return openSealerFromConfig(config.sealer, {
    folder: config.folder,
    addIn: world.addIn ?? { version: "", build: "" },
    ...(world.now !== undefined && { clock: { now: world.now } }),
    onEvent: (event) => app.log.info(event, "sealer"),
  });
}

interface Parts extends TalkDeps {
  readonly google: GoogleTokens;
  readonly replays: Replays;
  readonly reports: Reports;
}

async function assemble(
  config: ResolvedConfig,
  sealer: Sealer,
  app: FastifyInstance,
  now: () => number,
): Promise<Parts> {
  const dataDir = resolve(config.folder, config.sealer.dataDir);
  const { limits } = config;
  const waiting = limits.waitingReports;
  return {
    config,
    sealer,
    clock: { now },
    google: googleTokens(config, {
      now,
      onFailure: (error) => app.log.warn({ failure: codesOf(error) }, "Google's keys cannot be had"),
    }),
    replays: await openReplays(join(dataDir, "gmail-answered.txt"), now),
    tickets: makeTickets({ secret: await ticketSecret(dataDir), lastsMs: limits.ticketMs, now }),
    reports: makeReports(sealer),
    turns: {
      looks: makeTurns(limits.concurrentLooks, waiting),
      mails: makeTurns(limits.concurrentReports, waiting),
      conversations: makeTurns(limits.concurrentConversations, waiting),
    },
  };
}

const TALK: Readonly<Record<EndpointName, (deps: TalkDeps, visit: Visit) => Promise<Reply>>> = {
  home,
  message,
  report,
  again,
};

function addEndpoint(app: FastifyInstance, parts: Parts, name: EndpointName, path: string): void {
  const url = urlOf(parts.config, name);
  app.post(path, async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { authorization } = request.headers;
    const admission = await admit(parts.google, { url, authorization, body });
    if (admission.kind === "refused") return refuse();
    if (admission.kind === "unavailable") return reply.code(503).send();
    if (admission.kind === "scopes") return scopesNeeded(admission.missing);
    const { visit, token } = admission;
    if (!isAnsweredOnce(parts.config, name)) return TALK[name](parts, visit);
    try {
      const outcome = await parts.replays.once([url, token, body], () => TALK[name](parts, visit));
      if (outcome.kind === "answered") return outcome.value;
      return outcome.kind === "replayed" ? refuse() : reply.code(503).send();
    } catch (cause) {
      if (cause instanceof ForeignTicket) return refuse();
      throw cause;
    }

    function refuse() {
      request.log.info({ code: "UNAUTHORISED" }, "refused");
      return reply.code(401).send();
    }
  });
}

/** The homepage reads nothing. See replays.ts. */
function isAnsweredOnce({ answerOnce }: ResolvedConfig, name: EndpointName): boolean {
  return name === "report" || name === "again" || (name === "message" && answerOnce === "all");
}

async function addPublic(
  app: FastifyInstance,
  config: ResolvedConfig,
  sealer: Sealer,
  logo: Uint8Array | undefined,
): Promise<void> {
  let last: { readonly at: number; readonly state: ReturnType<Sealer["ready"]> } | null = null;
  app.get("/healthz", async () => ({ ok: true }));
  app.get("/readyz", async (_request, reply) => {
    if (last === null || performance.now() - last.at > READY_MS)
      last = { at: performance.now(), state: sealer.ready() };
    const state = await last.state;
    return reply.code(state.ok ? 200 : 503).send(state);
  });
  if (logo === undefined) return;
  app.get(`${pathOf(config)}/logo.png`, async (_request, reply) => {
    // Google shows it in Gmail's own page.
    reply.header("cross-origin-resource-policy", "cross-origin").header("cache-control", "max-age=86400");
    return reply.type("image/png").send(Buffer.from(logo));
  });
}

/** "" for an address without a path. */
function pathOf({ publicUrl }: ResolvedConfig): string {
  return new URL(publicUrl).pathname.replace(/\/+$/, "");
}

function listeningAt(app: FastifyInstance, { listen }: ResolvedConfig): string {
  const { port } = app.server.address() as AddressInfo;
  return `http://${listen.host.includes(":") ? `[${listen.host}]` : listen.host}:${port}`;
}

async function close(app: FastifyInstance, sealer: Sealer, reports: Reports): Promise<void> {
  await app.close();
  await reports.idle();
  await sealer.close();
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => (running ??= work());
}

/** The logo of this installation. @param folder - With assets/. */
export function logoOf(folder: string): Promise<Uint8Array> {
  return readFile(join(folder, "assets", "icon-128.png"));
}
