/** Timestamp authorities: the built-in one, and those asked over HTTP (RFC 3161, section 3.4). */
import { randomBytes } from "node:crypto";
import { octetsEqual } from "../core/base/bytes.ts";
import { formatDigest } from "../core/base/digest.ts";
import { EvidenceError } from "../core/base/errors.ts";
import type { TimestampAuthority } from "../core/timestamp/authority.ts";
import { timestampRequest } from "../core/timestamp/request.ts";
import { createTimestampResponse } from "../core/timestamp/respond.ts";
import { MAX_TIMESTAMP_OCTETS, verifyTimestamp } from "../core/timestamp/token.ts";
import type { CheckedAuthority } from "./timestamping.ts";

/** The authority of this process, for trying out: its certificate's name and its policy say so. */
export function builtInAuthority(keys: TimestampAuthority, now: () => number): CheckedAuthority {
  return {
    async stamp(hash) {
      const serial = randomBytes(16);
      // A positive integer without a leading zero octet (X.690, section 8.3.2).
      serial[0] = ((serial[0] as number) & 0x7f) | 0x40;
      const { key, certificates } = keys;
      const response = await createTimestampResponse(timestampRequest(hash, makeNonce()), {
        key,
        certificates,
        serial,
        time: now(),
      });
      if (!response.ok) throw response.error;
      return response.value;
    },
  };
}

export interface ExternalAuthorityOptions {
  /** Asked in this order until one gives a valid token. */
  readonly urls: readonly string[];
  /** PEM certificates of the configuration: a token that leads to none of them is not stored. */
  readonly roots: readonly string[];
  /** Milliseconds for one question. */
  readonly timeoutMs: number;
}

export function externalAuthorities({ urls, roots, timeoutMs }: ExternalAuthorityOptions): CheckedAuthority {
  return { stamp };

  async function stamp(hash: Uint8Array): Promise<Uint8Array> {
    let last: unknown;
    for (const url of urls) {
      try {
        return await ask(url, hash);
      } catch (error) {
        last = error;
      }
    }
    throw last;
  }

  async function ask(url: string, hash: Uint8Array): Promise<Uint8Array> {
    const nonce = makeNonce();
    const response = await post(url, timestampRequest(hash, nonce), timeoutMs);
    const verified = await verifyTimestamp(response, formatDigest(hash), roots);
    if (!verified.ok) throw verified.error;
    if (verified.value.nonce === null || !octetsEqual(verified.value.nonce, nonce)) {
      throw new EvidenceError("TIMESTAMP_INVALID", "the token is not the answer to this question");
    }
    return response;
  }
}

async function post(url: string, request: Uint8Array<ArrayBuffer>, timeoutMs: number): Promise<Uint8Array> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/timestamp-query", accept: "application/timestamp-reply" },
      body: request,
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!answer.ok || answer.body === null) throw new Error(`HTTP ${answer.status}`);
    return await readBounded(answer.body);
  } catch (cause) {
    throw new EvidenceError("TSA_UNREACHABLE", "the timestamp authority gave no answer", {
      cause,
      retry: "later",
    });
  }
}

async function readBounded(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let octets = 0;
  for await (const chunk of body) {
    octets += chunk.length;
    if (octets > MAX_TIMESTAMP_OCTETS) throw new Error("answer too large");
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** 16 octets, positive and without a leading zero octet: an integer comes back as it was sent. */
function makeNonce(): Uint8Array {
  const nonce = new Uint8Array(randomBytes(16));
  nonce[0] = ((nonce[0] as number) & 0x7f) | 0x40;
  return nonce;
}
