/**
 * One pane from its start to its end. The first screen needs to know which mail is open and no more; the rest of the
 * session, its room, comes after it. What is asked for before the room is there is done when it is.
 */
import { EvidenceError } from "../core/base/errors.ts";
import type { ReportState } from "../workflow/report-state.ts";
import { emptyView } from "./empty-view.ts";
import { lazy } from "./lazy.ts";
import type { PaneSession, PaneView } from "./pane-session.ts";
import { mailsOf } from "./session-mails.ts";
import type { Room } from "./session-room.ts";
import { followHost } from "./session-shown.ts";
import type { PaneWorld } from "./session-world.ts";
import { makeStore, type Store } from "./store.ts";

/** What of the world the first screen needs. */
export type NearWorld = Pick<PaneWorld, "host" | "signIn" | "series" | "browserLanguage"> & {
  /** Left away: this organisation has no other door. */
  readonly elsewhere?: PaneView["elsewhere"];
};

export interface StartedSession extends PaneSession {
  /** Fetches the room; called once the first screen is there. */
  readonly openRoom: () => void;
}

const READY: ReportState = { step: "ready" };
/** Nothing was begun: the mail lies where it was. */
const NOT_LOADED: ReportState = { step: "failed", code: "NETWORK_UNREACHABLE", kept: "mailbox" };
const STOPPED: ReportState = { step: "stopped", sealed: null, kept: "mailbox", mayHaveArrived: false };

export function makePaneSession(
  world: NearWorld,
  open: (view: Store<PaneView>) => Promise<Room>,
): StartedSession {
  const view = makeStore<PaneView>({ ...emptyView, elsewhere: world.elsewhere ?? emptyView.elsewhere });
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  // Shown until the room is there.
  let early = READY;
  const showEarly = (state: ReportState) => {
    early = state;
    changed();
  };
  const room = lazy(
    async () => {
      const opened = await open(view);
      opened.report.subscribe(changed);
      // What was opened meanwhile is new to it.
      opened.otherMail();
      return opened;
    },
    (cause) =>
      new EvidenceError("NETWORK_UNREACHABLE", "a part of the pane did not load", { cause, retry: "later" }),
  );
  const inRoom = async (work: (opened: Room) => void): Promise<void> => {
    const opened = room.loaded();
    if (opened !== null) return work(opened);
    try {
      work(await room());
    } catch {
      // As if the organisation could not be reached: the screens say so, and asking again loads it again.
      view.set({ directoryProblem: "NETWORK_UNREACHABLE" });
    }
  };
  const later =
    <A extends unknown[]>(work: (opened: Room, ...args: A) => void) =>
    (...args: A) =>
      void inRoom((opened) => work(opened, ...args));

  return {
    ready: followHost(world, view, () => room.loaded()?.otherMail()),
    view,
    openRoom: later(() => {}),
    report: {
      get: () => room.loaded()?.report.get() ?? early,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    send: (request) => {
      const mails = mailsOf(world, view.get(), true, { quiet: request.confidential });
      const opened = room.loaded();
      if (opened !== null) return opened.send(request, mails);
      const begun: ReportState = { step: "acquiring", fraction: null };
      showEarly(begun);
      room().then(
        // Stopped meanwhile: not begun at all.
        ({ send }) => early === begun && send(request, mails),
        () => early === begun && showEarly(NOT_LOADED),
      );
    },
    cancel: () => {
      if (early.step === "acquiring") showEarly(STOPPED);
      room.loaded()?.cancel();
    },
    reset: () => {
      showEarly(READY);
      room.loaded()?.reset();
    },
    sendMissed: later((opened) => opened.sendMissed()),
    sendAgain: later((opened) => opened.sendAgain()),
    discard: later((opened) => opened.discard()),
    findSeries: later((opened) => opened.findSeries()),
    tickSeries: later((opened, id: string, ticked: boolean) => opened.tickSeries(id, ticked)),
    signIn: later((opened) => opened.signIn()),
    retryDirectory: later((opened) => opened.retryDirectory()),
    enrol: later((opened, code: string) => opened.enrol(code)),
    saveSealed: later((opened, ...args: Parameters<Room["saveSealed"]>) => opened.saveSealed(...args)),
    saveReceipt: later((opened, ...args: Parameters<Room["saveReceipt"]>) => opened.saveReceipt(...args)),
    handIn: later((opened, ...args: Parameters<Room["handIn"]>) => opened.handIn(...args)),
    sendEntry: later((opened, ...args: Parameters<Room["sendEntry"]>) => opened.sendEntry(...args)),
    removeEntry: later((opened, ...args: Parameters<Room["removeEntry"]>) => opened.removeEntry(...args)),
    openExpert: later((opened) => opened.openExpert()),
    closeExpert: later((opened) => opened.closeExpert()),
  };
}
