/** Runs in Chromium: hands the text to a worker as the pane does, and watches how long the page itself is blocked. */
import type { Job } from "./bench.worker.ts";
import type { Sample } from "./measure.ts";

export interface PageResult {
  readonly samples: readonly Sample[];
  /** Milliseconds of the longest gap in a timer of the page while the worker works. */
  readonly longestBlockMs: number;
}

declare global {
  // oxlint-disable-next-line no-var
  var runBench: (job: Job) => Promise<PageResult>;
}

const worker = new Worker(new URL("./bench.worker.ts", import.meta.url));

globalThis.runBench = async (job) => {
  let longestBlockMs = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    const now = performance.now();
    longestBlockMs = Math.max(longestBlockMs, now - last - 4);
    last = now;
  }, 4);
  const samples = await new Promise<Sample[]>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<Sample[] | { error: string }>) => {
      if (Array.isArray(event.data)) resolve(event.data);
      else reject(new Error(event.data.error));
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(job);
  });
  clearInterval(watch);
  return { samples, longestBlockMs };
};
