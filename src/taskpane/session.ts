/** Wires the pane to the world. What happens then is in session-core.ts. */
import {
  currentItem,
  currentItemSummary,
  hostDescription,
  hostLanguage,
  hostTheme,
  onItemChanged,
  onThemeChanged,
  whenOfficeReady,
} from "../hosts/outlook/office.ts";
import { outlookMailSource } from "../hosts/outlook/mail-source.ts";
import type { BuildConstants } from "../ui/build.ts";
import { saveFile } from "../ui/save-file.ts";
import { lazyDatabase } from "./database.ts";
import { webLocks } from "./exclusive.ts";
import { idbMemory } from "./memory-idb.ts";
import { idbOutbox } from "./outbox-idb.ts";
import type { PaneSession } from "./pane-session.ts";
import { makePaneSession } from "./session-core.ts";
import { workerEngine } from "./session-engine.ts";
import { steadyMemory } from "./session-memory.ts";
import type { PaneHost, PaneIntake } from "./session-world.ts";
import { startWorker } from "./start-worker.ts";

export function createPaneSession(build: BuildConstants): PaneSession {
  const database = lazyDatabase(build.organisation);
  return makePaneSession(build, {
    host: outlookHost(),
    engine: workerEngine(startWorker),
    loadIntake: (authorization) => loadIntake(build, authorization),
    outbox: idbOutbox(database),
    memory: steadyMemory(idbMemory(database)),
    exclusive: webLocks(),
    clock: { now: Date.now },
    timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
    browserLanguage: () => navigator.language,
    onOnline: (listener) => window.addEventListener("online", listener),
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    save: saveFile,
  });
}

function outlookHost(): PaneHost {
  return {
    ready: whenOfficeReady,
    language: hostLanguage,
    theme: hostTheme,
    item: currentItemSummary,
    source: () =>
      outlookMailSource(currentItem(), { clock: { now: Date.now }, host: hostDescription(), currentItem }),
    onItemChanged,
    onThemeChanged,
  };
}

async function loadIntake(
  { intakeUrl, organisation }: BuildConstants,
  authorization: () => string,
): Promise<PaneIntake> {
  const { intakeClient, isLoopback } = await import("../clients/intake.ts");
  return {
    client: intakeClient({ baseUrl: intakeUrl, organisation, authorization }),
    isLoopback: isLoopback(intakeUrl),
  };
}
