/** Signatures, seals and servers' checks as data. */
import type { EpochMilliseconds } from "../../evidence/types.ts";
import type { Basis, Trusted } from "./basis.ts";

export type BodyHashVerdict = "match" | "mismatch" | "error";

export type SignatureVerdict = "pass" | "fail" | "no-key" | "unchecked";

export interface DkimResult {
  readonly domain: string | null;
  readonly selector: string | null;
  readonly algorithm: string | null;
  readonly canonicalization: string;
  readonly identity: string | null;
  /** Names in h=, lower case, as signed. */
  readonly signedFields: readonly string[];
  /** Octets of the canonical body that l= covers; null without l=. */
  readonly bodyLength: number | null;
  /** Octets of the canonical body that l= leaves unsigned; null without l=. */
  readonly unsignedOctets: number | null;
  readonly bodyHash: BodyHashVerdict;
  readonly signature: SignatureVerdict;
  /** d= shares the organisational domain of the only From (RFC 7489, section 3.1.1, relaxed). */
  readonly aligned: boolean;
  readonly signedAt: EpochMilliseconds | null;
  readonly expiresAt: EpochMilliseconds | null;
  readonly key: DkimKeySeen | null;
  /** Why a verdict is "error", "fail" or "unchecked". */
  readonly defects: readonly string[];
  readonly basis: Basis;
}

export interface DkimKeySeen {
  readonly source: string;
  readonly at: EpochMilliseconds;
  readonly kind: "rsa" | "ed25519" | null;
  /** Size of the RSA modulus; null for other kinds. */
  readonly bits: number | null;
}

/** Looks up `selector._domainkey.domain`; null where no key is at hand. A rejection counts as null. */
export type KeyResolver = (
  domain: string,
  selector: string,
) => Promise<{ readonly record: string; readonly source: string; readonly at: EpochMilliseconds } | null>;

export interface ArcResult {
  /** Number of ARC-Seal fields: each set has one, whatever instance numbers a broken chain shows (RFC 8617, 4.2). */
  readonly instances: number;
  readonly messageSignatures: readonly ArcMessageSignature[];
  /** cv= of each ARC-Seal, as its sealer claims. */
  readonly seals: readonly ArcSeal[];
  /**
   * The whole chain by our own check (RFC 8617, section 5.2): "none" without any set, "unchecked" where a key is
   * missing and nothing else is wrong. "pass" says that the sealers wrote this, not that they are to be believed.
   */
  readonly validation: "none" | "pass" | "fail" | "unchecked";
  /** What is wrong with the chain, as stable codes: "numbering", "set-incomplete", "cv-order", "cv-fail", … */
  readonly defects: readonly string[];
}

export interface ArcMessageSignature {
  readonly instance: number | null;
  readonly domain: string | null;
  readonly selector: string | null;
  readonly bodyHash: BodyHashVerdict;
  readonly signature: SignatureVerdict;
  readonly key: DkimKeySeen | null;
  readonly defects: readonly string[];
  readonly basis: Basis;
}

export interface ArcSeal {
  readonly instance: number | null;
  readonly domain: string | null;
  readonly selector: string | null;
  readonly cv: string | null;
  readonly signature: SignatureVerdict;
  readonly key: DkimKeySeen | null;
  readonly defects: readonly string[];
  readonly basis: Basis;
}

export interface AuthenticationResult {
  /** null where the server named none (Microsoft). */
  readonly authservId: string | null;
  readonly method: string;
  readonly result: string;
  /** "smtp.mailfrom", "header.d", "action", … as written, lower-case names. */
  readonly properties: Readonly<Record<string, string>>;
  readonly trusted: Trusted;
  /** "Authentication-Results", "ARC-Authentication-Results", "Received-SPF", … */
  readonly field: string;
  /** ARC instance; null outside ARC. */
  readonly instance: number | null;
  readonly basis: Basis;
}

/** One value of Microsoft's or another filter's report, with its meaning as a stable code for words. */
export interface FilterEntry {
  readonly key: string;
  readonly value: string;
  /** "SCL=5", "CAT=PHSH", "SFV=NSPM", …: a code that words/<language>/filters.ts explains; null if unknown. */
  readonly code: string | null;
}

export interface FilterReport {
  readonly field: string;
  readonly trusted: Trusted;
  readonly entries: readonly FilterEntry[];
  readonly basis: Basis;
}

/** What Exchange Online wrote about the message: claims of whoever wrote the fields. */
export interface MicrosoftFields {
  /** Tenant that the message was handled for: the recipient's for mail from outside, the sender's for its own. */
  readonly tenantId: string | null;
  /** "Internal": the sender was signed in to the tenant; "Anonymous": mail from outside. */
  readonly authAs: string | null;
  readonly authSource: string | null;
  /** "Hosted": by an account of a tenant; "Internet": from outside Microsoft's business service. */
  readonly fromEntity: string | null;
  readonly originatorOrganisation: string | null;
  readonly originalArrivalTime: EpochMilliseconds | null;
  /** Region codes in servers' names: the mailbox's data centre, never the sender's place. */
  readonly regions: readonly string[];
  /** x-tmn is there: the consumer service (Outlook.com, Hotmail) writes it into what its accounts send. */
  readonly consumerMark: boolean;
  readonly basis: readonly Basis[];
}
