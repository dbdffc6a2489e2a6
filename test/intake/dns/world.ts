/** An intake with three organisations, one for each policy, that asks a real DNS server on loopback. */
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { Directory } from "../../../src/core/evidence/directory.ts";
import { openSnapshot, type Snapshot, type SnapshotKind } from "../../../src/core/dns/snapshot.ts";
import { readSnapshotAnswer, type SnapshotAnswer } from "../../../src/core/dns/snapshot-answer.ts";
import { type IntakeConfig, type IntakeWorld, startIntake } from "../../../src/intake/server.ts";
import { type NameServer, startNameServer, txt, type Zones } from "../../support/name-server.ts";
import { configOf, makeOrganisation, temporaryFolder, type TestOrganisation } from "../fixture.ts";

export interface DkimKey {
  readonly privateKey: KeyObject;
  /** The TXT record. */
  readonly record: string;
}

export function makeDkimKey(): DkimKey {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const spki = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  return { privateKey, record: `v=DKIM1; k=rsa; p=${spki}` };
}

export const PROVIDERS = { "provider.example": ["s1", "s2"] };

/** s1 of the provider, and whatever else a test wants. */
export function zonesWith(key: DkimKey, more: readonly string[] = [], small: readonly string[] = []): Zones {
  return {
    "provider.example": [`s1._domainkey IN ${txt(key.record)}`, ...more],
    "small.example": [`k._domainkey IN ${txt(key.record)}`, ...small],
  };
}

export interface DnsWorld {
  readonly folder: string;
  readonly server: NameServer;
  readonly organisations: Readonly<Record<"none" | "snapshot" | "single", TestOrganisation>>;
  readonly config: IntakeConfig;
  url: string;
  restart(): Promise<void>;
  stop(): Promise<void>;
  close(): Promise<void>;
}

const policyOf = (dnsQueries: Directory["policy"]["dnsQueries"]): Partial<Directory> => ({
  policy: { recipients: "x25519", sealOnServer: false, confidential: false, dnsQueries },
  // The intake goes by the real clock here.
  issuedAt: Date.now() - 1000,
  expiresAt: Date.now() + 86_400_000,
});

export async function startDnsWorld(
  zones: Zones,
  changes: Partial<IntakeConfig["dns"] & object> = {},
  world: IntakeWorld = {},
): Promise<DnsWorld> {
  const folder = temporaryFolder();
  const server = await startNameServer(zones);
  const make = (policy: Directory["policy"]["dnsQueries"]) =>
    makeOrganisation(folder.path, policy, policyOf(policy));
  const organisations = {
    none: await make("none"),
    snapshot: await make("snapshot"),
    single: await make("single"),
  };
  const dns = {
    resolvers: [server.address],
    providers: PROVIDERS,
    refreshMs: 600_000,
    learnedMs: 50,
    ...changes,
  };
  const config: IntakeConfig = { ...configOf(folder.path, Object.values(organisations)), dns };
  let intake = await startIntake(config, world);
  const under: DnsWorld = {
    folder: folder.path,
    server,
    organisations,
    config,
    url: intake.url,
    async restart() {
      await intake.close();
      intake = await startIntake(config, world);
      under.url = intake.url;
    },
    stop: () => intake.close(),
    async close() {
      await intake.close();
      await server.close();
      folder.remove();
    },
  };
  return under;
}

export interface ServedSnapshot {
  readonly answer: SnapshotAnswer;
  readonly snapshot: Snapshot;
  readonly octets: Uint8Array<ArrayBuffer>;
}

/** Reads an answer as a client does. */
export async function readServed(
  response: Response,
  { id, log }: TestOrganisation,
  kind: SnapshotKind,
): Promise<ServedSnapshot> {
  const octets = new Uint8Array(await response.arrayBuffer());
  const answer = readSnapshotAnswer(octets);
  if (!answer.ok) throw answer.error;
  const snapshot = openSnapshot(answer.value.note, { logKey: log.key, organisation: id, kind });
  if (!snapshot.ok) throw snapshot.error;
  return { answer: answer.value, snapshot: snapshot.value, octets };
}

const PATIENCE_MS = 20_000;

/** Asks for the snapshot until it is as the test wants it: it is made in the background. */
export async function waitForSnapshot(
  world: Pick<DnsWorld, "url">,
  organisation: TestOrganisation,
  isWanted: (served: ServedSnapshot) => boolean = () => true,
): Promise<ServedSnapshot> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const response = await fetch(`${world.url}/v1/${organisation.id}/dns-snapshot`);
    if (response.status === 200) {
      const served = await readServed(response, organisation, "snapshot");
      if (isWanted(served)) return served;
    } else await response.arrayBuffer();
    await new Promise((resolve) => {
      setTimeout(resolve, 30);
    });
  }
  throw new Error("no such snapshot in time");
}
