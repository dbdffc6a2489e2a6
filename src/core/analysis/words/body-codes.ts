/** Codes of the findings of this area: added, never renamed. */
export const BODY_CODES = [] as const;
export type BodyCode = (typeof BODY_CODES)[number];
