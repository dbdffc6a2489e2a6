/** What a report is made with: the same for the pane and for the ribbon's buttons. */
import { EvidenceError } from "../core/base/errors.ts";
import type { BuildConstants } from "../ui/build.ts";
import { memoryOutbox } from "../workflow/memory-outbox.ts";
import type { IntakeClient } from "../workflow/ports.ts";
import { codeOf } from "../workflow/failure-code.ts";
import type { ReportPorts } from "../workflow/report-mail.ts";
import type { PaneView } from "./pane-session.ts";
import { type Authorization, makeAuthorization } from "./session-authorization.ts";
import {
  clientOf,
  type DirectoryKeeper,
  directoryKeeper,
  keyClientOf,
  lazyIntake,
} from "./session-directory.ts";
import type { PaneWorld } from "./session-world.ts";
import type { Store } from "./store.ts";

export interface SessionPorts {
  readonly ports: ReportPorts & { readonly client: IntakeClient };
  readonly authorization: Authorization;
  readonly directories: DirectoryKeeper;
  /** Shows how far the clocks are apart by now. */
  readonly showClock: () => void;
}

/** @param view - Learns of the directory, the clock and the sign-in. */
export function makeSessionPorts(
  build: BuildConstants,
  world: PaneWorld,
  view: Store<PaneView>,
): SessionPorts {
  const authorization = makeAuthorization(build.enrolmentCode, world, view);
  const intake = lazyIntake(() => world.loadIntake(authorization.header));
  const directories = directoryKeeper(world, build, intake);
  const client = clientOf(intake, (cause, doors) => authorization.refused(cause, doors));
  const showClock = () => {
    const clockOffsetMs = client.clockOffsetMs?.() ?? null;
    if (clockOffsetMs !== view.get().clockOffsetMs) view.set({ clockOffsetMs });
  };
  const directory = async () => showDirectory(view, directories.current()).finally(showClock);
  return {
    authorization,
    directories,
    showClock,
    ports: {
      ...world,
      client,
      history: client,
      keys: keyClientOf(intake),
      fallback: memoryOutbox(),
      organisation: build.organisation,
      directoryRoot: build.directoryRoot,
      addIn: { version: build.version, build: build.build },
      directory,
    },
  };
}

/** @returns The same promise's value: whoever asked gets it, and the screens see it too. */
export async function showDirectory<T extends NonNullable<PaneView["directory"]>>(
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
