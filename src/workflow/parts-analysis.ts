/** Analysis where the host gave no whole source: the header alone, and nothing said of a body that was never served. */
import { analyseMessage } from "../core/analysis/analyse.ts";
import { toHex } from "../core/base/bytes.ts";
import { webCryptoHash } from "../core/base/digest.ts";
import { readOutlookMessage } from "../core/analysis/outlook-message/outlook-message.ts";
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

/**
 * Of the header section that an Outlook file carries; every basis counts from its start, `sha256` and `octets` are the
 * file's. The body in the file is Outlook's making: nothing is said of it.
 *
 * @returns An error where it carries none, or is no Outlook file at all.
 */
export async function analyseOutlookFile(
  octets: Uint8Array,
  options: AnalyseOptions,
): Promise<OutlookOutcome> {
  const message = readOutlookMessage(octets);
  if (message === null) return { error: { code: "FORMAT_NOT_READ", detail: NOT_READ } };
  if (message.headers === null) return { error: { code: "HEADERS_MISSING", detail: NO_HEADERS } };
  const hash = options.hash ?? webCryptoHash;
  const analysis = await analyseHeaders(message.headers, options);
  return {
    analysis: { ...analysis, sha256: toHex(await hash("SHA-256", octets)), octets: octets.length },
  };
}

export type OutlookOutcome =
  | { readonly analysis: Analysis }
  | {
      readonly error: { readonly code: "FORMAT_NOT_READ" | "HEADERS_MISSING"; readonly detail: string };
    };

const NOT_READ = "the file is damaged, or is no mail that Outlook saved";
const NO_HEADERS =
  "the Outlook file carries no header of the mail: a draft, a sent mail, or one that never left the organisation";

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
