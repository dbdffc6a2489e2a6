/** Fetches one report and has it examined. Records the opening afterwards, and never instead of it. */
import { toBase64 } from "../core/base/bytes.ts";
import type { Digest } from "../core/base/digest.ts";
import { parseProof } from "../core/log/proof.ts";
import { signAcknowledgement, signCustodyEvent } from "../core/seal/custody.ts";
import type { ReceiptAnswer } from "../core/evidence/types.ts";
import type { Examination } from "./examine.ts";
import { failureOf } from "./failure.ts";
import type { SeenCheckpoint } from "./log-audit.ts";
import type { Failure, ListedPackage } from "./ports.ts";
import type { Session } from "./session.ts";

export interface FetchedReport {
  readonly listed: ListedPackage;
  readonly examination: Examination;
  /** As the server gave it: to be saved even where it is refused. */
  readonly ciphertext: Uint8Array<ArrayBuffer>;
  readonly receipt: ReceiptAnswer | Failure;
  /** Checkpoints of this log that others saw, to be compared with our own view of it. */
  readonly seen: readonly SeenCheckpoint[];
}

export type OpenStep =
  | { readonly step: "downloading"; readonly fraction: number }
  | { readonly step: "checking" };

/** @throws EvidenceError where the server does not give the package, its summary or its statement, or CANCELLED. */
export async function openReport(
  session: Pick<Session, "server" | "keys" | "anchors">,
  listed: ListedPackage,
  onStep: (step: OpenStep) => void,
  signal: AbortSignal,
): Promise<FetchedReport> {
  const { server, keys, anchors } = session;
  onStep({ step: "downloading", fraction: 0 });
  const [statement, summary, receipt] = await Promise.all([
    server.statement(listed.package),
    server.summary(listed.package),
    server.receipt(listed.package).catch(failureOf),
  ]);
  const ciphertext = await server.package(listed.package, {
    signal,
    onProgress: (octets) => onStep({ step: "downloading", fraction: octets / Math.max(1, listed.octets) }),
  });
  onStep({ step: "checking" });
  const examination = await keys.examine({
    listed,
    package: ciphertext,
    summary,
    statement,
    receipt,
    anchors,
  });
  signal.throwIfAborted();
  return {
    listed,
    examination,
    ciphertext,
    receipt,
    seen: checkpointsIn(listed.package, examination, receipt),
  };
}

function checkpointsIn(
  packageDigest: Digest,
  examination: Examination,
  receipt: ReceiptAnswer | Failure,
): SeenCheckpoint[] {
  const seen: SeenCheckpoint[] = [];
  const inBag = examination.state === "shown" ? examination.content.context.checkpoint : null;
  if (inBag !== null) seen.push({ package: packageDigest, source: "bag", note: inBag });
  const proof = "code" in receipt ? null : parseProof(receipt.proof);
  if (proof?.ok) seen.push({ package: packageDigest, source: "receipt", note: proof.value.checkpoint });
  return seen;
}

/** What became of a record: its log index, or why there is none. */
export type Recorded = { readonly index: number } | Failure | "not-asked";

export interface OpeningRecords {
  /** Self-declared: "this console decrypted the package for me". */
  readonly custody: Recorded;
  /** What the reporter sees at their link. */
  readonly acknowledgement: Recorded;
}

export interface RecordOptions {
  /** The investigator's choice: tell the reporter that their report was opened. */
  readonly tellReporter: boolean;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly random32: () => Uint8Array;
  /** Program and version. */
  readonly tool: string;
}

/** Signs and sends both records. A failure is an answer here, never an exception: reading must not depend on it. */
export async function recordOpening(
  { server, keys }: Pick<Session, "server" | "keys">,
  packageDigest: Digest,
  { tellReporter, at, random32, tool }: RecordOptions,
): Promise<OpeningRecords> {
  const common = () => ({ v: 1 as const, package: packageDigest, at, nonce: toBase64(random32()), tool });
  const [custody, acknowledgement] = await Promise.all([
    recorded(async () => {
      const event = { ...common(), class: "self-declared" as const, type: "decrypted" as const };
      return server.addCustody(packageDigest, await signCustodyEvent(event, keys.signer()));
    }),
    tellReporter
      ? recorded(async () => {
          const acknowledged = { ...common(), type: "opened" as const };
          return server.acknowledge(packageDigest, await signAcknowledgement(acknowledged, keys.signer()));
        })
      : ("not-asked" as const),
  ]);
  return { custody, acknowledgement };
}

async function recorded(send: () => Promise<number>): Promise<Recorded> {
  try {
    return { index: await send() };
  } catch (cause) {
    return failureOf(cause);
  }
}
