/** Gmail's API, as far as a report needs it: one mail's source, and which mails a conversation has. */
import { createBase64Decoder, BASE64_SLICE } from "../core/base/base64.ts";
import { fromUtf8 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import type { AcquisitionRecord } from "../core/evidence/types.ts";
import { exchangeAny, type HttpAnswer } from "./http.ts";
import { refusalOf } from "./gmail-refusal.ts";
import { factsOf, idsOf, rawOf } from "./gmail-message.ts";

export interface GmailOptions {
  /** "https://gmail.googleapis.com", or http on this machine. */
  readonly apiUrl: string;
  /** Of the request's authorizationEventObject: the reporter's grant. */
  readonly userOAuthToken: string;
  /** Of the request's gmail object: for the open conversation alone. Null where Google gave none. */
  readonly messageToken: string | null;
  /** Milliseconds for one question; 60 s unless given. */
  readonly timeoutMs?: number;
  /** Octets of one answer; 96 MiB unless given. */
  readonly limit?: number;
}

export interface GmailRaw {
  readonly octets: Uint8Array<ArrayBuffer>;
  readonly facts: AcquisitionRecord["item"];
}

export interface GmailClient {
  /**
   * users.messages.get with format=raw (RFC 2822 octets in base64url).
   *
   * @throws EvidenceError SOURCE_UNAVAILABLE (refused, gone), SOURCE_EMPTY, SOURCE_TIMEOUT, SIGN_IN_FAILED (tokens no longer
   *   good), RATE_LIMITED, SERVER_ERROR, NETWORK_UNREACHABLE (all three later), BASE64_INVALID, RESPONSE_INVALID, CANCELLED.
   */
  raw(id: string, options: { readonly signal: AbortSignal }): Promise<GmailRaw>;
  /** users.threads.get with format=minimal. Drafts are left out. @throws EvidenceError as `raw`. */
  thread(threadId: string, options: { readonly signal: AbortSignal }): Promise<readonly string[]>;
}

const TIMEOUT_MS = 60_000;
/** Gmail takes mails of 50 MB in; base64 makes a third more of them. */
const RAW_LIMIT = 96 << 20;
/** A thread holds 100 mails at most; each entry has its snippet and labels. */
const THREAD_LIMIT = 4 << 20;

export function gmailClient(options: GmailOptions): GmailClient {
  const limit = options.limit ?? RAW_LIMIT;
  return {
    raw: async (id, { signal }) => {
      const path = `messages/${encodeURIComponent(id)}?format=raw`;
      const json = await askFor(options, { path, limit, signal });
      const octets = decode(rawOf(json));
      if (octets.length === 0) throw new EvidenceError("SOURCE_EMPTY", "Gmail gave an empty mail");
      return { octets, facts: factsOf(json) };
    },
    thread: async (threadId, { signal }) => {
      const path = `threads/${encodeURIComponent(threadId)}?format=minimal`;
      return idsOf(await askFor(options, { path, limit: THREAD_LIMIT, signal }));
    },
  };
}

interface Question {
  readonly path: string;
  readonly limit: number;
  readonly signal: AbortSignal;
}

async function askFor(options: GmailOptions, question: Question): Promise<unknown> {
  const answer = await ask(options, question);
  if (answer.status !== 200) throw refusalOf(answer);
  const text = fromUtf8(answer.octets);
  try {
    return JSON.parse(text ?? "");
  } catch {
    // Without the cause: a parser quotes what it stumbled over, and that is the mail.
    throw new EvidenceError("RESPONSE_INVALID", "Gmail's answer is no JSON");
  }
}

async function ask(options: GmailOptions, { path, limit, signal }: Question): Promise<HttpAnswer> {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    return await exchangeAny({
      method: "GET",
      url: `${options.apiUrl}/gmail/v1/users/me/${path}`,
      headers: {
        authorization: `Bearer ${options.userOAuthToken}`,
        ...(options.messageToken !== null && { "x-goog-gmail-access-token": options.messageToken }),
        accept: "application/json",
      },
      limit,
      // The signal is the bound: so a time-out can be told from a dead line.
      timeout: timeoutMs + 1000,
      signal: AbortSignal.any([signal, deadline]),
    });
  } catch (cause) {
    if (signal.aborted) throw new EvidenceError("CANCELLED", "cancelled");
    if (deadline.aborted)
      throw new EvidenceError("SOURCE_TIMEOUT", "Gmail did not answer in time", { retry: "later" });
    throw withoutCause(cause);
  }
}

/** The HTTP library's own errors hold the request, and with it the reporter's tokens. */
function withoutCause(cause: unknown): unknown {
  if (!(cause instanceof EvidenceError)) return cause;
  const { code, message, retry } = cause;
  return new EvidenceError(code, message, retry === "later" ? { retry } : {});
}

/** base64url (RFC 4648, section 5), with or without padding. */
function decode(raw: string): Uint8Array<ArrayBuffer> {
  const body = raw.replace(/=+$/, "");
  const decoder = createBase64Decoder(body.length + 4);
  for (let at = 0; at < body.length; at += BASE64_SLICE) {
    const step = decoder.push(standard(body.slice(at, at + BASE64_SLICE)));
    if (!step.ok) throw step.error;
  }
  const padding = decoder.push("=".repeat((4 - (body.length % 4)) % 4));
  const octets = padding.ok ? decoder.finish() : padding;
  if (!octets.ok) throw octets.error;
  return octets.value;
}

/** A "+" or "/" is no letter of this alphabet: turned into one that the decoder refuses. */
function standard(slice: string): string {
  return /[^A-Za-z0-9_-]/.test(slice) ? "!" : slice.replaceAll("-", "+").replaceAll("_", "/");
}
