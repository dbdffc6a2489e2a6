/** An investigator's keys and the file they live in, which stock `age -i` reads. docs/directory-format.md. */
import { ed25519 } from "@noble/curves/ed25519.js";
import {
  armor,
  Decrypter,
  Encrypter,
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from "age-encryption";
import { fromBase64, fromUtf8, toBase64, utf8 } from "../base/bytes.ts";
import { type EvidenceError, refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { ed25519Signer, publicKeyLine } from "./sshsig.ts";

export interface InvestigatorIdentity {
  /** "AGE-SECRET-KEY-1…" or "AGE-SECRET-KEY-PQ-1…": opens packages, and is used for nothing else. */
  readonly ageIdentity: string;
  /** "age1…" or "age1pq1…", what the directory lists. */
  readonly recipient: string;
  /** 32 octets, Ed25519 (RFC 8032, section 5.1.5): signs sign-ins and custody events, never opens anything. */
  readonly signingSeed: Uint8Array<ArrayBuffer>;
}

/** An identity file is some lines; a post-quantum recipient takes 2 KB. */
const IDENTITY_LIMIT = 1 << 16;
/** age's own default: about a second, and 256 MiB, per guess of the passphrase. */
const SCRYPT_LOG_N = 18;
const AGE_HEADER = "age-encryption.org/";
const ARMOR_HEADER = "-----BEGIN AGE ENCRYPTED FILE-----";

/** Makes fresh keys from the platform's random source, by the libraries that use them. */
export async function makeIdentity(options: { readonly pq: boolean }): Promise<InvestigatorIdentity> {
  const ageIdentity = await (options.pq ? generateHybridIdentity() : generateX25519Identity());
  const recipient = await identityToRecipient(ageIdentity);
  return { ageIdentity, recipient, signingSeed: Uint8Array.from(ed25519.utils.randomSecretKey()) };
}

/** The public half of the signing key as an OpenSSH line, as the directory lists it. */
export function signingKeyOf(identity: Pick<InvestigatorIdentity, "signingSeed">): string {
  return publicKeyLine(ed25519Signer(identity.signingSeed));
}

/**
 * The text of an identity file.
 *
 * @param createdAt - Milliseconds since the Unix epoch.
 */
export function formatIdentity(identity: InvestigatorIdentity, createdAt: number): string {
  return [
    "# zegel identity, version 1",
    `# created: ${new Date(createdAt).toISOString().replace(/\.\d{3}Z$/, "Z")}`,
    `# recipient: ${identity.recipient}`,
    `# signing key: ${signingKeyOf(identity)}`,
    `# signing secret: ${toBase64(identity.signingSeed)}`,
    identity.ageIdentity,
    "",
  ].join("\n");
}

/** Reads the text of a zegel identity file. Its comments are secrets or repeat what the secrets say: both are checked. */
export async function parseIdentity(text: string): Promise<Result<InvestigatorIdentity, EvidenceError>> {
  const identities = await parseAgeIdentities(text);
  if (!identities.ok) return identities;
  const [first, ...others] = identities.value;
  if (first === undefined || others.length > 0)
    return refuse("IDENTITY_INVALID", "an identity file holds one age identity");
  const signingSeed = readSeed(text);
  if (signingSeed === null) return refuse("IDENTITY_INVALID", "the identity file holds no signing secret");
  const identity = { ...first, signingSeed };
  const claims: [string, string][] = [
    ["recipient", identity.recipient],
    ["signing key", signingKeyOf(identity)],
  ];
  for (const [name, right] of claims) {
    const claimed = commentValues(text, name);
    // Someone may read the recipient off the comment and put it into a directory: it must be the real one.
    if (claimed.some((value) => value !== right))
      return refuse("IDENTITY_INVALID", `the ${name} in the comment is another one`);
  }
  return ok(identity);
}

/** The age identities of any identity file, also one that `age-keygen` wrote: enough to open packages. */
export async function parseAgeIdentities(
  text: string,
): Promise<Result<Pick<InvestigatorIdentity, "ageIdentity" | "recipient">[], EvidenceError>> {
  const identities = [];
  for (const line of lines(text)) {
    if (line === "" || line.startsWith("#")) continue;
    if (!/^AGE-SECRET-KEY-(PQ-)?1[02-9AC-HJ-NP-Z]{58}$/.test(line))
      return refuse("IDENTITY_INVALID", "the identity file holds a line that is no age identity");
    try {
      identities.push({ ageIdentity: line, recipient: await identityToRecipient(line) });
    } catch {
      return refuse("IDENTITY_INVALID", "an age identity is damaged: its checksum does not fit");
    }
  }
  return identities.length === 0
    ? refuse("IDENTITY_INVALID", "the file holds no age identity")
    : ok(identities);
}

/**
 * Encrypts an identity file to a passphrase (age, scrypt).
 *
 * @param logN - Base-2 logarithm of scrypt's work factor; lower only where nothing is at stake.
 * @throws TypeError on an empty passphrase: the caller asks for `--plain` instead.
 */
export async function encryptIdentity(
  text: string,
  passphrase: string,
  logN = SCRYPT_LOG_N,
): Promise<Uint8Array<ArrayBuffer>> {
  if (passphrase === "") throw new TypeError("an empty passphrase protects nothing");
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(logN);
  return Uint8Array.from(await encrypter.encrypt(utf8(text)));
}

/** Whether reading this file will need a passphrase. */
export function isEncryptedIdentity(octets: Uint8Array): boolean {
  const start = new TextDecoder().decode(octets.subarray(0, 64)).trimStart();
  return start.startsWith(AGE_HEADER) || start.startsWith(ARMOR_HEADER);
}

/** Reads an identity file, encrypted (binary or armored) or plain. */
export async function readIdentityFile(
  octets: Uint8Array,
  passphrase: string | null,
): Promise<Result<InvestigatorIdentity, EvidenceError>> {
  const text = await identityText(octets, passphrase);
  return text.ok ? parseIdentity(text.value) : text;
}

/** @returns The "AGE-SECRET-KEY-…" strings of any identity file, also of one without a signing key. */
export async function readAgeIdentities(
  octets: Uint8Array,
  passphrase: string | null,
): Promise<Result<string[], EvidenceError>> {
  const text = await identityText(octets, passphrase);
  if (!text.ok) return text;
  const parsed = await parseAgeIdentities(text.value);
  return parsed.ok ? ok(parsed.value.map((one) => one.ageIdentity)) : parsed;
}

async function identityText(
  octets: Uint8Array,
  passphrase: string | null,
): Promise<Result<string, EvidenceError>> {
  if (octets.length > IDENTITY_LIMIT)
    return refuse("IDENTITY_INVALID", "an identity file is never that large");
  if (!isEncryptedIdentity(octets)) return asText(octets);
  if (passphrase === null)
    return refuse("PASSPHRASE_WRONG", "the identity file is encrypted: a passphrase is needed");
  const sealed = withoutArmor(octets);
  if (!sealed.ok) return sealed;
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return asText(await decrypter.decrypt(sealed.value));
  } catch (cause) {
    // typage has no error codes: this one sentence is how it says that the passphrase opened nothing.
    const wrong = cause instanceof Error && cause.message.includes("no identity matched");
    return wrong
      ? refuse("PASSPHRASE_WRONG", "the passphrase does not open the identity file")
      : refuse("IDENTITY_INVALID", "the encrypted identity file is damaged", { cause });
  }
}

function withoutArmor(octets: Uint8Array): Result<Uint8Array, EvidenceError> {
  const text = fromUtf8(octets);
  if (text === null || !text.trimStart().startsWith(ARMOR_HEADER)) return ok(octets);
  try {
    return ok(armor.decode(text));
  } catch (cause) {
    return refuse("IDENTITY_INVALID", "the armor of the identity file is damaged", { cause });
  }
}

function asText(octets: Uint8Array): Result<string, EvidenceError> {
  const text = fromUtf8(octets);
  return text === null ? refuse("IDENTITY_INVALID", "the identity file is not text") : ok(text);
}

function readSeed(text: string): Uint8Array<ArrayBuffer> | null {
  const [base64, ...others] = commentValues(text, "signing secret");
  if (base64 === undefined || others.length > 0) return null;
  const seed = fromBase64(base64);
  return seed?.length === 32 ? seed : null;
}

function commentValues(text: string, name: string): string[] {
  const start = `# ${name}: `;
  return lines(text)
    .filter((line) => line.startsWith(start))
    .map((line) => line.slice(start.length));
}

/** Editors on Windows write CRLF. */
function lines(text: string): string[] {
  return text.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
}
