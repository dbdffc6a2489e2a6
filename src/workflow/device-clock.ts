/** What can be said of the device's clock. docs/decisions/0012-device-clock.md. */

/** Milliseconds that two clocks may differ without a word: sign-in services allow as much. */
export const CLOCK_TOLERANCE_MS = 300_000;

const LATEST_MS = Date.UTC(9999, 11, 31);

export type ClockVerdict = "right" | "wrong" | "unknown";

/** @param offsetMs - Device clock minus server clock; null where no server was asked. */
export function clockVerdict(offsetMs: number | null): ClockVerdict {
  if (offsetMs === null || !Number.isFinite(offsetMs)) return "unknown";
  return Math.abs(offsetMs) > CLOCK_TOLERANCE_MS ? "wrong" : "right";
}

/**
 * Why a directory is past its day, for the words to the reporter. "by-this-clock": the device's clock alone says so,
 * and that clock seems wrong: setting it right helps. What is sealed to follows the device's clock in either case: a
 * server that could correct it could also make a directory valid again whose people have left.
 */
export function expiryVerdict(
  directory: { readonly expiresAt: number },
  now: number,
  offsetMs: number | null,
): "valid" | "expired" | "by-this-clock" {
  if (now < directory.expiresAt) return "valid";
  const doubtful = clockVerdict(offsetMs) === "wrong" && now - (offsetMs ?? 0) < directory.expiresAt;
  return doubtful ? "by-this-clock" : "expired";
}

/**
 * A clock can be set to anything. What is written into a package must be a time with a four-digit year, or the report
 * could not be sealed.
 */
export function boundedTime(time: number): number {
  if (!Number.isFinite(time)) return 0;
  return Math.min(LATEST_MS, Math.max(0, Math.round(time)));
}

/** Device clock minus server clock as a record may hold it. */
export function boundedOffset(offsetMs: number | null | undefined): number | null {
  if (offsetMs === null || offsetMs === undefined || !Number.isFinite(offsetMs)) return null;
  return Math.abs(offsetMs) > LATEST_MS ? null : Math.round(offsetMs);
}
