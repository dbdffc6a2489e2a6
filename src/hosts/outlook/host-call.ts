/** Turns office.js's callbacks into outcomes: time-outs, retries and cancelling live here and nowhere else. */
import { EvidenceError } from "../../core/base/errors.ts";
import { fail, ok, type Result } from "../../core/base/result.ts";

/** Why a step of the host gave nothing. Goes into the acquisition record, so it is data. */
export interface HostFailure {
  /** The host's own error number, or TIMEOUT, THREW, NOT_AVAILABLE, EMPTY. */
  readonly code: string;
  readonly detail: string;
}

export type HostOutcome<T> = Result<T, HostFailure>;

export interface HostCallOptions {
  /** Milliseconds; some calls never call back (OfficeDev/office-js#5845). */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** What office.js passes to a callback, as far as we read it. */
export interface HostAnswer<T> {
  /** "succeeded" or "failed" at run time, whatever the types call it. */
  readonly status: unknown;
  readonly value: T;
  readonly error?: { readonly code?: number; readonly message?: string } | null;
}

export function cancelled(): EvidenceError {
  return new EvidenceError("CANCELLED", "stopped before the source was complete");
}

/**
 * Runs one asynchronous method of the host.
 *
 * @param invoke - Calls the method and passes `settle` on as its callback.
 * @throws EvidenceError CANCELLED once the signal aborts; a late answer is dropped then.
 */
export function hostCall<T>(
  invoke: (settle: (answer: HostAnswer<T>) => void) => void,
  options: HostCallOptions,
): Promise<HostOutcome<T>> {
  return new Promise((resolve, reject) => {
    if (options.signal.aborted) {
      reject(cancelled());
      return;
    }
    const done = (settle: () => void) => {
      clearTimeout(timer);
      options.signal.removeEventListener("abort", onAbort);
      settle();
    };
    const onAbort = () => done(() => reject(cancelled()));
    const timer = setTimeout(
      () =>
        done(() => resolve(fail({ code: "TIMEOUT", detail: `no answer within ${options.timeoutMs} ms` }))),
      options.timeoutMs,
    );
    options.signal.addEventListener("abort", onAbort);
    try {
      // Only settle inside the callback: office.js loses what is thrown there, and the caller would wait forever.
      invoke((answer) => done(() => resolve(outcomeOf(answer))));
    } catch (error) {
      done(() => resolve(fail(thrown(error))));
    }
  });
}

function outcomeOf<T>(answer: HostAnswer<T>): HostOutcome<T> {
  if (answer?.status === "succeeded") return ok(answer.value);
  const error = answer?.error;
  return fail({
    code: String(error?.code ?? "UNKNOWN"),
    detail: error?.message ?? "the host gave no reason",
  });
}

/** A method that a host lacks shows as a TypeError ("is not a function", OfficeDev/office-js#5557). */
function thrown(error: unknown): HostFailure {
  const detail = error instanceof Error ? error.message : String(error);
  return { code: error instanceof TypeError ? "NOT_AVAILABLE" : "THREW", detail };
}

/** Codes after which the same call has been seen to succeed (OfficeDev/office-js#6109, #4923). */
const TRANSIENT = new Set(["5001", "9020"]);

export interface RetryOptions {
  readonly attempts: number;
  /** Milliseconds before the second attempt; tripled each time. */
  readonly backOffMs: number;
  readonly signal: AbortSignal;
  readonly onFailure: (failure: HostFailure, attempt: number) => void;
}

/** Repeats a call while the host reports a transient error. Every failure is reported, the last one too. */
export async function withRetry<T>(
  call: () => Promise<HostOutcome<T>>,
  { attempts, backOffMs, signal, onFailure }: RetryOptions,
): Promise<HostOutcome<T>> {
  let wait = backOffMs;
  for (let attempt = 1; ; attempt++) {
    const outcome = await call();
    if (outcome.ok) return outcome;
    onFailure(outcome.error, attempt);
    if (attempt >= attempts || !TRANSIENT.has(outcome.error.code)) return outcome;
    await pause(wait, signal);
    wait *= 3;
  }
}

/** @throws EvidenceError CANCELLED once the signal aborts. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(cancelled());
      return;
    }
    const onAbort = () => {
      clearTimeout(timer);
      reject(cancelled());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", onAbort);
  });
}
