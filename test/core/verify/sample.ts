/** A sealed report with its receipt, log and timestamp, and the policy that verifies them. */
import { fromUtf8, toBase64, utf8 } from "../../../src/core/base/bytes.ts";
import { canonicalJson } from "../../../src/core/base/canonical-json.ts";
import type { Digest } from "../../../src/core/base/digest.ts";
import { parseStatement } from "../../../src/core/evidence/statement.ts";
import type { SubmissionStatement } from "../../../src/core/evidence/types.ts";
import { entryOctets } from "../../../src/core/log/entry.ts";
import { type SealedPackage, sealPackage } from "../../../src/core/seal/seal.ts";
import { makeAcknowledgement, signAcknowledgement } from "../../../src/core/seal/custody.ts";
import { ed25519Signer, fingerprintOf, publicKeyLine } from "../../../src/core/seal/sshsig.ts";
import type { TimestampAuthority } from "../../../src/core/timestamp/authority.ts";
import type { TrustPolicy } from "../../../src/core/verify/policy.ts";
import type { ReceiptEvidence } from "../../../src/core/verify/receipt.ts";
import type { VerificationReport } from "../../../src/core/verify/report.ts";
import { identityToRecipient } from "age-encryption";
import { entryNumber, sampleLog, type SampleLog, seedOf } from "../log/sample.ts";
import { IDENTITY, sampleContext, sampleInput, sampleOptions, signer } from "../seal/sample.ts";
import { builtIn, stamp } from "../timestamp/sample.ts";

/** The sample package is sealed for the organisation "demo". */
export const LOG_ORIGIN = "intake.example/v1/demo/log";
export const DEVICE = fingerprintOf(publicKeyLine(signer));
export const INVESTIGATOR = ed25519Signer(seedOf(40));

export interface Scene {
  readonly sealed: SealedPackage;
  readonly statement: SubmissionStatement;
  readonly entry: string;
  readonly log: SampleLog;
  readonly authority: TimestampAuthority;
  readonly receipt: ReceiptEvidence;
  readonly policy: TrustPolicy;
}

export const NO_ANCHORS: TrustPolicy = { v: 1, logs: [], timestampRoots: [], directoryRoots: [] };

/** @param checkpoint - The head of the log that the reporter's client had seen. */
export async function makeScene(checkpoint: string | null = null): Promise<Scene> {
  const recipients = [await identityToRecipient(IDENTITY)];
  const context = sampleContext(recipients, { checkpoint });
  const sealed = await sealPackage(sampleInput(recipients, { context }), sampleOptions(recipients));
  const parsed = parseStatement(sealed.statement);
  if (!parsed.ok) throw parsed.error;
  const { package: packageDigest, summary, commitment } = parsed.value;
  const entry = entryOctets({ v: 1, type: "package", package: packageDigest, summary, commitment });
  const log = sampleLog(
    [entryNumber(0), entryNumber(1), entry, entryNumber(3), entryNumber(4)],
    1,
    LOG_ORIGIN,
  );
  const authority = await builtIn();
  const token = await stamp(authority, sealed.package);
  const entryText = fromUtf8(entry) as string;
  return {
    sealed,
    log,
    authority,
    statement: parsed.value,
    entry: entryText,
    receipt: { entry: entryText, proof: log.proof(2), timestamp: toBase64(token), opened: null },
    policy: {
      v: 1,
      logs: [{ origin: LOG_ORIGIN, key: log.signer.vkey }],
      timestampRoots: [authority.rootPem],
      directoryRoots: [],
    },
  };
}

/** opened.json as the intake gives it. */
export async function openedBy(packageDigest: Digest, by = INVESTIGATOR): Promise<string> {
  const acknowledgement = {
    v: 1,
    type: "opened",
    package: packageDigest,
    at: 1_795_000_100_000,
    nonce: toBase64(seedOf(7)),
    tool: "zegel-console/0.1.0",
  } as const;
  makeAcknowledgement(acknowledgement);
  const signed = await signAcknowledgement(acknowledgement, by);
  return fromUtf8(canonicalJson({ acknowledgement: signed.text, signature: signed.signature })) as string;
}

/** Status or code of a claim: "passed", "not-checked", "PROOF_MISMATCH"; undefined where it was not made. */
export function verdict(report: VerificationReport, claim: string): string | undefined {
  const check = report.checks.find((one) => one.claim === claim);
  return check?.status === "failed" ? (check.code as string) : check?.status;
}

/** The codes of all that failed. */
export function failures(report: VerificationReport): string[] {
  return report.checks.flatMap(({ status, claim, code }) =>
    status === "failed" ? [`${claim} ${code}`] : [],
  );
}

export function policyOctets(value: unknown): Uint8Array {
  return utf8(JSON.stringify(value));
}
