/** The age payload: STREAM over ChaCha20-Poly1305 in chunks of 64 KiB (https://c2sp.org/age, "Payload"). */
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "../base/bytes.ts";
import { type EvidenceError, refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { type ChunkCipher, type PayloadCipher, TAG_LENGTH, throwIfCancelled } from "./payload-cipher.ts";

export const CHUNK = 65_536;
const SEALED_CHUNK = CHUNK + TAG_LENGTH;
/** Chunks that are under way at once: enough for the platform's threads, few enough to bound the copies. */
const IN_FLIGHT = 16;

export interface PayloadOptions {
  readonly cipher: PayloadCipher;
  readonly signal?: AbortSignal | undefined;
  /** @param fraction - 0 to 1, by octets. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** @returns Octets of the sealed payload, without the nonce. */
export function sealedLength(plaintext: number): number {
  return plaintext + TAG_LENGTH * Math.max(1, Math.ceil(plaintext / CHUNK));
}

/** @returns null where no plaintext has a payload of that length: an empty last chunk stands only alone. */
export function openedLength(sealed: number): number | null {
  const chunks = Math.ceil(sealed / SEALED_CHUNK);
  const last = sealed - (chunks - 1) * SEALED_CHUNK;
  if (chunks < 1 || last < TAG_LENGTH || (last === TAG_LENGTH && chunks > 1)) return null;
  return sealed - chunks * TAG_LENGTH;
}

export function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Uint8Array {
  return hkdf(sha256, fileKey, nonce, utf8("payload"), 32);
}

/** 11 octets of counter, big-endian, and the flag of the last chunk. */
function chunkNonce(index: number, last: boolean): Uint8Array {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(7, index);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/**
 * Seals the segments, one after the other, into `into`.
 *
 * @param into - sealedLength() of all segments together.
 * @throws EvidenceError CANCELLED
 */
export async function sealPayload(
  segments: readonly Uint8Array[],
  key: Uint8Array,
  into: Uint8Array,
  options: PayloadOptions,
): Promise<void> {
  const cipher = await options.cipher.withKey(key);
  const next = chunkReader(segments);
  const count = Math.max(1, Math.ceil(into.length / SEALED_CHUNK));
  await eachChunk(count, options, (index) => {
    const target = into.subarray(index * SEALED_CHUNK, (index + 1) * SEALED_CHUNK);
    const chunk = next(target.length - TAG_LENGTH);
    return cipher.sealChunk(chunkNonce(index, index === count - 1), chunk, target);
  });
}

/** @returns AGE_PAYLOAD_INVALID if any chunk was changed, moved, cut off or added. */
export async function openPayload(
  payload: Uint8Array,
  key: Uint8Array,
  options: PayloadOptions,
): Promise<Result<Uint8Array<ArrayBuffer>, EvidenceError>> {
  const length = openedLength(payload.length);
  if (length === null) return refuse("AGE_PAYLOAD_INVALID", "the payload has an impossible length");
  const into = new Uint8Array(length);
  const cipher = await options.cipher.withKey(key);
  const count = Math.ceil(payload.length / SEALED_CHUNK);
  let intact = true;
  await eachChunk(count, options, async (index) => {
    if (intact && !(await openOne(cipher, payload, into, index, index === count - 1))) intact = false;
  });
  return intact ? ok(into) : refuse("AGE_PAYLOAD_INVALID", "the payload was changed");
}

function openOne(cipher: ChunkCipher, payload: Uint8Array, into: Uint8Array, index: number, last: boolean) {
  const sealed = payload.subarray(index * SEALED_CHUNK, (index + 1) * SEALED_CHUNK);
  const target = into.subarray(index * CHUNK, (index + 1) * CHUNK);
  return cipher.openChunk(chunkNonce(index, last), sealed, target);
}

/** Starts the work in order and keeps IN_FLIGHT of it under way; where nothing is asynchronous, it just runs. */
async function eachChunk(
  count: number,
  { signal, onProgress }: PayloadOptions,
  work: (index: number) => void | Promise<void>,
): Promise<void> {
  const underWay: Promise<void>[] = [];
  for (let index = 0; index < count; index++) {
    throwIfCancelled(signal);
    const started = work(index);
    if (started) underWay.push(started);
    if (underWay.length === IN_FLIGHT) await underWay.shift();
    onProgress?.((index + 1) / count);
  }
  await Promise.all(underWay);
}

/** Hands out the next octets of the segments: a view where one segment holds them all, else a copy of that chunk. */
function chunkReader(segments: readonly Uint8Array[]): (length: number) => Uint8Array {
  let segment = 0;
  let offset = 0;
  return (length) => {
    while (offset === segments[segment]?.length) nextSegment();
    const current = segments[segment] ?? new Uint8Array();
    if (current.length - offset >= length) {
      offset += length;
      return current.subarray(offset - length, offset);
    }
    return gather(length);
  };

  function nextSegment(): void {
    segment++;
    offset = 0;
  }

  function gather(length: number): Uint8Array {
    const chunk = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const current = segments[segment] as Uint8Array;
      const part = current.subarray(offset, offset + length - filled);
      chunk.set(part, filled);
      filled += part.length;
      offset += part.length;
      if (offset === current.length) nextSegment();
    }
    return chunk;
  }
}
