/** Whole age files (https://c2sp.org/age): typage's header, our payload. Stock `age` opens them, and the other way round. */
import { EvidenceError, refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import {
  type AgeIdentity,
  fitsFileKey,
  headerLength,
  type MadeHeader,
  makeHeader,
  NONCE_LENGTH,
  openHeader,
} from "./age-header.ts";
import { openPayload, payloadKey, sealedLength, sealPayload } from "./age-payload.ts";
import { detectCipher, type PayloadCipher } from "./payload-cipher.ts";

export { type AgeIdentity, checkRecipients, MAX_RECIPIENTS, type RecipientKind } from "./age-header.ts";
export { detectCipher, nobleCipher, type PayloadCipher, webCryptoCipher } from "./payload-cipher.ts";

/** Longer age files are neither written nor read: 192 MiB. */
export const MAX_AGE_OCTETS = 201_326_592;

export interface AgeOptions {
  /** Found out where it is left away: WebCrypto where it knows ChaCha20-Poly1305, else noble. */
  readonly cipher?: PayloadCipher | undefined;
  readonly signal?: AbortSignal | undefined;
  /** @param fraction - 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

export interface SealedAgeFile {
  readonly octets: Uint8Array<ArrayBuffer>;
  readonly fileKey: Uint8Array;
}

export interface OpenedAgeFile {
  readonly octets: Uint8Array<ArrayBuffer>;
  readonly fileKey: Uint8Array;
  /** Kind of each stanza, in order; null where the file was opened by its file key. */
  readonly stanzas: readonly string[] | null;
}

/**
 * Encrypts the segments, one after the other, as one file.
 *
 * @throws EvidenceError NO_RECIPIENTS, RECIPIENTS_MIXED, RECIPIENT_INVALID, PACKAGE_TOO_LARGE or CANCELLED.
 */
export async function encryptAge(
  segments: readonly Uint8Array[],
  recipients: readonly string[],
  options: AgeOptions = {},
): Promise<SealedAgeFile> {
  return encryptAfterHeader(segments, await makeHeader(recipients), options);
}

/** As encryptAge, where the header was made beforehand, while something else was waited for. Never use one twice. */
export async function encryptAfterHeader(
  segments: readonly Uint8Array[],
  header: MadeHeader,
  options: AgeOptions = {},
): Promise<SealedAgeFile> {
  const plaintext = segments.reduce((sum, segment) => sum + segment.length, 0);
  const length = header.octets.length + sealedLength(plaintext);
  if (length > MAX_AGE_OCTETS)
    throw new EvidenceError("PACKAGE_TOO_LARGE", `more than ${MAX_AGE_OCTETS} octets`);
  const octets = new Uint8Array(length);
  octets.set(header.octets);
  const key = payloadKey(header.fileKey, header.nonce);
  await sealPayload(segments, key, octets.subarray(header.octets.length), await complete(options));
  return { octets, fileKey: header.fileKey };
}

/**
 * Decrypts a whole file; nothing is handed out unless all of it is intact.
 *
 * @returns PACKAGE_TOO_LARGE, AGE_HEADER_INVALID, NOT_A_RECIPIENT, IDENTITY_INVALID or AGE_PAYLOAD_INVALID.
 * @throws EvidenceError CANCELLED
 */
export async function decryptAge(
  octets: Uint8Array,
  identities: readonly AgeIdentity[],
  options: AgeOptions = {},
): Promise<Result<OpenedAgeFile, EvidenceError>> {
  if (octets.length > MAX_AGE_OCTETS) return tooLarge();
  const header = await openHeader(octets, identities);
  if (!header.ok) return header;
  const { length, fileKey, stanzas } = header.value;
  const opened = await openAfterHeader(octets.subarray(length), fileKey, options);
  return opened.ok ? ok({ octets: opened.value, fileKey, stanzas }) : opened;
}

/** As decryptAge, for a reader whom a grant gave the file key. The header must still be the one that the key made. */
export async function decryptAgeWithFileKey(
  octets: Uint8Array,
  fileKey: Uint8Array,
  options: AgeOptions = {},
): Promise<Result<OpenedAgeFile, EvidenceError>> {
  if (octets.length > MAX_AGE_OCTETS) return tooLarge();
  const length = headerLength(octets);
  if (length === null || !(await fitsFileKey(octets.subarray(0, length), fileKey))) {
    return refuse("AGE_HEADER_INVALID", "the age header does not belong to this file key");
  }
  const opened = await openAfterHeader(octets.subarray(length), fileKey, options);
  return opened.ok ? ok({ octets: opened.value, fileKey, stanzas: null }) : opened;
}

async function openAfterHeader(
  rest: Uint8Array,
  fileKey: Uint8Array,
  options: AgeOptions,
): Promise<Result<Uint8Array<ArrayBuffer>, EvidenceError>> {
  if (rest.length < NONCE_LENGTH) return refuse("AGE_PAYLOAD_INVALID", "no payload");
  const key = payloadKey(fileKey, rest.subarray(0, NONCE_LENGTH));
  return openPayload(rest.subarray(NONCE_LENGTH), key, await complete(options));
}

async function complete(options: AgeOptions) {
  return { ...options, cipher: options.cipher ?? (await detectCipher()) };
}

function tooLarge() {
  return refuse("PACKAGE_TOO_LARGE", `more than ${MAX_AGE_OCTETS} octets`);
}
