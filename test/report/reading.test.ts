/** Files to the worker and mails back: in pieces, in order; and an end however it ends. */
import type { FoundMail } from "../../src/hosts/file/found-mail.ts";
import { chosenFiles } from "../../src/report/chosen-files.ts";
import {
  AT_ONCE,
  type FromReader,
  type ReadingWorker,
  type ReadRequest,
  workerReading,
} from "../../src/report/reading.ts";

interface PlayedWorker extends ReadingWorker {
  readonly asked: ReadRequest[];
  readonly tell: (message: FromReader) => void;
  readonly crash: () => void;
  terminated: number;
}

function playWorker(onLast: (worker: PlayedWorker) => void): PlayedWorker {
  const target = new EventTarget();
  const worker: PlayedWorker = {
    asked: [],
    terminated: 0,
    postMessage: (message) => {
      worker.asked.push(message);
      if (message.isLast) onLast(worker);
    },
    addEventListener: (type: string, listener: (event: never) => void) =>
      target.addEventListener(type, (event) => listener(event as never)),
    terminate: () => worker.terminated++,
    tell: (data) => target.dispatchEvent(new MessageEvent("message", { data })),
    crash: () => target.dispatchEvent(new Event("error")),
  };
  return worker;
}

const mail = (id: string) => ({ id }) as FoundMail;
const files = (count: number) =>
  chosenFiles(Array.from({ length: count }, (_, number) => new File([], `${number}`))).files;
const answer: FromReader = {
  kind: "answer",
  answer: { mails: [], submissions: [], leftOut: [], moreLeftOut: 3 },
};
const calm = () => new AbortController().signal;

test("handed over in pieces, the last of them marked; the mails joined in their order", async () => {
  const worker = playWorker(({ tell }) => {
    tell({ kind: "progress", progress: { done: 1, total: 2 } });
    tell({ kind: "mails", mails: [mail("1"), mail("2")] });
    tell({ kind: "mails", mails: [mail("3")] });
    tell(answer);
  });
  const progress: unknown[] = [];
  const read = await workerReading(() => worker)(files(2 * AT_ONCE + 1), calm(), (one) => progress.push(one));
  expect(worker.asked.map((one) => [one.files.length, one.isLast])).toEqual([
    [AT_ONCE, false],
    [AT_ONCE, false],
    [1, true],
  ]);
  expect(worker.asked.flatMap((one) => one.files.map(({ file }) => file.name))).toEqual(
    Array.from({ length: 2 * AT_ONCE + 1 }, (_, number) => String(number)),
  );
  expect(read).toMatchObject({ mails: [{ id: "1" }, { id: "2" }, { id: "3" }], moreLeftOut: 3 });
  expect(progress).toEqual([{ done: 1, total: 2 }]);
  expect(worker.terminated).toBe(1);
});

test("each reading has a worker and a number of its own", async () => {
  const workers: PlayedWorker[] = [];
  const read = workerReading(() => {
    const worker = playWorker(({ tell }) => tell(answer));
    workers.push(worker);
    return worker;
  });
  await read(files(1), calm(), () => {});
  await read(files(1), calm(), () => {});
  expect(workers.map(({ asked }) => asked[0]?.batch)).toEqual([1, 2]);
});

test.each<[string, (worker: PlayedWorker) => void, unknown]>([
  ["the worker ends", (worker) => worker.crash(), { name: "TypeError" }],
  [
    "the worker says that it failed",
    (worker) => worker.tell({ kind: "failed", code: "CANCELLED" }),
    { code: "CANCELLED" },
  ],
  ["it fails by a bug", (worker) => worker.tell({ kind: "failed", code: null }), { name: "TypeError" }],
])("%s: so does the reading, and the worker with it", async (_, act, error) => {
  const worker = playWorker(act);
  await expect(workerReading(() => worker)(files(1), calm(), () => {})).rejects.toMatchObject(
    error as object,
  );
  expect(worker.terminated).toBe(1);
});

test("stopped while the worker is silent", async () => {
  const stopping = new AbortController();
  const worker = playWorker(() => stopping.abort());
  await expect(workerReading(() => worker)(files(1), stopping.signal, () => {})).rejects.toMatchObject({
    code: "CANCELLED",
  });
  expect(worker.terminated).toBe(1);
});

test("stopped before all was handed over: no more is", async () => {
  const stopping = new AbortController();
  const worker = playWorker(() => {});
  const reading = workerReading(() => worker)(files(3 * AT_ONCE), stopping.signal, () => {});
  stopping.abort();
  await expect(reading).rejects.toMatchObject({ code: "CANCELLED" });
  expect(worker.asked).toHaveLength(1);
});
