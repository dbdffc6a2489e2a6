/** Apart, because only a bundler understands import.meta.url here and tests never start it. */
export function startWorker(): Worker {
  return new Worker(new URL("./open.worker.ts", import.meta.url));
}
