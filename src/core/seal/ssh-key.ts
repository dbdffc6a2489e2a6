/** Signing keys as OpenSSH writes them: "ssh-ed25519 AAAA…", and their fingerprints. */
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatOctets, fromBase64, octetsEqual, toBase64 } from "../base/bytes.ts";
import { sshReader, sshString } from "./ssh-wire.ts";

export type SshKeyType = "ssh-ed25519" | "ecdsa-sha2-nistp256";

/** Makes signatures; holds the secret, or a handle to one that cannot be taken out. */
export interface SshSigner {
  readonly keyType: SshKeyType;
  readonly publicKeyBlob: Uint8Array;
  /** @returns 64 octets: the Ed25519 signature, or r ‖ s (ECDSA with SHA-256). */
  sign(data: Uint8Array): Promise<Uint8Array>;
}

export interface SshPublicKey {
  readonly keyType: SshKeyType;
  readonly blob: Uint8Array;
  /** 32 octets (Ed25519), or the 65 of an uncompressed point. */
  readonly key: Uint8Array;
}

/** @param seed - 32 secret octets (RFC 8032). */
export function ed25519Signer(seed: Uint8Array): SshSigner {
  const secret = Uint8Array.from(seed);
  return {
    keyType: "ssh-ed25519",
    publicKeyBlob: keyBlob("ssh-ed25519", ed25519.getPublicKey(secret)),
    sign: (data) => Promise.resolve(ed25519.sign(data, secret)),
  };
}

/** @param pair - P-256, usage "sign"; the private key need not be extractable, and in a browser must not be. */
export async function ecdsaSigner(pair: CryptoKeyPair): Promise<SshSigner> {
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return {
    keyType: "ecdsa-sha2-nistp256",
    publicKeyBlob: keyBlob("ecdsa-sha2-nistp256", point),
    sign: async (data) =>
      new Uint8Array(
        await crypto.subtle.sign(
          { name: "ECDSA", hash: "SHA-256" },
          pair.privateKey,
          data as Uint8Array<ArrayBuffer>,
        ),
      ),
  };
}

function keyBlob(keyType: SshKeyType, key: Uint8Array): Uint8Array<ArrayBuffer> {
  const curve = keyType === "ecdsa-sha2-nistp256" ? [sshString("nistp256")] : [];
  return concatOctets([sshString(keyType), ...curve, sshString(key)]);
}

/** @returns "ssh-ed25519 AAAA…" without a comment. */
export function publicKeyLine(signer: Pick<SshSigner, "keyType" | "publicKeyBlob">): string {
  return `${signer.keyType} ${toBase64(signer.publicKeyBlob)}`;
}

/**
 * What `ssh-keygen -l` shows: "SHA256:" and base64 without padding.
 *
 * @throws TypeError if the line is not a public key that parsePublicKeyLine accepts.
 */
export function fingerprintOf(line: string): string {
  const key = parsePublicKeyLine(line);
  if (key === null) throw new TypeError("not a public key line");
  return fingerprintOfBlob(key.blob);
}

export function fingerprintOfBlob(blob: Uint8Array): string {
  return `SHA256:${toBase64(sha256(blob)).replace(/=+$/, "")}`;
}

/** @returns null unless the line is a key of a known type in its only form; a comment after it is ignored. */
export function parsePublicKeyLine(line: string): SshPublicKey | null {
  const [keyType, base64] = line.trim().split(" ", 2);
  const blob = fromBase64(base64 ?? "");
  const key = blob === null ? null : parsePublicKeyBlob(blob);
  return key?.keyType === keyType ? key : null;
}

export function parsePublicKeyBlob(blob: Uint8Array): SshPublicKey | null {
  const reader = sshReader(blob);
  const keyType = reader.text();
  if (keyType !== "ssh-ed25519" && keyType !== "ecdsa-sha2-nistp256") return null;
  if (keyType === "ecdsa-sha2-nistp256" && reader.text() !== "nistp256") return null;
  const key = reader.string();
  if (key === null || !isRawKey(keyType, key)) return null;
  return octetsEqual(keyBlob(keyType, key), blob) ? { keyType, blob, key } : null;
}

function isRawKey(keyType: SshKeyType, key: Uint8Array): boolean {
  return keyType === "ssh-ed25519" ? key.length === 32 : key.length === 65 && key[0] === 4;
}
