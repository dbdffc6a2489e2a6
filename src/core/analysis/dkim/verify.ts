/** DKIM signatures over the octets at hand (RFC 6376, section 6.1; RFC 8463; RFC 8301). */
import { domainOf } from "../../mail/addresses.ts";
import { isAligned } from "../domains.ts";
import { basisOf, type MessageView } from "../message-view.ts";
import type { DkimKeySeen, DkimResult, KeyResolver, SignatureVerdict } from "../types.ts";
import { type BodyHasher, hashAlgorithm } from "./body-hash.ts";
import { signedOctets } from "./canonical-header.ts";
import { type DkimPublicKey, parseKeyRecord } from "./public-key.ts";
import { readSignatureField, type SignatureField } from "./signature-field.ts";

/** Signatures beyond this many get no signature check: each costs a look-up that the sender could multiply. */
const MAX_CHECKED = 32;

interface SignatureOutcome {
  readonly verdict: SignatureVerdict;
  readonly key: DkimKeySeen | null;
  readonly defects: readonly string[];
}

/** @returns One result for each DKIM-Signature field, top to bottom. */
export async function checkDkim(
  view: MessageView,
  hasher: BodyHasher,
  keys: KeyResolver | undefined,
): Promise<DkimResult[]> {
  const results: DkimResult[] = [];
  for (const [i, field] of view.all("dkim-signature").entries()) {
    const signature = readSignatureField(field);
    results.push(await checkOne(view, signature, hasher, i < MAX_CHECKED ? keys : undefined));
  }
  return results;
}

async function checkOne(
  view: MessageView,
  signature: SignatureField,
  hasher: BodyHasher,
  keys: KeyResolver | undefined,
): Promise<DkimResult> {
  const body = await hasher.check(signature);
  const outcome = await checkSignature(view, signature, keys);
  const oneFrom = view.all("from").length === 1;
  return {
    domain: signature.domain,
    selector: signature.selector,
    algorithm: signature.algorithm,
    canonicalization: `${signature.headerForm}/${signature.bodyForm}`,
    identity: signature.identity,
    signedFields: signature.signedFields,
    bodyLength: signature.bodyLength,
    unsignedOctets: body.unsignedOctets,
    bodyHash: body.verdict,
    signature: outcome.verdict,
    aligned: oneFrom && isAligned(signature.domain, domainOf(view.from?.address ?? null)),
    signedAt: signature.signedAt,
    expiresAt: signature.expiresAt,
    key: outcome.key,
    defects: [...signature.defects, ...body.defects, ...outcome.defects],
    basis: basisOf(signature.field),
  };
}

/** Verifies header hash and signature only: whether the body hash fits is a verdict of its own. */
async function checkSignature(
  view: MessageView,
  signature: SignatureField,
  keys: KeyResolver | undefined,
): Promise<SignatureOutcome> {
  const { domain, selector, algorithm } = signature;
  if (keys === undefined) return { verdict: "unchecked", key: null, defects: [] };
  if (signature.defects.length > 0 || domain === null || selector === null || signature.signature === null) {
    return { verdict: "fail", key: null, defects: ["signature-field-invalid"] };
  }
  if (hashAlgorithm(algorithm) === null) return { verdict: "unchecked", key: null, defects: [] };
  const found = await keys(domain, selector).catch(() => null);
  if (found === null) return { verdict: "no-key", key: null, defects: [] };
  const parsed = parseKeyRecord(found.record);
  const seen = { source: found.source, at: found.at };
  if (!parsed.ok) {
    const key = { ...seen, kind: null, bits: null };
    return { verdict: parsed.error === "key-revoked" ? "no-key" : "fail", key, defects: [parsed.error] };
  }
  const key = { ...seen, kind: parsed.value.kind, bits: parsed.value.bits };
  const refusal = refusalOf(signature, parsed.value);
  if (refusal !== null) return { verdict: "fail", key, defects: [refusal] };
  const octets = signedOctets(signature.field, signature.signedFields, view.all, signature.headerForm);
  return { ...(await verifyOctets(parsed.value, algorithm as string, signature.signature, octets)), key };
}

/** What makes a signature invalid before any arithmetic (RFC 6376, sections 3.6.1, 5.4 and 6.1.1). */
function refusalOf(signature: SignatureField, key: DkimPublicKey): string | null {
  const [kind, hash] = (signature.algorithm ?? "").split("-") as [string, string];
  if (kind !== key.kind) return "key-of-another-kind";
  if (key.hashes !== null && !key.hashes.includes(hash)) return "hash-not-allowed-by-key";
  if (!signature.signedFields.includes("from")) return "from-not-signed";
  const identityDomain = domainOf(signature.identity);
  if (identityDomain === null) return null;
  const within = key.strict
    ? identityDomain === signature.domain
    : identityDomain === signature.domain || identityDomain.endsWith(`.${signature.domain}`);
  return within ? null : "identity-outside-domain";
}

async function verifyOctets(
  key: DkimPublicKey,
  algorithm: string,
  signature: Uint8Array<ArrayBuffer>,
  octets: Uint8Array,
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
  octets: Uint8Array,
): Promise<boolean> {
  const name = "RSASSA-PKCS1-v1_5";
  const imported = await crypto.subtle.importKey("spki", key.octets, { name, hash }, false, ["verify"]);
  return crypto.subtle.verify(name, imported, signature, octets as Uint8Array<ArrayBuffer>);
}

/** RFC 8463, section 3: Ed25519 signs the SHA-256 of the octets. */
async function verifyEd25519(
  key: DkimPublicKey,
  signature: Uint8Array<ArrayBuffer>,
  octets: Uint8Array,
): Promise<boolean> {
  const imported = await crypto.subtle.importKey("raw", key.octets, { name: "Ed25519" }, false, ["verify"]);
  const hash = await crypto.subtle.digest("SHA-256", octets as Uint8Array<ArrayBuffer>);
  return crypto.subtle.verify("Ed25519", imported, signature, hash);
}
