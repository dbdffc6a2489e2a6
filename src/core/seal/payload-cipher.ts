/** ChaCha20-Poly1305 (RFC 8439) for the chunks of an age payload: one port, several platforms. */
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { EvidenceError } from "../base/errors.ts";

/** Octets that a chunk grows by. */
export const TAG_LENGTH = 16;

/** Platforms differ by a factor of five here; the octets they make are the same. */
export interface PayloadCipher {
  /** @param key - 32 octets; used for one file only. */
  withKey(key: Uint8Array): Promise<ChunkCipher>;
}

export interface ChunkCipher {
  /** Writes ciphertext and tag into `into`, which is TAG_LENGTH longer than `chunk`. */
  sealChunk(nonce: Uint8Array, chunk: Uint8Array, into: Uint8Array): void | Promise<void>;
  /**
   * Writes the plaintext into `into`, which is TAG_LENGTH shorter than `chunk`.
   *
   * @returns false where the tag does not fit; what `into` then holds must not be used.
   */
  openChunk(nonce: Uint8Array, chunk: Uint8Array, into: Uint8Array): boolean | Promise<boolean>;
}

/** Runs everywhere, on the calling thread. */
export function nobleCipher(): PayloadCipher {
  return { withKey: (key) => Promise.resolve(nobleChunks(key)) };
}

function nobleChunks(key: Uint8Array): ChunkCipher {
  return {
    sealChunk(nonce, chunk, into) {
      chacha20poly1305(key, nonce).encrypt(chunk, into);
    },
    openChunk(nonce, chunk, into) {
      try {
        chacha20poly1305(key, nonce).decrypt(chunk, into);
        return true;
      } catch {
        return false;
      }
    },
  };
}

const ALGORITHM = "ChaCha20-Poly1305";

/** The platform's own, off the calling thread. Use detectCipher: not every platform has it. */
export function webCryptoCipher(): PayloadCipher {
  return { withKey: webCryptoChunks };
}

async function webCryptoChunks(key: Uint8Array): Promise<ChunkCipher> {
  const imported = await importKey(key);
  return {
    async sealChunk(nonce, chunk, into) {
      const sealed = await crypto.subtle.encrypt(
        parameters(nonce),
        imported,
        chunk as Uint8Array<ArrayBuffer>,
      );
      into.set(new Uint8Array(sealed));
    },
    async openChunk(nonce, chunk, into) {
      try {
        const opened = await crypto.subtle.decrypt(
          parameters(nonce),
          imported,
          chunk as Uint8Array<ArrayBuffer>,
        );
        into.set(new Uint8Array(opened));
        return true;
      } catch {
        return false;
      }
    },
  };
}

function parameters(nonce: Uint8Array) {
  return { name: ALGORITHM, iv: nonce as Uint8Array<ArrayBuffer> };
}

/** "raw-secret" is the name of the raw format for this algorithm (WICG, Modern Algorithms in WebCrypto). */
function importKey(key: Uint8Array): Promise<CryptoKey> {
  const format = "raw-secret" as "raw";
  return crypto.subtle.importKey(format, key as Uint8Array<ArrayBuffer>, ALGORITHM, false, [
    "encrypt",
    "decrypt",
  ]);
}

let detected: Promise<PayloadCipher> | undefined;

/** WebCrypto where it knows the algorithm and computes what noble computes, else noble. */
export function detectCipher(): Promise<PayloadCipher> {
  detected ??= probe();
  return detected;
}

async function probe(): Promise<PayloadCipher> {
  const native = webCryptoCipher();
  try {
    return (await agrees(native)) ? native : nobleCipher();
  } catch {
    return nobleCipher();
  }
}

/** A platform that computes anything else than noble does must not be used. */
async function agrees(cipher: PayloadCipher): Promise<boolean> {
  const key = Uint8Array.from({ length: 32 }, (_, i) => i);
  const nonce = Uint8Array.from({ length: 12 }, (_, i) => 255 - i);
  const chunk = Uint8Array.from({ length: 100 }, (_, i) => 3 * i);
  const theirs = new Uint8Array(chunk.length + TAG_LENGTH);
  await (await cipher.withKey(key)).sealChunk(nonce, chunk, theirs);
  const ours = chacha20poly1305(key, nonce).encrypt(chunk);
  return ours.every((octet, i) => octet === theirs[i]);
}

/** @throws EvidenceError CANCELLED */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new EvidenceError("CANCELLED", "cancelled", { cause: signal.reason });
}
