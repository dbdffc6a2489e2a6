/** How a button's report ended, as far as the reporter needs to know. */
import type { Reference } from "../../core/evidence/types.ts";
import type { ReportState } from "../../workflow/report-state.ts";

export type Outcome =
  /** Received, and the receipt verified. */
  | {
      readonly kind: "received";
      readonly reference: Reference;
      readonly missed: number;
      readonly demo: boolean;
    }
  /** Sealed and stored on this device: the pane sends it. */
  | { readonly kind: "kept" }
  /** Not sent, and nothing is left of it. */
  | { readonly kind: "not-sent" }
  | { readonly kind: "no-mail" }
  | { readonly kind: "under-way" };

export const NOTHING_KEPT: Outcome = { kind: "not-sent" };

export function outcomeOf(state: ReportState): Outcome {
  if (state.step === "done") {
    const { reference, missed, demo } = state.sealed;
    return { kind: "received", reference, missed: missed.length, demo };
  }
  // What is in memory only is gone with this page, which Outlook closes.
  const kept = state.step === "storing" || ("kept" in state && state.kept === "device");
  return kept ? { kind: "kept" } : NOTHING_KEPT;
}
