/** The device and the network, for the pane and for the page of the ribbon's buttons. */
import type { BuildConstants } from "../ui/build.ts";
import { saveFile } from "../ui/save-file.ts";
import { lazyDatabase } from "./database.ts";
import { webLocks } from "./exclusive.ts";
import { idbMemory } from "./memory-idb.ts";
import { idbOutbox } from "./outbox-idb.ts";
import { outboxNews } from "./outbox-news.ts";
import type { NearWorld } from "./session-core.ts";
import { workerEngine } from "./session-engine.ts";
import { steadyMemory } from "./session-memory.ts";
import type { PaneIntake, PaneWorld } from "./session-world.ts";
import { startWorker } from "./start-worker.ts";

export function farWorld(build: BuildConstants): Omit<PaneWorld, keyof NearWorld> {
  const database = lazyDatabase(build.organisation);
  const news = outboxNews(build.organisation);
  const engine = workerEngine(startWorker);
  // While the list of readers is on its way, which the worker is to check.
  engine.warm();
  return {
    engine,
    loadIntake: (authorization) => loadIntake(build, authorization),
    outbox: news.announced(idbOutbox(database)),
    memory: steadyMemory(idbMemory(database)),
    exclusive: webLocks(),
    clock: { now: Date.now },
    timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
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
