/** Codes of the findings of this area: added, never renamed. */
export const BODY_CODES = [
  "link-shows-another-host",
  "link-host-is-address",
  "link-host-in-punycode",
  "link-runs-code",
  "form-in-mail",
  "hidden-text",
  "invisible-characters",
  "alternative-differs",
  "tracking-picture",
  "remote-content",
  "wallet-address",
  "threat-words",
  "demand-words",
  "deadline-words",
  "contact-elsewhere",
  "body-not-read-fully",
] as const;
export type BodyCode = (typeof BODY_CODES)[number];
