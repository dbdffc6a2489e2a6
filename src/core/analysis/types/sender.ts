/** Provider, account and program as data. */
import type { Basis, Confidence, Trusted } from "./basis.ts";

/** An account, script or customer that a field of the header names as the origin. */
export interface AccountClaim {
  /** Stable code: "authenticated-sender", "auth-user", "sonic-account", "return-path", "php-script", … */
  readonly kind: string;
  readonly value: string;
  /** Field name. */
  readonly claimedBy: string;
  readonly trusted: Trusted;
  readonly basis: Basis;
}

/** What the message says of the program that wrote it, and whether its forms fit that program. */
export interface ClientClaim {
  /** As the field says: "Apple Mail (2.3654.60.0.2.21)"; null where none does. */
  readonly claimed: string | null;
  /** Family that Message-ID, boundary and field order look like, as a stable code; null if unknown. */
  readonly looksLike: string | null;
  /** From Accept-Language, Content-Language: BCP 47 tags as written. */
  readonly languages: readonly string[];
  readonly charsets: readonly string[];
  /** Zone of the Date field in minutes east of UTC. */
  readonly zoneMinutes: number | null;
  /** Order and letter case of the fields that the sender's side wrote: equal for mails of one program. */
  readonly fingerprint: string | null;
  /** Stable codes of what does not fit together. */
  readonly contradictions: readonly string[];
  readonly basis: readonly Basis[];
}

export interface ProviderFinding {
  /** "gmail", "yahoo", "outlook.com", "proton", … */
  readonly id: string;
  /** Address or identifier of the account that sent, as the provider's fields say; null if none does. */
  readonly account: string | null;
  readonly confidence: Confidence;
  /** What speaks for this provider, as stable codes. */
  readonly signs: readonly string[];
  /** Number of real messages that the profile was made from. */
  readonly samples: number;
  /** What this provider's mail tells and what it keeps to itself, as stable codes for words/<language>/providers.ts. */
  readonly reveals: readonly string[];
  readonly hides: readonly string[];
  /** What a request to the provider must contain, filled from this message. */
  readonly request: readonly { readonly item: string; readonly value: string }[];
}
