/** Codes of the findings of this area: added, never renamed. */
export const TIME_CODES = [
  "date-missing",
  "date-unreadable",
  "date-after-receipt",
  "date-long-before-receipt",
  "date-zone-wrong",
  "date-zone-unlike-server",
  "clock-disagrees",
  "clock-after-receipt",
  "clock-impossible",
  "message-prepared-earlier",
] as const;
export type TimeCode = (typeof TIME_CODES)[number];
