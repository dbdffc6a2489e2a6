/** Puts durable entries into the tree, in batches: one transaction and one signed checkpoint for all that wait. */
import { octetsEqual } from "../core/base/bytes.ts";
import { formatCheckpoint, parseCheckpoint } from "../core/log/checkpoint.ts";
import type { NoteSigner } from "../core/log/note.ts";
import {
  type HashReader,
  hashesToStore,
  leafHash,
  rootNodes,
  type StoredHash,
  treeRoot,
} from "../core/log/tree.ts";
import type { EntryPosition, LogStore } from "./storage/ports.ts";

/** Entries in one transaction at most, so that no commit holds up the process for long. */
const BATCH_LIMIT = 1024;
/** Milliseconds until a batch that failed is tried again by itself. */
const RETRY_MS = 1000;

export interface SequencerOptions {
  readonly organisation: string;
  readonly store: LogStore;
  readonly signer: NoteSigner;
  /** Milliseconds between the starts of two batches, at least; the first one does not wait. */
  readonly batchMs: number;
  /** A batch failed: nobody may be waiting for it. */
  readonly onFailure: (error: unknown) => void;
  /** A new checkpoint is durable. */
  readonly onCheckpoint: () => void;
}

export interface Sequencer {
  /**
   * Waits until an entry that is durable already is in a durable, signed checkpoint.
   *
   * @throws what the store threw; the entry stays pending and is tried again.
   */
  sequenced(entryId: number): Promise<EntryPosition>;
  /** Entries in the tree. */
  size(): number;
  /** false after a batch failed, until one succeeds. */
  isHealthy(): boolean;
  /** Ends after the batch that runs. */
  close(): Promise<void>;
}

/** The tree's size and the hashes that its root is made of. */
interface TreeState {
  readonly size: number;
  readonly nodes: ReadonlyMap<string, Uint8Array>;
}

/**
 * Opens a log where it ended, and sequences what a crash left pending.
 *
 * @throws Error where checkpoint, hashes and entries do not agree: a log is never repaired silently.
 */
export async function openSequencer(options: SequencerOptions): Promise<Sequencer> {
  const { organisation, store, batchMs } = options;
  let state: TreeState | null = await loadTree(options);
  let lastSize = state.size;
  let healthy = true;
  let lastStart = 0;
  let running: Promise<void> = Promise.resolve();
  let queued: Promise<void> | null = null;
  let retry: NodeJS.Timeout | null = null;
  let closed = false;

  try {
    await runBatches();
  } catch (error) {
    await close();
    throw error;
  }
  return { sequenced, size: () => lastSize, isHealthy: () => healthy, close };

  async function sequenced(entryId: number): Promise<EntryPosition> {
    for (;;) {
      // A run that starts after the entry became durable includes it, unless so many wait that it takes another.
      await nextRun();
      const position = await store.position(organisation, entryId);
      if (position !== null) return position;
    }
  }

  /** A run that has not started yet: whoever asks meanwhile shares it. */
  function nextRun(): Promise<void> {
    if (closed) return Promise.reject(new Error("the intake is closing"));
    queued ??= startWhenDue();
    return queued;
  }

  async function startWhenDue(): Promise<void> {
    await running.catch(() => undefined);
    const wait = lastStart + batchMs - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    lastStart = performance.now();
    queued = null;
    running = runBatches();
    await running;
  }

  async function runBatches(): Promise<void> {
    try {
      while (await runBatch());
      healthy = true;
    } catch (error) {
      healthy = false;
      // Whether the commit happened is unknown: what is stored decides.
      state = null;
      options.onFailure(error);
      retryLater();
      throw error;
    }
  }

  function retryLater(): void {
    if (closed || retry !== null) return;
    retry = setTimeout(() => {
      retry = null;
      nextRun().catch(() => undefined);
    }, RETRY_MS);
    retry.unref();
  }

  /** @returns Whether there may be more. */
  async function runBatch(): Promise<boolean> {
    state ??= await loadTree(options);
    const pending = await store.pendingEntries(organisation, BATCH_LIMIT);
    if (pending.length === 0) return false;
    const { size } = state;
    const { nodes, next, root } = grow(
      state,
      pending.map((entry) => leafHash(entry.octets)),
    );
    const note = formatCheckpoint({ origin: options.signer.name, size: next.size, root }, options.signer);
    const positions = pending.map(({ id }, i) => ({ id, index: size + i }));
    await store.commitBatch(organisation, {
      sizeBefore: size,
      positions,
      nodes,
      checkpoint: { treeSize: next.size, note },
    });
    state = next;
    lastSize = next.size;
    options.onCheckpoint();
    return pending.length === BATCH_LIMIT;
  }

  async function close(): Promise<void> {
    closed = true;
    if (retry !== null) clearTimeout(retry);
    await queued?.catch(() => undefined);
    await running.catch(() => undefined);
  }
}

/** What appending changes; reads nothing but the nodes that the old root is made of. */
function grow(state: TreeState, leaves: readonly Uint8Array[]) {
  const nodes = hashesToStore(state.size, leaves, readerOf(state.nodes));
  const all = new Map([
    ...state.nodes,
    ...nodes.map((node): [string, Uint8Array] => [keyOf(node), node.hash]),
  ]);
  const size = state.size + leaves.length;
  const kept = rootNodes(size).map((node): [string, Uint8Array] => [
    keyOf(node),
    readerOf(all)(node.level, node.index),
  ]);
  return { nodes, next: { size, nodes: new Map(kept) }, root: treeRoot(size, readerOf(all)) };
}

async function loadTree({ organisation, store, signer }: SequencerOptions): Promise<TreeState> {
  const stored = await store.latestCheckpoint(organisation);
  const size = stored?.treeSize ?? 0;
  if ((await store.sequencedCount(organisation)) !== size)
    throw damaged(organisation, "entries and checkpoint differ");
  if (stored === null) return { size, nodes: new Map() };
  const checkpoint = await parseCheckpoint(stored.note, { origin: signer.name, key: signer.vkey });
  if (!checkpoint.ok) throw damaged(organisation, `checkpoint: ${checkpoint.error.code}`);
  const addresses = rootNodes(size);
  const hashes = await store.nodes(organisation, addresses);
  const nodes = new Map(addresses.map((node, i) => [keyOf(node), hashes[i] as Uint8Array]));
  const root = treeRoot(size, readerOf(nodes));
  if (checkpoint.value.size !== size || !octetsEqual(checkpoint.value.root, root)) {
    throw damaged(organisation, "the stored hashes have another root than the signed checkpoint");
  }
  await checkLastEntry(store, organisation, size);
  return { size, nodes };
}

async function checkLastEntry(store: LogStore, organisation: string, size: number): Promise<void> {
  const [entry] = await store.entries(organisation, size - 1, 1);
  const [leaf] = await store.nodes(organisation, [{ level: 0, index: size - 1 }]);
  if (entry === undefined || leaf === undefined || !octetsEqual(leafHash(entry), leaf)) {
    throw damaged(organisation, "the last entry does not have its hash");
  }
}

function damaged(organisation: string, what: string): Error {
  return new Error(`log of ${organisation} is damaged, and is not repaired by itself: ${what}`);
}

function keyOf({ level, index }: Pick<StoredHash, "level" | "index">): string {
  return `${level}/${index}`;
}

function readerOf(nodes: ReadonlyMap<string, Uint8Array>): HashReader {
  return (level, index) => {
    const hash = nodes.get(`${level}/${index}`);
    if (hash === undefined) throw new TypeError(`node ${level}/${index} was not loaded`);
    return hash;
  };
}
