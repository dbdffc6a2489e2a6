/** Apart, so that tests can put another thread in its place. */
import { Worker } from "node:worker_threads";

/** From the checkout it runs as it is written; published, as it was compiled. */
const entry = new URL(`./engine-thread${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);

/**
 * A thread that seals with the key of that folder. It gets no environment: the enrolment code may stand there. What it
 * writes to its own output goes nowhere: a crash could quote the mail.
 */
export function startThread(dataDir: string): Worker {
  const worker = new Worker(entry, {
    workerData: { dataDir },
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  return worker;
}
