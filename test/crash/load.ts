/** Clients that submit without pause, keep every answer, and try again what they got none for. */
import { utf8 } from "../../src/core/base/bytes.ts";
import { parseStatement } from "../../src/core/evidence/statement.ts";
import type { ReceiptAnswer } from "../../src/core/evidence/types.ts";
import { parseProof } from "../../src/core/log/proof.ts";
import type { TrustPolicy } from "../../src/core/verify/policy.ts";
import { verifyReceipt } from "../../src/core/verify/receipt.ts";
import { putSubmission, receiptFrom, type TestOrganisation, type TestSubmission } from "../intake/fixture.ts";

/** A submission whose receipt a client verified: it must never be lost. */
export interface Acknowledged {
  readonly submission: TestSubmission;
  readonly entry: Uint8Array;
  readonly index: number;
  /** The signed note in its proof. */
  readonly checkpoint: string;
  readonly readToken: string;
}

export interface Answer {
  readonly submission: TestSubmission;
  readonly receipt: ReceiptAnswer;
}

export interface Load {
  readonly answers: Answer[];
  /** Sent at least once without an answer. */
  readonly unanswered: TestSubmission[];
  /** Everything that was ever sent, by hex of the package digest. */
  readonly sent: Map<string, TestSubmission>;
  /** Requests that a kill cut off, or that found nobody. */
  cutOff: number;
  /** Answers that were neither a receipt nor a broken connection. */
  readonly unexpected: string[];
}

export function createLoad(): Load {
  return { answers: [], unanswered: [], sent: new Map(), cutOff: 0, unexpected: [] };
}

export interface ClientOptions {
  readonly url: string;
  readonly organisation: TestOrganisation;
  readonly next: () => TestSubmission;
}

/** Submits until the connection breaks. */
export async function runClient(load: Load, options: ClientOptions): Promise<void> {
  for (;;) {
    const submission = load.unanswered.pop() ?? options.next();
    load.sent.set(submission.hex, submission);
    const answer = await send(options, submission);
    if (answer === "broken") {
      load.unanswered.push(submission);
      load.cutOff++;
      return;
    }
    if (typeof answer === "string") load.unexpected.push(answer);
    else load.answers.push({ submission, receipt: answer });
  }
}

async function send(
  { url, organisation }: ClientOptions,
  submission: TestSubmission,
): Promise<ReceiptAnswer | "broken" | string> {
  try {
    const response = await putSubmission(url, organisation, submission);
    if (response.status === 200 || response.status === 201) return await receiptFrom(response);
    return `${response.status} ${await response.text()}`;
  } catch {
    // Refused, reset, or cut off in the middle of an answer.
    return "broken";
  }
}

/** What a client does before it shows success. @throws Error where the receipt does not verify: it should not exist. */
export async function verifyAnswer(
  { submission, receipt: answer }: Answer,
  policy: TrustPolicy,
): Promise<Acknowledged> {
  const statement = parseStatement(submission.statement);
  if (!statement.ok) throw statement.error;
  const report = await verifyReceipt(answer, {
    statement: statement.value,
    packageOctets: submission.package,
    policy,
  });
  const proof = parseProof(answer.proof);
  if (report.outcome !== "verified" || !proof.ok) throw new Error(`receipt: ${JSON.stringify(report)}`);
  const { index, checkpoint } = proof.value;
  return { submission, entry: utf8(answer.entry), index, checkpoint, readToken: answer.readToken };
}
