/** Findings from the chain of ARC sets (RFC 8617). */
import { finding, type FindingEvidence } from "./finding.ts";
import { basisOf } from "../message-view.ts";
import type { ArcResult, Basis, Finding, Severity } from "../types.ts";
import type { FindingCode } from "../words/finding-code.ts";

/** Which rule of the chain gives which finding. */
const RULES: readonly (readonly [defect: string, code: FindingCode, severity: Severity])[] = [
  ["numbering", "arc-numbering-broken", "notice"],
  ["too-many-sets", "arc-numbering-broken", "notice"],
  ["set-incomplete", "arc-set-incomplete", "notice"],
  ["cv-fail", "arc-chain-failed", "notice"],
  ["cv-order", "arc-cv-contradicts", "notice"],
  ["seal-fail", "arc-seal-invalid", "warning"],
  ["message-signature-fail", "arc-message-changed", "notice"],
  ["body-changed", "arc-body-changed", "info"],
];

const FIELDS = ["arc-seal", "arc-message-signature", "arc-authentication-results"];

export function arcFindings({ view, arc, authentication }: FindingEvidence): Finding[] {
  const found: Finding[] = [];
  if (view.first("arc-authentication-results") === null && arc.defects.length === 0) return found;
  for (const [defect, code, severity] of RULES) {
    if (!arc.defects.includes(defect)) continue;
    // A chain in disorder has no newest set whose cv= or body hash would mean something.
    if (isDisordered(arc) && (defect === "cv-order" || defect === "body-changed")) continue;
    const basis = basisFor(defect, arc) ?? FIELDS.flatMap(view.all).slice(0, 20).map(basisOf);
    found.push(finding(code, severity, "high", basis, { sealer: sealerOf(defect, arc) }));
  }
  const first = authentication.filter(({ instance, field }) => instance === 1 && /^arc-/i.test(field));
  const [top] = first;
  if (top === undefined) return found;
  const results = first.slice(0, 6).map(({ method, result }) => `${method}=${result}`);
  const sealer = arc.seals.find(({ instance }) => instance === 1)?.domain ?? "–";
  const confidence = arc.validation === "pass" ? "medium" : "low";
  const details = { sealer, results: results.join(", ") };
  found.push(finding("arc-first-results", "info", confidence, [top.basis], details));
  return found;
}

function isDisordered(arc: ArcResult): boolean {
  return arc.defects.includes("numbering") || arc.defects.includes("too-many-sets");
}

/** The fields at fault, where single ones are; null for the whole chain. */
function basisFor(defect: string, arc: ArcResult): Basis[] | null {
  const faulty =
    defect === "seal-fail"
      ? arc.seals.filter(({ signature }) => signature === "fail")
      : defect === "cv-fail"
        ? arc.seals.filter(({ cv }) => cv === "fail")
        : defect === "message-signature-fail"
          ? arc.messageSignatures.filter(({ signature }) => signature === "fail")
          : [];
  return faulty.length > 0 ? faulty.slice(0, 20).map(({ basis }) => basis) : null;
}

function sealerOf(defect: string, arc: ArcResult): string {
  const one =
    defect === "seal-fail"
      ? arc.seals.find(({ signature }) => signature === "fail")
      : defect === "message-signature-fail" || defect === "body-changed"
        ? arc.messageSignatures.reduce<{ instance: number | null; domain: string | null } | undefined>(
            (newest, one) => ((one.instance ?? 0) > (newest?.instance ?? 0) ? one : newest),
            undefined,
          )
        : arc.seals.find(({ cv }) => cv === "fail");
  return one?.domain ?? "–";
}
