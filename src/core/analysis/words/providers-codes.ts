/** Codes of the findings of this area: added, never renamed. */
export const PROVIDERS_CODES = [
  "client-address-recorded",
  "provider-hides-client-address",
  "provider-account-named",
  "provider-customer-named",
  "provider-service-sent",
  "provider-api-used",
  "proton-account-number",
  "provider-fields-copied",
  "from-provider-not-shown",
  "gmail-route-differs",
  "outlook-boundary-differs",
  "yahoo-counter-differs",
  "proton-expiry-differs",
] as const;
export type ProvidersCode = (typeof PROVIDERS_CODES)[number];
