/** Looks for mails in files, apart from the page. Lives for one reading, and is ended with it. */
import { EvidenceError } from "../core/base/errors.ts";
import type { SourceFile } from "../hosts/file/found-mail.ts";
import { type FileReading, readMailFiles } from "../hosts/file/read-files.ts";
import { buildConstants } from "../ui/build.ts";
import type { ChosenFile } from "./chosen-files.ts";
import { handedIn } from "./hand-in.ts";
import { AT_ONCE, type FromReader, type LeftThing, type ReadAnswer, type ReadRequest } from "./reading.ts";

/** Milliseconds between two words of how far it is. */
const TELL_MS = 100;
/** A package of 192 MiB, and what lies beside it. */
const MAX_SUBMISSION_OCTETS = 210_000_000;

const tell = (message: FromReader) => self.postMessage(message);

let files: readonly ChosenFile[] = [];

self.addEventListener("message", ({ data }: MessageEvent<ReadRequest>) => {
  files = [...files, ...data.files];
  if (!data.isLast) return;
  read(files, data.batch).then(
    (answer) => tell({ kind: "answer", answer }),
    (cause) => tell({ kind: "failed", code: cause instanceof EvidenceError ? cause.code : null }),
  );
});

async function read(all: readonly ChosenFile[], batch: number): Promise<ReadAnswer> {
  let toldAt = 0;
  const reading = await readMailFiles(all.map(sourceFile), {
    // It is never stopped from within: the page ends the worker.
    signal: new AbortController().signal,
    onProgress: (done, total) => {
      if (performance.now() - toldAt < TELL_MS) return;
      toldAt = performance.now();
      tell({ kind: "progress", progress: { done, total } });
    },
  });
  const { submissions, leftOut } = await readSubmissions(reading.submissions);
  const mails = reading.mails.map((mail) => ({ ...mail, id: `${batch}.${mail.id}` }));
  for (let first = 0; first < mails.length; first += AT_ONCE)
    tell({ kind: "mails", mails: mails.slice(first, first + AT_ONCE) });
  return {
    mails: [],
    submissions,
    leftOut: [...reading.leftOut, ...leftOut],
    moreLeftOut: reading.moreLeftOut,
  };
}

/** As the reader takes it: the place in a folder is no part of a File that a worker gets. */
function sourceFile({ file, path }: ChosenFile): SourceFile {
  const { name, size, lastModified } = file;
  return { name, size, lastModified, path, slice: (start, end) => file.slice(start, end) };
}

async function readSubmissions(
  files: FileReading["submissions"],
): Promise<Pick<ReadAnswer, "submissions" | "leftOut">> {
  const submissions: ReadAnswer["submissions"][number][] = [];
  const leftOut: LeftThing[] = [];
  for (const { name, octets } of files) {
    const read = octets.size <= MAX_SUBMISSION_OCTETS ? await readSubmission(name, octets) : null;
    if (read?.ok === true) submissions.push(read.value);
    else {
      const isForeign = read !== null && read.error.code === "INPUT_INVALID";
      leftOut.push({ name, code: isForeign ? "submission-foreign" : "submission-damaged" });
    }
  }
  return { submissions, leftOut };
}

async function readSubmission(name: string, octets: Blob) {
  const whole = await octets.arrayBuffer().catch(() => null);
  return whole === null ? null : handedIn(new Uint8Array(whole), name, buildConstants().organisation);
}
