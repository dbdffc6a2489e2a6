/**
 * The ribbon's buttons without a pane: acquires, seals, keeps, sends, and tells the host that it is over. Outlook waits
 * for that word, so it is given once on every path.
 */
import type { BuildConstants } from "../../ui/build.ts";
import type { ReportAnswers } from "../../workflow/engine-port.ts";
import { createReporter, type Reporter } from "../../workflow/report-mail.ts";
import { emptyView } from "../../conversation/empty-view.ts";
import type { PaneView } from "../../conversation/pane-session.ts";
import { acquisitionOf, mailsOf } from "../../conversation/session-mails.ts";
import { makeSessionPorts } from "../../conversation/session-ports.ts";
import { custodianBy } from "../../conversation/session-reporting.ts";
import type { PaneWorld } from "../../conversation/session-world.ts";
import { makeStore } from "../../conversation/store.ts";
import { NOTHING_KEPT, outcomeOf, type Outcome } from "./outcome.ts";
import { NOT_ASKED, spamAnswers } from "./spam-answers.ts";
import { barText, spamDialog } from "./telling.ts";
import { type CommandWords, commandWords } from "./words.ts";

export interface CommandWorld extends PaneWorld {
  /** Shows a line above the open mail, in the place of the one before. */
  readonly notify: (text: string, kind: "progress" | "information" | "error") => Promise<unknown>;
}

/** What office.js passes to the function of a button. */
export interface CommandEvent {
  readonly completed: (options?: object) => void;
  readonly options?: unknown;
  readonly freeText?: unknown;
}

export interface CommandRunner {
  /** Both settle when the host was told, and never reject. */
  readonly reportAndSend: (event: CommandEvent) => Promise<void>;
  readonly onSpamReport: (event: CommandEvent) => Promise<void>;
}

/** Milliseconds: Outlook ends a function after five minutes and tells the reporter nothing that helps. */
const PATIENCE_MS = 270_000;
/** Milliseconds for the line above the mail. */
const NOTIFY_MS = 3000;

export function makeCommandRunner(build: BuildConstants, world: CommandWorld): CommandRunner {
  const view = makeStore<PaneView>(emptyView);
  const session = makeSessionPorts(build, world, view);
  let busy = false;

  const report = async (reporter: Reporter, answers: ReportAnswers): Promise<Outcome> => {
    await world.host.ready();
    const shown = await whatIsShown(world);
    if (shown === null) return { kind: "no-mail" };
    await reporter.report({
      mails: mailsOf(world, shown, false),
      answers,
      readers: null,
      language: languageOf(world),
      custodian: custodianBy(session.authorization),
    });
    return outcomeOf(reporter.state());
  };

  /** Never rejects. */
  const run = async (answers: ReportAnswers): Promise<Outcome> => {
    // Pressed twice: one report, and the second press is told so.
    if (busy) return { kind: "under-way" };
    busy = true;
    try {
      const reporter = createReporter(session.ports);
      const outcome = await within(report(reporter, answers), PATIENCE_MS, world.after);
      return outcome ?? givenUp(reporter);
    } catch {
      return NOTHING_KEPT;
    } finally {
      busy = false;
    }
  };

  const tell = async (outcome: Outcome) => {
    const { text, kind } = barText(outcome, wordsOf(world));
    await within(world.notify(text, kind), NOTIFY_MS, world.after);
  };

  return {
    reportAndSend: async (event) => {
      void attempt(async () => busy || world.notify(wordsOf(world).working, "progress"));
      const outcome = await run(NOT_ASKED);
      await attempt(() => tell(outcome));
      await attempt(async () => event.completed());
    },
    onSpamReport: async (event) => {
      const outcome = await run(answersOf(event));
      await attempt(async () => event.completed(spamDialog(outcome, wordsOf(world))));
    },
  };
}

/** @returns Null where there is nothing to report. */
async function whatIsShown(world: PaneWorld): Promise<Parameters<typeof mailsOf>[1] | null> {
  const item = world.host.item() ?? null;
  // Without the right to read a selection there is none: the open mail is what counts.
  const selection = item === null ? await world.host.selection().catch(() => []) : [];
  if (item === null && selection.length === 0) return null;
  return { item, selection, series: emptyView.series, acquisition: acquisitionOf(world) };
}

/** Nobody waits any longer. What is sealed by now is kept; what is not must not become a report behind their back. */
function givenUp(reporter: Reporter): Outcome {
  const state = reporter.state();
  if (state.step === "acquiring" || state.step === "sealing") reporter.cancel();
  return outcomeOf(state);
}

function answersOf(event: CommandEvent): ReportAnswers {
  try {
    return spamAnswers(event.options, event.freeText);
  } catch {
    return spamAnswers(null, null);
  }
}

function languageOf({ host, browserLanguage }: PaneWorld): string {
  return host.language() ?? browserLanguage();
}

function wordsOf(world: PaneWorld): CommandWords {
  try {
    return commandWords(languageOf(world));
  } catch {
    return commandWords("");
  }
}

async function attempt(work: () => Promise<unknown>): Promise<void> {
  await (async () => work())().catch(() => undefined);
}

/** @returns Null where it takes longer. @throws What the work rejects with. */
function within<T>(work: Promise<T>, milliseconds: number, after: PaneWorld["after"]): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const stop = after(milliseconds, () => resolve(null));
    work.then(resolve, reject).finally(stop);
  });
}
