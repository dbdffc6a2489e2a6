/** Loads another mail than the open one (Mailbox 1.15). The host holds one at a time: a queue, and always given back. */
import { fail, ok } from "../../core/base/result.ts";
import {
  answerOf,
  cancelled,
  type HostAnswer,
  type HostOutcome,
  hostCall,
  timedOut,
  withRetry,
  within,
} from "./host-call.ts";
import type { OutlookItem } from "./item-claims.ts";

export type LoadedItem = OutlookItem & Partial<Pick<Office.LoadedMessageRead, "unloadAsync">>;

/** Mailbox.loadItemByIdAsync. */
export type LoadItem = (id: string, callback: (answer: HostAnswer<LoadedItem>) => void) => void;

export interface LoadOptions {
  readonly signal: AbortSignal;
  /** Milliseconds for loading. */
  readonly timeoutMs: number;
  /** Milliseconds that giving back may take before the next one is tried all the same. */
  readonly unloadTimeoutMs: number;
  /** Milliseconds before the first retry. */
  readonly backOffMs: number;
  readonly onFailure: (detail: HostOutcome<never> & { readonly ok: false }) => void;
}

const ATTEMPTS = 3;

/** The end of the queue: settles when the host is free again. Never rejects. */
let lastTurn: Promise<unknown> = Promise.resolve();

/**
 * Loads, uses and gives back. The next mail's turn comes once this one is given back, or the time for that is over; the
 * result does not wait for it. An item that is loaded after the time-out or after cancelling is given back too.
 *
 * @returns What `use` gave, or why the host did not load it.
 * @throws EvidenceError CANCELLED once the signal aborts; what `use` throws.
 */
export async function withLoadedItem<T>(
  load: LoadItem,
  id: string,
  options: LoadOptions,
  use: (item: LoadedItem) => Promise<T>,
): Promise<HostOutcome<T>> {
  const { signal, timeoutMs } = options;
  const { turn, release } = takeTurn();
  try {
    await untilFree(turn, signal);
  } catch (error) {
    void turn.then(release);
    throw error;
  }
  const giveUp = new AbortController();
  const loading = loadOne(load, id, options, giveUp.signal);
  try {
    const loaded = (await within(loading, { timeoutMs, signal })) ?? fail(timedOut(timeoutMs));
    if (loaded.ok) return ok(await use(loaded.value));
    if (loaded.error.code === "TIMEOUT") options.onFailure(loaded);
    return loaded;
  } finally {
    giveUp.abort();
    void giveBack(loading, options.unloadTimeoutMs).then(release);
  }
}

function takeTurn(): { readonly turn: Promise<unknown>; readonly release: () => void } {
  const turn = lastTurn;
  let release = () => {};
  lastTurn = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { turn, release };
}

async function untilFree(turn: Promise<unknown>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw cancelled();
  // Every turn ends by itself, so this needs no time-out of its own.
  await new Promise<void>((resolve, reject) => {
    const onAbort = () => reject(cancelled());
    signal.addEventListener("abort", onAbort, { once: true });
    void turn.then(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    });
  });
}

/** Each attempt waits for its own answer, however late, since what it loads must be given back. */
function loadOne(
  load: LoadItem,
  id: string,
  { backOffMs, onFailure }: LoadOptions,
  giveUp: AbortSignal,
): Promise<HostOutcome<LoadedItem>> {
  const note = (error: HostOutcome<never> & { ok: false }) => {
    if (!giveUp.aborted) onFailure(error);
  };
  const attempt = async (): Promise<HostOutcome<LoadedItem>> => {
    const answer = await answerOf<LoadedItem>((settle) => load(id, settle));
    if (!answer.ok || (typeof answer.value === "object" && answer.value !== null)) return answer;
    return fail({ code: "EMPTY", detail: "succeeded without an item" });
  };
  return withRetry(attempt, {
    attempts: ATTEMPTS,
    backOffMs,
    signal: giveUp,
    onFailure: (failure) => note(fail(failure)),
  });
}

/** Settles once the item is given back or the time is over. Never rejects. */
async function giveBack(loading: Promise<HostOutcome<LoadedItem>>, timeoutMs: number): Promise<void> {
  const { signal } = new AbortController();
  const given = loading.then(async (loaded) => {
    if (loaded.ok && typeof loaded.value.unloadAsync === "function") {
      await hostCall((settle) => loaded.value.unloadAsync?.(settle), { timeoutMs, signal });
    }
    return true;
  });
  await within(
    given.catch(() => true),
    { timeoutMs, signal },
  );
}
