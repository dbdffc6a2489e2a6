/** Everything real: postfix in front, the mailbox as a process of its own, an intake behind it, DNS, and a sink for answers. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Directory } from "../../src/core/evidence/directory.ts";
import { type OpenedPackage, openPackage } from "../../src/core/seal/open.ts";
import type { MailboxConfig } from "../../src/mailbox/server.ts";
import { startIntake } from "../../src/intake/server.ts";
import {
  configOf,
  fingerprintOf,
  makeOrganisation,
  publicKeyLine,
  temporaryFolder,
  type TestOrganisation,
} from "../intake/fixture.ts";
import { type NameServer, startNameServer, txt } from "../support/name-server.ts";
import { makeSigningKey, signed, type SigningKey } from "./forwards.ts";
import { type MailboxProcess, spawnMailbox } from "./mailbox-process.ts";
import { nearConfig } from "./near-world.ts";
import { freePort, type Postfix, startPostfix } from "./postfix.ts";
import { type Sink, startSink, type SunkMail } from "./sink.ts";
import { deliver, type Envelope } from "./smtp-client.ts";

export interface FarWorld {
  readonly folder: string;
  readonly organisation: TestOrganisation;
  readonly postfix: Postfix;
  readonly sink: Sink;
  readonly key: SigningKey;
  readonly names: NameServer;
  /** The one that runs now. */
  mailbox: MailboxProcess;
  readonly place: { readonly host: string; readonly port: number };
  readonly configFile: string;
  /** Everything that any of the mailbox's processes wrote. */
  words(): string;
  /** Signs as org.example and hands it to postfix, as an own user. */
  send(mail: Buffer, envelope?: Envelope): Promise<string>;
  /** Kills what runs and starts another. */
  restart(): Promise<void>;
  /** Ends the intake, and starts it again at the same address. */
  readonly intake: { stop(): Promise<void>; start(): Promise<void> };
  /** What lies in the intake's store, opened with the investigator's key. */
  packages(): Promise<OpenedPackage[]>;
  packageCount(): number;
  close(): Promise<void>;
}

export interface FarWish {
  readonly directory?: Partial<Directory>;
  readonly config?: Partial<MailboxConfig>;
  readonly answers?: Partial<NonNullable<MailboxConfig["answers"]>>;
  readonly onAnswer?: (mail: SunkMail) => void;
  /** Lines of postfix's main.cf, for a mailbox at that port. */
  readonly postfix?: (mailboxPort: number) => readonly string[];
}

export async function openFarWorld(wish: FarWish = {}): Promise<FarWorld> {
  // The last that was opened is closed first; what a failure leaves half open too.
  const closing: (() => unknown)[] = [];
  const close = async () => {
    for (const step of closing.splice(0).toReversed()) await step();
  };
  try {
    return await open(wish, closing, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  wish: FarWish,
  closing: (() => unknown)[],
  close: () => Promise<void>,
): Promise<FarWorld> {
  const folder = temporaryFolder();
  closing.push(() => folder.remove());
  const organisation = await makeOrganisation(folder.path, "acme", {
    languages: ["nl", "en"],
    ...wish.directory,
    policy: {
      recipients: "x25519",
      sealOnServer: true,
      confidential: false,
      dnsQueries: "none",
      ...wish.directory?.policy,
    },
  });
  const intake = await restartableIntake(folder.path, organisation);
  closing.push(() => intake.stop());
  const key = makeSigningKey("org.example");
  const names = await startNameServer({ "org.example": [`s1._domainkey ${txt(key.record)}`] });
  closing.push(() => names.close());
  const place = { host: "127.0.0.1", port: await freePort() };
  const sink = await startSink(wish.onAnswer);
  closing.push(() => sink.close());
  const postfix = await startPostfix({
    mailboxPort: place.port,
    sinkPort: sink.port,
    settings: wish.postfix?.(place.port) ?? [],
  });
  closing.push(() => postfix.close());
  const configFile = join(folder.path, "mailbox.json");
  const codeFile = join(folder.path, "code");
  writeFileSync(codeFile, `${organisation.code}\n`);
  const config: MailboxConfig = {
    ...nearConfig(),
    listen: place,
    authentication: { resolvers: [names.address] },
    answers: {
      host: "127.0.0.1",
      port: postfix.inside.port,
      requireTls: false,
      from: "zegel-antwoord@org.example",
      ...wish.answers,
    },
    reportPage: "https://meld.org.example/",
    sealer: {
      organisation: "acme",
      intakeUrl: intake.url,
      directoryRoot: fingerprintOf(publicKeyLine(organisation.root)),
      enrolmentCodeFile: codeFile,
      dataDir: join(folder.path, "mailbox"),
    },
    logLevel: "debug",
    ...wish.config,
  };
  writeFileSync(configFile, JSON.stringify(config));
  const processes: MailboxProcess[] = [];
  const spawn = () => {
    const one = spawnMailbox(configFile);
    processes.push(one);
    return one;
  };
  const store = join(folder.path, "data", "blobs");
  const paths = () =>
    readdirSync(store, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".age"))
      .map((name) => join(store, name));
  const world: FarWorld = {
    ...{ folder: folder.path, organisation, postfix, sink, key, names, place, configFile, intake },
    mailbox: spawn(),
    words: () => processes.map((one) => one.words()).join(""),
    send: (mail, envelope) => deliver(postfix.inside, signed(mail, key), envelope),
    restart: async () => {
      await world.mailbox.kill();
      world.mailbox = spawn();
    },
    packages: () => Promise.all(paths().map((path) => openedPackage(organisation, path))),
    packageCount: () => paths().length,
    close,
  };
  closing.push(() => world.mailbox.kill());
  await world.mailbox.started;
  return world;
}

/** At one address, so that a mailbox finds it again. */
async function restartableIntake(folder: string, organisation: TestOrganisation) {
  const listen = { host: "127.0.0.1", port: await freePort() };
  const start = () => startIntake({ ...configOf(folder, [organisation]), listen });
  let running: Awaited<ReturnType<typeof start>> | null = await start();
  return {
    url: running.url,
    stop: async () => {
      await running?.close();
      running = null;
    },
    start: async () => {
      running = await start();
    },
  };
}

async function openedPackage({ investigator }: TestOrganisation, path: string): Promise<OpenedPackage> {
  const opened = await openPackage(readFileSync(path), { identities: [investigator.ageIdentity] });
  if (!opened.ok) throw opened.error;
  return opened.value;
}
