/** A first look at the open mail: who it claims to be from, and what is most telling. In memory, and gone with the answer. */
import type { Finding } from "../core/analysis/types.ts";
import type { Directory } from "../core/evidence/directory.ts";
import { analyseSource } from "../workflow/message-evidence.ts";
import type { AcquiredSource } from "../workflow/ports.ts";

export interface Look {
  readonly from: { readonly name: string | null; readonly address: string | null } | null;
  /** The most telling first. */
  readonly findings: readonly Finding[];
}

/** A frightened person reads few. */
const MOST = 3;
const SEVERITIES = ["warning", "notice"] as const;
const CONFIDENCES = ["high", "medium", "low"] as const;

/** @returns Null where the mail could not be analysed. */
export async function lookAt(
  source: AcquiredSource,
  { networks, logRetention }: Directory,
): Promise<Look | null> {
  const outcome = await analyseSource(source, { organisation: { networks, logRetention } });
  if (!("analysis" in outcome)) return null;
  const { from, findings } = outcome.analysis;
  return { from, findings: mostTelling(findings) };
}

/** What is for information alone tells a reporter nothing to act on. */
export function mostTelling(findings: readonly Finding[]): readonly Finding[] {
  const rank = ({ severity, confidence }: Finding) =>
    SEVERITIES.indexOf(severity as (typeof SEVERITIES)[number]) * CONFIDENCES.length +
    CONFIDENCES.indexOf(confidence);
  const ranked = findings.filter(({ severity }) => severity !== "info").toSorted((a, b) => rank(a) - rank(b));
  // The same observation at several places of the header is one sentence.
  return [...new Map(ranked.toReversed().map((one) => [one.code, one])).values()].toReversed().slice(0, MOST);
}
