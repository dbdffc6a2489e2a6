/** "#receipt=…": what stands there lets its holder ask for a receipt, and leaves the address bar at once. */

/** As core/evidence/receipt-link.ts writes it; read there, which the first screen does without. */
const RECEIPT = "#receipt=";

export interface ReceiptLinks {
  /** The fragment that the page was opened with; null where it names no receipt. */
  readonly first: string | null;
  /** Another one was opened in the same page. */
  readonly onLink: (listener: (fragment: string) => void) => void;
}

export function receiptLinks(
  page: Pick<Window, "addEventListener"> & {
    readonly location: Pick<Location, "hash" | "pathname" | "search">;
    readonly history: Pick<History, "replaceState">;
  },
): ReceiptLinks {
  const take = (): string | null => {
    const { hash, pathname, search } = page.location;
    // Neither a screen that others see, nor the list of pages that the browser opens again, shall show it.
    if (hash !== "") page.history.replaceState(null, "", pathname + search);
    return hash.startsWith(RECEIPT) ? hash : null;
  };
  return {
    first: take(),
    onLink: (listener) =>
      page.addEventListener("hashchange", () => {
        const fragment = take();
        if (fragment !== null) listener(fragment);
      }),
  };
}
