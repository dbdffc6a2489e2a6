/** Waiting together: one run for all who ask at the same time, and bounds for those who never answer. */
import { EvidenceError } from "../core/base/errors.ts";

interface Run<T> {
  readonly work: Promise<T>;
  readonly stop: AbortController;
  waiting: number;
}

/** @throws EvidenceError CANCELLED for the one who left; whatever the run throws for the others. */
export type Join<T> = (
  key: string,
  signal: AbortSignal | undefined,
  start: (signal: AbortSignal) => Promise<T>,
) => Promise<T>;

/** Runs of the same key are shared. A run is cancelled when the last who waited has left. */
export function sharedRuns<T>(): Join<T> {
  const running = new Map<string, Run<T>>();
  return (key, signal, start) => {
    if (signal?.aborted === true) return Promise.reject(cancelled());
    const run = running.get(key) ?? begin(key, start);
    run.waiting++;
    return new Promise((resolve, reject) => {
      const leave = () => {
        run.waiting--;
        if (run.waiting === 0) {
          end(key, run);
          run.stop.abort();
        }
        reject(cancelled());
      };
      signal?.addEventListener("abort", leave, { once: true });
      run.work.then(resolve, reject).finally(() => signal?.removeEventListener("abort", leave));
    });
  };

  function begin(key: string, start: (signal: AbortSignal) => Promise<T>): Run<T> {
    const stop = new AbortController();
    const work = start(stop.signal).finally(() => end(key, run));
    const run: Run<T> = { work, stop, waiting: 0 };
    running.set(key, run);
    return run;
  }

  function end(key: string, run: Run<T>): void {
    if (running.get(key) === run) running.delete(key);
  }
}

/** One after the other: two windows of a sign-in at once would be answered in the wrong one. */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

/**
 * @returns Null where nothing came in time; the work goes on unheard.
 * @throws EvidenceError CANCELLED when the signal aborts, or what the work throws.
 */
export function settled<T>(work: Promise<T>, timeoutMs: number, signal: AbortSignal): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(cancelled());
    const timer = setTimeout(() => resolve(null), timeoutMs);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
    });
  });
}

function cancelled(): EvidenceError {
  return new EvidenceError("CANCELLED", "cancelled");
}
