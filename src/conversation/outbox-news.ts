/** One outbox, several pages: the pane in two windows, and the page of the ribbon's buttons. Each tells the others. */
import type { Outbox } from "../workflow/ports.ts";

export interface OutboxNews {
  /** The outbox of this page; the other pages learn of every change. */
  readonly announced: (outbox: Outbox) => Outbox;
  /** Called after another page changed it, and when the reporter comes back to this one: news can be missed. */
  readonly onChanged: (listener: () => void) => void;
}

/** Carries no content: who listens reads the store. */
export function outboxNews(organisation: string): OutboxNews {
  const channel = openChannel(`zegel-outbox-${organisation}`);
  const after = <A extends unknown[]>(work: (...args: A) => Promise<void>) => {
    return async (...args: A) => {
      await work(...args);
      channel?.postMessage("changed");
    };
  };
  return {
    announced: (outbox) => ({
      ...outbox,
      put: after(outbox.put),
      update: after(outbox.update),
      remove: after(outbox.remove),
    }),
    onChanged: (listener) => {
      channel?.addEventListener("message", listener);
      window.addEventListener("focus", listener);
      document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "visible") listener();
      });
    },
  };
}

/** Null where the browser has none, or does not allow one in a frame. */
function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}
