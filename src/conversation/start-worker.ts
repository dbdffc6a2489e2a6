/** Apart, because only a bundler understands import.meta.url here and tests never start it. */
export function startWorker(): Worker {
  return new Worker(new URL("./seal.worker.ts", import.meta.url));
}
