/** Codes of the findings of this area: added, never renamed. */
export const TRACE_CODES = ["hop-delay-negative", "hop-delay-long", "hop-date-unreadable"] as const;
export type TraceCode = (typeof TRACE_CODES)[number];
