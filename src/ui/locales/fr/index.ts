/** What the task pane loads in French: one chunk. */
import { common } from "./common.ts";
import { pane } from "./pane.ts";

export const texts = { common, pane };
