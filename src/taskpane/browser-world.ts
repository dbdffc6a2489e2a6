/** The world of a page of ours inside Outlook: the pane's, and that of the ribbon's buttons. */
import type { BuildConstants } from "../ui/build.ts";
import { saveFile } from "../ui/save-file.ts";
import { cloudOf } from "./cloud.ts";
import { lazyDatabase } from "./database.ts";
import { webLocks } from "./exclusive.ts";
import { idbMemory } from "./memory-idb.ts";
import { idbOutbox } from "./outbox-idb.ts";
import { outboxNews } from "./outbox-news.ts";
import { outlookHost } from "./outlook-host.ts";
import { workerEngine } from "./session-engine.ts";
import { steadyMemory } from "./session-memory.ts";
import type { PaneIntake, PaneWorld } from "./session-world.ts";
import { startWorker } from "./start-worker.ts";

export interface BrowserWorld {
  readonly world: PaneWorld;
  /** Fetches what the first screen went without. */
  readonly preload: () => void;
}

export function browserWorld(build: BuildConstants): BrowserWorld {
  const database = lazyDatabase(build.organisation);
  const news = outboxNews(build.organisation);
  const { signIn, series, wholes } = cloudOf(build);
  const { host, preload } = outlookHost(wholes, build.ews);
  const world: PaneWorld = {
    host,
    signIn,
    series,
    engine: workerEngine(startWorker),
    loadIntake: (authorization) => loadIntake(build, authorization),
    outbox: news.announced(idbOutbox(database)),
    memory: steadyMemory(idbMemory(database)),
    exclusive: webLocks(),
    clock: { now: Date.now },
    timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
    browserLanguage: () => navigator.language,
    onOnline: (listener) => window.addEventListener("online", listener),
    onOutboxChanged: news.onChanged,
    // Missing in some webviews.
    persist: async () => navigator.storage?.persist?.(),
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    save: saveFile,
  };
  return { world, preload };
}

async function loadIntake(
  { intakeUrl, organisation }: BuildConstants,
  authorization: () => string | Promise<string>,
): Promise<PaneIntake> {
  const [{ intakeClient, isLoopback }, { doorsOf }] = await Promise.all([
    import("../clients/intake.ts"),
    import("../clients/problem.ts"),
  ]);
  return {
    client: intakeClient({ baseUrl: intakeUrl, organisation, authorization }),
    isLoopback: isLoopback(intakeUrl),
    doorsOf,
  };
}
