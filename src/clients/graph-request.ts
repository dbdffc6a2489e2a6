/** Requests to Microsoft Graph: signed in, bounded, tried again where that can help. */
import * as v from "valibot";
import { fromUtf8 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { fail, ok, type Result } from "../core/base/result.ts";
import type { AccessToken, StepFailure } from "../workflow/ports.ts";
import { exchangeAny, type HttpAnswer } from "./http.ts";
import { tryJson } from "./problem.ts";

export interface GraphOptions {
  /** "https://graph.microsoft.com/v1.0", or http on this machine. */
  readonly baseUrl: string;
  /** @param rejected - A token that Graph refused: not to be given again. */
  readonly token: (interactive: boolean, signal?: AbortSignal, rejected?: string) => Promise<AccessToken>;
  /** Waits before another try; a test need not. @throws anything when the signal aborts. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export interface GraphCall {
  readonly url: string;
  /** Octets of the answer at most. */
  readonly limit: number;
  readonly interactive: boolean;
  readonly signal: AbortSignal;
  /** Milliseconds for everything: token, tries, waits. */
  readonly timeoutMs: number;
  readonly onDownload?: ((octets: number) => void) | undefined;
}

/** @throws EvidenceError CANCELLED alone. */
export type GraphRequest = (call: GraphCall) => Promise<Result<Uint8Array<ArrayBuffer>, StepFailure>>;

/** Tries at most: Graph throttles by mailbox for some seconds, and a gateway that failed once often answers next. */
const TRIES = 3;
/** Milliseconds before another try where the server does not say. */
const PAUSE_MS = 1000;
const tokenText = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,32768}$/));

interface Attempt {
  readonly call: GraphCall;
  readonly deadline: number;
  /** Aborts with the caller's signal and at the deadline. */
  readonly signal: AbortSignal;
}

export function graphRequest(options: GraphOptions): GraphRequest {
  const wait = options.wait ?? pause;
  return async (call) => {
    const signal = AbortSignal.any([call.signal, AbortSignal.timeout(call.timeoutMs)]);
    const attempt: Attempt = { call, deadline: performance.now() + call.timeoutMs, signal };
    try {
      return await tries(attempt);
    } catch (cause) {
      if (call.signal.aborted) throw new EvidenceError("CANCELLED", "cancelled", { cause });
      return fail(signal.aborted ? TIMED_OUT : failureOf(cause));
    }
  };

  async function tries(attempt: Attempt): Promise<Result<Uint8Array<ArrayBuffer>, StepFailure>> {
    let token = await tokenFor(attempt);
    let renewed = false;
    for (let tried = 1; ; tried++) {
      const answer = await ask(attempt, token);
      if (answer.status === 200) return ok(answer.octets);
      if (answer.status === 401 && !renewed) {
        renewed = true;
        const another = await tokenFor(attempt, token);
        if (another === token) return fail(refusal(answer));
        token = another;
      } else if (!(await mayRepeat(attempt, answer, tried))) return fail(refusal(answer));
    }
  }

  async function mayRepeat(attempt: Attempt, answer: HttpAnswer, tried: number): Promise<boolean> {
    const pauseMs = pauseAfter(answer, tried);
    if (pauseMs === null || performance.now() + pauseMs >= attempt.deadline) return false;
    await wait(pauseMs, attempt.signal);
    return true;
  }

  async function tokenFor({ call, signal }: Attempt, rejected?: string): Promise<string> {
    const given = await untilAborted(options.token(call.interactive, signal, rejected), signal);
    if (v.is(tokenText, given.token)) return given.token;
    throw new EvidenceError("SIGN_IN_FAILED", "what was given for a token cannot be one");
  }
}

function ask({ call, deadline, signal }: Attempt, token: string): Promise<HttpAnswer> {
  return exchangeAny({
    method: "GET",
    url: call.url,
    headers: { authorization: `Bearer ${token}`, accept: "*/*" },
    limit: call.limit,
    // The signal is the bound; the exchange's own comes after it, so that a time-out can be told from a dead line.
    timeout: Math.max(0, Math.ceil(deadline - performance.now())) + 1000,
    signal,
    onDownload: call.onDownload,
  });
}

/** @returns Milliseconds to wait before the same request may succeed; null where it would fail again. */
function pauseAfter(answer: HttpAnswer, tried: number): number | null {
  const throttled = answer.status === 429 || answer.status === 503;
  if (throttled && tried < TRIES) return retryAfter(answer.header("retry-after")) ?? PAUSE_MS;
  return answer.status >= 500 && tried === 1 ? PAUSE_MS : null;
}

/** Retry-After in milliseconds (RFC 9110, section 10.2.3); null where it is missing or no such field. */
export function retryAfter(field: string | null, now = Date.now()): number | null {
  if (field === null) return null;
  if (/^\d{1,9}$/.test(field)) return Number(field) * 1000;
  const at = field.length <= 40 && field.endsWith("GMT") ? Date.parse(field) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

const TIMED_OUT: StepFailure = {
  code: "GRAPH_TIMEOUT",
  detail: "no whole answer in the time that was given",
};

/** Graph names its refusals by one word; its sentences quote addresses and are left out. */
const errorSchema = v.object({
  error: v.object({ code: v.pipe(v.string(), v.regex(/^[A-Za-z]{1,64}$/)) }),
});

function refusal({ status, octets }: HttpAnswer): StepFailure {
  const text = octets.length > 1 << 16 ? null : fromUtf8(octets);
  const parsed = v.safeParse(errorSchema, text === null ? null : tryJson(text));
  const word = parsed.success ? `: ${parsed.output.error.code}` : "";
  return { code: `GRAPH_${status}`, detail: `Microsoft Graph answered ${status}${word}` };
}

/** Codes and sentences of ours only: a cause may quote a request with its token. */
function failureOf(cause: unknown): StepFailure {
  const code = cause instanceof EvidenceError ? cause.code : null;
  if (code === "SIGN_IN_NEEDED")
    return { code: "GRAPH_SIGN_IN_NEEDED", detail: "reading the mailbox needs a sign-in" };
  if (code === "SIGN_IN_FAILED") return { code: "GRAPH_SIGN_IN_FAILED", detail: "the sign-in did not work" };
  // The reporter closed the window of the sign-in; what was asked for here was not cancelled.
  if (code === "CANCELLED") return { code: "GRAPH_SIGN_IN_NEEDED", detail: "the sign-in was closed" };
  if (code === "NETWORK_UNREACHABLE")
    return { code: "GRAPH_UNREACHABLE", detail: "Microsoft Graph cannot be reached" };
  if (code === "RESPONSE_INVALID")
    return { code: "GRAPH_ANSWER", detail: "the answer is too large, or sends us elsewhere" };
  return { code: "GRAPH_FAILED", detail: "the request failed on this device" };
}

/** Whoever gives the token may not listen to the signal. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new EvidenceError("CANCELLED", "cancelled"));
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  return untilAborted(over, signal).finally(() => clearTimeout(timer));
}
