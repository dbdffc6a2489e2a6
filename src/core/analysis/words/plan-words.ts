/** Words of the log-preservation plan: systems, reasons, what to know before looking. */
import type { LogReason, LogSystem } from "../log-plan/systems.ts";
import type { RetentionBasis } from "../types.ts";
import type { WordLanguage } from "./words.ts";

/** What must be known before anybody looks into a log: the method's own limits. */
export const PLAN_WARNINGS = [
  "fix-hypotheses-first",
  "open-tabs-poll",
  "mobile-data-invisible",
  "scheduled-sending",
  "one-mail-identifies-nobody",
  "record-clock-offset",
  "hash-on-arrival",
  "not-legal-advice",
] as const;
export type PlanWarning = (typeof PLAN_WARNINGS)[number];

export interface PlanLabels {
  readonly title: string;
  readonly mails: string;
  readonly warnings: string;
  readonly items: string;
  readonly system: string;
  readonly from: string;
  readonly to: string;
  readonly utc: string;
  readonly local: string;
  readonly margin: string;
  readonly lookFor: string;
  readonly why: string;
  readonly retention: string;
  readonly deadline: string;
  /** After a deadline that lies behind: what is usually deleted is not always gone. */
  readonly passed: string;
  readonly queries: string;
  readonly nothing: string;
}

export interface PlanWords {
  readonly labels: PlanLabels;
  readonly systems: Readonly<Record<LogSystem, string>>;
  readonly reasons: Readonly<Record<LogReason, string>>;
  /** With {days}. */
  readonly retention: Readonly<Record<RetentionBasis, string>>;
  readonly notKept: string;
  /** With {minutes}: why the window is wider than the mail's own times. */
  readonly margin: string;
  /** For logs that are written in local time. */
  readonly localTimeNote: string;
  /** Values that no query can hold: they stand in the list only. */
  readonly valueLeftOut: string;
  /** With {system} and {mails}: the title of a calendar entry. */
  readonly task: string;
  readonly warnings: Readonly<Record<PlanWarning, string>>;
}

/** Loads one language: a page carries only the words that it shows. */
export async function loadPlanWords(language: WordLanguage): Promise<PlanWords> {
  if (language === "nl") return (await import("./nl/plan.ts")).planWords;
  if (language === "de") return (await import("./de/plan.ts")).planWords;
  if (language === "fr") return (await import("./fr/plan.ts")).planWords;
  return (await import("./en/plan.ts")).planWords;
}
