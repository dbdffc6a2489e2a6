/** Tells when nobody has been here for a while. By the clock, not by timers: a page in the background is slowed down. */

/** Milliseconds before the lock in which the page says so. */
const WARNING = 60_000;

export interface IdleWatch {
  touch(): void;
  isIdle(): boolean;
  /** Seconds until it is idle, once it is near; null before. */
  warning(): number | null;
}

/** @param options - `limit` and `now` in milliseconds. */
export function createIdleWatch(options: { readonly limit: number; readonly now: () => number }): IdleWatch {
  let last = options.now();
  const left = () => options.limit - (options.now() - last);
  return {
    touch: () => {
      // Woken after a long sleep, the first key must not keep the console open.
      if (left() > 0) last = options.now();
    },
    isIdle: () => left() <= 0,
    warning: () => (left() > WARNING ? null : Math.max(0, Math.ceil(left() / 1000))),
  };
}
