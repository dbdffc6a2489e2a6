/** Codes of the findings of this area: added, never renamed. */
export const SPOOFING_CODES = [
  "from-missing",
  "from-multiple",
  "header-malformed",
  "message-id-missing",
  "message-id-by-receiver",
  "display-name-has-address",
  "reply-to-differs",
  "sender-differs",
  "return-path-differs",
] as const;
export type SpoofingCode = (typeof SPOOFING_CODES)[number];
