/** One pane from its start to its end: the report on the screen, what waits to be sent, what is known of the organisation. */
import { EvidenceError } from "../core/base/errors.ts";
import type { BuildConstants } from "../ui/build.ts";
import { refreshReceipts } from "../workflow/late-receipt.ts";
import { memoryOutbox } from "../workflow/memory-outbox.ts";
import { codeOf, createReporter, type Reporter, type ReportPorts } from "../workflow/report-mail.ts";
import { isSettled } from "../workflow/report-state.ts";
import type { PaneSession, PaneView } from "./pane-session.ts";
import { makeSaving } from "./session-actions.ts";
import { clientOf, directoryKeeper, keyClientOf, lazyIntake } from "./session-directory.ts";
import { makeExpert } from "./session-expert.ts";
import { makeSender } from "./session-sender.ts";
import type { PaneWorld } from "./session-world.ts";
import { makeStore, type Store } from "./store.ts";

export function makePaneSession(build: BuildConstants, world: PaneWorld): PaneSession {
  const view = makeStore<PaneView>(EMPTY);
  let code = build.enrolmentCode;
  const authorization = () => (code === null ? "" : `Enrolment ${code}`);
  const stored = world.memory.enrolmentCode().then(
    (typed) => (code ??= typed),
    () => null,
  );
  const intake = lazyIntake(async () => {
    await stored;
    return world.loadIntake(authorization);
  });
  const directories = directoryKeeper(world, build, intake);
  const client = clientOf(intake);
  const ports: ReportPorts = {
    ...world,
    client,
    history: client,
    keys: keyClientOf(intake),
    fallback: memoryOutbox(),
    organisation: build.organisation,
    directoryRoot: build.directoryRoot,
    addIn: { version: build.version, build: build.build },
    directory: async () => showDirectory(view, directories.current()),
  };
  const reporter = createReporter(ports);
  const sender = makeSender(ports, world, reporter, view);
  const saving = makeSaving(ports, world, reporter, view, sender.listed);
  const { forget, ...expert } = makeExpert(world, reporter, view);
  const ready = startHost(world, reporter, view, forget);
  const retryDirectory = () => void showDirectory(view, directories.reload()).catch(() => undefined);

  retryDirectory();
  sender.start(async () => {
    await refreshReceipts({ ...ports, client }, ports.outbox);
    await refreshReceipts({ ...ports, client }, ports.fallback);
  });
  return {
    ready,
    view,
    report: { get: reporter.state, subscribe: reporter.subscribe },
    ...saving,
    ...expert,
    send: (answers, readers, language) =>
      void reporter.report({ sources: [world.host.source()], answers, readers, language }),
    cancel: reporter.cancel,
    sendAgain: () => void reporter.sendAgain(),
    reset: () => {
      forget();
      reporter.reset();
    },
    retryDirectory,
    enrol: (typed) => {
      code = typed.trim();
      void world.memory.rememberEnrolmentCode(code).catch(() => undefined);
      sender.resume({ ignoreDelay: true });
    },
    sendEntry: sender.sendEntry,
  };
}

const EMPTY: PaneView = {
  item: null,
  directory: null,
  directoryProblem: null,
  outbox: [],
  unstored: [],
  actionProblem: null,
  theme: "system",
  expert: { state: "closed" },
};

/** @returns The same promise's value: whoever asked gets it, and the screens see it too. */
async function showDirectory<T extends NonNullable<PaneView["directory"]>>(
  view: Store<PaneView>,
  asked: Promise<T>,
): Promise<T> {
  try {
    const directory = await asked;
    if (view.get().directory !== directory) view.set({ directory, directoryProblem: null });
    return directory;
  } catch (cause) {
    // One that was shown stays for showing; sealing asks again, and checks again whether it has expired.
    if (view.get().directory === null) view.set({ directoryProblem: codeOf(cause) });
    throw cause instanceof EvidenceError ? cause : new TypeError("no directory", { cause });
  }
}

async function startHost(
  { host, browserLanguage }: PaneWorld,
  reporter: Reporter,
  view: Store<PaneView>,
  forget: () => void,
): Promise<{ readonly language: string }> {
  await host.ready();
  const showTheme = () => view.set({ theme: host.theme() ?? "system" });
  showTheme();
  view.set({ item: host.item() });
  host.onThemeChanged(showTheme);
  host.onItemChanged(() => {
    view.set({ item: host.item() });
    forget();
    const state = reporter.state();
    // What exists in this pane only is not taken from the screen: the reporter is about to save it.
    const fragile = "kept" in state && state.kept === "memory";
    if (isSettled(state) && !fragile) reporter.reset();
  });
  return { language: host.language() ?? browserLanguage() };
}
