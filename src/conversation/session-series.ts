/** "Did you get more from this sender?": looked up in the mailbox after a click, ticked by the reporter. */
import { EvidenceError } from "../core/base/errors.ts";
import { codeOf } from "../workflow/failure-code.ts";
import { seriesQuery } from "../workflow/series.ts";
import type { PaneSession, PaneView, SeriesState } from "./pane-session.ts";
import type { PaneWorld } from "./session-world.ts";
import type { Store } from "./store.ts";

type SeriesWorld = Pick<PaneWorld, "host" | "engine" | "series" | "signIn">;

export interface SeriesKeeper extends Pick<PaneSession, "findSeries" | "tickSeries"> {
  /** The pane shows another mail, or none: what was found belongs to the one before. */
  readonly forget: () => void;
}

export function makeSeries(world: SeriesWorld, view: Store<PaneView>): SeriesKeeper {
  let running = new AbortController();
  let signedIn = false;
  const { series: finder } = world;

  const offer = (): SeriesState =>
    finder === null || view.get().item === null || view.get().item?.kind === "appointment"
      ? { state: "unavailable" }
      : { state: "offered", signIn: !signedIn };

  return {
    findSeries: () => {
      const { state } = view.get().series;
      if (finder === null || state === "unavailable" || state === "searching") return;
      running = new AbortController();
      const { signal } = running;
      view.set({ series: { state: "searching" } });
      find(world, finder, signal).then(
        (mails) => {
          signedIn = true;
          // Nothing is ticked by itself: a sender can be a colleague whose other mails are nobody's business.
          if (!signal.aborted) view.set({ series: { state: "found", mails, ticked: [] } });
        },
        (cause) => signal.aborted || view.set({ series: { state: "failed", code: codeOf(cause) } }),
      );
    },
    tickSeries: (id, ticked) => {
      const { series } = view.get();
      if (series.state !== "found" || !series.mails.some((mail) => mail.id === id)) return;
      const others = series.ticked.filter((one) => one !== id);
      view.set({ series: { ...series, ticked: ticked ? [...others, id] : others } });
    },
    forget: () => {
      running.abort();
      view.set({ series: offer() });
    },
  };
}

async function find(
  world: SeriesWorld,
  finder: NonNullable<PaneWorld["series"]>,
  signal: AbortSignal,
): ReturnType<NonNullable<PaneWorld["series"]>["find"]> {
  // First, while the click still counts: browsers open windows for a few seconds after one.
  await world.signIn?.token("graph", { interactive: true, signal });
  const facts = world.host.seriesFacts();
  const identity = await world.host.identity();
  if (identity === null)
    throw new EvidenceError("SOURCE_UNAVAILABLE", "the host names no mail to start from");
  const analysis = await inspected(world, signal);
  signal.throwIfAborted();
  return finder.find(seriesQuery(identity, facts, analysis), { interactive: true, signal });
}

/** For words that the mails of a series share; null where looking costs more than asking the host. */
async function inspected({ host, engine }: SeriesWorld, signal: AbortSignal) {
  if (!host.givesSource()) return null;
  try {
    return (await engine.inspect(await host.source().acquire(signal, () => {})))?.analysis ?? null;
  } catch {
    return null;
  }
}
