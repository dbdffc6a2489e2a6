/** An organisation in memory with real keys, a real log and really sealed reports, and an intake that may lie. */
import { canonicalJson } from "../../src/core/base/canonical-json.ts";
import { toBase64, utf8 } from "../../src/core/base/bytes.ts";
import type { Digest } from "../../src/core/base/digest.ts";
import { digestOf, sha256 } from "../../src/core/base/digest.ts";
import { EvidenceError } from "../../src/core/base/errors.ts";
import { type Directory, signDirectory } from "../../src/core/evidence/directory.ts";
import { formatCheckpoint } from "../../src/core/log/checkpoint.ts";
import { entryOctets, type LogEntry, parseEntry } from "../../src/core/log/entry.ts";
import { createMemoryTree } from "../../src/core/log/memory-tree.ts";
import { noteSigner } from "../../src/core/log/note.ts";
import { formatProof } from "../../src/core/log/proof.ts";
import { encodeEntryBundle, encodeTile, type Tile, TILE_WIDTH } from "../../src/core/log/tiles.ts";
import { inclusionProof, treeRoot } from "../../src/core/log/tree.ts";
import { formatIdentity, type InvestigatorIdentity, makeIdentity } from "../../src/core/seal/identity.ts";
import { checkChallenge, signSignIn } from "../../src/core/seal/sign-in.ts";
import { ed25519Signer, fingerprintOf, publicKeyLine } from "../../src/core/seal/sshsig.ts";
import { makeTimestampAuthority } from "../../src/core/timestamp/authority.ts";
import { timestampRequest } from "../../src/core/timestamp/request.ts";
import { createTimestampResponse } from "../../src/core/timestamp/respond.ts";
import type { ReceiptAnswer } from "../../src/core/evidence/types.ts";
import type {
  ConsoleBuild,
  ConsoleMemory,
  ConsoleServer,
  ListedPackage,
  LoggedEvent,
} from "../../src/console/ports.ts";
import {
  exampleDirectory,
  type ExampleKeys,
  makeExampleKeys,
  NOW,
} from "../core/evidence/directory-example.ts";
import { type ReportWish, sealReport } from "./sealed-report.ts";

export const ORIGIN = "localhost/v1/example/log";
export const INTAKE = "http://localhost:4711";

/** What the intake holds of one package. */
export interface Stored {
  listed: ListedPackage;
  package: Uint8Array<ArrayBuffer>;
  summary: Uint8Array<ArrayBuffer>;
  statement: Uint8Array<ArrayBuffer>;
  receipt: ReceiptAnswer;
}

/** The organisation's log. A second one with the same key is a fork. */
export function makeLog(seed = new Uint8Array(32).fill(7)) {
  const tree = createMemoryTree();
  const signer = noteSigner(ORIGIN, seed);
  const entries: Uint8Array[] = [];
  return { append, checkpoint, proof, bundle, tile, signer, size: () => entries.length, entries };

  /** @returns The entry's index. */
  function append(entry: LogEntry): number {
    const octets = entryOctets(entry);
    tree.append([octets]);
    return entries.push(octets) - 1;
  }

  function checkpoint(size = entries.length): string {
    return formatCheckpoint({ origin: ORIGIN, size, root: treeRoot(size, tree.getHash) }, signer);
  }

  function proof(index: number, size = entries.length): string {
    return formatProof({
      index,
      hashes: inclusionProof(index, size, tree.getHash),
      checkpoint: checkpoint(size),
    });
  }

  async function tile(wanted: Tile): Promise<Uint8Array<ArrayBuffer>> {
    return Uint8Array.from(encodeTile(wanted, tree.getHash));
  }

  function bundle(index: number, width: number): Uint8Array<ArrayBuffer> {
    return encodeEntryBundle(entries.slice(index * TILE_WIDTH, index * TILE_WIDTH + width));
  }
}

export type TestLog = ReturnType<typeof makeLog>;

export async function makeWorld(changes: Partial<Directory> = {}) {
  const keys = await makeExampleKeys();
  const root = ed25519Signer(new Uint8Array(32).fill(9));
  const log = makeLog();
  const authority = await makeTimestampAuthority({
    organisation: "Voorbeeld BV",
    notBefore: NOW - 1e9,
    notAfter: NOW + 1e12,
  });
  const directory = exampleDirectory(keys, {
    log: { origin: ORIGIN, key: log.signer.vkey },
    timestamp: { roots: [authority.rootPem] },
    ...changes,
  });
  const build: ConsoleBuild = {
    organisation: "example",
    intakeUrl: INTAKE,
    directoryRoot: fingerprintOf(publicKeyLine(root)),
    allowDemo: directory.demo,
    version: "0.1.0",
  };
  const stored = new Map<Digest, Stored>();
  log.append({ v: 1, type: "directory", directory: await digestOf(canonicalJson(directory)), version: 1 });
  return { keys, root, log, directory, build, stored, addReport, stamp, identityFile };

  async function stamp(octets: Uint8Array): Promise<string> {
    const response = await createTimestampResponse(timestampRequest(await sha256(octets), Uint8Array.of(1)), {
      key: authority.key,
      certificates: authority.certificates,
      serial: Uint8Array.of(1, stored.size),
      time: NOW,
    });
    if (!response.ok) throw response.error;
    return toBase64(response.value);
  }

  /** Seals as the pane does, and files it as the intake does. */
  async function addReport(wish: ReportWish = {}): Promise<Stored> {
    const recipients = [keys.anna.recipient, keys.recovery.recipient];
    const sealed = await sealReport({
      recipients,
      checkpoint: log.checkpoint(),
      number: stored.size,
      ...wish,
    });
    const { packageDigest, commitment } = sealed;
    const summary = await digestOf(sealed.summary);
    const index = log.append({ v: 1, type: "package", package: packageDigest, summary, commitment });
    const listed: ListedPackage = {
      index,
      package: packageDigest,
      summary,
      receivedAt: NOW,
      octets: sealed.package.length,
      timestamped: true,
      erased: false,
    };
    const receipt: ReceiptAnswer = {
      v: 1,
      entry: new TextDecoder().decode(log.entries[index]),
      proof: log.proof(index),
      timestamp: await stamp(sealed.package),
      opened: null,
      readToken: "read-token",
    };
    const one = {
      listed,
      receipt,
      package: sealed.package,
      summary: sealed.summary,
      statement: sealed.statement,
    };
    stored.set(packageDigest, one);
    return one;
  }

  function identityFile(identity: InvestigatorIdentity = keys.anna): Uint8Array<ArrayBuffer> {
    return utf8(formatIdentity(identity, NOW));
  }
}

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** What was sent to the server: to look for plaintext in. */
export interface Sent {
  readonly what: string;
  readonly text: string;
}

/** An honest intake over a world. Tests replace single methods by lies. */
export function honestServer(world: World, sent: Sent[] = []): ConsoleServer {
  const custody = new Map<Digest, LoggedEvent[]>();
  const find = (digest: Digest): Stored => {
    const one = world.stored.get(digest);
    if (one === undefined) throw new EvidenceError("NOT_FOUND", "no such package");
    return one;
  };
  return {
    directory: () => signDirectory(world.directory, world.root),
    signIn: async (signer, directory) => {
      const challenge = { nonce: toBase64(new Uint8Array(32).fill(3)), expiresAt: NOW + 60_000 };
      const checked = checkChallenge(challenge, { origin: INTAKE, now: NOW });
      if (!checked.ok) throw checked.error;
      sent.push({
        what: "sign-in",
        text: await signSignIn({ ...checked.value, origin: INTAKE, directory }, signer),
      });
    },
    packages: async (from) => ({
      entries: [...world.stored.values()].map((one) => one.listed).filter((one) => one.index >= from),
      next: null,
    }),
    summary: async (digest) => find(digest).summary.slice(),
    statement: async (digest) => find(digest).statement.slice(),
    package: async (digest, options) => {
      options?.onProgress?.(1);
      return find(digest).package.slice();
    },
    receipt: async (digest) => find(digest).receipt,
    dnsKey: async () => {
      throw new EvidenceError("DNS_QUERY_NOT_ALLOWED", "not allowed");
    },
    learnSelectors: async (pairs) => {
      sent.push({ what: "selectors", text: JSON.stringify(pairs) });
    },
    custody: async (digest) => custody.get(digest) ?? [],
    addCustody: async (digest, event) => {
      sent.push({ what: "custody", text: event.text + event.signature });
      const index = world.log.append({ v: 1, type: "custody", event: event.digest });
      const logged = {
        index,
        class: "self-declared" as const,
        event: event.text,
        signature: event.signature,
      };
      custody.set(digest, [...(custody.get(digest) ?? []), logged]);
      return index;
    },
    acknowledge: async (digest, { text, signature, digest: acknowledgement }) => {
      sent.push({ what: "opened", text: text + signature });
      return world.log.append({ v: 1, type: "opened", package: digest, acknowledgement });
    },
    checkpoint: async () => world.log.checkpoint(),
    entryBundle: async (index, width) => world.log.bundle(index, width),
  };
}

export function emptyMemory(): ConsoleMemory {
  let directory: ReturnType<ConsoleMemory["directorySeen"]> = null;
  let checkpoint: string | null = null;
  return {
    directorySeen: () => directory,
    rememberDirectory: (seen) => {
      directory = seen;
    },
    checkpoint: () => checkpoint,
    rememberCheckpoint: (note) => {
      checkpoint = note;
    },
  };
}

export { type ExampleKeys, makeIdentity, NOW, parseEntry };
