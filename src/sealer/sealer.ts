/** Puts the sealer of a door together. README.md says what is on disk, and what that guarantees. */
import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import type { Digest } from "../core/base/digest.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { MAX_MAIL_OCTETS } from "../core/evidence/limits.ts";
import { intakeClient, isLoopback, type ReporterClient } from "../clients/intake.ts";
import { makeEngine } from "../workflow/engine.ts";
import type { EvidenceEngine } from "../workflow/engine-port.ts";
import type { Clock } from "../workflow/ports.ts";
import type { TrustedDirectory } from "../workflow/trust.ts";
import { type EngineThreads, engineThreads } from "./engine-threads.ts";
import { doorSigner, keyHasher } from "./folder-secrets.ts";
import { keptReport } from "./kept-entry.ts";
import { lockFolder } from "./lock.ts";
import { fileMemory } from "./memory-files.ts";
import { type FileOutbox, openFileOutbox } from "./outbox-files.ts";
import type { Sealer, SealerEvent, SealerOptions } from "./ports.ts";
import { createSealing, type Sealing } from "./sealing.ts";
import { createLoop, type SendLoop } from "./send-loop.ts";
import { createSending, quietly, type Sending } from "./sending.ts";
import { startThread } from "./start-thread.ts";
import { checkedNote, makeRoom } from "./to-seal.ts";
import { checkServerMaySeal, directoryKeeper, watchedMemory } from "./trusted.ts";

/** Threads that seal: more than that would only make each of them slower. */
const MOST_THREADS = 2;
/** Milliseconds that one report may take: far beyond 150 MiB on a slow machine. */
const LONGEST_SEAL_MS = 600_000;
/** Octets of plaintext in memory, and reports, at the same time. */
const ROOM = { octets: 2 * MAX_MAIL_OCTETS, reports: 64 };
/** Milliseconds that closing waits: for what is being sealed, then for uploads. */
const CLOSE_SEALING_MS = 10_000;
const CLOSE_SENDING_MS = 5_000;

/**
 * Opens the folder of one door. Sets the process's umask to 077: what it writes is for its own account.
 *
 * @throws EvidenceError INPUT_INVALID (an address that no report may be sent to, a folder that another process works in,
 *   a secret that cannot be read), STORAGE_FULL.
 */
export async function openSealer(options: SealerOptions): Promise<Sealer> {
  const stopping = new AbortController();
  const client = clientOf(options, stopping.signal);
  process.umask(0o077);
  const lock = await lockFolder(options.dataDir);
  try {
    const say = (event: SealerEvent) => quietly(() => options.onEvent?.(event));
    const onProblem = (cause: unknown) => say({ what: "storage-problem", code: codeOf(cause) });
    const files = await openFileOutbox(options.dataDir, onProblem);
    if (files.damaged > 0) say({ what: "storage-problem", code: "FILE_UNEXPECTED" });
    // Made before there is a thread: two of them would make two.
    await doorSigner(options.dataDir);
    const hash = await keyHasher(options.dataDir);
    const threads = threadsOf(options);
    return assemble({ options, client, files, hash, threads, say, onProblem, stopping, lock });
  } catch (cause) {
    lock.release();
    throw cause;
  }
}

interface Parts {
  readonly options: SealerOptions;
  readonly client: ReporterClient;
  readonly files: FileOutbox;
  readonly hash: (key: string) => string;
  readonly threads: EngineThreads;
  readonly say: (event: SealerEvent) => void;
  readonly onProblem: (cause: unknown) => void;
  /** Aborted when closing waits no longer. */
  readonly stopping: AbortController;
  readonly lock: { release(): void };
}

interface Rooms extends Parts {
  readonly engine: EvidenceEngine;
  readonly directory: () => Promise<TrustedDirectory>;
  readonly sealing: Sealing;
  readonly sending: Sending;
  readonly loop: SendLoop;
}

function assemble(parts: Parts): Sealer {
  const { options, client, files, hash, threads, say, onProblem } = parts;
  const { organisation, directoryRoot, addIn } = options;
  const clock: Clock = options.clock ?? { now: () => Date.now() };
  const allowDemo = options.allowDemo && isLoopback(options.intakeUrl);
  const memory = watchedMemory(fileMemory(options.dataDir), onProblem);
  const engine = checkingEngine();
  const directory = directoryKeeper(
    { client, engine, memory, clock, onProblem: (code) => say({ what: "directory-problem", code }) },
    { organisation, directoryRoot, allowDemo },
  );
  const shared = { client, history: client, engine, memory, clock, directory, directoryRoot };
  const sending = createSending({ ...shared, files, onEvent: say });
  const loop = createLoop({ files, sending, clock, receipts: shared, client });
  const sealing = createSealing({
    ...{ files, hash, threads, memory, clock, client, directory, organisation, addIn },
    ...{ room: makeRoom(ROOM), onEvent: say, wake: () => loop.wake() },
  });
  return sealerOf({ ...parts, engine, directory, sealing, sending, loop });
}

function sealerOf(rooms: Rooms): Sealer {
  const { files, hash, directory, sealing, sending, loop } = rooms;
  let closing: Promise<void> | null = null;
  return {
    directory,
    checkAllowed: async () => checkServerMaySeal(await directory()),
    seal: (report) => sealing.seal(report),
    find: async (key) => {
      const kept = files.byKeyHash(hash(key));
      return kept === null ? null : keptReport(kept);
    },
    get: async (packageDigest) => {
      const kept = files.get(packageDigest);
      return kept === null ? null : keptReport(kept);
    },
    list: async () => files.all().map(keptReport),
    send: async (packageDigest, signal) => {
      if (closing !== null) throw new EvidenceError("CANCELLED", "the sealer is closing");
      return sending.send(packageDigest, signal);
    },
    setNote: async (packageDigest, note) => {
      if (files.get(packageDigest) === null) throw notFound("no such report is kept here");
      await files.setFacts(packageDigest, { note: checkedNote(note) });
    },
    receiptFile: (packageDigest, language) => receiptFile(rooms, packageDigest, language),
    savedSubmission: (packageDigest) => savedSubmission(rooms, packageDigest),
    start: () => loop.start(),
    onSent: (listener) => sending.onSent(listener),
    ready: () => readiness(rooms),
    close: () => (closing ??= close(rooms)),
  };
}

async function receiptFile({ files, engine, directory }: Rooms, packageDigest: Digest, language: string) {
  const entry = files.get(packageDigest)?.entry;
  if (entry === undefined || entry.answer === null) throw notFound("there is no receipt yet");
  const { reference, answer, demo } = entry;
  const organisation = (await directory()).directory.name;
  return engine.receiptFile({ reference, answer, opening: null, language, organisation, demo });
}

async function savedSubmission({ files, threads }: Rooms, packageDigest: Digest) {
  const submission = await files.outbox.load(packageDigest);
  const sealed = submission?.package ?? null;
  // A Blob that stands for a file cannot go to another thread. The file may go meanwhile: its receipt came.
  const octets = sealed instanceof Blob ? await sealed.arrayBuffer().catch(() => null) : sealed;
  if (submission === null || octets === null) throw notFound("the sealed octets are not kept here any more");
  const whole = { ...submission, package: new Uint8Array(octets) };
  return threads.run((engine) => engine.savedSubmission(whole));
}

async function readiness({ files, directory }: Rooms) {
  try {
    await files.checkWritable();
    checkServerMaySeal(await directory());
    return { ok: true, code: null };
  } catch (cause) {
    return { ok: false, code: codeOf(cause) };
  }
}

/** What is being sealed is stored, as far as it takes no longer than that; what is being sent is sent later. */
async function close({ loop, sealing, threads, sending, stopping, files, lock }: Rooms): Promise<void> {
  loop.stop();
  await atMost(CLOSE_SEALING_MS, sealing.close());
  await threads.close();
  await sealing.close();
  await atMost(CLOSE_SENDING_MS, sending.idle());
  stopping.abort();
  await sending.idle();
  await files.settle();
  lock.release();
}

/** An upload ends with the sealer alone: whoever asked for it may be gone long before. */
function clientOf(
  { intakeUrl, organisation, enrolmentCode }: SealerOptions,
  stopping: AbortSignal,
): ReporterClient {
  const authorization = () => `Enrolment ${enrolmentCode}`;
  const client = intakeClient({ baseUrl: intakeUrl, organisation, authorization });
  return {
    ...client,
    submit: (submission, onProgress, _signal, identity) =>
      client.submit(submission, onProgress, stopping, identity),
  };
}

function threadsOf({ dataDir }: SealerOptions): EngineThreads {
  return engineThreads({
    start: () => startThread(dataDir),
    threads: Math.max(1, Math.min(MOST_THREADS, availableParallelism())),
    longestMs: LONGEST_SEAL_MS,
  });
}

/** Reads directories and checks receipts, which is quickly done, also while all threads seal. */
function checkingEngine(): EvidenceEngine {
  return makeEngine({
    signer: () => Promise.reject(new TypeError("sealing is for threads")),
    random: (octets) => new Uint8Array(randomBytes(octets)),
  });
}

async function atMost(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, over]).finally(() => clearTimeout(timer));
}

function notFound(message: string): EvidenceError {
  return new EvidenceError("NOT_FOUND", message);
}

function codeOf(cause: unknown): string {
  return cause instanceof EvidenceError ? cause.code : "SERVER_ERROR";
}
