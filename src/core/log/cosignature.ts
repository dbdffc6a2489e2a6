/** A witness's word that it saw a log only grow (https://c2sp.org/tlog-cosignature, Ed25519, key type 04). */
import { ed25519 } from "@noble/curves/ed25519.js";
import { concatOctets, utf8 } from "../base/bytes.ts";
import type { EvidenceError } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { ed25519Verifies, formatKey, type NoteVerifier, noteKeyId, parseKey, signatureLine } from "./note.ts";

const KEY_TYPE_COSIGNATURE = 0x04;
const TIME_OCTETS = 8;

/** A key that cosigns checkpoints. */
export interface Cosigner {
  readonly name: string;
  readonly vkey: string;
  /**
   * The checkpoint with this cosignature added. Only safe once the witness has checked consistency and stored
   * the new size: the caller's duty.
   *
   * @param seconds - Since the Unix epoch.
   */
  cosign(checkpoint: string, seconds: number): string;
}

/** @param seed - 32 octets, used for nothing else: the signed message does not hold the name. */
export function cosigner(name: string, seed: Uint8Array): Cosigner {
  const publicKey = ed25519.getPublicKey(seed);
  const keyId = noteKeyId(name, KEY_TYPE_COSIGNATURE, publicKey);
  return { name, vkey: formatKey(name, KEY_TYPE_COSIGNATURE, publicKey), cosign };

  function cosign(checkpoint: string, seconds: number): string {
    const text = checkpoint.slice(0, checkpoint.lastIndexOf("\n\n") + 1);
    const signature = ed25519.sign(cosignedMessage(BigInt(seconds), text), seed);
    const time = new Uint8Array(TIME_OCTETS);
    new DataView(time.buffer).setBigUint64(0, BigInt(seconds));
    return checkpoint + signatureLine({ name, keyId }, concatOctets([time, signature]));
  }
}

/** @param vkey - A witness's key, type 04. @returns POLICY_INVALID for any other. */
export function cosignatureVerifier(vkey: string): Result<NoteVerifier, EvidenceError> {
  const key = parseKey(vkey, KEY_TYPE_COSIGNATURE);
  if (!key.ok) return key;
  const { name, keyId, publicKey } = key.value;
  return ok({ name, keyId, verify });

  function verify(text: string, signature: Uint8Array): boolean {
    if (signature.length !== TIME_OCTETS + 64) return false;
    const seconds = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
    if (seconds >= 1n << 63n) return false;
    return ed25519Verifies(signature.subarray(TIME_OCTETS), cosignedMessage(seconds, text), publicKey);
  }
}

function cosignedMessage(seconds: bigint, text: string): Uint8Array {
  return utf8(`cosignature/v1\ntime ${seconds}\n${text}`);
}
