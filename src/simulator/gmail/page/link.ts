/** Which links of a card Gmail opens. */
import { faultsOf } from "../rules/shapes.ts";
import { link } from "../rules/text.ts";

/** @returns The address; null for one that is not opened. */
export function linkOf(url: string, openLinkUrlPrefixes: readonly string[]): string | null {
  return faultsOf(url, link, { allowLocalhost: true, openLinkUrlPrefixes }).length === 0 ? url : null;
}
