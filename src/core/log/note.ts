/** Signed notes with Ed25519 keys (https://c2sp.org/signed-note, key type 01). */
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatOctets, fromBase64, fromUtf8, octetsEqual, toBase64, toHex, utf8 } from "../base/bytes.ts";
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";

/** Larger notes are refused before they are read. */
export const MAX_NOTE_OCTETS = 65_536;
const MAX_SIGNATURES = 64;
const SIGNATURE_START = "\u2014 ";
const KEY_TYPE_ED25519 = 0x01;

export interface NoteSigner {
  readonly name: string;
  /** 4 octets. */
  readonly keyId: Uint8Array;
  /** The public half as text: "<name>+<key id, hex>+<base64>". */
  readonly vkey: string;
  /** Signature without the key id. @param text - The note's text, its last line break included. */
  sign(text: string): Uint8Array;
}

export interface NoteVerifier {
  readonly name: string;
  readonly keyId: Uint8Array;
  /** Whether it is this key's signature over the text; never throws. */
  verify(text: string, signature: Uint8Array): boolean;
}

export interface NoteSignature {
  readonly name: string;
  readonly keyId: Uint8Array;
  /** Without the key id. */
  readonly signature: Uint8Array;
}

export interface ParsedNote {
  /** Its last line break included. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface OpenedNote extends ParsedNote {
  /** Verifiers whose signature is there and holds; at least one. */
  readonly verifiedBy: readonly NoteVerifier[];
}

/** First 4 octets of SHA-256(name ‖ LF ‖ type ‖ public key). */
export function noteKeyId(name: string, type: number, publicKey: Uint8Array): Uint8Array {
  return sha256(concatOctets([utf8(`${name}\n`), Uint8Array.of(type), publicKey])).slice(0, 4);
}

export function isKeyName(name: string): boolean {
  return name !== "" && !/[+\p{White_Space}\p{Cc}]/u.test(name) && name.isWellFormed();
}

/** @param seed - 32 octets. @throws TypeError for a name or seed of the wrong form: a bug of the caller. */
export function noteSigner(name: string, seed: Uint8Array): NoteSigner {
  if (!isKeyName(name) || seed.length !== 32) throw new TypeError("key name or seed of the wrong form");
  const publicKey = ed25519.getPublicKey(seed);
  return {
    name,
    keyId: noteKeyId(name, KEY_TYPE_ED25519, publicKey),
    vkey: formatKey(name, KEY_TYPE_ED25519, publicKey),
    sign: (text) => ed25519.sign(utf8(text), seed),
  };
}

/** The private half as one line, in the form that Go's sumdb/note reads. Secret. */
export function formatNoteKey(name: string, seed: Uint8Array): string {
  const { keyId } = noteSigner(name, seed);
  return `PRIVATE+KEY+${name}+${toHex(keyId)}+${toBase64(concatOctets([Uint8Array.of(KEY_TYPE_ED25519), seed]))}`;
}

/** Reads what `formatNoteKey` wrote, a line break at the end allowed. */
export function parseNoteKey(text: string): Result<NoteSigner, EvidenceError> {
  const match = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)\n?$/.exec(text);
  const key = match === null ? null : fromBase64(match[3] as string);
  const name = match?.[1] ?? "";
  if (key === null || key.length !== 33 || key[0] !== KEY_TYPE_ED25519 || !isKeyName(name)) {
    return refuse("IDENTITY_INVALID", "not a note signing key");
  }
  const signer = noteSigner(name, key.subarray(1));
  return toHex(signer.keyId) === match?.[2]
    ? ok(signer)
    : refuse("IDENTITY_INVALID", "key id does not fit the key");
}

export function formatKey(name: string, type: number, publicKey: Uint8Array): string {
  const key = concatOctets([Uint8Array.of(type), publicKey]);
  return `${name}+${toHex(noteKeyId(name, type, publicKey))}+${toBase64(key)}`;
}

/** @returns Name and public key of a vkey of that type whose key id fits; else POLICY_INVALID, since keys come from a policy. */
export function parseKey(
  vkey: string,
  type: number,
): Result<{ name: string; keyId: Uint8Array; publicKey: Uint8Array }, EvidenceError> {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(vkey);
  const key = match === null ? null : fromBase64(match[3] as string);
  const name = match?.[1] ?? "";
  if (key === null || !isKeyName(name)) return refuse("POLICY_INVALID", "not a verifier key");
  if (key[0] !== type || key.length !== 33) return refuse("POLICY_INVALID", "verifier key of another kind");
  const publicKey = key.subarray(1);
  const keyId = noteKeyId(name, type, publicKey);
  if (toHex(keyId) !== match?.[2]) return refuse("POLICY_INVALID", "key id does not fit the key");
  return ok({ name, keyId, publicKey });
}

/** @param vkey - "<name>+<key id, hex>+<base64>", Ed25519. */
export function noteVerifier(vkey: string): Result<NoteVerifier, EvidenceError> {
  const key = parseKey(vkey, KEY_TYPE_ED25519);
  if (!key.ok) return key;
  const { name, keyId, publicKey } = key.value;
  return ok({ name, keyId, verify: (text, signature) => ed25519Verifies(signature, utf8(text), publicKey) });
}

/** RFC 8032 without the leniency of ZIP 215: the same signatures are good here and in Go. */
export function ed25519Verifies(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}

/** @param text - Ends with a line break. @throws TypeError where no note can hold it: a bug of the caller. */
export function signNote(text: string, ...signers: readonly NoteSigner[]): string {
  if (!text.endsWith("\n") || hasControls(text) || !text.isWellFormed())
    throw new TypeError("not the text of a note");
  return `${text}\n${signers.map((signer) => signatureLine(signer, signer.sign(text))).join("")}`;
}

export function signatureLine(
  key: { readonly name: string; readonly keyId: Uint8Array },
  signature: Uint8Array,
): string {
  return `${SIGNATURE_START}${key.name} ${toBase64(concatOctets([key.keyId, signature]))}\n`;
}

/** Reads the form only: nothing in it may be believed yet. @returns NOTE_INVALID */
export function parseNote(note: string | Uint8Array): Result<ParsedNote, EvidenceError> {
  const text = typeof note === "string" ? note : note.length > MAX_NOTE_OCTETS ? null : fromUtf8(note);
  if (text === null || text.length > MAX_NOTE_OCTETS)
    return refuse("NOTE_INVALID", "note is too long or not UTF-8");
  if (hasControls(text) || !text.isWellFormed())
    return refuse("NOTE_INVALID", "note holds control characters");
  const split = text.lastIndexOf("\n\n");
  if (split < 0 || !text.endsWith("\n")) return refuse("NOTE_INVALID", "note has no signatures");
  const lines = text.slice(split + 2, -1).split("\n");
  if (lines.length > MAX_SIGNATURES) return refuse("NOTE_INVALID", `more than ${MAX_SIGNATURES} signatures`);
  const signatures = lines.map(parseSignatureLine);
  if (signatures.some((signature) => signature === null))
    return refuse("NOTE_INVALID", "signature line of the wrong form");
  return ok({ text: text.slice(0, split + 1), signatures: signatures as NoteSignature[] });
}

/**
 * Opens a note that at least one of the verifiers signed. Signatures of keys that are not given are ignored.
 *
 * @returns NOTE_INVALID, CHECKPOINT_UNTRUSTED where none of the keys signed, SIGNATURE_INVALID where one of them
 * is named and its signature does not hold.
 */
export function openNote(
  note: string | Uint8Array,
  verifiers: readonly NoteVerifier[],
): Result<OpenedNote, EvidenceError> {
  const parsed = parseNote(note);
  if (!parsed.ok) return parsed;
  const verifiedBy: NoteVerifier[] = [];
  for (const { name, keyId, signature } of parsed.value.signatures) {
    const known = verifiers.find((verifier) => verifier.name === name && octetsEqual(verifier.keyId, keyId));
    if (known === undefined) continue;
    if (!known.verify(parsed.value.text, signature))
      return refuse("SIGNATURE_INVALID", "a known key's signature fails");
    if (!verifiedBy.includes(known)) verifiedBy.push(known);
  }
  if (verifiedBy.length === 0) return refuse("CHECKPOINT_UNTRUSTED", "no signature by a key that was given");
  return ok({ ...parsed.value, verifiedBy });
}

function parseSignatureLine(line: string): NoteSignature | null {
  if (!line.startsWith(SIGNATURE_START)) return null;
  const [name = "", base64 = "", ...rest] = line.slice(SIGNATURE_START.length).split(" ");
  const octets = fromBase64(base64);
  if (rest.length > 0 || !isKeyName(name) || octets === null || octets.length < 5) return null;
  return { name, keyId: octets.subarray(0, 4), signature: octets.subarray(4) };
}

function hasControls(text: string): boolean {
  return /[\u0000-\u0009\u000b-\u001f]/.test(text);
}
