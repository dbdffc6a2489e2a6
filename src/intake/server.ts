/** Puts the intake together and starts it. */
import { randomBytes } from "node:crypto";
import { getServers } from "node:dns";
import { mkdir } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { fromHex, toHex } from "../core/base/bytes.ts";
import { challenger } from "./auth.ts";
import { type IntakeConfig, type ResolvedConfig, resolveConfig } from "./config.ts";
import { createDnsKeys, type DnsKeys } from "./dns/dns-keys.ts";
import { dnsLookup } from "./dns/lookup.ts";
import { createHttp } from "./http.ts";
import type { Intake } from "./intake.ts";
import { failureForLog } from "./logging.ts";
import { type CounterName, createMetrics } from "./metrics.ts";
import { openOrganisation, type Organisation, type OrganisationDeps } from "./organisation.ts";
import { packageRoutes } from "./routes/console-packages.ts";
import { recordRoutes } from "./routes/console-records.ts";
import { sessionRoutes } from "./routes/console-session.ts";
import { dnsRoutes } from "./routes/dns.ts";
import { directoryRoutes } from "./routes/directory.ts";
import { healthRoutes } from "./routes/health.ts";
import { logRoutes } from "./routes/log.ts";
import { submissionRoutes } from "./routes/submissions.ts";
import { fileBlobStore } from "./storage/files.ts";
import { lockFolder } from "./storage/lock.ts";
import type { BlobStore, Ledger } from "./storage/ports.ts";
import { openSqliteLedger } from "./storage/sqlite.ts";
import { builtInAuthority, externalAuthorities } from "./timestamp-authorities.ts";
import { openTimestampKeys } from "./timestamp-keys.ts";
import {
  type CheckedAuthority,
  createTimestamping,
  type Timestamping,
  withoutTimestamps,
} from "./timestamping.ts";

export type { IntakeConfig } from "./config.ts";

/** Milliseconds after which an upload that never became a row is removed at the next start. */
const SWEEP_AFTER_MS = 86_400_000;
/** Milliseconds that closing waits for requests under way. */
const CLOSE_MS = 10_000;
const CLOSE_CHECK_MS = 50;

export interface RunningIntake {
  /** "http://127.0.0.1:4711", where it listens. */
  readonly url: string;
  /** Answers what is under way, then ends. */
  close(): Promise<void>;
}

/** What tests put in place of the world. */
export interface IntakeWorld {
  readonly now?: () => number;
  readonly blobs?: BlobStore;
  readonly ledger?: Ledger;
  readonly authority?: CheckedAuthority;
}

/**
 * Starts an intake. It is consistent when it listens: leftovers of a crash are removed, pending entries are in the log.
 *
 * @throws Error where configuration, keys, directory or stored logs do not fit: it does not start by halves.
 */
export async function startIntake(given: IntakeConfig, world: IntakeWorld = {}): Promise<RunningIntake> {
  const config = resolveConfig(given);
  const metrics = createMetrics((world.now ?? Date.now)());
  const app = await createHttp(config, metrics);
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const lock = lockFolder(join(config.dataDir, "lock.sqlite"));
  const ledger = world.ledger ?? openSqliteLedger(join(config.dataDir, "ledger.sqlite"));
  const closing: (() => unknown)[] = [() => closeHttp(app), () => ledger.close(), () => lock.release()];
  const close = async () => {
    for (const step of closing) await step();
  };
  try {
    let url = "";
    const publicOrigin = () => config.publicOrigin ?? url;
    const intake = await openIntake({ config, metrics, ledger, publicOrigin, log: app.log }, world);
    closing.splice(1, 0, () => closeIntake(intake));
    addRoutes(app, intake);
    await app.listen({ host: config.listen.host, port: config.listen.port });
    url = urlOf(app, config);
    intake.timestamping.start();
    intake.dnsKeys.start();
    return { url, close: once(close) };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Foundations extends Pick<Intake, "config" | "metrics" | "ledger" | "publicOrigin"> {
  readonly log: FastifyBaseLogger;
}

async function openIntake(base: Foundations, world: IntakeWorld): Promise<Intake> {
  const { config, metrics, ledger, publicOrigin } = base;
  const now = world.now ?? Date.now;
  const ids = config.organisations.map((one) => one.id);
  const blobs = world.blobs ?? fileBlobStore(config.dataDir);
  await blobs.prepare(ids);
  const failed = (counter: CounterName) => (error: unknown) => {
    metrics.count(counter);
    base.log.warn({ failure: failureForLog(error) }, counter);
  };
  const authority = world.authority ?? (await authorityOf(config, now));
  const timestamping = timestampingOf(config, ledger, authority, failed("zegel_timestamp_failures_total"));
  const organisations = await openOrganisations(config, ledger, {
    onCheckpoint: timestamping.checkpointMade,
    onFailure: failed("zegel_batch_failures_total"),
    signIn: { now, onFailure: failed("zegel_sign_in_key_failures_total") },
  });
  assertDemoStaysHere(config, organisations.values());
  for (const id of ids) {
    await blobs.sweep(id, (digest) => ledger.knowsPackage(id, digest), now() - SWEEP_AFTER_MS);
  }
  await ledger.removeExpired(now());
  const key = fromHex(await ledger.setting("challenge-key", () => toHex(randomBytes(32)))) as Uint8Array;
  const dnsKeys = dnsKeysOf(
    config,
    { ledger, organisations, authority, now },
    failed("zegel_dns_failures_total"),
  );
  const parts = { config, ledger, blobs, organisations, timestamping, dnsKeys, metrics, now, publicOrigin };
  return { ...parts, challenger: challenger(key) };
}

/** The keys of a demo organisation lie about on one machine: nobody else may come to rely on them. */
function assertDemoStaysHere({ listen }: ResolvedConfig, organisations: Iterable<Organisation>): void {
  if (["127.0.0.1", "::1", "localhost"].includes(listen.host)) return;
  for (const { id, isDemo } of organisations) {
    if (isDemo) throw new Error(`directory of ${id}: a demo directory is served on a loopback address only`);
  }
}

function dnsKeysOf(
  { dns, timestampWaitMs }: ResolvedConfig,
  world: Pick<Intake, "ledger" | "organisations" | "now"> & { readonly authority: CheckedAuthority | null },
  onFailure: (error: unknown) => void,
): DnsKeys {
  const organisations = [...world.organisations.values()].map(({ id, dnsPolicy, noteSigner }) => ({
    id,
    policy: dnsPolicy,
    signer: noteSigner,
  }));
  const lookup = dnsLookup({ servers: dns.resolvers ?? getServers(), timeoutMs: dns.timeoutMs });
  const { ledger: store, authority, now } = world;
  return createDnsKeys({ ...dns, organisations, store, lookup, authority, timestampWaitMs, now, onFailure });
}

async function closeIntake({ organisations, timestamping, dnsKeys }: Intake): Promise<void> {
  await dnsKeys.close();
  await Promise.all([...organisations.values()].map((one) => one.sequencer.close()));
  await timestamping.close();
}

function timestampingOf(
  config: ResolvedConfig,
  store: Ledger,
  authority: CheckedAuthority | null,
  onFailure: (error: unknown) => void,
): Timestamping {
  if (authority === null) return withoutTimestamps();
  return createTimestamping({
    authority,
    store,
    organisations: config.organisations.map((one) => one.id),
    waitMs: config.timestampWaitMs,
    checkpointMs: config.checkpointTimestampMs,
    onFailure,
  });
}

function addRoutes(app: FastifyInstance, intake: Intake): void {
  directoryRoutes(app, intake);
  submissionRoutes(app, intake);
  logRoutes(app, intake);
  dnsRoutes(app, intake);
  sessionRoutes(app, intake);
  packageRoutes(app, intake);
  recordRoutes(app, intake);
  healthRoutes(app, intake);
}

async function openOrganisations(
  config: ResolvedConfig,
  ledger: Ledger,
  events: Pick<OrganisationDeps, "onCheckpoint" | "onFailure" | "signIn">,
): Promise<ReadonlyMap<string, Organisation>> {
  const organisations = new Map<string, Organisation>();
  for (const one of config.organisations) {
    organisations.set(one.id, await openOrganisation(one, { ledger, batchMs: config.batchMs, ...events }));
  }
  return organisations;
}

async function authorityOf(config: ResolvedConfig, now: () => number): Promise<CheckedAuthority | null> {
  const { timestamp, dataDir } = config;
  if (timestamp.kind === "external") return externalAuthorities(timestamp);
  if (timestamp.kind === "none") return null;
  const file = timestamp.keyFile ?? join(dataDir, "timestamp-authority.pem");
  return builtInAuthority(await openTimestampKeys(file, now()), now);
}

function urlOf(app: FastifyInstance, { listen }: ResolvedConfig): string {
  const { port } = app.server.address() as AddressInfo;
  return `http://${listen.host.includes(":") ? `[${listen.host}]` : listen.host}:${port}`;
}

/** Whoever still uploads after a while is cut off: their client sends it again. */
async function closeHttp(app: FastifyInstance): Promise<void> {
  const impatient = setTimeout(() => app.server.closeAllConnections(), CLOSE_MS);
  // A connection that falls idle after the first look would be kept until its client tires of it.
  const idle = setInterval(() => app.server.closeIdleConnections(), CLOSE_CHECK_MS);
  await app.close();
  clearTimeout(impatient);
  clearInterval(idle);
}

function once(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | null = null;
  return () => {
    closing ??= close();
    return closing;
  };
}
