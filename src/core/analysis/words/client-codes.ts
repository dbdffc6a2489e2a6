/** Codes of the findings of this area: added, never renamed. */
export const CLIENT_CODES = [
  "client-claims-differ",
  "client-boundary-differs",
  "client-message-id-differs",
  "client-mimeole-differs",
  "client-is-browser-text",
  "client-long-outdated",
  "client-zone-impossible",
] as const;
export type ClientCode = (typeof CLIENT_CODES)[number];

/** Contradictions of ClientClaim: each is a finding of the same code. */
export type ClientContradiction = ClientCode;
