/** One submission from the outbox to a verified receipt. The outbox is the truth: every step is stored before it counts. */
import type { Digest } from "../core/base/digest.ts";
import { EvidenceError, type EvidenceErrorCode } from "../core/base/errors.ts";
import type { DirectoryReading } from "../core/evidence/directory.ts";
import type { CheckedReceipt, EvidenceEngine } from "./engine-port.ts";
import type {
  Clock,
  ExclusiveRun,
  IntakeClient,
  Outbox,
  OutboxEntry,
  ReceiptAnswer,
  SealedSubmission,
  SeenCheckpoint,
  TrustMemory,
} from "./ports.ts";

export interface SendPorts {
  readonly client: Pick<IntakeClient, "submit">;
  /** Tells whether two heads of the log are one history. */
  readonly history: Pick<IntakeClient, "continues">;
  readonly engine: Pick<EvidenceEngine, "checkReceipt">;
  readonly memory: Pick<TrustMemory, "checkpoint" | "rememberCheckpoint">;
  readonly clock: Clock;
  readonly exclusive: ExclusiveRun;
  /** Anchors for the receipt: a directory that verified against the build's pinned root. */
  readonly directory: () => Promise<DirectoryReading>;
  /** Fingerprint of that root. */
  readonly directoryRoot: string;
}

export interface SendOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
  /** The server answered; nothing is verified yet. */
  readonly onAnswer?: () => void;
}

export type SendOutcome =
  | { readonly kind: "sent"; readonly answer: ReceiptAnswer; readonly timestampedAt: number | null }
  | { readonly kind: "postponed"; readonly code: EvidenceErrorCode; readonly nextAttemptAt: number }
  | { readonly kind: "refused"; readonly code: EvidenceErrorCode }
  | { readonly kind: "stopped" }
  /** Another tab is sending it. */
  | { readonly kind: "busy" }
  | { readonly kind: "gone" };

const FIRST_DELAY_MS = 30_000;
const LONGEST_DELAY_MS = 3_600_000;

/** @returns Milliseconds to wait after the nth failed attempt: doubling from half a minute to an hour. */
export function backOffMs(attempts: number): number {
  if (!Number.isFinite(attempts)) return LONGEST_DELAY_MS;
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(16, Math.max(0, attempts - 1)));
}

/** Failures after which the same submission may go through: the network, the server's day, an expired sign-in. */
const PASSING: readonly EvidenceErrorCode[] = [
  "NETWORK_UNREACHABLE",
  "SERVER_ERROR",
  "RATE_LIMITED",
  "STORAGE_FULL",
  // Somebody signs in, or the server forgets a bad moment; until then it lies here, and the delays grow.
  "UNAUTHORISED",
  "SIGN_IN_NEEDED",
  "SIGN_IN_FAILED",
  // Not by the reporter, whose stop comes by the signal: a window that was closed.
  "CANCELLED",
  // A hotel's sign-in page answers 200 too.
  "RESPONSE_INVALID",
];

/** Sends one submission; never two of the same at a time, in however many tabs. */
export async function sendOne(
  ports: SendPorts,
  outbox: Outbox,
  packageDigest: Digest,
  options: SendOptions = {},
): Promise<SendOutcome> {
  let outcome: SendOutcome = { kind: "busy" };
  await ports.exclusive.tryRun(`zegel-send-${packageDigest}`, async () => {
    outcome = await sendAlone(ports, outbox, packageDigest, options);
  });
  return outcome;
}

async function sendAlone(
  ports: SendPorts,
  outbox: Outbox,
  packageDigest: Digest,
  options: SendOptions,
): Promise<SendOutcome> {
  // Read under the lock: another tab may have sent it a moment ago.
  const entry = (await outbox.list()).find((one) => one.packageDigest === packageDigest);
  if (entry?.state === "sent" && entry.answer !== null) return sentBefore(ports, entry, entry.answer);
  const submission = entry === undefined ? null : await outbox.load(packageDigest);
  if (entry === undefined || submission === null) return { kind: "gone" };
  const attempts = entry.attempts + 1;
  await outbox.update(packageDigest, { state: "sending", automatic: true, attempts });
  try {
    return await submitAndCheck(ports, outbox, entry, submission, options);
  } catch (cause) {
    return await settleFailure(
      ports,
      outbox,
      { ...entry, attempts },
      cause,
      options.signal?.aborted === true,
    );
  }
}

/** Only a verified answer was ever stored; checked again for the time alone, which a failure cannot take back. */
async function sentBefore(ports: SendPorts, entry: OutboxEntry, answer: ReceiptAnswer): Promise<SendOutcome> {
  const checked = await checkAnswer(ports, entry, entry.statement, answer).catch(() => null);
  return { kind: "sent", answer, timestampedAt: checked?.verified ? checked.timestampedAt : null };
}

async function submitAndCheck(
  ports: SendPorts,
  outbox: Outbox,
  entry: OutboxEntry,
  submission: SealedSubmission,
  options: SendOptions,
): Promise<SendOutcome> {
  const answer = await ports.client.submit(
    submission,
    (fraction) => options.onProgress?.(fraction),
    options.signal,
    entry.confidential === true ? { confidential: true } : {},
  );
  options.onAnswer?.();
  const checked = await checkAnswer(ports, entry, submission.statement, answer);
  if (!checked.verified) {
    await outbox.update(entry.packageDigest, { state: "refused", lastError: checked.code });
    return { kind: "refused", code: checked.code };
  }
  await outbox.update(entry.packageDigest, { state: "sent", answer, lastError: null });
  return { kind: "sent", answer, timestampedAt: checked.timestampedAt };
}

/**
 * The receipt against the directory's anchors, then against what this device has seen of the log: another root for
 * a size that was seen, or a place among entries that were there before sealing, is another history.
 *
 * A confidential report is compared with nothing that the device would have to ask for, and leaves no head behind: the
 * question, or the head in the next report's context, would join it to the reports that this device made by name.
 */
export async function checkAnswer(
  ports: Pick<SendPorts, "engine" | "memory" | "directory" | "directoryRoot" | "history">,
  entry: Pick<OutboxEntry, "packageDigest" | "logSizeAtSealing" | "confidential">,
  statement: Uint8Array<ArrayBuffer>,
  answer: ReceiptAnswer,
): Promise<CheckedReceipt> {
  const directory = await ports.directory();
  const { packageDigest } = entry;
  const { directoryRoot } = ports;
  const checked = await ports.engine.checkReceipt({
    answer,
    statement,
    packageDigest,
    directory,
    directoryRoot,
  });
  if (!checked.verified) return checked;
  if (checked.index < entry.logSizeAtSealing) return { verified: false, code: "CONSISTENCY_FAILED" };
  const seen = await ports.memory.checkpoint().catch(() => null);
  if (entry.confidential === true)
    return isOtherRoot(seen, checked.checkpoint) ? { verified: false, code: "CONSISTENCY_FAILED" } : checked;
  if (seen !== null && !(await isOneHistory(ports, seen, checked.checkpoint, answer.readToken)))
    return { verified: false, code: "CONSISTENCY_FAILED" };
  if (seen === null || seen.origin !== checked.checkpoint.origin || seen.size < checked.checkpoint.size)
    await ports.memory.rememberCheckpoint(checked.checkpoint).catch(() => undefined);
  return checked;
}

/** What the device can tell by itself. */
function isOtherRoot(seen: SeenCheckpoint | null, now: SeenCheckpoint): boolean {
  return seen !== null && seen.origin === now.origin && seen.size === now.size && seen.root !== now.root;
}

/**
 * Whether the head that the receipt shows and the one that this device saw are of one log.
 *
 * @throws EvidenceError where the log cannot be read: the report is then not called sent, and tried again.
 */
async function isOneHistory(
  { history }: Pick<SendPorts, "history">,
  seen: SeenCheckpoint,
  now: SeenCheckpoint,
  readToken: string,
): Promise<boolean> {
  // A directory that was signed anew may name another log: nothing to compare.
  if (seen.origin !== now.origin) return true;
  if (seen.size === now.size) return seen.root === now.root;
  const [older, newer] = seen.size < now.size ? [seen, now] : [now, seen];
  return history.continues(older, newer, readToken);
}

async function settleFailure(
  ports: SendPorts,
  outbox: Outbox,
  entry: OutboxEntry,
  cause: unknown,
  aborted: boolean,
): Promise<SendOutcome> {
  if (aborted) {
    await outbox.update(entry.packageDigest, { state: "sealed", automatic: false, lastError: "CANCELLED" });
    return { kind: "stopped" };
  }
  const code = cause instanceof EvidenceError ? cause.code : "RESPONSE_INVALID";
  const passing = PASSING.includes(code) || (cause instanceof EvidenceError && cause.retry === "later");
  if (!passing) {
    await outbox.update(entry.packageDigest, { state: "refused", lastError: code });
    return { kind: "refused", code };
  }
  const nextAttemptAt = ports.clock.now() + backOffMs(entry.attempts);
  await outbox.update(entry.packageDigest, { state: "sealed", lastError: code, nextAttemptAt });
  return { kind: "postponed", code, nextAttemptAt };
}

/**
 * Sends what lies in the outbox and is due: at each start of the pane, and when a delay is over.
 * One after the other: a slow line is not helped by several uploads.
 *
 * @param ignoreDelay - At start, and when the network came back: the delays were made for a worse moment.
 * @param except - The report on the screen, which is sent from there.
 */
export async function resumeOutbox(
  ports: SendPorts,
  outbox: Outbox,
  options: {
    readonly ignoreDelay: boolean;
    readonly except?: (packageDigest: Digest) => boolean;
    readonly signal?: AbortSignal;
  },
): Promise<void> {
  for (const entry of await outbox.list()) {
    if (options.signal?.aborted) return;
    if (options.except?.(entry.packageDigest)) continue;
    if (isWaiting(entry) && (options.ignoreDelay || isDue(entry, ports.clock.now())))
      await sendOne(
        ports,
        outbox,
        entry.packageDigest,
        options.signal === undefined ? {} : { signal: options.signal },
      );
  }
}

/** "sending" at rest is what a closed pane leaves behind: the lock tells whether somebody still does. */
function isWaiting({ automatic, state }: OutboxEntry): boolean {
  return automatic && (state === "sealed" || state === "sending");
}

export function isDue(entry: OutboxEntry, now: number): boolean {
  return isWaiting(entry) && dueAt(entry.nextAttemptAt, now) <= now;
}

/**
 * When to try next. A time further away than any delay that is ever made was noted by a clock that ran ahead and was set
 * back since: it says nothing, and the report must not lie here until that day comes.
 *
 * @param nextAttemptAt - As noted; milliseconds since the Unix epoch, like `now`.
 * @returns A finite time of at most an hour from now.
 */
export function dueAt(nextAttemptAt: number, now: number): number {
  const isDelay = Number.isFinite(nextAttemptAt) && nextAttemptAt - now <= LONGEST_DELAY_MS;
  return isDelay ? nextAttemptAt : now;
}

const SIGN_IN: readonly (EvidenceErrorCode | null)[] = ["SIGN_IN_NEEDED", "SIGN_IN_FAILED", "UNAUTHORISED"];

/** Whether signing in may be all that it needs. Nothing of it is retried sooner for that: see `resumeOutbox`. */
export function waitsForSignIn(entry: OutboxEntry): boolean {
  return entry.confidential !== true && entry.state === "sealed" && SIGN_IN.includes(entry.lastError);
}
