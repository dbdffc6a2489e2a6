/** Codes of the findings of this area: added, never renamed. */
export const PROVIDERS_CODES = ["client-address-recorded", "provider-hides-client-address"] as const;
export type ProvidersCode = (typeof PROVIDERS_CODES)[number];
