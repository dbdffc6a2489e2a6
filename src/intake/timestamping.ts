/** Gets trusted times for packages and checkpoints: at once where the authority answers in time, else later by itself. */
import { type Digest, parseDigest } from "../core/base/digest.ts";
import { sha256Of } from "./auth.ts";
import type { LogStore, SubmissionStore } from "./storage/ports.ts";

/** Packages taken up in one round. */
const ROUND = 50;
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 5 * 60_000;

/** A timestamp authority whose tokens have been checked against roots that the configuration gives. */
export interface CheckedAuthority {
  /**
   * @param hash - SHA-256 of what is stamped, 32 octets.
   * @returns The RFC 3161 response, DER.
   * @throws EvidenceError TSA_UNREACHABLE, TIMESTAMP_INVALID …
   */
  stamp(hash: Uint8Array): Promise<Uint8Array>;
}

export interface TimestampingOptions {
  readonly authority: CheckedAuthority;
  readonly store: SubmissionStore & LogStore;
  readonly organisations: readonly string[];
  /** Milliseconds that soon() waits at most. */
  readonly waitMs: number;
  /** Milliseconds between two timestamps over checkpoints of one organisation, at least. */
  readonly checkpointMs: number;
  readonly onFailure: (error: unknown) => void;
}

export interface Timestamping {
  /** Resolves when the package has its timestamp, or when it has waited long enough: it is late then, never lost. */
  soon(organisation: string, packageDigest: Digest): Promise<void>;
  /** The organisation's log has a new checkpoint. */
  checkpointMade(organisation: string): void;
  /** Takes up what is late, also from before a restart. */
  start(): void;
  close(): Promise<void>;
}

/** Where no authority is configured: receipts say that there is no trusted time. */
export function withoutTimestamps(): Timestamping {
  return { soon: () => Promise.resolve(), checkpointMade() {}, start() {}, close: () => Promise.resolve() };
}

export function createTimestamping(options: TimestampingOptions): Timestamping {
  const { store, organisations } = options;
  const stopped = new AbortController();
  const checkpointsDue = new Set(organisations);
  let started = false;
  let failures = 0;
  let round: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  return { soon, checkpointMade, start, close };

  function start(): void {
    started = true;
    plan(0);
  }

  async function soon(organisation: string, packageDigest: Digest): Promise<void> {
    // An authority that just failed is left to the rounds: nobody waits for it in vain.
    if (failures > 0) return;
    const done = stampPackage(organisation, packageDigest).catch((error: unknown) => {
      failed(error);
      plan(FIRST_RETRY_MS);
    });
    await Promise.race([done, pause(options.waitMs)]);
  }

  function checkpointMade(organisation: string): void {
    checkpointsDue.add(organisation);
    if (failures === 0) plan(options.checkpointMs);
  }

  /** One timer: an earlier one stands. */
  function plan(delayMs: number): void {
    if (!started || stopped.signal.aborted || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      round = runRound();
    }, delayMs);
    timer.unref();
  }

  async function runRound(): Promise<void> {
    try {
      let more = false;
      for (const organisation of organisations) more = (await stampLate(organisation)) || more;
      for (const organisation of organisations) await stampCheckpoint(organisation);
      failures = 0;
      if (more) plan(0);
      else if (checkpointsDue.size > 0) plan(options.checkpointMs);
    } catch (error) {
      failed(error);
      plan(Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LAST_RETRY_MS));
    }
  }

  function failed(error: unknown): void {
    failures++;
    options.onFailure(error);
  }

  /** @returns Whether there may be more. */
  async function stampLate(organisation: string): Promise<boolean> {
    const late = await store.withoutTimestamp(organisation, ROUND);
    for (const packageDigest of late) {
      if (stopped.signal.aborted) return false;
      await stampPackage(organisation, packageDigest);
    }
    return late.length === ROUND;
  }

  async function stampPackage(organisation: string, packageDigest: Digest): Promise<void> {
    // The imprint is the package's own digest: the file is not read again.
    const token = await options.authority.stamp(parseDigest(packageDigest) as Uint8Array);
    if (!stopped.signal.aborted) await store.addTimestamp(organisation, packageDigest, token);
  }

  /** Only the newest checkpoint: it covers all before it. */
  async function stampCheckpoint(organisation: string): Promise<void> {
    if (!checkpointsDue.delete(organisation)) return;
    const latest = await store.latestCheckpoint(organisation);
    if (latest === null || latest.timestamp !== null || stopped.signal.aborted) return;
    try {
      const token = await options.authority.stamp(sha256Of(latest.note));
      if (!stopped.signal.aborted) await store.addCheckpointTimestamp(organisation, latest.treeSize, token);
    } catch (error) {
      checkpointsDue.add(organisation);
      throw error;
    }
  }

  async function close(): Promise<void> {
    stopped.abort();
    if (timer !== null) clearTimeout(timer);
    await round;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
