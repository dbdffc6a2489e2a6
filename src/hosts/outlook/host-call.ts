/** Turns office.js's callbacks into outcomes: time-outs, retries and cancelling live here and nowhere else. */
import { EvidenceError } from "../../core/base/errors.ts";
import { fail, ok, type Result } from "../../core/base/result.ts";
import type { StepFailure } from "../../workflow/ports.ts";

/** Codes are the host's own error number, or TIMEOUT, THREW, NOT_AVAILABLE, EMPTY, UNKNOWN. */
export type HostFailure = StepFailure;
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

/** Calls a method of the host and passes the callback on as its own. */
export type HostInvocation<T> = (settle: (answer: HostAnswer<T>) => void) => void;

export function cancelled(): EvidenceError {
  return new EvidenceError("CANCELLED", "stopped before the source was complete");
}

/**
 * Runs one asynchronous method of the host.
 *
 * @throws EvidenceError CANCELLED once the signal aborts; a late answer is dropped then.
 */
export async function hostCall<T>(
  invoke: HostInvocation<T>,
  options: HostCallOptions,
): Promise<HostOutcome<T>> {
  if (options.signal.aborted) throw cancelled();
  return (await within(answerOf(invoke), options)) ?? fail(timedOut(options.timeoutMs));
}

/** Waits as long as the host takes, which may be for ever. Never rejects. */
export function answerOf<T>(invoke: HostInvocation<T>): Promise<HostOutcome<T>> {
  return new Promise((resolve) => {
    try {
      // Only settle inside the callback: office.js loses what is thrown there, and the caller would wait forever.
      invoke((answer) => resolve(outcomeOf(answer)));
    } catch (error) {
      resolve(fail(thrown(error)));
    }
  });
}

export function timedOut(timeoutMs: number): HostFailure {
  return { code: "TIMEOUT", detail: `no answer within ${timeoutMs} ms` };
}

/**
 * @returns What the work gave, or null when the time ran out first. The work itself is not stopped.
 * @throws EvidenceError CANCELLED once the signal aborts; else what the work rejects with.
 */
export function within<T extends NonNullable<unknown>>(
  work: Promise<T>,
  { timeoutMs, signal }: HostCallOptions,
): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      settle();
    };
    const onAbort = () => done(() => reject(cancelled()));
    const timer = setTimeout(() => done(() => resolve(null)), timeoutMs);
    signal.addEventListener("abort", onAbort);
    work.then(
      (value) => done(() => resolve(value)),
      (error: unknown) => done(() => reject(error)),
    );
    if (signal.aborted) onAbort();
  });
}

/** Longer texts of a host are cut: they are data of the record, not prose. */
const DETAIL_CHARACTERS = 300;

function outcomeOf<T>(answer: HostAnswer<T>): HostOutcome<T> {
  if (answer?.status === "succeeded") return ok(answer.value);
  const error = answer?.error;
  return fail({ code: String(error?.code ?? "UNKNOWN"), detail: detailOf(error?.message) });
}

function detailOf(message: unknown): string {
  if (typeof message !== "string") return "the host gave no reason";
  return message.slice(0, DETAIL_CHARACTERS).toWellFormed();
}

/** A method that a host lacks shows as a TypeError ("is not a function", OfficeDev/office-js#5557). */
function thrown(error: unknown): HostFailure {
  return {
    code: error instanceof TypeError ? "NOT_AVAILABLE" : "THREW",
    detail: detailOf(error instanceof Error ? error.message : error),
  };
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
export async function pause(timeoutMs: number, signal: AbortSignal): Promise<void> {
  await within(new Promise<never>(() => {}), { timeoutMs, signal });
}
