/** Codes of the findings of this area: added, never renamed. */
export const CLIENT_CODES = [] as const;
export type ClientCode = (typeof CLIENT_CODES)[number];
