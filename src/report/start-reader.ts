/** Apart, because only a bundler understands import.meta.url here and tests never start it. */
export function startReader(): Worker {
  return new Worker(new URL("./read.worker.ts", import.meta.url));
}
