import { fromHex, toHex } from "./bytes.ts";

/** SHA-256 in the form that every file, statement and log entry uses: "sha256:" and 64 lower-case hex digits. */
export type Digest = `sha256:${string}`;

export type HashAlgorithm = "SHA-256" | "SHA-1";

/**
 * Hashes octets (FIPS 180-4). Injected where the platform has a quicker way than WebCrypto, whose every call in Node
 * goes to another thread and back; a promise only where it must be one, so that the caller can go on meanwhile.
 */
export type Hash = (algorithm: HashAlgorithm, octets: Uint8Array) => Uint8Array | Promise<Uint8Array>;

export const webCryptoHash: Hash = async (algorithm, octets) =>
  new Uint8Array(await crypto.subtle.digest(algorithm, octets as Uint8Array<ArrayBuffer>));

/** @returns 32 octets (FIPS 180-4). */
export async function sha256(octets: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", octets as Uint8Array<ArrayBuffer>));
}

export async function digestOf(octets: Uint8Array): Promise<Digest> {
  return formatDigest(await sha256(octets));
}

/** @param hash - 32 octets. */
export function formatDigest(hash: Uint8Array): Digest {
  return `sha256:${toHex(hash)}`;
}

export function isDigest(value: unknown): value is Digest {
  return typeof value === "string" && /^sha256:[0-9a-f]{64}$/.test(value);
}

/** @returns The 32 octets behind a digest, or null if the text is not one. */
export function parseDigest(value: unknown): Uint8Array<ArrayBuffer> | null {
  return isDigest(value) ? fromHex(value.slice(7)) : null;
}
