/** Codes of the findings of this area: added, never renamed. */
export const ATTACHMENTS_CODES = [
  "attachment-author-named",
  "attachment-place",
  "attachment-device",
  "attachment-macro",
  "attachment-name-hides-type",
  "attachment-executable",
  "attachment-web-page",
  "attachment-active-content",
  "attachment-type-differs",
  "attachment-encrypted",
  "attachment-mail",
  "attachment-empty",
  "attachment-too-large",
  "attachment-unreadable",
] as const;
export type AttachmentsCode = (typeof ATTACHMENTS_CODES)[number];
