/** The browser's own question before the page goes: only where something would go with it. */
import type { PaneSession } from "../conversation/pane-session.ts";

/** Sealed and not stored anywhere, or being made. */
function isFragile({ view, report }: Pick<PaneSession, "view" | "report">): boolean {
  const state = report.get();
  const { outbox, unstored } = view.get();
  if (["acquiring", "sealing", "storing"].includes(state.step)) return true;
  return outbox.some((entry) => entry.state !== "sent" && unstored.includes(entry.packageDigest));
}

/** The listener is there only while it is needed: browsers keep no page for "back" that has one. */
export function askBeforeLeaving(session: Pick<PaneSession, "view" | "report">): void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  const look = () => {
    if (isFragile(session)) window.addEventListener("beforeunload", ask);
    else window.removeEventListener("beforeunload", ask);
  };
  session.view.subscribe(look);
  session.report.subscribe(look);
}
