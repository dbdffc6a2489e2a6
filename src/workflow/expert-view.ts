/** What an expert is shown of a mail: its analysis and the start of its source. In memory only, for one mail at a time. */
import type { Analysis } from "../core/analysis/types.ts";
import type { Reference } from "../core/evidence/types.ts";
import type { AcquiredSource } from "./ports.ts";

/** Octets of the source that are shown: headers of real mails lie far below, and a screen shows no megabytes. */
export const MAX_SHOWN_OCTETS = 262_144;

export interface ExpertView {
  readonly analysis: Analysis;
  /** From the start of the octets that the analysis counts from; at most MAX_SHOWN_OCTETS of them. */
  readonly source: Uint8Array<ArrayBuffer>;
  /** Octets that there are. */
  readonly sourceOctets: number;
}

/** @returns Null where there was nothing to analyse, or it failed. */
export function expertViewOf(
  { original, parts }: AcquiredSource,
  analysis: Analysis | null,
): ExpertView | null {
  const octets = original?.octets ?? parts.get("headers.txt")?.octets;
  if (analysis === null || octets === undefined) return null;
  return { analysis, source: octets.slice(0, MAX_SHOWN_OCTETS), sourceOctets: octets.length };
}

/** Keeps the last one, for as long as the pane shows that mail. */
export interface ExpertMemory {
  readonly remember: (reference: Reference, view: ExpertView | null) => void;
  /** A copy: the caller may give it away. Null for another reference than the last. */
  readonly recall: (reference: Reference) => ExpertView | null;
  readonly forget: () => void;
}

export function expertMemory(): ExpertMemory {
  let last: { readonly reference: Reference; readonly view: ExpertView | null } | null = null;
  return {
    remember: (reference, view) => {
      last = { reference, view };
    },
    recall: (reference) => {
      if (last?.reference !== reference || last.view === null) return null;
      return { ...last.view, source: last.view.source.slice() };
    },
    forget: () => {
      last = null;
    },
  };
}
