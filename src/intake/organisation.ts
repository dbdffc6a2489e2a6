/** One organisation as the intake knows it: its directory, its log, its secrets as hashes. */
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fromHex } from "../core/base/bytes.ts";
import type { Digest } from "../core/base/digest.ts";
import { type Directory, openEnvelope } from "../core/evidence/directory.ts";
import { entryOctets } from "../core/log/entry.ts";
import { type NoteSigner, parseNoteKey } from "../core/log/note.ts";
import { fingerprintOf } from "../core/seal/sshsig.ts";
import type { OrganisationConfig } from "./config.ts";
import { type EntraDeps, type EntraDoor, entraDoor } from "./entra.ts";
import { openSequencer, type Sequencer, type SequencerOptions } from "./sequencer.ts";
import type { Ledger } from "./storage/ports.ts";

export interface Organisation {
  readonly id: string;
  /** The signed directory, octets as in its file. */
  readonly directoryOctets: Uint8Array;
  readonly directoryDigest: Digest;
  /** Who may sign in: fingerprints ("SHA256:…") by signing key ("ssh-ed25519 AAAA…"), of the current directory. */
  readonly signingKeys: ReadonlyMap<string, string>;
  /** SHA-256 of each enrolment code, and of the read token. */
  readonly enrolmentHashes: readonly Uint8Array[];
  readonly readToken: string;
  /** Keys that were made for trying out: they protect nothing. */
  readonly isDemo: boolean;
  readonly sequencer: Sequencer;
  /** The log's key, which signs DNS snapshots too (docs/decisions/0009). */
  readonly noteSigner: NoteSigner;
  /** Checks access tokens; null where nobody signs in with one. */
  readonly entra: EntraDoor | null;
  /** Takes reports of nobody in particular: the configuration and the signed directory both say so. */
  readonly confidential: boolean;
  /** What the directory says of DNS. */
  readonly dnsPolicy: Directory["policy"]["dnsQueries"];
}

export interface OrganisationDeps extends Pick<SequencerOptions, "batchMs" | "onFailure"> {
  readonly ledger: Ledger;
  readonly onCheckpoint: (organisation: string) => void;
  /** Of the token service's keys. */
  readonly signIn: EntraDeps;
}

/** @throws Error where key, directory or log do not fit: an organisation is not served by halves. */
export async function openOrganisation(
  config: OrganisationConfig,
  deps: OrganisationDeps,
): Promise<Organisation> {
  const { ledger } = deps;
  const signer = await readLogKey(config);
  const octets = new Uint8Array(await readFile(config.directoryFile));
  const { directory, digest } = await readOwnDirectory(octets, config, signer);
  const sequencer = await openSequencer({
    organisation: config.id,
    store: ledger,
    signer,
    batchMs: deps.batchMs,
    onFailure: deps.onFailure,
    onCheckpoint: () => deps.onCheckpoint(config.id),
  });
  await logDirectory(ledger, sequencer, config.id, { version: directory.version, digest });
  return {
    id: config.id,
    directoryOctets: octets,
    directoryDigest: digest,
    signingKeys: signingKeysOf(directory),
    enrolmentHashes: config.enrolmentCodes.map((hex) => fromHex(hex) as Uint8Array),
    readToken: config.readToken ?? (await madeReadToken(ledger, config.id)),
    isDemo: directory.demo,
    sequencer,
    noteSigner: signer,
    entra: config.entra === undefined ? null : entraDoor(config.entra, deps.signIn),
    confidential: config.confidential && directory.policy.confidential,
    dnsPolicy: directory.policy.dnsQueries,
  };
}

async function readLogKey(config: OrganisationConfig): Promise<NoteSigner> {
  const key = parseNoteKey(await readFile(config.logKeyFile, "utf8"));
  if (!key.ok) throw new Error(`log key of ${config.id}: ${key.error.message}`);
  return key.value;
}

/** The intake is nobody's anchor, but it must not serve what its own clients will refuse. */
async function readOwnDirectory(octets: Uint8Array, config: OrganisationConfig, signer: NoteSigner) {
  const opened = await openEnvelope(octets);
  if (!opened.ok) throw new Error(`directory of ${config.id}: ${opened.error.message}`);
  const { directory, fingerprint } = opened.value;
  if (directory.organisation !== config.id)
    throw new Error(`directory of ${config.id}: of another organisation`);
  if (config.directoryRoot !== undefined && config.directoryRoot !== fingerprint) {
    throw new Error(`directory of ${config.id}: signed by another key than the configured one`);
  }
  if (directory.log.key !== signer.vkey || directory.log.origin !== signer.name) {
    throw new Error(`directory of ${config.id}: names another log than the log key`);
  }
  return opened.value;
}

function signingKeysOf(directory: Directory): ReadonlyMap<string, string> {
  const keys = directory.desks.flatMap((desk) => desk.people.map((person) => person.signingKey));
  return new Map(keys.map((key) => [key, fingerprintOf(key)]));
}

/** Each version goes into the log once, so that nobody can be shown a directory that others never saw. */
async function logDirectory(
  ledger: Ledger,
  sequencer: Sequencer,
  organisation: string,
  current: { readonly version: number; readonly digest: Digest },
): Promise<void> {
  const logged = await ledger.records(organisation, "directory", null);
  const seen = logged.map((record) => JSON.parse(record.text) as { version: number; digest: Digest });
  if (seen.some((one) => one.version > current.version)) {
    throw new Error(`directory of ${organisation}: older than one that was served before`);
  }
  if (seen.some((one) => one.version === current.version && one.digest !== current.digest)) {
    throw new Error(`directory of ${organisation}: another one of the same version was served before`);
  }
  if (seen.some((one) => one.version === current.version)) return;
  const { version, digest } = current;
  const id = await ledger.addRecord({
    organisation,
    kind: "directory",
    custodyClass: null,
    package: null,
    text: JSON.stringify({ version, digest }),
    signature: null,
    entry: entryOctets({ v: 1, type: "directory", directory: digest, version }),
  });
  await sequencer.sequenced(id);
}

/** Handed to every submitter, so it is stored as it is; it opens nothing but the log's digests. */
async function madeReadToken(ledger: Ledger, organisation: string): Promise<string> {
  return await ledger.setting(`read-token/${organisation}`, () => randomBytes(24).toString("base64url"));
}
