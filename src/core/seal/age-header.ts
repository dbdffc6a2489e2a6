/** The age header (https://c2sp.org/age): typage makes and reads it, this guards what typage lets through. */
import { Decrypter, Encrypter, type Identity } from "age-encryption";
import { concatOctets } from "../base/bytes.ts";
import { type EvidenceError, refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";

/** An age identity string, or typage's own object: a plug-in for keys that cannot be taken out. */
export type AgeIdentity = string | Identity;
export type RecipientKind = "X25519" | "mlkem768x25519";

/** So many post-quantum stanzas leave room for a summary in 64 KiB. */
export const MAX_RECIPIENTS = 32;
export const MAX_HEADER_OCTETS = 65_536;
export const NONCE_LENGTH = 16;
export const FILE_KEY_LENGTH = 16;

export interface MadeHeader {
  /** Header and payload nonce, as the file begins. */
  readonly octets: Uint8Array;
  readonly nonce: Uint8Array;
  readonly fileKey: Uint8Array;
}

export interface OpenedHeader {
  /** Octets of the header; the nonce follows. */
  readonly length: number;
  readonly fileKey: Uint8Array;
  /** First argument of each stanza, in order. */
  readonly stanzas: readonly string[];
}

/**
 * typage encrypts to nobody, or to a mixture that lets the weaker kind open the file, without a word.
 *
 * @returns The kind that all recipients share, or NO_RECIPIENTS, RECIPIENTS_MIXED, RECIPIENT_INVALID.
 */
export function checkRecipients(recipients: readonly string[]): Result<RecipientKind, EvidenceError> {
  if (recipients.length === 0) return refuse("NO_RECIPIENTS", "a package needs at least one recipient");
  if (recipients.length > MAX_RECIPIENTS)
    return refuse("RECIPIENT_INVALID", `more than ${MAX_RECIPIENTS} recipients`);
  if (new Set(recipients).size !== recipients.length)
    return refuse("RECIPIENT_INVALID", "a recipient occurs twice");
  const kinds = recipients.map(kindOf);
  const kind = kinds[0];
  if (!kind || kinds.includes(null))
    return refuse("RECIPIENT_INVALID", "not a recipient that a package can have");
  if (new Set(kinds).size > 1)
    return refuse("RECIPIENTS_MIXED", "post-quantum and X25519 recipients in one file");
  return ok(kind);
}

/** Upper case is valid bech32, but would let one key occur twice. */
function kindOf(recipient: string): RecipientKind | null {
  if (!/^age1(?:pq1)?[02-9ac-hj-np-z]+$/.test(recipient) || recipient.length > 2_000) return null;
  try {
    new Encrypter().addRecipient(recipient);
  } catch {
    return null;
  }
  if (recipient.startsWith("age1pq1")) return "mlkem768x25519";
  return recipient.length === 62 ? "X25519" : null;
}

/** @returns Octets of a header for so many recipients of a kind, without the nonce. */
export function headerOctets(kind: RecipientKind, count: number): number {
  // Version line and MAC line; for each recipient its line with the share, and its line with the wrapped key.
  return 22 + 48 + count * (kind === "X25519" ? 54 + 44 : 1_513 + 44);
}

/**
 * A fresh file key and nonce for these recipients, both drawn by typage.
 *
 * @throws EvidenceError NO_RECIPIENTS, RECIPIENTS_MIXED or RECIPIENT_INVALID.
 */
export async function makeHeader(recipients: readonly string[]): Promise<MadeHeader> {
  let fileKey = new Uint8Array();
  const octets = await beginningFor(recipients, (key) => {
    fileKey = Uint8Array.from(key);
  });
  return { octets, nonce: octets.subarray(octets.length - NONCE_LENGTH), fileKey };
}

/**
 * Another header for a file key that exists already; an export sets it before the same nonce and payload.
 *
 * @throws EvidenceError NO_RECIPIENTS, RECIPIENTS_MIXED or RECIPIENT_INVALID.
 */
export async function rewrapHeader(fileKey: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  if (fileKey.length !== FILE_KEY_LENGTH) throw new TypeError("a file key has 16 octets");
  // typage hands every recipient the same array, and makes the MAC from it afterwards.
  const octets = await beginningFor(recipients, (key) => key.set(fileKey));
  const header = octets.subarray(0, octets.length - NONCE_LENGTH);
  if (!(await fitsFileKey(header, fileKey))) throw new TypeError("typage made a header for another file key");
  return header;
}

/** Whether the header's MAC was made with this file key: which the payload's key does not show. */
export async function fitsFileKey(header: Uint8Array, fileKey: Uint8Array): Promise<boolean> {
  const decrypter = new Decrypter();
  decrypter.addIdentity({ unwrapFileKey: () => fileKey });
  return decrypter.decryptHeader(header).then(
    () => true,
    () => false,
  );
}

/**
 * Header and nonce as typage begins a file. Its payload is never made: a payload under this key and nonce must be
 * made once only, and by us.
 */
async function beginningFor(
  recipients: readonly string[],
  onFileKey: (key: Uint8Array) => void,
): Promise<Uint8Array> {
  const checked = checkRecipients(recipients);
  if (!checked.ok) throw checked.error;
  const encrypter = new Encrypter();
  encrypter.addRecipient({
    wrapFileKey(key) {
      onFileKey(key);
      return [];
    },
  });
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const reader = (await encrypter.encrypt(new ReadableStream<Uint8Array>())).getReader();
  const header = await reader.read();
  const nonce = await reader.read();
  if (!header.value || nonce.value?.length !== NONCE_LENGTH)
    throw new TypeError("typage began the file in another way");
  return concatOctets([header.value, nonce.value]);
}

/**
 * Finds the file key with one of the identities.
 *
 * @param file - Begins with the header; what follows it is not looked at.
 * @returns AGE_HEADER_INVALID, or NOT_A_RECIPIENT where the header is sound as far as these identities can tell.
 */
export async function openHeader(
  file: Uint8Array,
  identities: readonly AgeIdentity[],
): Promise<Result<OpenedHeader, EvidenceError>> {
  const length = headerLength(file);
  if (length === null) return refuse("AGE_HEADER_INVALID", "no age header");
  let stanzas: readonly string[] = [];
  let nobodyMatched = false;
  const decrypter = new Decrypter();
  // The first and the last "identity" only watch: typage's errors have no codes.
  decrypter.addIdentity(watcher((seen) => (stanzas = seen)));
  if (!addIdentities(decrypter, identities)) return refuse("IDENTITY_INVALID", "not an age identity");
  decrypter.addIdentity(watcher(() => (nobodyMatched = true)));
  try {
    return ok({ length, fileKey: await decrypter.decryptHeader(file.subarray(0, length)), stanzas });
  } catch (cause) {
    return nobodyMatched
      ? refuse("NOT_A_RECIPIENT", "sealed to somebody else", { cause })
      : refuse("AGE_HEADER_INVALID", "the age header cannot be read or was changed", { cause });
  }
}

function watcher(onStanzas: (types: readonly string[]) => void): Identity {
  return {
    unwrapFileKey(stanzas) {
      onStanzas(stanzas.map((stanza) => stanza.args[0] ?? ""));
      return null;
    },
  };
}

function addIdentities(decrypter: Decrypter, identities: readonly AgeIdentity[]): boolean {
  try {
    for (const identity of identities) decrypter.addIdentity(identity);
    return true;
  } catch {
    return false;
  }
}

/** @returns Octets up to and with the MAC line's end; null if there is none within MAX_HEADER_OCTETS. */
export function headerLength(file: Uint8Array): number | null {
  const head = file.subarray(0, MAX_HEADER_OCTETS);
  let lineStart = 0;
  for (;;) {
    const lineEnd = head.indexOf(0x0a, lineStart);
    if (lineEnd < 0) return null;
    if (head[lineStart] === 0x2d && head[lineStart + 1] === 0x2d) return lineEnd + 1;
    lineStart = lineEnd + 1;
  }
}
