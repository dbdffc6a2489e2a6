/**
 * Opens one report and checks it against anchors that the server did not choose: the directory signed by the pinned
 * root, its log key, its timestamp roots. Nothing of the content is handed out unless every check of package and
 * receipt passed.
 */
import { type Digest, digestOf } from "../core/base/digest.ts";
import type { EvidenceErrorCode } from "../core/base/errors.ts";
import { parseStatement } from "../core/evidence/statement.ts";
import type { SubmissionStatement } from "../core/evidence/types.ts";
import { openPackage, type OpenedPackage } from "../core/seal/open.ts";
import type { InvestigatorIdentity } from "../core/seal/identity.ts";
import type { TrustPolicy } from "../core/verify/policy.ts";
import { verifyReceipt } from "../core/verify/receipt.ts";
import { failed, passed, type VerificationCheck, type VerificationReport } from "../core/verify/report.ts";
import type { ReceiptAnswer } from "../core/evidence/types.ts";
import type { Failure, ListedPackage } from "./ports.ts";
import { type ShownReport, shownReport } from "./shown-report.ts";

/** What the console holds to be true before it looks at a report. */
export interface Anchors {
  readonly organisation: string;
  /** Fingerprint of the root key that the build pins. */
  readonly directoryRoot: string;
  readonly directory: { readonly digest: Digest; readonly version: number; readonly expired: boolean };
  readonly recoveryRecipient: string;
  /** Recipients of everyone that the directory lists. */
  readonly recipients: readonly string[];
  /** Log key and timestamp roots of the directory. */
  readonly policy: TrustPolicy;
}

export interface ExaminationInput {
  /** The server's row: what its list, and the log, say of this package. */
  readonly listed: ListedPackage;
  readonly package: Uint8Array<ArrayBuffer>;
  readonly summary: Uint8Array<ArrayBuffer>;
  readonly statement: Uint8Array<ArrayBuffer>;
  /** A failure where the server gave no receipt: then it is not checked, and nothing is called verified. */
  readonly receipt: ReceiptAnswer | Failure;
  readonly anchors: Anchors;
}

export type Examination =
  | { readonly state: "shown"; readonly report: VerificationReport; readonly content: ShownReport }
  | {
      readonly state: "refused";
      readonly report: VerificationReport;
      readonly code: EvidenceErrorCode;
      /** What was being checked. */
      readonly claim: string;
      readonly detail: string;
    };

/** Never throws on what a server or a reporter sent. */
export async function examine(
  input: ExaminationInput,
  identity: Pick<InvestigatorIdentity, "ageIdentity" | "recipient">,
): Promise<Examination> {
  const outer = await checkOuter(input);
  const broken = outer.checks.find((check) => check.status === "failed");
  if (outer.statement === null || broken !== undefined) return refused(outer.checks);
  const opened = await openPackage(input.package, {
    identities: [identity.ageIdentity],
    summary: input.summary,
    statement: outer.statement,
  });
  if (!opened.ok) {
    return refused([...outer.checks, failed("content", opened.error.code, opened.error.message)]);
  }
  const inner = checkOpened(opened.value, input.anchors, identity.recipient);
  const receipt = await checkReceipt(input, outer.statement);
  const checks = [...outer.checks, ...inner, ...receipt.checks];
  if (checks.some((check) => check.status === "failed")) return refused(checks);
  const verified = receipt.outcome === "verified" && !input.anchors.directory.expired;
  const report: VerificationReport = { outcome: verified ? "verified" : "consistent", checks };
  return { state: "shown", report, content: await shownReport(opened.value) };
}

/** What can be checked without a key: that the server sent what its list and the statement name. */
async function checkOuter(input: ExaminationInput) {
  const { listed, anchors } = input;
  const [packageDigest, summaryDigest] = await Promise.all([
    digestOf(input.package),
    digestOf(input.summary),
  ]);
  const parsed = parseStatement(input.statement);
  const checks = [
    directoryCheck(anchors),
    equal("package-digest", packageDigest, listed.package),
    equal("summary-digest", summaryDigest, listed.summary),
    parsed.ok
      ? statementCheck(parsed.value, listed, anchors)
      : failed("statement", parsed.error.code, parsed.error.message),
  ];
  return { statement: parsed.ok ? parsed.value : null, checks };
}

function directoryCheck({ directory, directoryRoot }: Anchors): VerificationCheck {
  const detail = `version ${directory.version}, ${directory.digest}`;
  if (!directory.expired) return passed("directory", detail, directoryRoot);
  const code = "DIRECTORY_EXPIRED";
  return { claim: "directory", status: "not-checked", anchor: directoryRoot, code, detail };
}

function statementCheck(
  statement: SubmissionStatement,
  listed: ListedPackage,
  { organisation }: Anchors,
): VerificationCheck {
  if (statement.organisation !== organisation)
    return failed("statement", "STATEMENT_INVALID", "it names another organisation");
  if (statement.package !== listed.package)
    return failed("statement", "DIGEST_MISMATCH", "it names another package");
  if (statement.summary !== listed.summary)
    return failed("statement", "DIGEST_MISMATCH", "it names another summary");
  return passed("statement", statement.commitment);
}

/** openPackage has passed all of docs/package-format.md section 11: these say so, one by one, and add who could read it. */
function checkOpened(opened: OpenedPackage, anchors: Anchors, recipient: string): VerificationCheck[] {
  return [
    passed("content", opened.packageDigest),
    passed("summary", "the sealed summary is the one that the list showed"),
    passed("commitment", opened.commitment),
    passed("device", opened.signature.principal),
    organisationCheck(opened, anchors),
    recipientsCheck(opened, anchors, recipient),
  ];
}

function organisationCheck({ context }: OpenedPackage, anchors: Anchors): VerificationCheck {
  if (context.organisation !== anchors.organisation)
    return failed("context", "STATEMENT_INVALID", "it was sealed for another organisation");
  const seen = context.directory;
  if (seen?.digest === anchors.directory.digest) return passed("context", "sealed under this directory");
  const detail =
    seen === null ? "sealed without a directory" : `sealed under directory version ${seen.version}`;
  return { claim: "context", status: "not-checked", anchor: null, code: null, detail };
}

/** Who the reporter's device sealed to. Another list than one's own key in it means that someone sealed it again. */
function recipientsCheck({ context }: OpenedPackage, anchors: Anchors, recipient: string): VerificationCheck {
  if (!context.recipients.includes(recipient))
    return failed(
      "recipients",
      "NOT_A_RECIPIENT",
      "the reporter did not seal this to your key: someone sealed it again",
    );
  const known = new Set([anchors.recoveryRecipient, ...anchors.recipients]);
  const strangers = context.recipients.filter((one) => !known.has(one)).length;
  const detail = `${context.recipients.length} keys, ${strangers} of them not in this directory`;
  if (strangers === 0) return passed("recipients", detail, anchors.directoryRoot);
  return { claim: "recipients", status: "not-checked", anchor: anchors.directoryRoot, code: null, detail };
}

async function checkReceipt(
  { receipt, listed, anchors }: ExaminationInput,
  statement: SubmissionStatement,
): Promise<VerificationReport> {
  if ("code" in receipt) {
    const { code, detail } = receipt;
    const check = { claim: "receipt", status: "not-checked", anchor: null, code, detail } as const;
    return { outcome: "consistent", checks: [check] };
  }
  return verifyReceipt(receipt, { statement, packageDigest: listed.package, policy: anchors.policy });
}

function equal(claim: string, got: Digest, wanted: Digest): VerificationCheck {
  return got === wanted
    ? passed(claim, got, null)
    : failed(claim, "DIGEST_MISMATCH", `expected ${wanted}, got ${got}`);
}

function refused(checks: readonly VerificationCheck[]): Examination {
  const first = checks.find((check) => check.status === "failed");
  if (first === undefined) throw new TypeError("refused without a reason");
  return {
    state: "refused",
    report: { outcome: "not-verified", checks: [...checks] },
    code: first.code ?? "INPUT_INVALID",
    claim: first.claim,
    detail: first.detail,
  };
}
