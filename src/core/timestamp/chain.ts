/** From a timestamp authority's certificate to a root that the caller trusts (RFC 5280, section 6, in small). */
import { octetsEqual } from "../base/bytes.ts";
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import type { CertificateFacts } from "./certificate.ts";
import { OID } from "./oids.ts";
import { signatureHolds } from "./signature.ts";

const MAX_CHAIN = 6;
/** Signatures checked in all: a sender's pile of look-alike certificates must not cost more. */
const MAX_CHECKS = 32;

export interface ChainClaim {
  /** The certificate whose key signed. */
  readonly signer: CertificateFacts;
  /** Certificates that came with the token: help on the way, never an anchor. */
  readonly untrusted: readonly CertificateFacts[];
  readonly roots: readonly CertificateFacts[];
  /** The time that the chain must have been valid at, milliseconds since the Unix epoch. */
  readonly time: number;
}

/**
 * Revocation is not looked at: there is no network here, and a report says so.
 *
 * @returns Signer first, the caller's root last; else TIMESTAMP_UNTRUSTED.
 */
export async function checkChain(
  claim: ChainClaim,
): Promise<Result<readonly CertificateFacts[], EvidenceError>> {
  const { signer, time } = claim;
  const purposes = signer.purposes;
  // RFC 3161, section 2.3: this purpose, no other, and critical.
  if (purposes === null || !purposes.critical || purposes.oids.join() !== OID.purposeTimestamping) {
    return refuse("TIMESTAMP_UNTRUSTED", "the signer's certificate is not one for timestamps only");
  }
  if (signer.maySign === false) return refuse("TIMESTAMP_UNTRUSTED", "the signer's key may not sign");
  if (!usableAt(signer, time))
    return refuse("TIMESTAMP_UNTRUSTED", "the signer's certificate was not valid then");
  const chain = await extend([signer], claim, { checks: MAX_CHECKS });
  return chain === null ? refuse("TIMESTAMP_UNTRUSTED", "no chain to a root that was given") : ok(chain);
}

async function extend(
  chain: readonly CertificateFacts[],
  claim: ChainClaim,
  budget: { checks: number },
): Promise<readonly CertificateFacts[] | null> {
  const last = chain.at(-1) as CertificateFacts;
  if (claim.roots.some((root) => octetsEqual(root.octets, last.octets))) return chain;
  if (chain.length >= MAX_CHAIN) return null;
  for (const root of claim.roots) {
    if (root.isAuthority !== false && (await issued(root, chain, claim.time, budget)))
      return [...chain, root];
  }
  for (const issuer of claim.untrusted) {
    const isNew = chain.every((certificate) => !octetsEqual(certificate.octets, issuer.octets));
    if (!isNew || issuer.isAuthority !== true || !(await issued(issuer, chain, claim.time, budget))) continue;
    const found = await extend([...chain, issuer], claim, budget);
    if (found !== null) return found;
  }
  return null;
}

async function issued(
  issuer: CertificateFacts,
  chain: readonly CertificateFacts[],
  time: number,
  budget: { checks: number },
): Promise<boolean> {
  const subject = chain.at(-1) as CertificateFacts;
  if (!octetsEqual(issuer.subject.octets, subject.issuer.octets)) return false;
  if (!usableAt(issuer, time) || issuer.mayCertify === false) return false;
  // Authorities already below this one; the signer itself does not count (RFC 5280, section 4.2.1.9).
  if (issuer.pathLength !== null && chain.length - 1 > issuer.pathLength) return false;
  if (--budget.checks < 0) return false;
  const { algorithm, tbs, signature } = subject;
  return signatureHolds({ publicKey: issuer.publicKey, algorithm, data: tbs.octets, signature });
}

function usableAt(certificate: CertificateFacts, time: number): boolean {
  return !certificate.unknownCritical && certificate.notBefore <= time && time <= certificate.notAfter;
}
