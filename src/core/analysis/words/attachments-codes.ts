/** Codes of the findings of this area: added, never renamed. */
export const ATTACHMENTS_CODES = [] as const;
export type AttachmentsCode = (typeof ATTACHMENTS_CODES)[number];
