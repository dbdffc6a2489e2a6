/** A device's clock against the server's, and dates that follow from a day. Pure. */

export { complaintDay } from "../../workflow/complaint-day.ts";

/** Five minutes: what mail servers differ by every day. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** "2 hours", in the largest unit of which there is at least one. @param offsetMs - Its sign is left out. */
export function clockWords(offsetMs: number, language: string): string {
  const size = Math.abs(offsetMs);
  const [unit, milliseconds] = UNITS.find(([, one]) => size >= one) ?? UNITS[2];
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(
    Math.round(size / milliseconds),
  );
}
