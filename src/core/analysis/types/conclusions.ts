/** Findings and the log plan as data. */
import type { EpochMilliseconds } from "../../evidence/types.ts";
import type { FindingCode } from "../words/finding-code.ts";
import type { Basis, Confidence, Severity } from "./basis.ts";

export interface Finding {
  /** Stable; words/<language>/ says it to the reporter in a sentence and to the investigator in detail. */
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Values that the words need. */
  readonly details: Readonly<Record<string, string>>;
  readonly basis: readonly Basis[];
}

/** Where a retention period comes from: the organisation said it, a vendor documents it, or nobody knows and it is assumed. */
export type RetentionBasis = "organisation" | "documented" | "assumed";

export interface LogPlanItem {
  /** A LogSystem of log-plan/systems.ts; words/<language>/plan.ts names it. */
  readonly system: string;
  /** The window with its margin on either side. */
  readonly from: EpochMilliseconds;
  readonly to: EpochMilliseconds;
  /** Milliseconds that were added on either side for clocks that disagree and for what goes before and after. */
  readonly marginMs: number;
  /** What to search for in that window: hosts, addresses, identifiers. */
  readonly lookFor: readonly string[];
  /** Stable code of why; words as for findings. */
  readonly reason: string;
  /** How long such logs live, in days: the organisation's own figure, or a default that it should replace. 0: not kept. */
  readonly usualRetentionDays: number;
  readonly retentionBasis: RetentionBasis;
  /** When the log's oldest needed line goes: the window's earliest moment and the retention; null where none is kept. */
  readonly deleteAfter: EpochMilliseconds | null;
  /** 1 is to be saved first. */
  readonly urgency: number;
}
