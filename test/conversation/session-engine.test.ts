/** The engine in a worker that may die: calls under way end, the next one gets a new worker. */
import { serveEngine } from "../../src/workflow/engine-rpc.ts";
import type { EvidenceEngine } from "../../src/workflow/engine-port.ts";
import { type EngineWorker, workerEngine } from "../../src/conversation/session-engine.ts";
import { type Device, makeDevice, reportOn } from "../workflow/world.ts";

let device: Device;
const open: MessagePort[] = [];
beforeEach(async () => {
  device = await makeDevice();
});
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A worker made of a message channel, that can be made to crash. */
function fakeWorker(engine: EvidenceEngine) {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  const crashes: (() => void)[] = [];
  serveEngine(engine, port2);
  for (const port of [port1, port2]) port.start();
  const worker = {
    terminated: false,
    postMessage: (message: unknown, transfer: Transferable[]) => port1.postMessage(message, transfer),
    addEventListener: (type: string, listener: (event: { readonly data: unknown }) => void) => {
      if (type === "message") port1.addEventListener("message", listener);
      if (type === "error") crashes.push(() => listener({ data: null }));
    },
    terminate: () => {
      worker.terminated = true;
    },
    crash: () => {
      for (const crash of crashes) crash();
    },
  };
  return worker;
}

test("nothing is started before the first use, and one worker serves all calls", async () => {
  let started = 0;
  const engine = workerEngine(() => {
    started++;
    return fakeWorker(device.ports.engine) as EngineWorker;
  });
  expect(started).toBe(0);
  const { state } = await reportOn({ ...device.ports, engine });
  expect(state).toMatchObject({ step: "done", sealed: { readBy: ["Anna de Vries", "Bram Jansen"] } });
  expect(started).toBe(1);
});

test("a worker that was warmed is the one that is used", async () => {
  let started = 0;
  const engine = workerEngine(() => {
    started++;
    return fakeWorker(device.ports.engine) as EngineWorker;
  });
  engine.warm();
  engine.warm();
  expect(started).toBe(1);
  expect((await reportOn({ ...device.ports, engine })).state.step).toBe("done");
  expect(started).toBe(1);
});

test("a crash while sealing: INTERNAL, nothing kept, and the next report works", async () => {
  const workers: ReturnType<typeof fakeWorker>[] = [];
  const engine = workerEngine(() => {
    const dying = { ...device.ports.engine, seal: () => new Promise<never>(() => workers[0]?.crash()) };
    workers.push(fakeWorker(workers.length === 0 ? dying : device.ports.engine));
    return workers.at(-1) as EngineWorker;
  });
  const first = await reportOn({ ...device.ports, engine });
  expect(first.state).toEqual({ step: "failed", code: "INTERNAL", kept: "mailbox" });
  expect(workers[0]?.terminated).toBe(true);
  expect((await reportOn({ ...device.ports, engine })).state.step).toBe("done");
  expect(workers).toHaveLength(2);
});

test("a crash while the receipt is checked: no success, octets kept, sent again later for the same receipt", async () => {
  let crashing = true;
  const engine = workerEngine(() => {
    const dying = { ...device.ports.engine, checkReceipt: () => new Promise<never>(() => worker.crash()) };
    const worker = fakeWorker(crashing ? dying : device.ports.engine);
    return worker as EngineWorker;
  });
  const { reporter, state } = await reportOn({ ...device.ports, engine });
  expect(state).toMatchObject({ step: "waiting", kept: "device" });
  crashing = false;
  await reporter.sendAgain();
  expect(reporter.state().step).toBe("done");
});

test("a worker that does not even start is a failure of the call, not of the pane", async () => {
  const engine = workerEngine(() => {
    throw new DOMException("blocked", "SecurityError");
  });
  expect(() => engine.warm()).not.toThrow();
  await expect(engine.savedSubmission({} as never)).rejects.toMatchObject({ name: "SecurityError" });
});
