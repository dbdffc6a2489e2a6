/** Wires the page to the world: files instead of a mail program, the rest as in the pane. */
import type { BuildConstants } from "../ui/build.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { lazy } from "../conversation/lazy.ts";
import type { PaneSession } from "../conversation/pane-session.ts";
import { makePaneSession, type NearWorld, type StartedSession } from "../conversation/session-core.ts";
import { fileHost } from "./file-host.ts";
import { makeShelf, type Shelf } from "./shelf.ts";

const notLoaded = (cause: unknown) =>
  new EvidenceError("NETWORK_UNREACHABLE", "a part of the page did not load", { cause, retry: "later" });

export interface ReportSession {
  readonly session: StartedSession;
  readonly shelf: Shelf;
}

export function createReportSession(build: BuildConstants): ReportSession {
  let session: StartedSession | null = null;
  const reader = lazy(() => import("./reader.ts"), notLoaded);
  const shelf = makeShelf(
    async (...args) => (await reader()).readFiles(...args),
    (saved) => session?.handIn(saved),
  );
  const { host, preload } = fileHost(shelf, build.version);
  const near: NearWorld = { host, signIn: null, series: null, browserLanguage: () => navigator.language };
  const started = makePaneSession(near, async (view) => {
    // A line that breaks later must not stop a report for a part that was never fetched.
    preload();
    void reader().catch(() => undefined);
    const [{ makeRoom }, { farWorld }] = await Promise.all([
      import("../conversation/session-room.ts"),
      import("../conversation/far-world.ts"),
    ]);
    return makeRoom(build, { ...near, ...farWorld(build) }, view);
  });
  session = clearing(started, shelf);
  return { session, shelf };
}

/**
 * What was sealed is not reported again: the mails leave the list with the report that holds them. After "delete from
 * this device" nothing holds them, and they stay.
 */
function clearing(session: StartedSession, shelf: Pick<Shelf, "clear">): StartedSession {
  let holds = false;
  session.report.subscribe(() => {
    const state = session.report.get();
    if ("sealed" in state && state.sealed !== null) holds = true;
    // Between two parts of one report it is ready for a moment.
    if (state.step === "ready" && holds)
      setTimeout(() => {
        if (session.report.get().step !== "ready" || !holds) return;
        holds = false;
        shelf.clear();
      }, 0);
  });
  const discard: PaneSession["discard"] = () => {
    holds = false;
    session.discard();
  };
  return { ...session, discard };
}
