/** Wires the pane to the world. What happens then is in session-core.ts. */
import type { BuildConstants } from "../ui/build.ts";
import { nearWorld } from "./near-world.ts";
import { makePaneSession, type StartedSession } from "../conversation/session-core.ts";

export function createPaneSession(build: BuildConstants): StartedSession {
  const near = nearWorld(build);
  return makePaneSession(near.world, async (view) => {
    // A line that breaks later must not stop a report for a part that was never fetched.
    near.preload();
    const [{ makeRoom }, { farWorld }] = await Promise.all([
      import("../conversation/session-room.ts"),
      import("../conversation/far-world.ts"),
    ]);
    return makeRoom(build, { ...near.world, ...farWorld(build) }, view);
  });
}
