/** The expert's look at the open mail: asked for, in memory only, and gone with the mail. */
import { EvidenceError } from "../core/base/errors.ts";
import { codeOf } from "../workflow/failure-code.ts";
import type { Reporter } from "../workflow/report-mail.ts";
import type { ExpertView } from "../workflow/expert-view.ts";
import type { FailureCode } from "../workflow/report-state.ts";
import type { PaneView } from "./pane-session.ts";
import type { PaneWorld } from "./session-world.ts";
import type { Store } from "./store.ts";

export type ExpertState =
  | { readonly state: "closed" }
  | { readonly state: "loading" }
  | { readonly state: "shown"; readonly view: ExpertView }
  | { readonly state: "failed"; readonly code: FailureCode };

export interface ExpertSession {
  /** Of the report on the screen, else of the mail that is open: that one is fetched, and nothing of it is sent. */
  readonly openExpert: () => void;
  readonly closeExpert: () => void;
}

export function makeExpert(
  world: Pick<PaneWorld, "engine" | "host">,
  reporter: Reporter,
  view: Store<PaneView>,
): ExpertSession & { readonly forget: () => void } {
  let running = new AbortController();
  const closeExpert = () => {
    running.abort();
    view.set({ expert: { state: "closed" } });
  };
  return {
    openExpert: () => {
      closeExpert();
      running = new AbortController();
      const { signal } = running;
      view.set({ expert: { state: "loading" } });
      void look(world, reporter, signal).then(
        (shown) => signal.aborted || view.set({ expert: { state: "shown", view: shown } }),
        (cause) => signal.aborted || view.set({ expert: { state: "failed", code: codeOf(cause) } }),
      );
    },
    closeExpert,
    forget: () => {
      closeExpert();
      void world.engine.forget().catch(() => undefined);
    },
  };
}

/** @throws EvidenceError of fetching the mail, or NOT_FOUND where there is no analysis to show. */
async function look(
  { engine, host }: Pick<PaneWorld, "engine" | "host">,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<ExpertView> {
  const state = reporter.state();
  const sealed = "sealed" in state ? state.sealed : null;
  const view =
    sealed === null
      ? await engine.inspect(await host.source().acquire(signal, () => {}))
      : await engine.expertView(sealed.reference);
  if (view === null) throw new EvidenceError("NOT_FOUND", "there is no analysis of this mail");
  return view;
}
