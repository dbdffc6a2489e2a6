/** So much at a time: plaintext of mails is large, and lies in memory while it is sealed. */
import { EvidenceError } from "../core/base/errors.ts";

export interface Turns {
  /**
   * Runs the work when it is its turn, first come, first served.
   *
   * @throws EvidenceError RATE_LIMITED, later, where too many wait already.
   */
  take<T>(work: () => Promise<T>): Promise<T>;
}

export function makeTurns(atOnce: number, waitingAtMost: number): Turns {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    take: async (work) => {
      if (running >= atOnce) {
        if (waiting.length >= waitingAtMost)
          throw new EvidenceError("RATE_LIMITED", "too many wait already", { retry: "later" });
        // Whoever ends hands its place over: nobody slips in between.
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else running++;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) running--;
        else next();
      }
    },
  };
}

export interface Deadline {
  /** Milliseconds that are left; never negative. */
  left(): number;
  /** The work's outcome, or null where it takes longer. The work goes on. @throws what the work throws in time. */
  within<T>(work: Promise<T>): Promise<T | null>;
}

/** @param milliseconds - From now. */
export function deadlineIn(milliseconds: number): Deadline {
  const end = performance.now() + milliseconds;
  const left = () => Math.max(0, end - performance.now());
  return {
    left,
    within: async (work) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const over = new Promise<null>((resolve) => {
        timer = setTimeout(() => resolve(null), left());
      });
      // Whoever stops waiting must not make a later failure an unhandled one.
      work.catch(() => undefined);
      try {
        return await Promise.race([work, over]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
