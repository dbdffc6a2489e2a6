/** The mails that were found in the reporter's files, until they are reported: in this page's memory alone. */
import type { Digest } from "../core/base/digest.ts";
import { EvidenceError } from "../core/base/errors.ts";
import type { HandedIn } from "../conversation/handed-in.ts";
import { makeStore, type Store } from "../conversation/store.ts";
import type { FoundMail } from "../hosts/file/found-mail.ts";
import type { FailureCode } from "../workflow/report-state.ts";
import type { Choice, ChosenFile, Remark } from "./chosen-files.ts";
import type { LeftThing, ReadAnswer, ReadProgress } from "./reading.ts";

export interface ShelfView {
  readonly mails: readonly FoundMail[];
  /** Files and parts of files that gave nothing, as far as they are named. */
  readonly leftOut: readonly LeftThing[];
  /** How many more there are that are not named. */
  readonly moreLeftOut: number;
  /** Null while nothing is read. */
  readonly reading: ReadProgress | null;
  /** Why the last reading came to nothing. */
  readonly problem: FailureCode | null;
  readonly remark: Remark | null;
  /** Files of the last choice that were chosen before, and are there once. */
  readonly again: number;
  /** Sealed submissions that were handed in since the page was opened. */
  readonly handedIn: readonly Digest[];
}

export interface Shelf {
  readonly view: Pick<Store<ShelfView>, "get" | "subscribe">;
  /**
   * Reads them beside what is there; what was added before is not read again. One choice after the other.
   *
   * @param choice - Or what gathers it: shown as a reading whose length is not known yet.
   */
  readonly add: (choice: Choice | ((signal: AbortSignal) => Promise<Choice>)) => void;
  readonly remove: (id: string) => void;
  readonly clear: () => void;
  /** Ends the reading; what was found before stays. */
  readonly cancel: () => void;
  /** One listener. */
  readonly onMailsChanged: (changed: () => void) => void;
}

export type ReadFiles = (
  files: readonly ChosenFile[],
  signal: AbortSignal,
  onProgress: (progress: ReadProgress) => void,
) => Promise<ReadAnswer>;

const EMPTY: ShelfView = {
  mails: [],
  leftOut: [],
  moreLeftOut: 0,
  reading: null,
  problem: null,
  remark: null,
  again: 0,
  handedIn: [],
};

/** Of all files of one page; the rest is counted. */
const MOST_NAMED = 200;

export function makeShelf(read: ReadFiles, handIn: (saved: HandedIn) => void): Shelf {
  const view = makeStore<ShelfView>(EMPTY);
  const known = new Set<string>();
  let running = new AbortController();
  let queue: Promise<void> = Promise.resolve();
  let changed = () => {};
  const setMails = (mails: readonly FoundMail[]) => {
    view.set({ mails });
    changed();
  };
  const note = (answer: ReadAnswer) => {
    for (const saved of answer.submissions) handIn(saved);
    view.set(joined(view.get(), answer));
    if (answer.mails.length > 0) setMails([...view.get().mails, ...answer.mails]);
  };

  /** @throws What reading throws; DOMException where the gathering was stopped. */
  const readChoice = async (gather: () => Promise<Choice>, signal: AbortSignal) => {
    view.set({ reading: { done: 0, total: 0 }, problem: null, remark: null, again: 0 });
    const { files, unreadable = [], remark = null } = await gather();
    signal.throwIfAborted();
    const fresh = named(files).filter(({ key }) => !known.has(key));
    view.set({ remark, again: files.length - fresh.length });
    note({ ...NOTHING, leftOut: unreadable.map((name) => ({ name, code: "unreadable" })) });
    if (fresh.length === 0) return;
    const answer = await read(
      fresh.map(({ file, path }) => ({ file, path })),
      signal,
      (reading) => signal.aborted || view.set({ reading }),
    );
    signal.throwIfAborted();
    for (const { key } of fresh) known.add(key);
    note(answer);
  };

  const settle = async (gather: () => Promise<Choice>, signal: AbortSignal) => {
    if (signal.aborted) return;
    try {
      await readChoice(gather, signal);
    } catch (cause) {
      if (!signal.aborted) view.set({ problem: cause instanceof EvidenceError ? cause.code : "INTERNAL" });
    }
    if (!signal.aborted) view.set({ reading: null });
  };

  return {
    view,
    add: (choice) => {
      const { signal } = running;
      const gather = async () => (typeof choice === "function" ? choice(signal) : choice);
      queue = queue.then(() => settle(gather, signal));
    },
    remove: (id) => setMails(view.get().mails.filter((mail) => mail.id !== id)),
    clear: () => {
      known.clear();
      view.set({ leftOut: [], moreLeftOut: 0, problem: null, remark: null, again: 0 });
      if (view.get().mails.length > 0) setMails([]);
    },
    cancel: () => {
      running.abort();
      running = new AbortController();
      view.set({ reading: null });
    },
    onMailsChanged: (listener) => {
      changed = listener;
    },
  };
}

const NOTHING: ReadAnswer = { mails: [], submissions: [], leftOut: [], moreLeftOut: 0 };

function joined(before: ShelfView, { leftOut, moreLeftOut, submissions }: ReadAnswer): Partial<ShelfView> {
  const all = [...before.leftOut, ...leftOut];
  const digests = submissions.map(({ submission }) => submission.packageDigest);
  return {
    leftOut: all.slice(0, MOST_NAMED),
    moreLeftOut: before.moreLeftOut + moreLeftOut + Math.max(0, all.length - MOST_NAMED),
    handedIn: [...new Set([...before.handedIn, ...digests])],
  };
}

interface NamedFile extends ChosenFile {
  readonly key: string;
}

/** The same file chosen twice is one mail. Files of one choice are always taken for different ones, however alike they look. */
function named(files: readonly ChosenFile[]): NamedFile[] {
  const seen = new Map<string, number>();
  return files.map(({ file, path }) => {
    const look = JSON.stringify([path, file.name, file.size, file.lastModified]);
    const count = seen.get(look) ?? 0;
    seen.set(look, count + 1);
    return { file, path, key: `${count} ${look}` };
  });
}
