import type { PaneView } from "./pane-session.ts";

/** What is known before the host answered. */
export const emptyView: PaneView = {
  item: null,
  // Taken for no mail until the host says what it shows.
  absence: "none",
  selection: [],
  selectionProblem: null,
  acquisition: "host",
  series: { state: "unavailable" },
  signIn: "none",
  clockOffsetMs: null,
  directory: null,
  directoryProblem: null,
  outbox: [],
  unstored: [],
  actionProblem: null,
  theme: "system",
  elsewhere: { reportPage: null, forwardTo: null },
  expert: { state: "closed" },
};
