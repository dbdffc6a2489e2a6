/** What the visible and the hidden text of a message says: quotes with their places, never a judgement. */
import type { MimeTree } from "../../mail/mime-tree.ts";
import type { BodyAnalysis } from "../types.ts";

export function analyseBody(_octets: Uint8Array, _tree: MimeTree): BodyAnalysis | null {
  return null;
}
