/** ARC sets (RFC 8617): what forwarders say they received. Believed only as far as their sealer is. */
import type { HeaderField } from "../../mail/header-fields.ts";
import { brokenRules, chainValidation, completeSets, type ArcSet } from "./arc-chain.ts";
import type { BodyHasher } from "../dkim/body-hash.ts";
import { canonicalField, withoutSignatureValue } from "../dkim/canonical-header.ts";
import type { DkimPublicKey } from "../dkim/public-key.ts";
import type { SignatureChecker } from "../dkim/signature-check.ts";
import {
  duplicateCode,
  instanceOf,
  nameTag,
  readSignatureField,
  type SignatureField,
  signatureTag,
} from "../dkim/signature-field.ts";
import { tagListOf } from "../dkim/tag-list.ts";
import { checkHeaderSignature } from "../dkim/verify.ts";
import { basisOf, type MessageView } from "../message-view.ts";
import type { ArcMessageSignature, ArcResult, ArcSeal } from "../types.ts";

/** RFC 8617, section 4.2.1: no more than 50 sets. Fields beyond twice as many are not read. */
const MAX_FIELDS = 100;

const NO_CHAIN: ArcResult = {
  instances: 0,
  messageSignatures: [],
  seals: [],
  validation: "none",
  defects: [],
};

/** Reads every set and checks the chain with the keys that are at hand (RFC 8617, section 5.2). */
export async function checkArc(
  view: MessageView,
  hasher: BodyHasher,
  checker: SignatureChecker,
): Promise<ArcResult> {
  const signatures = view.all("arc-message-signature");
  const sealFields = view.all("arc-seal");
  const results = view.all("arc-authentication-results");
  if (signatures.length + sealFields.length + results.length === 0) return NO_CHAIN;
  const sets = completeSets(results, signatures, sealFields);
  const [messageSignatures, seals] = await Promise.all([
    Promise.all(signatures.slice(0, MAX_FIELDS).map((field) => checkMessage(view, field, hasher, checker))),
    Promise.all(sealFields.slice(0, MAX_FIELDS).map((field) => checkSeal(field, sets, checker))),
  ]);
  const counts = { seals: sealFields.length, signatures: signatures.length, results: results.length };
  const defects = brokenRules(messageSignatures, seals, sets, counts);
  return {
    instances: sealFields.length,
    messageSignatures,
    seals,
    validation: chainValidation(defects, messageSignatures, seals),
    defects,
  };
}

async function checkMessage(
  view: MessageView,
  field: HeaderField,
  hasher: BodyHasher,
  checker: SignatureChecker,
): Promise<ArcMessageSignature> {
  const read = readSignatureField(field);
  // Section 4.1.2: the message signature covers no seal; without a valid instance it belongs to no set.
  const own = [
    ...(read.instance === null ? ["instance-invalid"] : []),
    ...(read.signedFields.includes("arc-seal") ? ["seal-signed"] : []),
    ...(read.algorithm === "rsa-sha1" ? ["algorithm-historic"] : []),
  ];
  const signature = own.length === 0 ? read : { ...read, defects: [...read.defects, ...own] };
  const [body, outcome] = await Promise.all([
    hasher.check(signature),
    checkHeaderSignature(view, signature, checker, (key) => weakKey(key) ?? fromMissing(signature)),
  ]);
  return {
    instance: signature.instance,
    domain: signature.domain,
    selector: signature.selector,
    bodyHash: body.verdict,
    signature: outcome.verdict,
    key: outcome.key,
    defects: [...signature.defects, ...body.defects, ...outcome.defects],
    basis: basisOf(field),
  };
}

/** ARC is younger than RFC 8301, which does away with shorter keys and SHA-1: no chain needs them. */
function weakKey(key: DkimPublicKey): string | null {
  return key.bits !== null && key.bits < 1024 ? "key-too-short" : null;
}

/** The form of DKIM-Signature includes that From is covered (RFC 6376, section 5.4). */
function fromMissing(signature: SignatureField): string | null {
  return signature.signedFields.includes("from") ? null : "from-not-signed";
}

/** Section 5.1.1: a seal signs the sets 1 to its own, each as results, message signature, seal; always relaxed. */
async function checkSeal(
  field: HeaderField,
  sets: ReadonlyMap<number, ArcSet>,
  checker: SignatureChecker,
): Promise<ArcSeal> {
  const { tags, duplicates, malformed } = tagListOf(field);
  const defects = duplicates.slice(0, 10).map(duplicateCode);
  if (malformed) defects.push("tag-list-malformed");
  for (const name of ["i", "cv", "a", "b", "d", "s"]) if (!tags.get(name)) defects.push(`missing-${name}`);
  // Section 4.1.3: what a seal covers is fixed; a seal with h= is to fail.
  for (const name of ["h", "bh"]) if (tags.has(name)) defects.push(`unexpected-${name}`);
  const instance = instanceOf(tags.get("i"));
  const domain = nameTag(tags.get("d")?.toLowerCase(), "domain", defects);
  const selector = nameTag(tags.get("s"), "selector", defects);
  const signature = signatureTag(tags.get("b"), defects);
  const covered = checker.idle || instance === null ? null : coveredSets(instance, field, sets);
  const algorithm = tags.get("a")?.slice(0, 100).toLowerCase() ?? null;
  if (algorithm === "rsa-sha1") defects.push("algorithm-historic");
  const cost = (covered ?? []).reduce((sum, { octets }) => sum + octets, field.length);
  const outcome =
    covered === null && !checker.idle
      ? ({ verdict: "unchecked", key: null, defects: ["set-incomplete"] } as const)
      : await checker.check({
          domain,
          selector,
          algorithm,
          signature,
          defects,
          cost,
          parts: () => sealedParts(covered ?? []),
          refuse: weakKey,
        });
  return {
    instance,
    domain,
    selector,
    cv: tags.get("cv")?.slice(0, 100).toLowerCase() || null,
    signature: outcome.verdict,
    key: outcome.key,
    defects: [...defects, ...outcome.defects],
    basis: basisOf(field),
  };
}

/** The sets that a seal covers, oldest first; null where one of them is incomplete or the seal belongs to none. */
function coveredSets(
  instance: number,
  field: HeaderField,
  sets: ReadonlyMap<number, ArcSet>,
): readonly ArcSet[] | null {
  if (sets.get(instance)?.seal !== field) return null;
  const covered: ArcSet[] = [];
  for (let i = 1; i <= instance; i++) {
    const set = sets.get(i);
    if (set === undefined) return null;
    covered.push(set);
  }
  return covered;
}

function sealedParts(covered: readonly ArcSet[]): Uint8Array[] {
  return covered.flatMap(({ results, message, seal }, i) => [
    canonicalField(results.raw(), "relaxed"),
    canonicalField(message.raw(), "relaxed"),
    i < covered.length - 1
      ? canonicalField(seal.raw(), "relaxed")
      : canonicalField(withoutSignatureValue(seal.raw()), "relaxed").subarray(0, -2),
  ]);
}
