/** The other ways to a mail's octets (Microsoft Graph, EWS), held to a time and to typed answers whatever they do. */
import { EvidenceError } from "../../core/base/errors.ts";
import { fail, type Result } from "../../core/base/result.ts";
import type { AcquisitionMethod } from "../../core/evidence/types.ts";
import type { ItemIdentity, StepFailure, WholeMail, WholeSource } from "../../workflow/ports.ts";
import { cancelled, timedOut, within } from "./host-call.ts";

export interface WholeOptions {
  readonly signal: AbortSignal;
  /** Milliseconds for each source. */
  readonly timeoutMs: number;
  readonly onProgress: (fraction: number | null) => void;
}

/**
 * @returns The first source that can be asked without asking the reporter; null for none.
 * @throws EvidenceError CANCELLED once the signal aborts.
 */
export async function firstAvailable(
  wholes: readonly WholeSource[],
  item: ItemIdentity,
  options: WholeOptions,
): Promise<WholeSource | null> {
  for (const whole of wholes) if (await isAvailable(whole, item, options)) return whole;
  return null;
}

/** Milliseconds: a source that has to think longer is not at hand. */
const AVAILABLE_WITHIN_MS = 10_000;

async function isAvailable(
  whole: WholeSource,
  item: ItemIdentity,
  { signal, timeoutMs }: WholeOptions,
): Promise<boolean> {
  if (signal.aborted) throw cancelled();
  const asked = (async () => whole.available(item))().catch(() => false);
  return (await within(asked, { timeoutMs: Math.min(timeoutMs, AVAILABLE_WITHIN_MS), signal })) === true;
}

/**
 * Asks one source and ends in time, whether it does or not.
 *
 * @throws EvidenceError CANCELLED once the signal aborts; the source is told in that case and when the time is over.
 */
export async function askWhole(
  whole: WholeSource,
  item: ItemIdentity,
  { signal, timeoutMs, onProgress }: WholeOptions,
): Promise<Result<WholeMail, StepFailure>> {
  if (signal.aborted) throw cancelled();
  const stop = new AbortController();
  const report = (fraction: number | null) => {
    if (!stop.signal.aborted) onProgress(fraction);
  };
  try {
    const asked = (async () => whole.fetch(item, { signal: stop.signal, timeoutMs, onProgress: report }))();
    const answer = await within(asked.catch(refusal), { timeoutMs, signal });
    return answer === null ? fail(timedOut(timeoutMs)) : notEmpty(answer);
  } finally {
    stop.abort();
  }
}

function refusal(cause: unknown) {
  const code = cause instanceof EvidenceError ? cause.code : "THREW";
  return fail({ code, detail: "the request ended without an answer" });
}

function notEmpty(answer: Result<WholeMail, StepFailure>): Result<WholeMail, StepFailure> {
  if (!answer.ok || answer.value.octets.length > 0) return answer;
  return fail({ code: "EMPTY", detail: "succeeded without content" });
}

export interface FoundWhole {
  readonly method: AcquisitionMethod;
  readonly mail: WholeMail;
}

/**
 * Asks one after the other until one gives the octets.
 *
 * @returns Null where none did; the reasons went to `note`.
 * @throws EvidenceError CANCELLED once the signal aborts.
 */
export async function askWholes(
  wholes: readonly WholeSource[],
  item: ItemIdentity,
  options: WholeOptions & { readonly note: (step: string, failure: StepFailure) => void },
): Promise<FoundWhole | null> {
  for (const whole of wholes) {
    if (!(await isAvailable(whole, item, options))) continue;
    const answer = await askWhole(whole, item, options);
    if (answer.ok) return { method: whole.method, mail: answer.value };
    options.note(whole.method, answer.error);
  }
  return null;
}
