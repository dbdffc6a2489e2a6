/** Threads that seal: as many as are allowed, each with one task at a time, and a new one for each that died. */
import type { Worker } from "node:worker_threads";
import { EvidenceError } from "../core/base/errors.ts";
import type { EvidenceEngine } from "../workflow/engine-port.ts";
import { engineOver } from "../workflow/engine-rpc.ts";
import { enginePort } from "./thread-port.ts";

export interface EngineThreads {
  /**
   * Runs on a thread of its own, after those that came before where all are busy.
   *
   * @throws What the work throws as EvidenceError; SERVER_ERROR (later) where the thread died, took too long, or failed
   *   with words of its own: they could quote the mail.
   */
  run<T>(work: (engine: EvidenceEngine) => Promise<T>): Promise<T>;
  /** Ends all of them; what still runs fails. */
  close(): Promise<void>;
}

export interface ThreadOptions {
  readonly start: () => Worker;
  readonly threads: number;
  /** Milliseconds that one task may take. */
  readonly longestMs: number;
}

interface Thread {
  readonly worker: Worker;
  readonly engine: EvidenceEngine;
  /** Rejects when the thread is gone. */
  readonly ended: Promise<never>;
  readonly isAlive: () => boolean;
}

export function engineThreads({ start, threads, longestMs }: ThreadOptions): EngineThreads {
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  const waiting: (() => void)[] = [];
  let busy = 0;
  let closed = false;

  const take = async (): Promise<Thread> => {
    if (busy >= threads) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy++;
    if (closed) throw gone();
    for (let thread = idle.pop(); thread !== undefined; thread = idle.pop())
      if (thread.isAlive()) return thread;
    const thread = startThread(start, (dead) => all.delete(dead));
    all.add(thread);
    return thread;
  };
  /** The place goes to who waits longest. */
  const free = (): void => {
    const next = waiting.shift();
    if (next === undefined) busy--;
    else next();
  };
  const onThread = async <T>(work: (engine: EvidenceEngine) => Promise<T>): Promise<T> => {
    const thread = await take();
    thread.worker.ref();
    const tooLong = setTimeout(() => void thread.worker.terminate(), longestMs);
    try {
      return await Promise.race([work(thread.engine), thread.ended]);
    } finally {
      clearTimeout(tooLong);
      thread.worker.unref();
      if (thread.isAlive()) idle.push(thread);
    }
  };

  return {
    run: async (work) => {
      try {
        return await onThread(work).finally(free);
      } catch (cause) {
        throw cause instanceof EvidenceError ? cause : gone();
      }
    },
    close: async () => {
      closed = true;
      for (const next of waiting.splice(0)) next();
      await Promise.all([...all].map(({ worker }) => worker.terminate()));
    },
  };
}

function startThread(start: () => Worker, onEnd: (thread: Thread) => void): Thread {
  const worker = start();
  const remote = engineOver(enginePort(worker));
  let alive = true;
  let fail: (cause: EvidenceError) => void = () => undefined;
  const ended = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // Nobody may be waiting when it ends.
  ended.catch(() => undefined);
  const thread = { worker, engine: remote.engine, ended, isAlive: () => alive };
  const end = () => {
    if (!alive) return;
    alive = false;
    onEnd(thread);
    fail(gone());
    remote.fail(gone());
    void worker.terminate();
  };
  worker.on("error", end);
  worker.on("messageerror", end);
  worker.on("exit", end);
  worker.unref();
  return thread;
}

/** Without a cause: what a thread says at its end may quote what it was working on. */
function gone(): EvidenceError {
  return new EvidenceError("SERVER_ERROR", "the thread that seals ended before its work did", {
    retry: "later",
  });
}
