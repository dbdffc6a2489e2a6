/** How often something may happen in an hour, by a key that is hashed: addresses stay out of this process's tables. */
import { createHmac, randomBytes } from "node:crypto";

export interface HourlyLimit {
  /** Counts one more. @returns Milliseconds until there is room; 0: it was counted. */
  take(key: string): number;
}

const HOUR_MS = 3_600_000;
/** Different keys in an hour. Beyond it the oldest are forgotten: memory is bounded, and only allowed senders are counted. */
const MAX_KEYS = 10_000;

/** A window that slides: the times of the last hour, per key. */
export function hourlyLimit(most: number, now: () => number): HourlyLimit {
  const secret = randomBytes(32);
  const times = new Map<string, number[]>();
  return { take };

  function take(key: string): number {
    const hashed = createHmac("sha256", secret).update(key).digest("base64");
    const at = now();
    const recent = (times.get(hashed) ?? []).filter((time) => time > at - HOUR_MS);
    times.delete(hashed);
    times.set(hashed, recent);
    if (times.size > MAX_KEYS) times.delete(times.keys().next().value as string);
    if (recent.length >= most) return Math.max(1, (recent[0] as number) + HOUR_MS - at);
    recent.push(at);
    return 0;
  }
}
