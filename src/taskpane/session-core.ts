/** One pane from its start to its end: the report on the screen, what waits to be sent, what is known of the organisation. */
import type { BuildConstants } from "../ui/build.ts";
import { refreshReceipts } from "../workflow/late-receipt.ts";
import { createReporter } from "../workflow/report-mail.ts";
import { emptyView } from "./empty-view.ts";
import type { PaneSession, PaneView } from "./pane-session.ts";
import { makeSaving } from "./session-actions.ts";
import { makeExpert } from "./session-expert.ts";
import { askToPersist, removeOld } from "./session-keeping.ts";
import { makeSessionPorts, showDirectory } from "./session-ports.ts";
import { makeReporting } from "./session-reporting.ts";
import { makeSender } from "./session-sender.ts";
import { makeSeries } from "./session-series.ts";
import { followHost } from "./session-shown.ts";
import type { PaneWorld } from "./session-world.ts";
import { makeStore } from "./store.ts";

export function makePaneSession(build: BuildConstants, world: PaneWorld): PaneSession {
  const view = makeStore<PaneView>(emptyView);
  const { ports, authorization, directories, showClock } = makeSessionPorts(build, world, view);
  const reporter = createReporter(ports);
  const sender = makeSender(ports, world, reporter, view);
  const saving = makeSaving(ports, world, reporter, view, sender.listed);
  const { forget: forgetExpert, ...expert } = makeExpert(world, reporter, view);
  const { forget: forgetSeries, ...series } = makeSeries(world, view);
  const forget = () => {
    forgetExpert();
    forgetSeries();
  };
  const retryDirectory = () =>
    void showDirectory(view, directories.reload())
      .catch(() => undefined)
      .finally(showClock);
  const resume = () => sender.resume({ ignoreDelay: true });

  const ready = followHost(world, reporter, view, forget);
  retryDirectory();
  askToPersist(world, reporter);
  sender.start(async () => {
    await refreshReceipts(ports, ports.outbox);
    await refreshReceipts(ports, ports.fallback);
    showClock();
    await removeOld(ports);
  });
  return {
    ready,
    view,
    report: { get: reporter.state, subscribe: reporter.subscribe },
    ...saving,
    ...expert,
    ...series,
    ...makeReporting(world, view, reporter, authorization),
    signIn: () => authorization.signIn(resume),
    cancel: reporter.cancel,
    sendAgain: () => void reporter.sendAgain(),
    reset: () => {
      forget();
      reporter.reset();
    },
    retryDirectory,
    enrol: (typed) => {
      authorization.enrol(typed);
      resume();
    },
    sendEntry: sender.sendEntry,
  };
}
