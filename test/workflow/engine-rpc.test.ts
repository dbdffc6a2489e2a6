/** The engine over a real message channel: values, errors, progress, cancelling, and octets that move. */
import { EvidenceError } from "../../src/core/base/errors.ts";
import type { EvidenceEngine, SealedReport, SealRequest } from "../../src/workflow/engine-port.ts";
import { type EnginePort, engineOver, serveEngine } from "../../src/workflow/engine-rpc.ts";
import { partsOf, sourceOf } from "./world.ts";

const PACKAGE = new Uint8Array([1, 2, 3]);

const sealed = (request: SealRequest) =>
  ({
    reference: request.language,
    submission: { packageDigest: "sha256:00", package: Uint8Array.from(PACKAGE) },
  }) as unknown as SealedReport;

const request = (extra: Partial<SealRequest> = {}) =>
  ({ sources: [sourceOf("From: a@example.test\r\n\r\n")], language: "nl", ...extra }) as SealRequest;

const noProgress = () => {};
const never = () => new AbortController().signal;

let close: () => void = () => {};
afterEach(() => close());

/** @param engine - What the worker's end would run; only the methods that a test needs. */
function connect(engine: Partial<EvidenceEngine>) {
  const { port1, port2 } = new MessageChannel();
  serveEngine(engine as EvidenceEngine, port2 as EnginePort);
  const remote = engineOver(port1 as EnginePort);
  for (const port of [port1, port2]) port.start();
  close = () => {
    for (const port of [port1, port2]) port.close();
  };
  return remote;
}

test("values cross, each to its own caller, whatever the order of the answers", async () => {
  const gates: (() => void)[] = [];
  const { engine } = connect({
    savedSubmission: async ({ statement }) => {
      await new Promise<void>((open) => gates.push(open));
      return statement;
    },
  });
  const of = (octet: number) =>
    engine.savedSubmission({
      packageDigest: "sha256:00",
      statement: new Uint8Array([octet]),
      summary: new Uint8Array(),
      package: new Uint8Array(),
    });
  const both = [of(1), of(2)];
  while (gates.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
  for (const open of gates.toReversed()) open();
  expect(await Promise.all(both)).toEqual([new Uint8Array([1]), new Uint8Array([2])]);
});

test("a failure keeps its code and whether it passes", async () => {
  const { engine } = connect({
    readDirectory: async () => {
      throw new EvidenceError("TSA_UNREACHABLE", "later", { retry: "later" });
    },
  });
  const call = engine.readDirectory(new Uint8Array(), {} as never);
  await expect(call).rejects.toMatchObject({
    name: "EvidenceError",
    code: "TSA_UNREACHABLE",
    retry: "later",
  });
});

test("a bug is a TypeError here too, without a code that could be taken for a failure", async () => {
  const { engine } = connect({
    checkReceipt: async () => {
      throw new RangeError("off by one");
    },
  });
  const failure = await engine.checkReceipt({} as never).catch((cause: unknown) => cause);
  expect(failure).toBeInstanceOf(TypeError);
  expect(failure).toMatchObject({ message: "RangeError: off by one" });
});

test("progress arrives in order, and none after the result", async () => {
  const { engine } = connect({
    seal: async (given, onProgress) => {
      onProgress("analysing", null);
      onProgress("sealing", 0.5);
      return sealed(given);
    },
  });
  const seen: unknown[] = [];
  const report = await engine.seal(request(), (...step) => seen.push(step), never());
  expect(seen).toEqual([
    ["analysing", null],
    ["sealing", 0.5],
  ]);
  expect(report.submission.package).toEqual(PACKAGE);
});

test("the mail's octets move: the pane holds no second copy of a large mail", async () => {
  let received = 0;
  const { engine } = connect({
    seal: async (given) => {
      received = given.sources[0]?.original?.octets.length ?? 0;
      return sealed(given);
    },
  });
  const whole = sourceOf("Subject: x\r\n\r\n");
  const parts = partsOf({ "headers.txt": "Subject: x\r\n", "body.txt": "y" });
  await engine.seal(request({ sources: [whole, parts] }), noProgress, never());
  expect(received).toBe(14);
  expect([whole.original?.octets.length, parts.parts.get("headers.txt")?.octets.length]).toEqual([0, 0]);
});

test("a second copy moves too; the reporter's own files cross as Blobs, read by nobody on the page", async () => {
  const seen: unknown[] = [];
  const { engine } = connect({
    seal: async (given) => {
      const [extra] = given.extras ?? [];
      seen.push(given.sources[0]?.second?.octets.length, extra?.name, await extra?.file.text());
      return sealed(given);
    },
  });
  const octets = new Uint8Array(9);
  const second = { method: "graph.value", path: "original.eml", octets } as const;
  const file = new Blob(["picture"]);
  let read = 0;
  for (const method of ["arrayBuffer", "text", "stream", "slice"] as const)
    Object.defineProperty(file, method, { value: () => read++ });
  const extras = [{ name: "a.png", mediaType: "image/png", file }];
  const sources = [{ ...sourceOf("Subject: x\r\n\r\n"), second }];
  await engine.seal(request({ sources, extras }), noProgress, never());
  expect(seen).toEqual([9, "a.png", "picture"]);
  expect(octets.length).toBe(0);
  expect(read).toBe(0);
});

test("two views of one buffer cross as well", async () => {
  const { engine } = connect({ seal: async (given) => sealed(given) });
  const octets = new Uint8Array(8);
  const views = [octets.subarray(0, 4), octets.subarray(4)].map((view) => sourceOf(view));
  await expect(engine.seal(request({ sources: views }), noProgress, never())).resolves.toMatchObject({
    reference: "nl",
  });
});

test("cancelling reaches the worker, and the reporter does not wait for it", async () => {
  const stopped = Promise.withResolvers<void>();
  const { engine } = connect({
    seal: (_, onProgress, signal) =>
      new Promise(() => {
        signal.addEventListener("abort", () => stopped.resolve());
        onProgress("sealing", 0);
      }),
  });
  const controller = new AbortController();
  const sealing = engine.seal(request(), () => controller.abort(), controller.signal);
  await expect(sealing).rejects.toMatchObject({ code: "CANCELLED" });
  await stopped.promise;
});

test("cancelled before it began: nothing is sent, the octets stay", async () => {
  const { engine } = connect({});
  const source = sourceOf("Subject: x\r\n\r\n");
  const call = engine.seal(request({ sources: [source] }), noProgress, AbortSignal.abort());
  await expect(call).rejects.toMatchObject({ code: "CANCELLED" });
  expect(source.original?.octets.length).toBe(14);
});

test("a worker that dies ends every call that waits for it", async () => {
  const remote = connect({
    readDirectory: () => new Promise(() => {}),
    checkReceipt: () => new Promise(() => {}),
  });
  const calls = [
    remote.engine.readDirectory(new Uint8Array(), {} as never),
    remote.engine.checkReceipt({} as never),
  ];
  remote.fail(new TypeError("the worker stopped"));
  const settled = await Promise.allSettled(calls);
  expect(settled.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});

test("what an expert is shown crosses whole; forgetting answers too", async () => {
  const view = { analysis: { subject: "x" }, source: new Uint8Array([7, 8]), sourceOctets: 9 } as never;
  let forgotten = 0;
  const { engine } = connect({
    expertView: async (reference) => (reference === "ZG-0000-0000" ? view : null),
    inspect: async () => view,
    forget: async () => void forgotten++,
  });
  const source = sourceOf("From: a@example.test\r\n\r\n");
  const octets = source.original?.octets as Uint8Array;
  expect(await engine.expertView("ZG-1111-1111" as never)).toBeNull();
  expect(await engine.expertView("ZG-0000-0000" as never)).toEqual({
    analysis: { subject: "x" },
    source: new Uint8Array([7, 8]),
    sourceOctets: 9,
  });
  await engine.forget();
  expect(forgotten).toBe(1);
  await engine.inspect(source).catch(() => undefined);
  // Transferred, not copied.
  expect(octets.length).toBe(0);
});
