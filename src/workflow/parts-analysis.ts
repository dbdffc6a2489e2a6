/** Analysis where the host gave no whole source: the header alone, and nothing said of a body that was never served. */
import { analyseMessage } from "../core/analysis/analyse.ts";
import type { AnalyseOptions, Analysis } from "../core/analysis/types.ts";

export { analyseMessage };

const BODY_NOT_SERVED = "body-not-served";

/**
 * @param headers - Octets of parts/headers.txt; every basis in the result counts from their start.
 */
export async function analyseHeaders(headers: Uint8Array, options: AnalyseOptions): Promise<Analysis> {
  return withoutBody(await analyseMessage(headers, options));
}

/** Without a body every body hash "differs": left standing, it would accuse a mail that nobody has seen whole. */
function withoutBody(analysis: Analysis): Analysis {
  const { dkim, arc, statements, findings } = analysis;
  return {
    ...analysis,
    dkim: dkim.map((one) => ({
      ...one,
      bodyHash: "error",
      unsignedOctets: null,
      defects: [...one.defects, BODY_NOT_SERVED],
    })),
    arc: {
      ...arc,
      messageSignatures: arc.messageSignatures.map((one) => ({ ...one, bodyHash: "error" })),
    },
    statements: { ...statements, authentication: "none", reasons: [BODY_NOT_SERVED] },
    findings: findings.filter(
      ({ code }) => code !== "dkim-body-hash-mismatch" && code !== "dkim-body-beyond-length",
    ),
  };
}
