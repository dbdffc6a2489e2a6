/** A device's clock against the server's, and dates that follow from a day. Pure. */

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

/** Months within which a complaint must be made in the Netherlands: Wetboek van Strafrecht, article 66. */
const COMPLAINT_MONTHS = 3;

/**
 * Last day for a complaint, three months after the day of `at` in the device's zone. A month without that day ends
 * earlier: 30 November gives 28 or 29 February.
 *
 * @param at - Milliseconds since the Unix epoch. @returns The same, at noon of that day.
 */
export function complaintDay(at: number): number {
  const day = new Date(at);
  const month = day.getMonth() + COMPLAINT_MONTHS;
  const lastOfMonth = new Date(day.getFullYear(), month + 1, 0).getDate();
  return new Date(day.getFullYear(), month, Math.min(day.getDate(), lastOfMonth), 12).getTime();
}
