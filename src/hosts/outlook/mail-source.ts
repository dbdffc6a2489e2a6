/** Obtains the open item from Outlook. */
import { EvidenceError } from "../../core/base/errors.ts";
import type { MailSource } from "../../workflow/ports.ts";
import type { OutlookItem } from "./item-claims.ts";
import { acquireItem, type LadderDeps, type StepErrors } from "./ladder.ts";

export interface OutlookSourceDeps extends LadderDeps {
  /** The item that the host shows now: office.js answers for that one, whichever item object it was asked on. */
  readonly currentItem: () => Pick<OutlookItem, "itemId"> | null | undefined;
}

/**
 * @param item - Office.context.mailbox.item; null where the host has none (OUTLOOK: hidden shared mailboxes).
 */
export function outlookMailSource(item: OutlookItem | null | undefined, deps: OutlookSourceDeps): MailSource {
  return {
    async acquire(signal, onProgress) {
      if (!item) throw new EvidenceError("SOURCE_UNAVAILABLE", "Outlook shows no message");
      const errors: StepErrors = [];
      const id = item.itemId ?? null;
      const stillThere = () => (deps.currentItem()?.itemId ?? null) === id;
      return acquireItem(item, deps, { signal, onProgress, errors, stillThere });
    },
  };
}
