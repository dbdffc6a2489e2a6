/** The page that plays Gmail, and Google's side of an add-on behind it, on this machine only. Development only. */
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import fastify, { type FastifyInstance } from "fastify";
import { readDeployment } from "./add-on/deployment.ts";
import { type Exchange, openPanel, type PanelDeps } from "./add-on/panel.ts";
import { deploymentFaults } from "./card-rules.ts";
import { playGmailApi } from "./google/gmail-api.ts";
import { OAUTH_CLIENT_ID, PROJECT_NUMBER, playTokens, SERVICE_ACCOUNT } from "./google/tokens.ts";
import { type Mailbox, openMailbox } from "./mail/mailbox.ts";
import { addPages } from "./page/routes.ts";
import type { Player } from "./player.ts";
import { DEFAULTS, type Switches } from "./switches.ts";

export interface GmailPlayerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** "127.0.0.1" unless given. */
  readonly host?: string;
  /** Folder of *.eml files; test/fixtures/mail of the checkout unless given. */
  readonly fixturesDir?: string;
  /** Milliseconds that the add-on has for an answer: 30,000, as at Google, unless given. */
  readonly limitMs?: number;
  readonly switches?: Partial<Switches>;
}

/** What an add-on's configuration needs to know of the Google that is played here. */
export interface GoogleSettings {
  readonly jwksUrl: string;
  readonly issuer: string;
  readonly apiUrl: string;
  readonly oauthClientId: string;
  readonly projectNumber: string;
  readonly serviceAccountEmail: string;
}

export interface GmailPlayer {
  /** "http://localhost:8482" */
  readonly url: string;
  readonly googleSettings: GoogleSettings;
  /** What was wrong with deployments and answers so far, each "path of the endpoint: fault". */
  readonly faults: readonly string[];
  readonly mailbox: Mailbox;
  /** @param deployment - JSON as Google takes it; it is installed even where something is wrong with it. */
  addDeployment(deployment: unknown): void;
  setSwitches(changes: Partial<Switches>): void;
  /** Tokens are signed with another key from now on. */
  rotateKeys(): Promise<void>;
  close(): Promise<void>;
}

/** Where Google stands on this server. */
const GOOGLE = "/google";
const LIMIT_MS = 30_000;
const FIXTURES = join(import.meta.dirname, "../../../test/fixtures/mail");
/** Faults that are collected: an add-on may be clicked for days. */
const MAX_FAULTS = 10_000;

export async function startGmailPlayer(options: GmailPlayerOptions): Promise<GmailPlayer> {
  const { host = "127.0.0.1", fixturesDir = FIXTURES, limitMs = LIMIT_MS } = options;
  const app = fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 200 } });
  const ending = new AbortController();
  let port = options.port;
  const google = () => `http://127.0.0.1:${port}${GOOGLE}`;
  const tokens = await playTokens(google);
  const api = playGmailApi(() => player.switches);
  const player: Player = {
    switches: { ...DEFAULTS, ...options.switches },
    panels: [],
    active: 0,
    mailbox: await openMailbox(fixturesDir, (mail) => api.add(mail)),
    faults: [],
    deploymentFaults: [],
    notices: [],
    rotateKeys: () => tokens.rotate(),
    addDeployment: (deployment) => {
      const { grants } = api;
      const switches = () => player.switches;
      install(player, deployment, { tokens, grants, switches, limitMs, signal: ending.signal });
    },
  };
  addGoogle(app, tokens.jwks, api);
  addPages(app, player);
  await app.listen({ host, port });
  port = (app.server.address() as AddressInfo).port;
  return {
    url: `http://localhost:${port}`,
    googleSettings: settingsOf(google()),
    faults: player.faults,
    mailbox: player.mailbox,
    addDeployment: player.addDeployment,
    setSwitches: (changes) => {
      player.switches = { ...player.switches, ...changes };
    },
    rotateKeys: player.rotateKeys,
    close: async () => {
      ending.abort();
      await app.close();
    },
  };
}

function settingsOf(google: string): GoogleSettings {
  return {
    jwksUrl: `${google}/certs`,
    issuer: google,
    apiUrl: google,
    oauthClientId: OAUTH_CLIENT_ID,
    projectNumber: PROJECT_NUMBER,
    serviceAccountEmail: SERVICE_ACCOUNT,
  };
}

function install(player: Player, deployment: unknown, deps: Omit<PanelDeps, "onExchange">): void {
  const wrong = deploymentFaults(deployment, { allowLocalhost: true });
  player.deploymentFaults = wrong;
  collect(wrong.map((one) => `deployment: ${one}`));
  const onExchange = ({ request, faults }: Exchange) => {
    const { pathname } = new URL(request.url);
    collect(faults.map((one) => `${pathname}: ${one}`));
  };
  player.active = player.panels.push(openPanel(readDeployment(deployment), { ...deps, onExchange })) - 1;

  function collect(faults: readonly string[]): void {
    player.faults.push(...faults.slice(0, MAX_FAULTS - player.faults.length));
  }
}

/** Its keys, and Gmail's API: other programs ask here, not the page. */
function addGoogle(app: FastifyInstance, jwks: () => object, api: ReturnType<typeof playGmailApi>): void {
  app.get(`${GOOGLE}/certs`, async (_request, reply) =>
    reply.header("cache-control", "max-age=1").send(jwks()),
  );
  app.all(`${GOOGLE}/gmail/*`, async (request, reply) => {
    reply.hijack();
    request.raw.url = (request.raw.url ?? "").slice(GOOGLE.length);
    await api.answer(request.raw, reply.raw);
  });
}
