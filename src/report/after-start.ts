/** What the page does once its first screen is drawn: files that it was opened with, and its place on this device. */
import type { PaneSession } from "../conversation/pane-session.ts";
import { takeLaunched, takeShared } from "./handed-files.ts";
import { install } from "./installing.ts";
import { askBeforeLeaving } from "./leaving.ts";
import type { Shelf } from "./shelf.ts";

export function afterStart(session: Pick<PaneSession, "view" | "report">, shelf: Shelf): void {
  askBeforeLeaving(session);
  takeShared(shelf.add);
  takeLaunched(shelf.add);
  const isIdle = () => {
    const { mails, reading } = shelf.view.get();
    return mails.length === 0 && reading === null && session.report.get().step === "ready";
  };
  void install(isIdle);
}
