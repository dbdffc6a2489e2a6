/** DKIM signatures over the octets at hand (RFC 6376, section 6.1). */
import { domainOf, parseAddresses } from "../../mail/addresses.ts";
import type { HeaderField } from "../../mail/header-fields.ts";
import { isAligned } from "../network/domains.ts";
import { basisOf, type MessageView } from "../message-view.ts";
import type { DkimResult } from "../types.ts";
import type { BodyHasher } from "./body-hash.ts";
import { selectSigned, signedParts } from "./canonical-header.ts";
import type { DkimPublicKey } from "./public-key.ts";
import type { SignatureChecker, SignatureOutcome } from "./signature-check.ts";
import { readSignatureField, type SignatureField } from "./signature-field.ts";

/** Signatures beyond this many are not read: real mail has fewer than ten, and each would be a result. */
const MAX_SIGNATURES = 200;

/** @returns One result for each DKIM-Signature field, top to bottom. */
export function checkDkim(
  view: MessageView,
  hasher: BodyHasher,
  checker: SignatureChecker,
): Promise<DkimResult[]> {
  return checkFields(view, view.all("dkim-signature"), hasher, checker);
}

/**
 * Fields of DKIM's form that are none to the standard: Google signs what its accounts send in one of its own. They
 * are checked alike and raise nothing.
 */
export function checkOtherSignatures(
  view: MessageView,
  hasher: BodyHasher,
  checker: SignatureChecker,
): Promise<DkimResult[]> {
  return checkFields(view, view.all("x-google-dkim-signature"), hasher, checker);
}

async function checkFields(
  view: MessageView,
  fields: readonly HeaderField[],
  hasher: BodyHasher,
  checker: SignatureChecker,
): Promise<DkimResult[]> {
  if (fields.length === 0) return [];
  const from = fromDomains(view);
  return Promise.all(
    fields
      .slice(0, MAX_SIGNATURES)
      .map((field) => checkOne(view, readSignatureField(field), from, hasher, checker)),
  );
}

async function checkOne(
  view: MessageView,
  signature: SignatureField,
  from: readonly (string | null)[],
  hasher: BodyHasher,
  checker: SignatureChecker,
): Promise<DkimResult> {
  const [body, outcome] = await Promise.all([
    hasher.check(signature),
    checkHeaderSignature(view, signature, checker),
  ]);
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
    aligned: from.length > 0 && from.every((domain) => isAligned(signature.domain, domain)),
    signedAt: signature.signedAt,
    expiresAt: signature.expiresAt,
    key: outcome.key,
    defects: [...signature.defects, ...body.defects, ...outcome.defects],
    basis: basisOf(signature.field),
  };
}

/**
 * Domains of all mailboxes in the only From; [] where there is none or more than one field. All of them have to be
 * aligned: a second mailbox of the signer's own must not carry the first one.
 */
function fromDomains(view: MessageView): (string | null)[] {
  const [field, second] = view.all("from");
  if (field === undefined || second !== undefined) return [];
  const several = /[,;:]/.test(field.body);
  const mailboxes = several ? parseAddresses(field.body) : [view.from];
  return mailboxes.map((mailbox) => domainOf(mailbox?.address ?? null));
}

/** Also for ARC-Message-Signature, which has the same form (RFC 8617, section 4.1.2). */
export function checkHeaderSignature(
  view: MessageView,
  signature: SignatureField,
  checker: SignatureChecker,
  refuse: (key: DkimPublicKey) => string | null = (key) => refusalOf(signature, key),
): Promise<SignatureOutcome> {
  const selected = checker.idle ? [] : selectSigned(signature.signedFields, view.all);
  return checker.check({
    ...signature,
    cost: selected.reduce((sum, field) => sum + field.length, signature.field.length),
    parts: () => signedParts(selected, signature.field, signature.headerForm),
    refuse,
  });
}

/** What makes a signature of DKIM invalid before any arithmetic (RFC 6376, sections 3.5, 3.6.1 and 6.1.1). */
function refusalOf(signature: SignatureField, key: DkimPublicKey): string | null {
  if (!signature.signedFields.includes("from")) return "from-not-signed";
  if (signature.identity === null) return null;
  const identityDomain = domainOf(signature.identity);
  if (identityDomain === null) return "identity-invalid";
  const within =
    identityDomain === signature.domain || (!key.strict && identityDomain.endsWith(`.${signature.domain}`));
  return within ? null : "identity-outside-domain";
}
