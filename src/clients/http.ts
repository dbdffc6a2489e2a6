/** One HTTP exchange with a server that may answer anything: bounded in size and time, never redirected. */
import axios, {
  AxiosHeaders,
  type AxiosRequestConfig,
  type AxiosResponse,
  isAxiosError,
  isCancel,
} from "axios";
import { EvidenceError } from "../core/base/errors.ts";
import { problemToError } from "./problem.ts";

export interface HttpCall {
  readonly method: "GET" | "PUT" | "POST";
  /** Absolute URL. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: FormData | string;
  /** Octets of the answer at most. */
  readonly limit: number;
  /** Milliseconds for the whole exchange. */
  readonly timeout?: number;
  readonly signal?: AbortSignal | undefined;
  /** Share of the body that has left, 0 to 1. */
  readonly onUpload?: (fraction: number) => void;
  /** Device clock minus server clock in milliseconds, where the answer has a Date field that can be read. */
  readonly onClockOffset?: (offsetMs: number) => void;
  /** Octets of the answer that have arrived. */
  readonly onDownload?: ((octets: number) => void) | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly octets: Uint8Array<ArrayBuffer>;
  /** A header field of the answer; null where there is none, or where CORS hides it. */
  readonly header: (name: string) => string | null;
}

const TIMEOUT = 30_000;

/**
 * Sends and reads. Any status from 200 to 299 is an answer.
 *
 * @throws EvidenceError NETWORK_UNREACHABLE (later), CANCELLED, RESPONSE_INVALID (redirect, too much), or what the
 *   server's problem details say.
 */
export async function exchange(call: HttpCall): Promise<HttpAnswer> {
  const answer = await exchangeAny(call);
  if (answer.status >= 200 && answer.status <= 299) return answer;
  throw problemToError(answer.status, answer.octets);
}

/**
 * As `exchange`, but a refusal is an answer too: for servers that do not speak our problem details.
 *
 * @throws EvidenceError NETWORK_UNREACHABLE (later), CANCELLED, RESPONSE_INVALID (redirect, too much).
 */
export async function exchangeAny(call: HttpCall): Promise<HttpAnswer> {
  const response = await request(call);
  const octets = toOctets(response.data);
  if (octets.length > call.limit)
    throw new EvidenceError("RESPONSE_INVALID", "the server answered with too much");
  return { status: response.status, octets, header: (name) => headerOf(response, name) };
}

function headerOf(response: AxiosResponse<unknown>, name: string): string | null {
  const value: unknown = new AxiosHeaders(response.headers as AxiosHeaders).get(name);
  return typeof value === "string" ? value : null;
}

async function request(call: HttpCall): Promise<AxiosResponse<unknown>> {
  const deadline = AbortSignal.timeout(call.timeout ?? TIMEOUT);
  const signal = call.signal === undefined ? deadline : AbortSignal.any([call.signal, deadline]);
  const sentAt = Date.now();
  try {
    const response = await axios.request<unknown>(configOf(call, signal));
    refuseRedirect(call, response);
    const offset = clockOffset(response.headers["date"], sentAt, Date.now());
    if (offset !== null) call.onClockOffset?.(offset);
    return response;
  } catch (cause) {
    throw failure(cause, call.signal?.aborted === true);
  }
}

/**
 * How far this device's clock is ahead of the server's, as far as one exchange can tell: the server wrote its time
 * somewhere between sending and receiving, and cut it to whole seconds, so half of each is taken.
 *
 * @param date - Date field (RFC 9110, section 6.6.1), in the one form that servers may write.
 * @param sentAt - Milliseconds since the Unix epoch, device clock; so is receivedAt.
 * @returns Milliseconds, wrong by half the round trip and half a second at most; null where nothing can be told.
 */
export function clockOffset(date: unknown, sentAt: number, receivedAt: number): number | null {
  if (typeof date !== "string" || !IMF_FIXDATE.test(date)) return null;
  const serverSecond = Date.parse(date);
  // A clock that was set back meanwhile measures nothing.
  if (Number.isNaN(serverSecond) || receivedAt < sentAt) return null;
  return Math.round((sentAt + receivedAt) / 2 - (serverSecond + HALF_SECOND));
}

const HALF_SECOND = 500;
const IMF_FIXDATE =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function configOf(call: HttpCall, signal: AbortSignal): AxiosRequestConfig {
  const { onUpload, onDownload } = call;
  return {
    method: call.method,
    url: call.url,
    headers: { ...call.headers },
    data: call.body,
    responseType: "arraybuffer",
    // fetch cannot tell how much of an upload has left; XMLHttpRequest cannot refuse a redirect (see refuseRedirect).
    adapter: onUpload === undefined ? ["http", "fetch"] : ["http", "xhr"],
    maxRedirects: 0,
    maxContentLength: call.limit,
    maxBodyLength: Number.POSITIVE_INFINITY,
    withCredentials: false,
    validateStatus: () => true,
    transformResponse: (data: unknown) => data,
    signal,
    ...(onUpload && { onUploadProgress: ({ progress }) => onUpload(Math.min(progress ?? 0, 1)) }),
    ...(onDownload && { onDownloadProgress: ({ loaded }) => onDownload(loaded) }),
  };
}

/** In a browser the page's connect-src stops a redirect to another origin; this stops one to another path. */
function refuseRedirect(call: HttpCall, response: AxiosResponse<unknown>): void {
  const request: unknown = response.request;
  const final =
    typeof request === "object" && request !== null && "responseURL" in request ? request.responseURL : "";
  const moved = typeof final === "string" && final !== "" && new URL(final).href !== new URL(call.url).href;
  const redirect = response.status === 0 || (response.status >= 300 && response.status <= 399);
  if (moved || redirect)
    throw new EvidenceError("RESPONSE_INVALID", "the server sent us elsewhere, which is not followed");
}

function failure(cause: unknown, cancelled: boolean): EvidenceError {
  if (cause instanceof EvidenceError) return cause;
  if (cancelled) return new EvidenceError("CANCELLED", "cancelled", { cause });
  if (isAxiosError(cause) && cause.code === "ERR_BAD_RESPONSE")
    return new EvidenceError("RESPONSE_INVALID", "the server's answer cannot be read or is too large", {
      cause,
    });
  if (isAxiosError(cause) || isCancel(cause))
    return new EvidenceError("NETWORK_UNREACHABLE", "the server cannot be reached", {
      cause,
      retry: "later",
    });
  throw cause;
}

/** Node hands out a Buffer, browsers an ArrayBuffer; neither is copied. */
function toOctets(data: unknown): Uint8Array<ArrayBuffer> {
  if (data instanceof Uint8Array)
    return new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  return new Uint8Array(0);
}
