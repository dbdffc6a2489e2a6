/** Looking for mails in files, apart from the page: it never stands still, however many there are. */
import { EvidenceError, type EvidenceErrorCode } from "../core/base/errors.ts";
import type { HandedIn } from "../conversation/handed-in.ts";
import type { FoundMail, LeftOut } from "../hosts/file/found-mail.ts";
import type { ChosenFile } from "./chosen-files.ts";
import type { ReadFiles } from "./shelf.ts";

export interface ReadProgress {
  /** Files that were looked at. */
  readonly done: number;
  readonly total: number;
}

/** What gave neither a mail nor a sealed report, and why. */
export interface LeftThing {
  /** Its place, as whoever made it wrote it. */
  readonly name: string;
  readonly code: LeftOut["code"] | "submission-damaged" | "submission-foreign";
}

export interface ReadAnswer {
  readonly mails: readonly FoundMail[];
  readonly submissions: readonly HandedIn[];
  readonly leftOut: readonly LeftThing[];
  readonly moreLeftOut: number;
}

/** What the worker is told: some of its files, and at last that these are all. It ends by being ended. */
export interface ReadRequest {
  readonly files: readonly ChosenFile[];
  readonly isLast: boolean;
  /** Before every id: two readings give no mail the same. */
  readonly batch: number;
}

export type FromReader =
  /** Some of those that were found. They all come before the answer, whose own list is empty. */
  | { readonly kind: "mails"; readonly mails: readonly FoundMail[] }
  | { readonly kind: "progress"; readonly progress: ReadProgress }
  | { readonly kind: "answer"; readonly answer: ReadAnswer }
  | { readonly kind: "failed"; readonly code: EvidenceErrorCode | null };

/** What is used of a Worker. */
export interface ReadingWorker {
  postMessage(message: ReadRequest): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: "error" | "messageerror", listener: () => void): void;
  terminate(): void;
}

/** Files or mails of one message between page and worker: more would hold up the page while they are handed over. */
export const AT_ONCE = 500;

/** A worker for each reading: what a hostile file does to it ends with it, and stopping it needs nobody's help. */
export function workerReading(start: () => ReadingWorker): ReadFiles {
  let batch = 0;
  return async (files, signal, onProgress) => {
    const worker = start();
    try {
      const answer = answerOf(worker, signal, onProgress);
      // Seen there; here it only ends the waiting.
      answer.catch(() => {});
      await tell(worker, files, ++batch, signal);
      return await answer;
    } finally {
      worker.terminate();
    }
  };
}

async function tell(
  worker: ReadingWorker,
  files: readonly ChosenFile[],
  batch: number,
  signal: AbortSignal,
): Promise<void> {
  for (let first = 0; first < files.length && !signal.aborted; first += AT_ONCE) {
    const isLast = first + AT_ONCE >= files.length;
    worker.postMessage({ files: files.slice(first, first + AT_ONCE), isLast, batch });
    if (!isLast) await new Promise((resolve) => setTimeout(resolve));
  }
}

function answerOf(
  worker: ReadingWorker,
  signal: AbortSignal,
  onProgress: (progress: ReadProgress) => void,
): Promise<ReadAnswer> {
  return new Promise((resolve, reject) => {
    const mails: FoundMail[] = [];
    const stop = () => reject(new EvidenceError("CANCELLED", "stopped"));
    const crashed = () => reject(new TypeError("the reader ended"));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    worker.addEventListener("error", crashed);
    worker.addEventListener("messageerror", crashed);
    worker.addEventListener("message", ({ data }) => {
      const message = data as FromReader;
      if (message.kind === "progress") onProgress(message.progress);
      else if (message.kind === "mails") mails.push(...message.mails);
      else if (message.kind === "answer") resolve({ ...message.answer, mails });
      else reject(failureOf(message.code));
    });
  });
}

function failureOf(code: EvidenceErrorCode | null): Error {
  return code === null
    ? new TypeError("the reader failed")
    : new EvidenceError(code, "the files were not read");
}
