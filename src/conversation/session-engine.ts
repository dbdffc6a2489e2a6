/** The engine in its worker: started at the first use, and again after it died. */
import type { EvidenceEngine } from "../workflow/engine-port.ts";
import { type EnginePort, engineOver, type RemoteEngine } from "../workflow/engine-rpc.ts";

/** What is used of a Worker. */
export interface EngineWorker extends EnginePort {
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: "error" | "messageerror", listener: () => void): void;
  terminate(): void;
}

export interface WarmEngine extends EvidenceEngine {
  /** Starts the worker before it is used. Where that fails, its first use says so. */
  readonly warm: () => void;
}

/**
 * A worker that crashed (out of memory, a script that did not load) fails the calls under way with an error that has
 * no code, which the screens call INTERNAL. The next call gets a new worker.
 */
export function workerEngine(start: () => EngineWorker): WarmEngine {
  let running: RemoteEngine | null = null;
  const use = (): EvidenceEngine => {
    running ??= begin();
    return running.engine;
  };
  const begin = (): RemoteEngine => {
    const worker = start();
    const remote = engineOver(worker);
    const crashed = () => {
      if (running === remote) running = null;
      worker.terminate();
      remote.fail(new TypeError("the worker ended"));
    };
    worker.addEventListener("error", crashed);
    worker.addEventListener("messageerror", crashed);
    return remote;
  };
  return {
    readDirectory: async (...args) => use().readDirectory(...args),
    seal: async (...args) => use().seal(...args),
    checkReceipt: async (...args) => use().checkReceipt(...args),
    receiptFile: async (...args) => use().receiptFile(...args),
    savedSubmission: async (...args) => use().savedSubmission(...args),
    expertView: async (...args) => use().expertView(...args),
    inspect: async (...args) => use().inspect(...args),
    // Without a worker there is nothing to forget: none is started for it.
    forget: async () => running?.engine.forget(),
    warm: () => {
      try {
        use();
      } catch {
        // Tried again at the first use.
      }
    },
  };
}
