/** What Exchange Online wrote about the message, and the reports of its filters. */
import type { MessageView } from "./message-view.ts";
import type { FilterReport, Hop, MicrosoftFields } from "./types.ts";

export function readMicrosoft(_view: MessageView): MicrosoftFields | null {
  return null;
}

export function readFilters(_view: MessageView, _hops: readonly Hop[]): FilterReport[] {
  return [];
}
