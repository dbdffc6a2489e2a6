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

/** What the worker is told, once: its files. It ends by being ended. */
export interface ReadRequest {
  readonly files: readonly ChosenFile[];
  /** Before every id: two readings give no mail the same. */
  readonly batch: number;
}

export type FromReader =
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

/** A worker for each reading: what a hostile file does to it ends with it, and stopping it needs nobody's help. */
export function workerReading(start: () => ReadingWorker): ReadFiles {
  let batch = 0;
  return (files, signal, onProgress) =>
    new Promise((resolve, reject) => {
      const worker = start();
      const end = (settle: () => void) => {
        worker.terminate();
        settle();
      };
      const crashed = () => end(() => reject(new TypeError("the reader ended")));
      signal.addEventListener("abort", () => end(() => reject(new EvidenceError("CANCELLED", "stopped"))), {
        once: true,
      });
      worker.addEventListener("error", crashed);
      worker.addEventListener("messageerror", crashed);
      worker.addEventListener("message", ({ data }) => {
        const message = data as FromReader;
        if (message.kind === "progress") onProgress(message.progress);
        else if (message.kind === "answer") end(() => resolve(message.answer));
        else end(() => reject(failureOf(message.code)));
      });
      worker.postMessage({ files, batch: ++batch });
    });
}

function failureOf(code: EvidenceErrorCode | null): Error {
  return code === null
    ? new TypeError("the reader failed")
    : new EvidenceError(code, "the files were not read");
}
