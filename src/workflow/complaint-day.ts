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
