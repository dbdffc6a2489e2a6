/** The engine behind a message port gives what it gives without one; octets move, errors keep their codes. */
import { EvidenceError } from "../../src/core/base/errors.ts";
import type { EvidenceEngine, SealRequest } from "../../src/workflow/engine-port.ts";
import { engineOver, serveEngine } from "../../src/workflow/engine-rpc.ts";
import { type Device, failing, makeDevice, NOT_ASKED, NOW, MAIL, reportOn, sourceOf } from "./world.ts";

let device: Device;
let channel: MessageChannel;
beforeEach(async () => {
  device = await makeDevice();
  channel = new MessageChannel();
});
afterEach(() => {
  channel.port1.close();
  channel.port2.close();
});

function remote(engine: EvidenceEngine) {
  channel.port1.start();
  channel.port2.start();
  serveEngine(engine, channel.port2);
  return engineOver(channel.port1);
}

async function request(): Promise<SealRequest> {
  return {
    sources: [sourceOf(MAIL)],
    answers: NOT_ASKED,
    readers: { deskId: "security", leftOut: [] },
    directory: await device.reading(),
    checkpoint: null,
    language: "nl",
    reportedAt: NOW,
    timeZone: "Europe/Amsterdam",
    addIn: { version: "0.1.0", build: "test" },
  };
}

test("a whole report through the port ends in a verified receipt", async () => {
  const { engine } = remote(device.ports.engine);
  const { state, steps } = await reportOn({ ...device.ports, engine });
  expect(steps).toEqual(["acquiring", "sealing", "storing", "sending", "checking", "done"]);
  expect(state).toMatchObject({ sealed: { readBy: ["Anna de Vries", "Bram Jansen"] } });
});

test("the mail's octets are moved, not copied", async () => {
  const { engine } = remote(device.ports.engine);
  const sealing = await request();
  await engine.seal(sealing, () => {}, new AbortController().signal);
  expect(sealing.sources[0]?.original?.octets.buffer.detached).toBe(true);
});

test("a failure keeps its code and whether it may pass", async () => {
  const seal = async (): Promise<never> => {
    throw new EvidenceError("SERVER_ERROR", "later", { retry: "later" });
  };
  const broken = { ...device.ports.engine, seal, checkReceipt: failing("RECEIPT_INVALID") };
  const { engine } = remote(broken);
  await expect(engine.seal(await request(), () => {}, new AbortController().signal)).rejects.toMatchObject({
    code: "SERVER_ERROR",
    retry: "later",
  });
  await expect(engine.checkReceipt({} as never)).rejects.toMatchObject({
    code: "RECEIPT_INVALID",
    retry: "never",
  });
});

test("a bug comes over as one, not as a failure with a code", async () => {
  const seal = async (): Promise<never> => {
    throw new RangeError("out of bounds");
  };
  const { engine } = remote({ ...device.ports.engine, seal });
  const failure = await engine
    .seal(await request(), () => {}, new AbortController().signal)
    .catch((cause: unknown) => cause);
  expect(failure).toBeInstanceOf(TypeError);
  expect(failure).not.toBeInstanceOf(EvidenceError);
});

test("cancelling answers at once, and reaches the engine", async () => {
  const controller = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    const seal: EvidenceEngine["seal"] = (_, onProgress, signal) => {
      signal.addEventListener("abort", () => resolve());
      onProgress("analysing", null);
      return new Promise(() => {});
    };
    const { engine } = remote({ ...device.ports.engine, seal });
    void request().then(async (sealing) => {
      const running = engine.seal(sealing, () => controller.abort(), controller.signal);
      await expect(running).rejects.toMatchObject({ code: "CANCELLED" });
    });
  });
  await stopped;
});

test("a worker that is gone ends every call under way", async () => {
  const seal: EvidenceEngine["seal"] = () => new Promise(() => {});
  const { engine, fail } = remote({ ...device.ports.engine, seal });
  const running = engine.seal(await request(), () => {}, new AbortController().signal);
  fail(new TypeError("the worker ended"));
  await expect(running).rejects.toBeInstanceOf(TypeError);
});
