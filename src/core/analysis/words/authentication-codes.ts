/** Codes of the findings of this area: added, never renamed. */
export const AUTHENTICATION_CODES = [
  "dkim-body-hash-mismatch",
  "dkim-signature-fail",
  "dkim-from-not-signed",
  "dkim-body-beyond-length",
  "dkim-key-too-short",
  "dkim-sha1-historic",
  "dkim-expired-at-delivery",
  "arc-numbering-broken",
  "authentication-failed",
] as const;
export type AuthenticationCode = (typeof AUTHENTICATION_CODES)[number];
