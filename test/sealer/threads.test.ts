/** Threads that die, hang or say too much. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { type EngineThreads, engineThreads } from "../../src/sealer/engine-threads.ts";
import { startThread } from "../../src/sealer/start-thread.ts";
import type { EvidenceEngine } from "../../src/workflow/engine-port.ts";
import { makeRoom } from "../../src/sealer/to-seal.ts";
import { codeOf } from "./world.ts";
import { temporaryFolder } from "../intake/fixture.ts";

const WORDS = "KANARIE-dreiging-77ab";

/** Answers `savedSubmission` with what its argument says to do. */
const code = `
  const { parentPort } = require("node:worker_threads");
  parentPort.on("message", ({ id, args }) => {
    const [what] = args;
    if (what === "throw") setImmediate(() => { throw new Error(${JSON.stringify(WORDS)}); });
    else if (what === "exit") process.exit(1);
    else if (what === "hang") for (;;);
    else if (what === "memory") { const all = []; for (;;) all.push(new Array(100000).fill(all.length)); }
    else if (what === "error")
      parentPort.postMessage({ id, kind: "error", code: null, message: ${JSON.stringify(WORDS)}, later: false });
    else if (what === "silent") return;
    else parentPort.postMessage({ id, kind: "result", value: what });
  });
`;

let threads: EngineThreads;
let started = 0;
function open(options: { readonly threads?: number; readonly longestMs?: number } = {}): EngineThreads {
  started = 0;
  threads = engineThreads({
    start: () => {
      started++;
      const resourceLimits = { maxOldGenerationSizeMb: 32 };
      const worker = new Worker(code, { eval: true, stdout: true, stderr: true, resourceLimits });
      worker.stdout.resume();
      worker.stderr.resume();
      return worker;
    },
    threads: 1,
    longestMs: 60_000,
    ...options,
  });
  return threads;
}
afterEach(() => threads.close());

const ask = (what: string) => (engine: EvidenceEngine) => engine.savedSubmission(what as never) as unknown;
const run = (what: string) => threads.run(async (engine) => ask(what)(engine));

test.each(["throw", "exit", "memory", "error"])(
  "%s: SERVER_ERROR, later, without its words",
  async (what) => {
    open();
    const failed = await run(what).catch((cause: unknown) => cause as Error);
    expect(failed).toMatchObject({ code: "SERVER_ERROR", retry: "later" });
    expect((failed as Error).cause).toBeUndefined();
    expect(JSON.stringify([(failed as Error).message, (failed as Error).stack])).not.toContain(WORDS);
    expect(await run("fine")).toBe("fine");
    expect(started).toBe(what === "error" ? 1 : 2);
  },
);

test("one that hangs is ended, and the next one gets a new thread", async () => {
  open({ longestMs: 200 });
  expect(await codeOf(run("hang"))).toBe("SERVER_ERROR");
  expect(await run("fine")).toBe("fine");
});

test("what cannot be sent to a thread fails alone", async () => {
  open();
  const unsendable = threads.run((engine) => engine.savedSubmission((() => {}) as never));
  expect(await codeOf(unsendable)).toBe("SERVER_ERROR");
  expect(await run("fine")).toBe("fine");
  expect(started).toBe(1);
});

test("no more threads than allowed; who waits comes in the order of asking", async () => {
  open({ threads: 2 });
  const order: string[] = [];
  let running = 0;
  let most = 0;
  const names = ["a", "b", "c", "d", "e", "f"];
  await Promise.all(
    names.map((name) =>
      threads.run(async (engine) => {
        order.push(name);
        most = Math.max(most, ++running);
        await ask(name)(engine);
        running--;
      }),
    ),
  );
  expect(order).toEqual(names);
  expect(most).toBe(2);
  expect(started).toBe(2);
});

test("closing ends what runs and what waits", async () => {
  open();
  const codes = [codeOf(run("silent")), codeOf(run("fine"))];
  await new Promise((resolve) => setImmediate(resolve));
  await threads.close();
  expect(await Promise.all(codes)).toEqual(["SERVER_ERROR", "SERVER_ERROR"]);
  expect(await codeOf(run("fine"))).toBe("SERVER_ERROR");
});

test("the thread that seals starts from the checkout, and gets nothing of the environment", async () => {
  open();
  const folder = temporaryFolder();
  const worker = startThread(folder.path);
  await once(worker, "online");
  // Its output is ours to read, and nobody else's.
  expect(worker.stderr.readableFlowing).toBe(true);
  await worker.terminate();
  folder.remove();
});

describe("room in memory", () => {
  test("so many octets and reports at a time; one report always fits", () => {
    const room = makeRoom({ octets: 100, reports: 3 });
    const releases = [room.take(60), room.take(40)];
    expect(() => room.take(1)).toThrow(expect.objectContaining({ code: "RATE_LIMITED", retry: "later" }));
    releases.pop()?.();
    releases.push(room.take(10), room.take(10));
    expect(() => room.take(0)).toThrow(expect.objectContaining({ code: "RATE_LIMITED" }));
    for (const release of releases) release();
    room.take(1000)();
  });
});
