/** Puts the forwarding mailbox together and starts it. */
import type { AddressInfo } from "node:net";
import type { SMTPServer } from "smtp-server";
import { openSealerFromConfig } from "../sealer/config.ts";
import type { Sealer, SealerEvent } from "../sealer/ports.ts";
import { type Answers, createAnswers } from "./answers.ts";
import { type MailboxConfig, type ResolvedMailboxConfig, resolveConfig } from "./config.ts";
import { mailKeys } from "./dns-keys.ts";
import { startHealth } from "./health.ts";
import { type MailboxLog, makeLog } from "./log.ts";
import { hourlyLimit } from "./rate.ts";
import { answerRelay } from "./relay.ts";
import { makeSmtpServer } from "./smtp.ts";
import { takeForward } from "./transaction.ts";
import { turns } from "./turns.ts";

export type { MailboxConfig } from "./config.ts";

export interface RunningMailbox {
  readonly host: string;
  readonly port: number;
  /** Where /healthz and /readyz are; null where they are not configured. */
  readonly health: { readonly host: string; readonly port: number } | null;
  /** Answers what is under way, then ends. */
  close(): Promise<void>;
}

/** What tests put in place of the world. */
export interface MailboxWorld {
  readonly version?: string;
  readonly sealer?: Sealer;
  readonly now?: () => number;
  readonly log?: MailboxLog;
}

/** @throws Error where configuration, keys or folders do not fit: it does not start by halves. */
export async function startMailbox(given: MailboxConfig, world: MailboxWorld = {}): Promise<RunningMailbox> {
  const config = resolveConfig(given);
  const { now = Date.now, version = "0" } = world;
  const log = world.log ?? makeLog(config.logLevel);
  const closing: (() => unknown)[] = [];
  const close = async () => {
    for (const step of closing.splice(0)) await step();
  };
  try {
    const sealer = world.sealer ?? (await openSealer(config, version, log));
    closing.unshift(() => sealer.close());
    const answers = await openAnswers(config, sealer, now, log, closing);
    const take = taker({ config, sealer, now, log, version }, answers);
    const server = await makeSmtpServer({ config, now, log, take });
    const { host, port } = await listen(server, config.listen);
    closing.unshift(() => closeSmtp(server));
    const health = config.health === undefined ? null : await startHealth(config.health, sealer);
    closing.unshift(() => health?.close());
    sealer.start();
    await answers?.start();
    void warnWhereNotReady(sealer, config, log);
    return { host, port, health: health && { host: health.host, port: health.port }, close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

interface Shared {
  readonly config: ResolvedMailboxConfig;
  readonly sealer: Sealer;
  readonly now: () => number;
  readonly log: MailboxLog;
  readonly version: string;
}

function taker({ config, sealer, now, log, version }: Shared, answers: Answers | null) {
  const { limits, authentication } = config;
  const deps = {
    config,
    sealer,
    version,
    now,
    keys: mailKeys({ resolvers: authentication.resolvers, now }),
    perSender: hourlyLimit(limits.perSenderPerHour, now),
    inTurn: turns(limits.sealingAtOnce),
  };
  return async (...[octets, delivery]: [Uint8Array<ArrayBuffer>, Parameters<typeof takeForward>[1]]) => {
    const outcome = await takeForward(octets, delivery, deps);
    if (outcome.kind !== "sealed") {
      log.info(outcome.kind);
      return;
    }
    const { report, how, inline } = outcome;
    const counts = { mails: report.mails, missed: report.missed, how, as: inline ? "inline" : "attached" };
    log.info("sealed", counts);
    answers?.add(report);
  };
}

function openSealer(config: ResolvedMailboxConfig, version: string, log: MailboxLog): Promise<Sealer> {
  return openSealerFromConfig(config.sealer, {
    // Paths of a configuration file were made absolute when it was read.
    folder: process.cwd(),
    addIn: { version, build: "mailbox" },
    onEvent: ({ what, code }: SealerEvent) => {
      if (what === "sealed") return;
      if (what === "sent") log.info(what);
      else log.warn(what, Object.assign(new Error(), { code }));
    },
  });
}

async function openAnswers(
  config: ResolvedMailboxConfig,
  sealer: Sealer,
  now: () => number,
  log: MailboxLog,
  closing: (() => unknown)[],
): Promise<Answers | null> {
  if (config.answers === null) return null;
  const relay = await answerRelay(config.answers, config.hostname);
  closing.unshift(() => relay.close());
  const answers = createAnswers({ sealer, relay, config, answers: config.answers, now, log });
  closing.unshift(() => answers.close());
  return answers;
}

/** It starts all the same: the directory may come, and relays keep the mail meanwhile. */
async function warnWhereNotReady(
  sealer: Sealer,
  config: ResolvedMailboxConfig,
  log: MailboxLog,
): Promise<void> {
  try {
    const { ok, code } = await sealer.ready();
    if (!ok) log.warn("not-ready", Object.assign(new Error(), { code }));
    const { directory } = await sealer.directory();
    const desks = new Map(
      directory.desks.map(({ id, people }) => [id, new Set(people.map((one) => one.id))]),
    );
    for (const { desk, leftOut } of config.recipients) {
      const people = desks.get(desk ?? directory.desks[0]?.id ?? "");
      if (people === undefined) log.warn("desk-unknown");
      else if (leftOut.some((id) => !people.has(id))) log.warn("person-unknown");
    }
  } catch (failure) {
    log.warn("not-ready", failure);
  }
}

function listen(server: SMTPServer, { host, port }: { host: string; port: number }): Promise<Place> {
  return new Promise((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, host, () => {
      server.server.off("error", reject);
      const { port: taken } = server.server.address() as AddressInfo;
      resolve({ host, port: taken });
    });
  });
}

interface Place {
  readonly host: string;
  readonly port: number;
}

function closeSmtp(server: SMTPServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
