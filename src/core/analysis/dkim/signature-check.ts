/** Keys and signatures (RFC 6376, section 6.1; RFC 8463; RFC 8301), within a budget for each message. */
import { decodeBase64 } from "../../base/base64.ts";
import { concatOctets } from "../../base/bytes.ts";
import type { DkimKeySeen, KeyResolver, SignatureVerdict } from "../types.ts";
import { hashAlgorithm } from "./body-hash.ts";
import { type DkimPublicKey, parseKeyRecord } from "./public-key.ts";
import { withoutSpace } from "./tag-list.ts";

export interface SignatureOutcome {
  readonly verdict: SignatureVerdict;
  readonly key: DkimKeySeen | null;
  /** Why the verdict is not "pass", or what weakens it ("key-testing"), as stable codes. */
  readonly defects: readonly string[];
}

export interface SignatureRequest {
  readonly domain: string | null;
  readonly selector: string | null;
  /** Lower case, as written. */
  readonly algorithm: string | null;
  /** b= in base64, white space left in. */
  readonly signature: string | null;
  /** Defects of the field: with any the signature is not valid and no key is looked up. */
  readonly defects: readonly string[];
  /** Octets that `parts` will have, about. */
  readonly cost: number;
  /** What was signed; called only once a key is there. */
  readonly parts: () => readonly Uint8Array[];
  /** A reason to refuse the signature with this key, before any arithmetic; null for none. */
  readonly refuse: (key: DkimPublicKey) => string | null;
}

export interface SignatureChecker {
  /** No key can be looked up: every verdict will be "unchecked". */
  readonly idle: boolean;
  /** Verifies header hash and signature only: whether a body hash fits is a verdict of its own. Never rejects. */
  check(request: SignatureRequest): Promise<SignatureOutcome>;
}

/** Different keys looked up for one message: each is a question to the network that the sender could multiply. */
const MAX_KEYS = 32;
/** Signatures verified for one message: 32 of DKIM and the 50 sets of ARC with two each (RFC 8617, section 4.2.1). */
const MAX_VERIFIED = 132;
/** Octets hashed for all signatures of a message together: each signature may cover the whole header once more. */
const MAX_SIGNED_OCTETS = 32 * 1024 * 1024;

const UNCHECKED: SignatureOutcome = { verdict: "unchecked", key: null, defects: [] };
const NO_KEY: SignatureOutcome = { verdict: "no-key", key: null, defects: [] };

type KeyAnswer = Awaited<ReturnType<KeyResolver>>;

/** @param keys - Without it every signature stays "unchecked". */
export function signatureChecker(keys: KeyResolver | undefined): SignatureChecker {
  const answers = new Map<string, Promise<KeyAnswer>>();
  let verified = 0;
  let hashed = 0;
  const idle = keys === undefined;
  return { idle, check: idle ? () => Promise.resolve(UNCHECKED) : check };

  async function check(request: SignatureRequest): Promise<SignatureOutcome> {
    const { domain, selector, signature, algorithm } = request;
    if (request.defects.includes("too-many-names")) return UNCHECKED;
    const octets = signature === null ? null : decodeBase64(withoutSpace(signature));
    if (request.defects.length > 0 || domain === null || selector === null || !octets?.ok)
      return { verdict: "fail", key: null, defects: ["signature-field-invalid"] };
    if (hashAlgorithm(algorithm) === null) return UNCHECKED;
    verified++;
    hashed += request.cost;
    if (verified > MAX_VERIFIED || hashed > MAX_SIGNED_OCTETS) return beyondBudget();
    const pending = lookUp(domain, selector);
    if (pending === null) return beyondBudget();
    const answer = await pending;
    return answer === null ? NO_KEY : checkWith(answer, request, algorithm as string, octets.value);
  }

  /** One question for each name, however many signatures use it. */
  function lookUp(domain: string, selector: string): Promise<KeyAnswer> | null {
    const name = `${selector} ${domain}`;
    const known = answers.get(name);
    if (known !== undefined) return known;
    if (answers.size >= MAX_KEYS) return null;
    const answer = ask(keys as KeyResolver, domain, selector);
    answers.set(name, answer);
    return answer;
  }
}

function beyondBudget(): SignatureOutcome {
  return { ...UNCHECKED, defects: ["beyond-budget"] };
}

/** A resolver that throws, rejects or answers with something else than a key counts as having none. */
async function ask(keys: KeyResolver, domain: string, selector: string): Promise<KeyAnswer> {
  try {
    const answer: KeyAnswer = await keys(domain, selector);
    if (answer === null || typeof answer?.record !== "string" || typeof answer.source !== "string")
      return null;
    // A time that is no time could not be shown to the reader who has to judge the key.
    return Number.isFinite(answer.at) && Math.abs(answer.at) <= 8.64e15 ? answer : null;
  } catch {
    return null;
  }
}

async function checkWith(
  answer: NonNullable<KeyAnswer>,
  request: SignatureRequest,
  algorithm: string,
  signature: Uint8Array<ArrayBuffer>,
): Promise<SignatureOutcome> {
  const parsed = parseKeyRecord(answer.record);
  const seen = { source: answer.source, at: answer.at };
  if (!parsed.ok) {
    const key = { ...seen, kind: null, bits: null };
    return { verdict: parsed.error === "key-revoked" ? "no-key" : "fail", key, defects: [parsed.error] };
  }
  const { kind, bits, hashes, testing } = parsed.value;
  const key = { ...seen, kind, bits };
  const [algorithmKind, hash = ""] = algorithm.split("-");
  if (algorithmKind !== kind) return { verdict: "fail", key, defects: ["key-of-another-kind"] };
  if (hashes !== null && !hashes.includes(hash))
    return { verdict: "fail", key, defects: ["hash-not-allowed-by-key"] };
  const refusal = request.refuse(parsed.value);
  if (refusal !== null) return { verdict: "fail", key, defects: [refusal] };
  const outcome = await verifyOctets(parsed.value, algorithm, signature, concatOctets(request.parts()));
  // RFC 6376, section 3.6.1: mail of a domain that tests DKIM counts as unsigned.
  return { ...outcome, key, defects: testing ? [...outcome.defects, "key-testing"] : outcome.defects };
}

async function verifyOctets(
  key: DkimPublicKey,
  algorithm: string,
  signature: Uint8Array<ArrayBuffer>,
  octets: Uint8Array<ArrayBuffer>,
): Promise<Omit<SignatureOutcome, "key">> {
  try {
    const valid =
      key.kind === "rsa"
        ? await verifyRsa(key, algorithm === "rsa-sha1" ? "SHA-1" : "SHA-256", signature, octets)
        : await verifyEd25519(key, signature, octets);
    return { verdict: valid ? "pass" : "fail", defects: [] };
  } catch {
    // The platform refuses the key (size, exponent) or lacks the algorithm: no verdict rather than a wrong one.
    return { verdict: "unchecked", defects: ["key-refused-by-platform"] };
  }
}

async function verifyRsa(
  key: DkimPublicKey,
  hash: string,
  signature: Uint8Array<ArrayBuffer>,
  octets: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const name = "RSASSA-PKCS1-v1_5";
  const imported = await crypto.subtle.importKey("spki", key.octets, { name, hash }, false, ["verify"]);
  return crypto.subtle.verify(name, imported, signature, octets);
}

/** RFC 8463, section 3: Ed25519 signs the SHA-256 of the octets. */
async function verifyEd25519(
  key: DkimPublicKey,
  signature: Uint8Array<ArrayBuffer>,
  octets: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const imported = await crypto.subtle.importKey("raw", key.octets, { name: "Ed25519" }, false, ["verify"]);
  const hash = await crypto.subtle.digest("SHA-256", octets);
  return crypto.subtle.verify("Ed25519", imported, signature, hash);
}
