/** SSHSIG (OpenSSH, PROTOCOL.sshsig), hash sha512: what `ssh-keygen -Y sign` makes and `-Y check-novalidate` checks. */
import { ed25519 } from "@noble/curves/ed25519.js";
import { concatOctets, fromBase64, octetsEqual, toBase64, utf8 } from "../base/bytes.ts";
import { type EvidenceError, refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import {
  fingerprintOfBlob,
  parsePublicKeyBlob,
  publicKeyLine,
  type SshPublicKey,
  type SshSigner,
} from "./ssh-key.ts";
import { sshMpint, sshReader, sshString, sshUint32 } from "./ssh-wire.ts";

export {
  ecdsaSigner,
  ed25519Signer,
  fingerprintOf,
  parsePublicKeyLine,
  publicKeyLine,
  type SshPublicKey,
  type SshSigner,
} from "./ssh-key.ts";

const MAGIC = utf8("SSHSIG");
const VERSION = 1;
const HASH = "sha512";
const BEGIN = "-----BEGIN SSH SIGNATURE-----";
const END = "-----END SSH SIGNATURE-----";
const LINE = 70;
/** An armored signature of a known key type is about 400 characters. */
const MAX_ARMOR = 2048;

export interface SshSignature {
  /** "ssh-ed25519 AAAA…" */
  readonly publicKey: string;
  readonly keyType: SshSigner["keyType"];
  /** "SHA256:…", as `ssh-keygen -l` shows it. */
  readonly fingerprint: string;
}

/** @returns The armored signature: lines of 70 characters, a line end after the last. */
export async function signSsh(signer: SshSigner, namespace: string, message: Uint8Array): Promise<string> {
  const raw = await signer.sign(await signedData(namespace, message));
  return armor(encode(signer.publicKeyBlob, namespace, rawSignature(signer.keyType, raw)));
}

/**
 * Checks a signature against the key that it carries itself. That shows integrity, not whose key it is:
 * the caller compares `fingerprint` with one obtained elsewhere.
 *
 * @returns The key, or SIGNATURE_INVALID.
 */
export async function verifySsh(
  armored: string,
  namespace: string,
  message: Uint8Array,
): Promise<Result<SshSignature, EvidenceError>> {
  const blob = dearmor(armored);
  if (blob === null) return invalid("no armored SSH signature");
  const parsed = decode(blob, namespace);
  if (parsed === null) return invalid("not an SSHSIG of this namespace, version 1, sha512");
  const { key, signature } = parsed;
  if (!(await verifies(key, signature, await signedData(namespace, message))))
    return invalid("does not verify");
  return ok({
    publicKey: publicKeyLine({ keyType: key.keyType, publicKeyBlob: key.blob }),
    keyType: key.keyType,
    fingerprint: fingerprintOfBlob(key.blob),
  });
}

async function signedData(namespace: string, message: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const hash = await crypto.subtle.digest("SHA-512", message as Uint8Array<ArrayBuffer>);
  return concatOctets([
    MAGIC,
    sshString(namespace),
    sshString(""),
    sshString(HASH),
    sshString(new Uint8Array(hash)),
  ]);
}

/** RFC 5656, section 3.1.2 (r and s as mpints); RFC 8709, section 6 (64 octets). */
function rawSignature(keyType: SshSigner["keyType"], raw: Uint8Array): Uint8Array {
  if (raw.length !== 64) throw new TypeError("a raw signature has 64 octets");
  const inner =
    keyType === "ssh-ed25519"
      ? raw
      : concatOctets([sshMpint(raw.subarray(0, 32)), sshMpint(raw.subarray(32))]);
  return concatOctets([sshString(keyType), sshString(inner)]);
}

function encode(keyBlob: Uint8Array, namespace: string, signature: Uint8Array): Uint8Array {
  return concatOctets([
    MAGIC,
    sshUint32(VERSION),
    sshString(keyBlob),
    sshString(namespace),
    sshString(""),
    sshString(HASH),
    sshString(signature),
  ]);
}

function decode(blob: Uint8Array, namespace: string): { key: SshPublicKey; signature: Uint8Array } | null {
  if (!octetsEqual(blob.subarray(0, MAGIC.length), MAGIC)) return null;
  const reader = sshReader(blob.subarray(MAGIC.length));
  if (reader.uint32() !== VERSION) return null;
  const key = parsePublicKeyBlob(reader.string() ?? new Uint8Array());
  if (key === null || reader.text() !== namespace || reader.text() !== "" || reader.text() !== HASH)
    return null;
  const signature = decodeSignature(key, reader.string() ?? new Uint8Array());
  return signature !== null && reader.atEnd() ? { key, signature } : null;
}

function decodeSignature(key: SshPublicKey, blob: Uint8Array): Uint8Array | null {
  const reader = sshReader(blob);
  if (reader.text() !== key.keyType) return null;
  const inner = reader.string();
  if (inner === null || !reader.atEnd()) return null;
  if (key.keyType === "ssh-ed25519") return inner.length === 64 ? inner : null;
  const numbers = sshReader(inner);
  const r = numbers.mpint(32);
  const s = numbers.mpint(32);
  return r !== null && s !== null && numbers.atEnd() ? concatOctets([r, s]) : null;
}

async function verifies(
  key: SshPublicKey,
  signature: Uint8Array,
  data: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  try {
    // RFC 8032's own check, not the looser ZIP 215: two libraries must not disagree about one signature.
    if (key.keyType === "ssh-ed25519") return ed25519.verify(signature, data, key.key, { zip215: false });
    const point = key.key as Uint8Array<ArrayBuffer>;
    const imported = await crypto.subtle.importKey(
      "raw",
      point,
      { name: "ECDSA", namedCurve: "P-256" },
      false,
      ["verify"],
    );
    return await crypto.subtle.verify(
      { name: "ECDSA", hash: "SHA-256" },
      imported,
      signature as Uint8Array<ArrayBuffer>,
      data,
    );
  } catch {
    // A point that is not on the curve: chosen by whoever wrote the file.
    return false;
  }
}

function armor(blob: Uint8Array): string {
  const lines = toBase64(blob).match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  return `${[BEGIN, ...lines, END].join("\n")}\n`;
}

/** Only the one form that armor() writes: a second spelling would be a second digest for one signature. */
function dearmor(text: string): Uint8Array | null {
  if (text.length > MAX_ARMOR || !text.startsWith(`${BEGIN}\n`) || !text.endsWith(`\n${END}\n`)) return null;
  const blob = fromBase64(text.slice(BEGIN.length, -END.length - 1).replaceAll("\n", ""));
  return blob !== null && armor(blob) === text ? blob : null;
}

function invalid(detail: string) {
  return refuse("SIGNATURE_INVALID", `signature: ${detail}`);
}
