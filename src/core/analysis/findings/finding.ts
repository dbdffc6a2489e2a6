/** What findings are made from, and how one is made. */
import type { MessageView } from "../message-view.ts";
import type { Analysis, Basis, Confidence, Finding, OrganisationProfile, Severity } from "../types.ts";
import type { FindingCode } from "../words/finding-code.ts";

/** The whole analysis so far, and the fields that it was made from. */
export interface FindingEvidence
  extends Omit<
    Analysis,
    "file" | "sha256" | "octets" | "fieldCount" | "statements" | "correlationKeys" | "findings" | "logPlan"
  > {
  readonly view: MessageView;
  /** The reporter's organisation; null where it is not known. */
  readonly organisation: OrganisationProfile | null;
}

/** As push with a spread, which has to build a list of arguments even where there are none. */
export function pushAll<Item>(list: Item[], more: readonly Item[]): void {
  for (const item of more) list.push(item);
}

const NO_DETAILS: Readonly<Record<string, string>> = {};

export function finding(
  code: FindingCode,
  severity: Severity,
  confidence: Confidence,
  basis: readonly Basis[],
  details: Readonly<Record<string, string>> = NO_DETAILS,
): Finding {
  return { code, severity, confidence, details, basis };
}
