/** Analysis where the host gave no whole source: the header alone, and nothing said of a body that was never served. */
import { analyseMessage } from "../core/analysis/analyse.ts";
import type { AnalyseOptions, Analysis, DkimResult } from "../core/analysis/types.ts";

export { analyseMessage };

const BODY_NOT_SERVED = "body-not-served";

/** Findings that compare with a body. */
const OF_THE_BODY: ReadonlySet<string> = new Set([
  "dkim-body-hash-mismatch",
  "dkim-body-beyond-length",
  "arc-body-changed",
]);

/**
 * @param headers - Octets of parts/headers.txt; every basis in the result counts from their start.
 */
export async function analyseHeaders(headers: Uint8Array, options: AnalyseOptions): Promise<Analysis> {
  return withoutBody(await analyseMessage(headers, { ...options, headerOnly: true }));
}

/** Without a body every body hash "differs": left standing, it would accuse a mail that nobody has seen whole. */
function withoutBody(analysis: Analysis): Analysis {
  const { dkim, otherSignatures, arc, statements, findings } = analysis;
  return {
    ...analysis,
    dkim: dkim.map(bodyUnknown),
    otherSignatures: otherSignatures.map(bodyUnknown),
    arc: {
      ...arc,
      messageSignatures: arc.messageSignatures.map((one) => ({ ...one, bodyHash: "error" })),
      validation: arc.defects.join() === "body-changed" ? "unchecked" : arc.validation,
      defects: arc.defects.filter((defect) => defect !== "body-changed"),
    },
    statements: { ...statements, authentication: "none", reasons: [BODY_NOT_SERVED] },
    findings: findings.filter(({ code }) => !OF_THE_BODY.has(code)),
  };
}

function bodyUnknown(one: DkimResult): DkimResult {
  return {
    ...one,
    bodyHash: "error",
    unsignedOctets: null,
    defects: [...one.defects, BODY_NOT_SERVED],
  };
}
