/** A mail as a file on disk: its own octets, or Outlook's file of it. */
import { analyseMessage } from "../core/analysis/analyse.ts";
import type { AnalyseOptions } from "../core/analysis/types.ts";
import { toHex } from "../core/base/bytes.ts";
import { analyseOutlookFile, type OutlookOutcome } from "../workflow/parts-analysis.ts";

/** Compound File Binary, what Outlook's .msg is ([MS-CFB], section 2.2). */
const SIGNATURE = "d0cf11e0a1b11ae1";

export function isOutlookFile(octets: Uint8Array): boolean {
  return toHex(octets.subarray(0, 8)) === SIGNATURE;
}

export async function analyseMailFile(octets: Uint8Array, options: AnalyseOptions): Promise<OutlookOutcome> {
  return isOutlookFile(octets)
    ? analyseOutlookFile(octets, options)
    : { analysis: await analyseMessage(octets, options) };
}
