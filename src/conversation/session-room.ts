/** Everything of a pane that the first screen does without: the report, what waits to be sent, the organisation. */
import type { BuildConstants } from "../ui/build.ts";
import type { RequestedMail } from "../workflow/acquire-mails.ts";
import { refreshReceipts } from "../workflow/late-receipt.ts";
import { createReporter, type Reporter } from "../workflow/report-mail.ts";
import { isSettled } from "../workflow/report-state.ts";
import type { PaneSession, PaneView, SendRequest } from "./pane-session.ts";
import { makeSaving } from "./session-actions.ts";
import { makeExpert } from "./session-expert.ts";
import { askToPersist, removeOld } from "./session-keeping.ts";
import { makeSessionPorts, showDirectory } from "./session-ports.ts";
import { makeHandIn } from "./session-hand-in.ts";
import { makeReporting } from "./session-reporting.ts";
import { makeSender } from "./session-sender.ts";
import { makeSeries } from "./session-series.ts";
import type { PaneWorld } from "./session-world.ts";
import type { Store } from "./store.ts";

export interface Room extends Omit<PaneSession, "ready" | "view" | "send"> {
  /** @param mails - As they were at the click. */
  readonly send: (request: SendRequest, mails: readonly RequestedMail[]) => void;
  /** Outlook shows something else: what belongs to the mail before goes, and a settled report makes room. */
  readonly otherMail: () => void;
}

export function makeRoom(build: BuildConstants, world: PaneWorld, view: Store<PaneView>): Room {
  const { ports, authorization, directories, showClock } = makeSessionPorts(build, world, view);
  const reporter = createReporter(ports);
  const sender = makeSender(ports, world, reporter, view);
  const { forget: forgetExpert, ...expert } = makeExpert(world, reporter, view);
  const { forget: forgetSeries, ...series } = makeSeries(world, view);
  const { forget: forgetParts, ...reporting } = makeReporting(reporter, authorization, world.host, view);
  const forget = () => {
    forgetExpert();
    forgetSeries();
  };
  const retryDirectory = () =>
    void showDirectory(view, directories.reload())
      .catch(() => undefined)
      .finally(showClock);
  const resume = () => sender.resume({ ignoreDelay: true });

  retryDirectory();
  askToPersist(world, reporter);
  sender.start(async () => {
    await refreshReceipts(ports, ports.outbox);
    await refreshReceipts(ports, ports.fallback);
    showClock();
    await removeOld(ports);
  });
  return {
    report: { get: reporter.state, subscribe: reporter.subscribe },
    ...makeSaving(ports, world, reporter, view, sender.listed),
    ...expert,
    ...series,
    ...reporting,
    ...makeHandIn(ports, sender, view),
    signIn: () => authorization.signIn(resume),
    cancel: reporter.cancel,
    sendAgain: () => void reporter.sendAgain(),
    reset: () => {
      forget();
      forgetParts();
      reporter.reset();
    },
    retryDirectory,
    enrol: (typed) => {
      authorization.enrol(typed);
      resume();
    },
    sendEntry: (packageDigest) => void sender.sendEntry(packageDigest),
    otherMail: () => {
      forget();
      if (makeSpace(reporter)) forgetParts();
    },
  };
}

/** @returns Whether there is room now. */
function makeSpace(reporter: Pick<Reporter, "state" | "reset">): boolean {
  const state = reporter.state();
  // What exists in this pane only is not taken from the screen: the reporter is about to save it.
  const fragile = "kept" in state && state.kept === "memory";
  const frees = isSettled(state) && !fragile;
  if (frees) reporter.reset();
  return frees;
}
