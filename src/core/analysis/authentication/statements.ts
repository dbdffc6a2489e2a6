/** The three statements of every message (DESIGN, section 5): never one score, and no more than the octets show. */
import type { AuthenticationStatement, Statements } from "../../evidence/types.ts";
import type { AnalyseOptions, AuthenticationResult, DkimResult, Hop } from "../types.ts";

/** RFC 8301, section 3.2: shorter RSA keys are not considered valid. */
const MIN_RSA_BITS = 1024;
/** A header may hold hundreds of signatures; more reasons tell nothing new. */
const MAX_REASONS = 100;

export interface StatementEvidence {
  readonly options: Pick<AnalyseOptions, "provenance" | "capture" | "handedOver">;
  readonly dkim: readonly DkimResult[];
  readonly authentication: readonly AuthenticationResult[];
  readonly hops: readonly Hop[];
  readonly fromCount: number;
}

/**
 * Reasons are stable codes, followed after a space by what they are about:
 * "signed-by example.com", "key-source dns", "signature-1 from-not-signed" (signatures counted from 1, top to bottom).
 */
export function makeStatements(evidence: StatementEvidence): Statements {
  const { provenance, capture } = evidence.options;
  const { statement, reasons } = authenticationStatement(evidence);
  return {
    provenance,
    capture,
    authentication: statement,
    reasons: [...originOf(evidence.options), ...reasons],
  };
}

function originOf({ provenance, handedOver }: StatementEvidence["options"]): readonly string[] {
  if (provenance === "supplied-file") return ["supplied-file-nothing-trusted"];
  return handedOver === true ? ["handed-over-nothing-trusted"] : [];
}

interface Outcome {
  readonly statement: AuthenticationStatement;
  readonly reasons: readonly string[];
}

function authenticationStatement(evidence: StatementEvidence): Outcome {
  const { dkim } = evidence;
  if (dkim.length === 0) return { statement: "none", reasons: ["no-dkim-signature"] };
  const lacking = dkim.map((signature) => [
    ...shortcomings(signature, evidence.fromCount),
    ...(expiredAtDelivery(signature, evidence.hops) ? ["expired-at-delivery"] : []),
  ]);
  const signed = dkim.find((_, i) => lacking[i]?.length === 0);
  if (signed !== undefined) return { statement: "signed", reasons: signedReasons(signed) };
  const reasons = lacking.flatMap((codes, i) => codes.map((code) => `signature-${i + 1} ${code}`));
  const told = reasons.slice(0, MAX_REASONS);
  if (dkim.some((signature) => signature.bodyHash === "match")) {
    return { statement: "body-fits", reasons: ["body-hash-forgeable-by-anyone", ...told] };
  }
  if (dkim.every((signature) => signature.bodyHash === "error")) {
    return { statement: "none", reasons: ["no-readable-dkim-signature", ...told] };
  }
  return mismatch(evidence, told);
}

/** Delivered after x=: an old signed mail can be sent again by anyone who has it (RFC 6376, sections 3.5 and 8.6). */
export function expiredAtDelivery(signature: DkimResult, hops: readonly Hop[]): boolean {
  const delivered = hops[0]?.receivedAt ?? null;
  return signature.expiresAt !== null && delivered !== null && delivered > signature.expiresAt;
}

/** What keeps a signature from raising the statement, each condition of DESIGN section 5 by itself. */
export function shortcomings(signature: DkimResult, fromCount: number): string[] {
  const codes: string[] = [];
  if (signature.bodyHash !== "match") codes.push(`body-hash-${signature.bodyHash}`);
  if (signature.signature !== "pass") codes.push(`signature-${signature.signature}`);
  if (fromCount !== 1) codes.push(fromCount === 0 ? "from-missing" : "from-not-unique");
  if (!signature.signedFields.includes("from")) codes.push("from-not-signed");
  if (!signature.aligned) codes.push("domain-not-aligned");
  if ((signature.unsignedOctets ?? 0) > 0) codes.push("body-beyond-length");
  if ((signature.key?.bits ?? MIN_RSA_BITS) < MIN_RSA_BITS) codes.push("key-too-short");
  // RFC 8301, section 3.1: rsa-sha1 counts as no signature; it is computed for old mail only.
  if (signature.algorithm === "rsa-sha1") codes.push("sha1-historic");
  // RFC 6376, section 3.6.1: with t=y in the key the mail counts as unsigned.
  if (signature.defects.includes("key-testing")) codes.push("key-testing");
  return codes;
}

function signedReasons(signature: DkimResult): string[] {
  const reasons = [`signed-by ${signature.domain}`, `selector ${signature.selector}`];
  if (signature.key !== null) {
    reasons.push(
      `key-source ${signature.key.source}`,
      `key-seen-at ${new Date(signature.key.at).toISOString()}`,
    );
  }
  return reasons;
}

/** A mismatch is explained where the reporter's own server passed that signature and is one that rewrites mail. */
function mismatch(evidence: StatementEvidence, reasons: readonly string[]): Outcome {
  const passed = evidence.authentication.some(
    (result) =>
      result.trusted === true &&
      result.method === "dkim" &&
      result.result === "pass" &&
      evidence.dkim.some((signature) => isOf(signature, result)),
  );
  const microsoft = isMicrosoftMailbox(evidence.hops);
  if (passed && microsoft && evidence.hops[0]?.trusted === true) {
    return {
      statement: "mismatch-explained",
      reasons: ["server-passed-dkim", "mailbox-rewrites-mail", ...reasons],
    };
  }
  // Said for a supplied file too, as what it claims: it raises nothing.
  return { statement: "mismatch", reasons: microsoft ? ["microsoft-mailbox-claimed", ...reasons] : reasons };
}

/** The server's "pass" has to be for this signature: another domain's explains nothing about it. */
function isOf(signature: DkimResult, { properties }: AuthenticationResult): boolean {
  const domain = (properties["header.d"] ?? properties["header.i"]?.replace(/^.*@/, ""))?.toLowerCase();
  if (domain === undefined || signature.domain === null) return false;
  return domain === signature.domain || domain.endsWith(`.${signature.domain}`);
}

function isMicrosoftMailbox(hops: readonly Hop[]): boolean {
  return /\.(?:outlook\.com|office365\.com|exchangelabs\.com)$/i.test(hops[0]?.by ?? "");
}
