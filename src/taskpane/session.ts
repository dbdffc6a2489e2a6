/** Wires the pane to the world. What happens then is in session-core.ts. */
import type { BuildConstants } from "../ui/build.ts";
import { browserWorld } from "./browser-world.ts";
import type { PaneSession } from "./pane-session.ts";
import { makePaneSession } from "./session-core.ts";

export function createPaneSession(build: BuildConstants): PaneSession {
  const { world, preload } = browserWorld(build);
  const session = makePaneSession(build, world);
  // After the first screen: a line that breaks later must not stop a report for a part that was never fetched.
  void session.ready.then(preload);
  return session;
}
