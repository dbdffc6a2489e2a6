/** Watches the loop from a thread of its own: an input that never comes back can not say so itself. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMainThread, Worker, workerData } from "node:worker_threads";

interface Shared {
  /** [number of inputs begun, octets of the current one]. */
  readonly state: Int32Array;
  readonly input: Uint8Array;
  readonly folder: string;
}

const MAX_OCTETS = 1 << 20;
/** No input takes a thousandth of this. */
const STUCK_MS = 20_000;

export interface Watchdog {
  begin(input: Uint8Array): void;
  stop(): Promise<unknown>;
}

/** Ends the process where one input takes 20 s, and leaves the input in `folder`. */
export function startWatchdog(folder: string): Watchdog {
  const state = new Int32Array(new SharedArrayBuffer(8));
  const input = new Uint8Array(new SharedArrayBuffer(MAX_OCTETS));
  const worker = new Worker(new URL(import.meta.url), { workerData: { state, input, folder } });
  worker.unref();
  return {
    begin(octets) {
      input.set(octets.subarray(0, MAX_OCTETS));
      state[1] = Math.min(octets.length, MAX_OCTETS);
      Atomics.add(state, 0, 1);
    },
    stop: () => worker.terminate(),
  };
}

function watch({ state, input, folder }: Shared): void {
  let seen = -1;
  for (;;) {
    const now = Atomics.load(state, 0);
    if (now === seen && now > 0) break;
    seen = now;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STUCK_MS);
  }
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `hang-${Date.now()}.eml`);
  writeFileSync(file, input.slice(0, state[1]));
  process.stderr.write(`STUCK for ${STUCK_MS / 1000} s: ${file}\n`);
  process.kill(process.pid, "SIGKILL");
}

if (!isMainThread) watch(workerData as Shared);
