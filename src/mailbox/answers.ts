/**
 * Answers to those who forwarded: the receipt once it verified, one word before it where that takes long. What is still to
 * be said lies in the sealer's notes, so that a crash repeats an answer at most, and then with the same Message-ID.
 */
import type { Digest } from "../core/base/digest.ts";
import type { KeptReport, Sealer } from "../sealer/ports.ts";
import { answerMail } from "./answer-mail.ts";
import type { AnswerKind } from "./answer-id.ts";
import { type AnswerNote, readNote } from "./answer-note.ts";
import { answerText } from "./answer-text.ts";
import type { AnswersConfig, ResolvedMailboxConfig } from "./config.ts";
import type { MailboxLog } from "./log.ts";
import { type HourlyLimit, hourlyLimit } from "./rate.ts";
import type { AnswerRelay, RelayOutcome } from "./relay.ts";

export interface AnswersDeps {
  readonly sealer: Pick<Sealer, "get" | "list" | "setNote" | "receiptFile" | "directory" | "onSent">;
  readonly relay: AnswerRelay;
  readonly config: Pick<ResolvedMailboxConfig, "hostname" | "reportPage" | "limits">;
  readonly answers: AnswersConfig;
  readonly now: () => number;
  readonly log: MailboxLog;
}

export interface Answers {
  /** A report was sealed: from now on it is looked after. */
  add(report: KeptReport): void;
  /** Takes up what an earlier process left. */
  start(): Promise<void>;
  /** Waits for what is being sent. */
  close(): Promise<void>;
}

const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 3_600_000;
/** Timers beyond this fire at once. */
const LONGEST_TIMER_MS = 86_400_000;

interface Waiting {
  attempts: number;
  timer: NodeJS.Timeout | null;
  running: Promise<void> | null;
  /** Something came while it ran. */
  again: boolean;
}

export function createAnswers(deps: AnswersDeps): Answers {
  const { sealer, now, log, answers } = deps;
  const limit = hourlyLimit(deps.config.limits.answersPerSenderPerHour, now);
  const waiting = new Map<Digest, Waiting>();
  let closed = false;
  sealer.onSent((report) => {
    if (readNote(report.note) !== null) wake(report.packageDigest, 0);
  });

  return {
    add: (report) => {
      if (readNote(report.note) !== null) wake(report.packageDigest, firstDelay(report));
    },
    start: async () => {
      for (const report of await sealer.list())
        if (readNote(report.note) !== null) wake(report.packageDigest, firstDelay(report));
    },
    close: async () => {
      closed = true;
      for (const { timer } of waiting.values()) if (timer !== null) clearTimeout(timer);
      await Promise.all([...waiting.values()].map(({ running }) => running));
    },
  };

  /** At once where there is a receipt already; else when it is time for the interim answer. */
  function firstDelay({ state, sealedAt, answer }: KeptReport): number {
    if (state === "sent" && answer !== null) return 0;
    return Math.max(0, sealedAt + answers.interimAfterMs - now());
  }

  function wake(digest: Digest, delayMs: number): void {
    if (closed) return;
    const one = waiting.get(digest) ?? { attempts: 0, timer: null, running: null, again: false };
    waiting.set(digest, one);
    if (one.running !== null) {
      one.again = true;
      return;
    }
    if (one.timer !== null) clearTimeout(one.timer);
    one.timer = setTimeout(() => run(digest, one), Math.min(delayMs, LONGEST_TIMER_MS));
  }

  function run(digest: Digest, one: Waiting): void {
    one.timer = null;
    one.running = step(digest, one)
      .catch((failure: unknown) => {
        log.warn("answer-failed", failure);
        one.attempts++;
        return retryMs(one.attempts);
      })
      .then((nextMs) => {
        one.running = null;
        const again = one.again;
        one.again = false;
        if (again) wake(digest, 0);
        else if (nextMs === null) waiting.delete(digest);
        else wake(digest, nextMs);
      });
  }

  /** @returns Milliseconds until it should be looked at again; null: nothing more by a timer. */
  async function step(digest: Digest, one: Waiting): Promise<number | null> {
    const report = await sealer.get(digest);
    const note = readNote(report?.note);
    if (report === null || note === null) return null;
    const kind = dueKind(report, note);
    if (kind === null) return note.interimSent ? null : Math.max(1, firstDelay(report));
    const waitMs = limit.take(note.to);
    if (waitMs > 0) return waitMs;
    const outcome = await deps.relay.send(await compose(deps, kind, report, note));
    return settle(outcome, kind, report, note, one);
  }

  function dueKind(report: KeptReport, note: AnswerNote): AnswerKind | null {
    if (report.state === "sent" && report.answer !== null) return "receipt";
    return !note.interimSent && firstDelay(report) === 0 ? "interim" : null;
  }

  async function settle(
    outcome: RelayOutcome,
    kind: AnswerKind,
    report: KeptReport,
    note: AnswerNote,
    one: Waiting,
  ): Promise<number | null> {
    const { packageDigest } = report;
    if (outcome.kind === "later") {
      if (now() - report.sealedAt < answers.giveUpAfterMs) {
        log.warn("answer-postponed", outcome.failure);
        return retryMs(++one.attempts);
      }
      log.warn("answer-given-up", outcome.failure);
    } else if (outcome.kind === "refused") log.warn("answer-refused", outcome.failure);
    else log.info("answered", { kind });
    one.attempts = 0;
    // An interim answer that nobody takes leaves the receipt its chance.
    await sealer.setNote(packageDigest, kind === "receipt" ? null : { ...note, interimSent: true });
    // It may have been sent meanwhile: onSent came while this ran, or before the note was there.
    const report2 = kind === "interim" ? await sealer.get(packageDigest) : null;
    return report2?.state === "sent" ? 0 : null;
  }
}

async function compose(deps: AnswersDeps, kind: AnswerKind, report: KeptReport, note: AnswerNote) {
  const { sealer, config, answers } = deps;
  const { reference, packageDigest, language } = report;
  const receiptName = `receipt-${reference}.zip`;
  const directory = await sealer.directory().then(
    (reading) => reading.directory,
    () => null,
  );
  const text = await answerText({
    kind,
    report,
    note,
    directory,
    reportPage: config.reportPage,
    replyTo: answers.replyTo,
    receiptName,
  });
  const receipt = kind === "receipt" ? await sealer.receiptFile(packageDigest, language) : null;
  return answerMail({ kind, report, note, text, receipt, receiptName, answers, hostname: config.hostname });
}

function retryMs(attempts: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(16, Math.max(0, attempts - 1)));
}

export type { HourlyLimit };
