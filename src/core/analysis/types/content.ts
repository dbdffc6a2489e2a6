/** Text and attachments as data. */
import type { Basis, Confidence, Quote } from "./basis.ts";

export interface BodyAnalysis {
  /** ISO 639-1 code of the visible text; null where it is too short to tell. */
  readonly language: { readonly code: string; readonly confidence: Confidence } | null;
  /** Characters of the visible text that were read. */
  readonly characters: number;
  /** The rest was not read: the body is larger than what is analysed. */
  readonly truncated: boolean;
  /** Defanged: "hxxps://example[.]com/x". */
  readonly urls: readonly (Quote & { readonly host: string; readonly shownAs: string | null })[];
  readonly mailAddresses: readonly Quote[];
  /** E.164 where it is a valid number. */
  readonly phones: readonly (Quote & { readonly number: string; readonly country: string | null })[];
  /** Addresses whose checksum holds. */
  readonly wallets: readonly (Quote & { readonly currency: string })[];
  readonly quotes: readonly (Quote & {
    readonly kind: "deadline" | "demand" | "threat" | "amount" | "contact";
  })[];
  readonly hidden: readonly (Quote & { readonly how: string })[];
  /** What a program would load when showing the mail; nothing is ever loaded by us. */
  readonly remote: readonly (Quote & {
    readonly kind: "tracker" | "image" | "style" | "other";
    readonly host: string;
  })[];
  /** Forms in the mail itself, with where a program would send what is typed into them. */
  readonly forms: readonly (Quote & { readonly host: string })[];
}

export interface AttachmentRecord {
  /** As the sender named it: show it, never use it as a path. */
  readonly name: string | null;
  readonly declaredType: string;
  /** By content; null if unknown. */
  readonly detectedType: string | null;
  readonly octets: number;
  /** Of the decoded content, 64 lower-case hex digits. */
  readonly sha256: string;
  /** Metadata that points to people, programs, places and times. */
  readonly metadata: readonly { readonly key: string; readonly value: string }[];
  /**
   * Stable codes: "name-hides-type", "type-differs", "executable", "macro", "active-content", "web-page", "encrypted",
   * "empty", "too-large" (hashed only), "too-many" (hashed only), "unreadable".
   */
  readonly warnings: readonly string[];
  readonly basis: Basis;
}
