/** What the task pane loads in Dutch: one chunk. */
import { common } from "./common.ts";
import { pane } from "./pane.ts";

export const texts = { common, pane };
