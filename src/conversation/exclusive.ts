import type { ExclusiveRun } from "../workflow/ports.ts";

/**
 * Web Locks, shared by all tabs of the pane's origin. Where a browser has none, one page still never sends twice at
 * a time; two tabs could, and the intake answers both with the same receipt.
 */
export function webLocks(locks: LockManager | undefined = navigator.locks): ExclusiveRun {
  const held = new Set<string>();
  return {
    tryRun: async (name, work) => {
      if (held.has(name)) return false;
      held.add(name);
      try {
        if (locks === undefined) {
          await work();
          return true;
        }
        return await locks.request(name, { ifAvailable: true }, async (lock) => {
          if (lock !== null) await work();
          return lock !== null;
        });
      } finally {
        held.delete(name);
      }
    },
  };
}
