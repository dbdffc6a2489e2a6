/** "#receipt=…": what stands there lets its holder ask for a receipt, and leaves the address bar at once. */
import { parseReceiptLink, type ReceiptLink } from "../core/evidence/receipt-link.ts";

export interface ReceiptLinks {
  /** That the page was opened with; null for none. */
  readonly first: ReceiptLink | null;
  /** Another one was opened in the same page. */
  readonly onLink: (listener: (link: ReceiptLink) => void) => void;
}

export function receiptLinks(page: Pick<Window, "location" | "history" | "addEventListener">): ReceiptLinks {
  const take = (): ReceiptLink | null => {
    const { location, history } = page;
    const link = parseReceiptLink(location.hash);
    // Neither a screen that others see, nor the list of pages that the browser opens again, shall show it.
    if (location.hash !== "") history.replaceState(null, "", location.pathname + location.search);
    return link;
  };
  const first = take();
  return {
    first,
    onLink: (listener) =>
      page.addEventListener("hashchange", () => {
        const link = take();
        if (link !== null) listener(link);
      }),
  };
}
