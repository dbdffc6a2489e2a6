/** What Outlook shows: the open mail or why there is none, the mails selected in the list, the theme. */
import { codeOf } from "../workflow/failure-code.ts";
import type { PaneView } from "./pane-session.ts";
import { acquisitionOf } from "./session-mails.ts";
import type { PaneHost, PaneWorld } from "./session-world.ts";
import type { Store } from "./store.ts";

type Shown = Pick<PaneView, "item" | "absence" | "selection" | "selectionProblem">;

/** @param otherMail - Drops what belongs to the mail that was shown before. */
export async function followHost(
  world: Pick<PaneWorld, "host" | "series" | "browserLanguage">,
  view: Store<PaneView>,
  otherMail: () => void,
): Promise<{ readonly language: string }> {
  const { host } = world;
  await host.ready();
  const showTheme = () => view.set({ theme: host.theme() ?? "system" });
  showTheme();
  host.onThemeChanged(showTheme);
  view.set({ acquisition: acquisitionOf(world) });
  const show = (shown: Shown) => {
    if (isSame(view.get(), shown)) return;
    view.set(shown);
    otherMail();
  };
  const look = watcher(host, () => view.get(), show);
  look({ several: false });
  host.onItemChanged(() => look({ several: false }));
  host.onSelectionChanged(() => look({ several: true }));
  return { language: host.language() ?? world.browserLanguage() };
}

/** What is open is shown at once; a selection when the host answers, and only to the last question. */
function watcher(host: PaneHost, now: () => Shown, show: (shown: Shown) => void) {
  let asked = 0;
  let toldOfSeveral = false;
  return ({ several }: { readonly several: boolean }): void => {
    const question = ++asked;
    const item = host.item();
    const absence = item === null ? (host.absence() ?? "none") : null;
    // Both events come for one click, in either order.
    toldOfSeveral = item === null && (several || toldOfSeveral || absence === "several");
    const single: Shown = { item, absence, selection: [], selectionProblem: null };
    const maySelect = several || absence === "several" || absence === "none";
    // Until the host answers, a selection that is on the screen stays: nothing flickers, and what is sent is what is shown.
    if (!maySelect || item !== null || now().selection.length === 0) show(single);
    if (maySelect)
      void selected(host, single, toldOfSeveral).then((shown) => question === asked && show(shown));
  };
}

async function selected(host: PaneHost, single: Shown, isToldOf: boolean): Promise<Shown> {
  try {
    const selection = await host.selection();
    if (selection.length === 0) return single;
    return { ...single, absence: single.item === null ? "several" : null, selection };
  } catch (cause) {
    // Where nobody says that several are selected, a list that cannot be read is no trouble.
    if (!isToldOf) return single;
    return {
      ...single,
      absence: "several",
      selectionProblem: host.selectionProblem?.(cause) ?? codeOf(cause),
    };
  }
}

function isSame(before: Shown, now: Shown): boolean {
  // A host that gives no ids cannot tell two mails with the same words apart: taken for another one.
  if (now.item !== null && (now.item.id === undefined || now.item.id !== before.item?.id)) return false;
  const ids = ({ selection }: Shown) => JSON.stringify(selection.map(({ id }) => id));
  return (
    (now.item === null) === (before.item === null) &&
    now.absence === before.absence &&
    now.selectionProblem === before.selectionProblem &&
    ids(now) === ids(before)
  );
}
