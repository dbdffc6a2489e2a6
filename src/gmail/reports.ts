/**
 * From a click to a verified receipt, within the time that Google gives. Where it takes longer the work goes on by itself:
 * the answer says "NOT yet sent", and the same ticket asks again.
 */
import { EvidenceError, type EvidenceErrorCode } from "../core/base/errors.ts";
import type { ReceiptAnswer } from "../core/evidence/types.ts";
import type { AcquiredMails } from "../workflow/acquire-mails.ts";
import type { Insight } from "../workflow/engine-port.ts";
import type { KeptReport, ReportToSeal, Sealer } from "../sealer/ports.ts";
import type { Deadline, Turns } from "./turns.ts";

export type ReportOutcome =
  | {
      readonly kind: "sent";
      readonly kept: KeptReport & { readonly answer: ReceiptAnswer };
      readonly insights: readonly Insight[];
    }
  /** Sealed and on disk; it is sent by itself as soon as that works. */
  | { readonly kind: "waiting"; readonly kept: KeptReport }
  /** Sealed and on disk; the intake does not take it. */
  | { readonly kind: "refused"; readonly kept: KeptReport }
  /** Still being fetched and sealed. */
  | { readonly kind: "working" }
  /** Nothing was sealed. */
  | { readonly kind: "failed"; readonly code: EvidenceErrorCode };

export interface FetchedMails extends AcquiredMails {
  /** Survives a restart beside the sealed report. Holds nothing of the mails. */
  readonly note: ReportNote;
}

export interface ReportNote {
  /** The conversation's other mails are not in it: Gmail did not say which they are. */
  readonly restMissed: boolean;
}

export interface ReportWork {
  /** What makes two clicks one report. */
  readonly key: string;
  /** Fetches the mails. Rejects where none can be had. */
  readonly acquire: () => Promise<FetchedMails>;
  readonly about: Omit<ReportToSeal, "key" | "sources" | "missed" | "note">;
  /** Whose turn it has to wait for. */
  readonly turns: Turns;
}

export interface Reports {
  /** Begins it, or joins the one with the same key, under way or sealed before. Never rejects. */
  report(work: ReportWork, deadline: Deadline): Promise<ReportOutcome>;
  /** Sends what was sealed once more; null where there is nothing under this key. Never rejects. */
  again(key: string, deadline: Deadline): Promise<ReportOutcome | null>;
  /** Resolves when nothing is fetched or sealed any more. */
  idle(): Promise<void>;
}

interface Sealed {
  readonly kept: KeptReport;
  readonly insights: readonly Insight[];
}

export function makeReports(sealer: Sealer): Reports {
  const underWay = new Map<string, Promise<Sealed>>();
  return { report, again, idle };

  async function report(work: ReportWork, deadline: Deadline): Promise<ReportOutcome> {
    return settled(async () => {
      const kept = await sealer.find(work.key);
      // While that was asked, another click may have begun.
      return finish(underWay.get(work.key) ?? sealedBefore(kept) ?? begin(work), deadline);
    });
  }

  async function again(key: string, deadline: Deadline): Promise<ReportOutcome | null> {
    return settled(async () => {
      const kept = await sealer.find(key);
      const known = underWay.get(key) ?? sealedBefore(kept);
      return known === null ? null : finish(known, deadline);
    });
  }

  function sealedBefore(kept: KeptReport | null): Promise<Sealed> | null {
    return kept === null ? null : Promise.resolve({ kept, insights: [] });
  }

  function begin(work: ReportWork): Promise<Sealed> {
    const started = work.turns.take(() => seal(work));
    underWay.set(work.key, started);
    const over = () => void underWay.delete(work.key);
    started.then(over, over);
    return started;
  }

  async function seal({ key, acquire, about }: ReportWork): Promise<Sealed> {
    const kept = await sealer.seal({ ...about, ...(await acquire()), key });
    return { kept, insights: kept.insights };
  }

  async function finish(sealing: Promise<Sealed>, deadline: Deadline): Promise<ReportOutcome> {
    const sealed = await deadline.within(sealing);
    if (sealed === null) return { kind: "working" };
    const { packageDigest } = sealed.kept;
    // No signal: that would stop it for good, and it is to go on.
    if (sealed.kept.answer === null) await deadline.within(sealer.send(packageDigest)).catch(() => undefined);
    const kept = (await sealer.get(packageDigest)) ?? sealed.kept;
    const { answer } = kept;
    if (kept.state === "sent" && answer !== null)
      return { kind: "sent", kept: { ...kept, answer }, insights: sealed.insights };
    return { kind: kept.state === "refused" ? "refused" : "waiting", kept };
  }

  async function idle(): Promise<void> {
    await Promise.allSettled([...underWay.values()]);
  }
}

async function settled<T extends ReportOutcome | null>(work: () => Promise<T>): Promise<T | ReportOutcome> {
  try {
    return await work();
  } catch (cause) {
    return { kind: "failed", code: failureCode(cause) };
  }
}

/** Those of the workflow; a bug is an error of the server's. */
function failureCode(cause: unknown): EvidenceErrorCode {
  return cause instanceof EvidenceError ? cause.code : "SERVER_ERROR";
}
