/** Codes of the findings of this area: added, never renamed. */
export const TRACE_CODES = [
  "hop-delay-negative",
  "hop-delay-long",
  "hop-date-unreadable",
  "hop-claims-provider",
  "hop-date-impossible",
  "hop-reserved-address",
  "hop-claims-own-server",
  "hop-id-unlike-server",
  "hop-protocol-unlike-server",
  "own-egress-match",
  "own-vpn-match",
  "own-domain-match",
  "origin-name-contradicts",
  "origin-name-carries-address",
  "origin-cloud",
  "origin-not-public",
] as const;
export type TraceCode = (typeof TRACE_CODES)[number];
