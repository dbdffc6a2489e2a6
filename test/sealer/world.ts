/** A door's sealer beside a real intake: both on one folder that is gone afterwards. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Digest } from "../../src/core/base/digest.ts";
import { type Directory, signDirectory } from "../../src/core/evidence/directory.ts";
import { type OpenedPackage, openPackage } from "../../src/core/seal/open.ts";
import { fingerprintOf, publicKeyLine } from "../../src/core/seal/sshsig.ts";
import {
  type IntakeConfig,
  type IntakeWorld,
  type RunningIntake,
  startIntake,
} from "../../src/intake/server.ts";
import type { Sealer, SealerEvent, SealerOptions } from "../../src/sealer/ports.ts";
import { openSealer } from "../../src/sealer/sealer.ts";
import { getAs, signIn } from "../intake/console-client.ts";
import { configOf, makeOrganisation, temporaryFolder, type TestOrganisation } from "../intake/fixture.ts";

const DAY_MS = 86_400_000;

export interface World {
  readonly folder: string;
  readonly dataDir: string;
  readonly organisation: TestOrganisation;
  readonly options: SealerOptions;
  readonly events: SealerEvent[];
  /** Listens on the same port each time. */
  startIntake(world?: IntakeWorld): Promise<RunningIntake>;
  stopIntake(): Promise<void>;
  /** Closed at the end, if the test did not. */
  open(changes?: Partial<SealerOptions>): Promise<Sealer>;
  /** Signs it anew, and lets the intake serve it. */
  publish(changes: Partial<Directory>): Promise<void>;
  end(): Promise<void>;
}

/** A directory that lets a server seal, and an intake that serves it. */
export async function makeWorld(
  changes: Partial<Directory> = {},
  intakeChanges: Partial<IntakeConfig> = {},
): Promise<World> {
  const folder = temporaryFolder();
  const organisation = await makeOrganisation(folder.path, "acme", { ...serverMaySeal(), ...changes });
  const port = await freePort();
  const dataDir = join(folder.path, "door");
  const events: SealerEvent[] = [];
  const opened: Sealer[] = [];
  let intake: RunningIntake | null = null;
  const options: SealerOptions = {
    organisation: "acme",
    intakeUrl: `http://127.0.0.1:${port}`,
    directoryRoot: fingerprintOf(publicKeyLine(organisation.root)),
    enrolmentCode: organisation.code,
    dataDir,
    allowDemo: false,
    addIn: { version: "0.1.0", build: "test" },
    onEvent: (event) => events.push(event),
  };
  const stopIntake = async () => {
    await intake?.close();
    intake = null;
  };
  const start = async (world: IntakeWorld = {}) => {
    const listen = { host: "127.0.0.1", port };
    const config = { ...configOf(folder.path, [organisation]), ...intakeChanges, listen };
    intake = await startIntake(config, world);
    return intake;
  };
  await start();
  return {
    folder: folder.path,
    dataDir,
    organisation,
    options,
    events,
    startIntake: start,
    stopIntake,
    open: async (changed = {}) => {
      const sealer = await openSealer({ ...options, ...changed });
      opened.push(sealer);
      return sealer;
    },
    publish: async (change) => {
      const next = { ...organisation.directory, ...change };
      writeFileSync(organisation.config.directoryFile, await signDirectory(next, organisation.root));
      await stopIntake();
      await start();
    },
    end: async () => {
      for (const sealer of opened) await sealer.close();
      await stopIntake();
      folder.remove();
    },
  };
}

/** Valid today, whenever that is. */
export function serverMaySeal(): Partial<Directory> {
  const now = Date.now();
  return {
    issuedAt: now - DAY_MS,
    expiresAt: now + 365 * DAY_MS,
    policy: { recipients: "x25519", sealOnServer: true, confidential: false, dnsQueries: "none" },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export { mailOf, NOT_ASKED, reportOf, sourceOf } from "./report.ts";

/** @returns What lies at the intake, opened by the investigator. */
export async function openAtIntake(
  world: World,
  packageDigest: Digest,
): Promise<{ readonly octets: Uint8Array<ArrayBuffer>; readonly opened: OpenedPackage }> {
  const { intakeUrl } = world.options;
  const token = await signIn(intakeUrl, world.organisation);
  const path = `${intakeUrl}/v1/acme/console/packages/${packageDigest.slice("sha256:".length)}`;
  const octets = new Uint8Array(await (await getAs(path, token)).arrayBuffer());
  return { octets, opened: await openSealed(world, octets) };
}

export async function openSealed(world: World, octets: Uint8Array): Promise<OpenedPackage> {
  const identities = [world.organisation.investigator.ageIdentity];
  const opened = await openPackage(octets, { identities });
  if (!opened.ok) throw opened.error;
  return opened.value;
}

/** Digests of the packages that the intake holds. */
export function packagesAtIntake(world: World): string[] {
  return readdirSync(join(world.folder, "data/blobs/acme"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".age"))
    .map((name) => `sha256:${name.slice(-68, -4)}`)
    .toSorted();
}

/** Every file below the door's folder, by path. */
export function filesOf(folder: string): Map<string, Buffer> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path)]),
  );
}

/** Waits for what another thread of events brings about; the test's own time limit ends it. */
export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 20));
}

export async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "no error",
    (cause: unknown) => String((cause as { readonly code?: unknown }).code),
  );
}
