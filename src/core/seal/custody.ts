/**
 * Custody events: who did what with a package, ordered by the log. Two classes, never mixed: what a server saw and
 * signs with nothing but its log, and what a person says of their own doing. Completeness of the second is never claimed.
 *
 * The intake stores these texts in the clear, so they hold no word of a report: digests, keys and fixed words only.
 */
import * as v from "valibot";
import { utf8 } from "../base/bytes.ts";
import { canonicalJson, parseCanonicalJson } from "../base/canonical-json.ts";
import { type Digest, digestOf, isDigest } from "../base/digest.ts";
import { type EvidenceError, type EvidenceErrorCode, refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { isNonce } from "./sign-in.ts";
import { type SshSigner, signSsh, verifySsh } from "./sshsig.ts";

export const CUSTODY_NAMESPACE = "zegel-custody";
export const OPENED_NAMESPACE = "zegel-opened";

/** Octets of an event at most. */
const EVENT_LIMIT = 16_384;

const digest = v.custom<Digest>(isDigest);
const common = {
  v: v.literal(1),
  package: digest,
  /** Milliseconds since the Unix epoch, by the clock of whoever writes the event. */
  at: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** 32 octets, base64: the log holds the event's digest, which nobody may be able to guess. */
  nonce: v.pipe(v.string(), v.check(isNonce)),
};
/** Program and version: "zegel-console/0.1.0". */
const tool = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,64}$/));
const fingerprint = v.pipe(v.string(), v.regex(/^SHA256:[A-Za-z0-9+/]{43}$/));
const recipient = v.pipe(v.string(), v.regex(/^age1[a-z0-9]{1,2200}$/));

const selfDeclared = v.strictObject({
  ...common,
  class: v.literal("self-declared"),
  type: v.picklist([
    "decrypted",
    "viewed",
    "noted",
    "copied",
    "exported",
    "transferred",
    "held",
    "released",
    "destroyed",
  ]),
  tool,
  /** Of what was made: the export's octets, the note's text. */
  result: v.optional(digest),
  /** age recipients whom an export or a transfer went to. */
  recipients: v.optional(v.pipe(v.array(recipient), v.maxLength(5))),
});

const serverObserved = v.strictObject({
  ...common,
  class: v.literal("server-observed"),
  /** Ciphertext left for whoever holds `key`, or was erased; logged before the first octet. */
  type: v.picklist(["ciphertext-released", "erased"]),
  /** SSHSIG fingerprint of the signed-in key; null where no session was needed. */
  key: v.nullable(fingerprint),
});

const acknowledgement = v.strictObject({ ...common, type: v.literal("opened"), tool });

export type SelfDeclaredEvent = v.InferOutput<typeof selfDeclared>;
export type ServerObservedEvent = v.InferOutput<typeof serverObserved>;
export type CustodyEvent = SelfDeclaredEvent | ServerObservedEvent;
/** "An investigator opened this package": what appears at the reporter's link, without saying who. */
export type Acknowledgement = v.InferOutput<typeof acknowledgement>;

/** A text and the signature over its octets, as the intake stores them. */
export interface SignedText {
  /** Canonical JSON. */
  readonly text: string;
  readonly signature: string;
  /** Of the text's octets: what the log entry names. */
  readonly digest: Digest;
}

/** @throws TypeError if the event breaks the format: what is written here is what readers must accept. */
export function makeCustodyEvent(event: CustodyEvent): Uint8Array<ArrayBuffer> {
  return checked(v.variant("class", [selfDeclared, serverObserved]), event);
}

/** @throws TypeError as makeCustodyEvent */
export function makeAcknowledgement(value: Acknowledgement): Uint8Array<ArrayBuffer> {
  return checked(acknowledgement, value);
}

function checked(schema: v.GenericSchema, value: unknown): Uint8Array<ArrayBuffer> {
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) throw new TypeError(`custody: ${v.getDotPath(parsed.issues[0]) ?? "event"}`);
  return canonicalJson(parsed.output);
}

/** Only what a person says is signed by a person: a server-observed event under a signature would pass for the other. */
export async function signCustodyEvent(event: SelfDeclaredEvent, signer: SshSigner): Promise<SignedText> {
  return sign(makeCustodyEvent(event), CUSTODY_NAMESPACE, signer);
}

export async function signAcknowledgement(value: Acknowledgement, signer: SshSigner): Promise<SignedText> {
  return sign(makeAcknowledgement(value), OPENED_NAMESPACE, signer);
}

async function sign(
  octets: Uint8Array<ArrayBuffer>,
  namespace: string,
  signer: SshSigner,
): Promise<SignedText> {
  const signature = await signSsh(signer, namespace, octets);
  return { text: new TextDecoder().decode(octets), signature, digest: await digestOf(octets) };
}

/** Reads an event of either class. @returns CUSTODY_EVENT_INVALID on anything else. */
export function parseCustodyEvent(text: string): Result<CustodyEvent, EvidenceError> {
  return parse(v.variant("class", [selfDeclared, serverObserved]), text, "CUSTODY_EVENT_INVALID");
}

export function parseAcknowledgement(text: string): Result<Acknowledgement, EvidenceError> {
  return parse(acknowledgement, text, "CUSTODY_EVENT_INVALID");
}

function parse<T extends v.GenericSchema>(
  schema: T,
  text: string,
  code: EvidenceErrorCode,
): Result<v.InferOutput<T>, EvidenceError> {
  const value = parseCanonicalJson(utf8(text), EVENT_LIMIT, code);
  if (!value.ok) return value;
  const parsed = v.safeParse(schema, value.value);
  return parsed.success ? ok(parsed.output) : refuse(code, "this is no event that the custody log knows");
}

export interface VerifiedText<T> {
  readonly value: T;
  /** OpenSSH line of the key that signed; who holds it, the directory says. */
  readonly signingKey: string;
  readonly digest: Digest;
}

/** Reads a self-declared event with its signature; a server-observed one under a signature is refused. */
export async function verifyCustodyEvent(
  text: string,
  signature: string,
): Promise<Result<VerifiedText<SelfDeclaredEvent>, EvidenceError>> {
  const parsed = parse(selfDeclared, text, "CUSTODY_EVENT_INVALID");
  return parsed.ok ? verify(parsed.value, text, signature, CUSTODY_NAMESPACE) : parsed;
}

export async function verifyAcknowledgement(
  text: string,
  signature: string,
): Promise<Result<VerifiedText<Acknowledgement>, EvidenceError>> {
  const parsed = parseAcknowledgement(text);
  return parsed.ok ? verify(parsed.value, text, signature, OPENED_NAMESPACE) : parsed;
}

async function verify<T>(
  value: T,
  text: string,
  signature: string,
  namespace: string,
): Promise<Result<VerifiedText<T>, EvidenceError>> {
  const octets = utf8(text);
  const verified = await verifySsh(signature, namespace, octets);
  if (!verified.ok) return verified;
  return ok({ value, signingKey: verified.value.publicKey, digest: await digestOf(octets) });
}
