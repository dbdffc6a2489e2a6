/** What a report would take along, counted and named. Pure. */
import type { ListedMail } from "../../workflow/ports.ts";
import type { PaneView } from "../pane-session.ts";

type About = Pick<PaneView, "item" | "selection" | "series">;

/** Outlook's own limit of a selection (getSelectedItemsAsync). */
export const SELECTION_LIMIT = 100;

/** Ids of the mails of the series that go along. Only the open mail has a series. */
export function tickedOf(view: About): readonly string[] {
  return view.series.state === "found" && view.item !== null && view.selection.length === 0
    ? view.series.ticked
    : [];
}

/** How many mails one press of the button would report. */
export function mailCount(view: About): number {
  if (view.selection.length > 0) return view.selection.length;
  return view.item === null ? 0 : 1 + tickedOf(view).length;
}

/** The mails that go, without the open one. */
export function listedMails(view: About): readonly ListedMail[] {
  if (view.selection.length > 0) return view.selection;
  const ticked = new Set(tickedOf(view));
  return view.series.state === "found" ? view.series.mails.filter(({ id }) => ticked.has(id)) : [];
}

/** Addresses that the mails came from, each once, in the order of the mails. */
export function sendersOf(view: About): readonly string[] {
  const open = view.selection.length === 0 && view.item !== null ? [view.item] : [];
  const all = [...open, ...listedMails(view).map(({ summary }) => summary)];
  return [...new Set(all.map(({ from }) => from?.address ?? "").filter((address) => address !== ""))];
}
