/** Acquire, seal, keep, send, verify: drives the states of report-state.ts. No clock, DOM or network of its own. */
import type { Digest } from "../core/base/digest.ts";
import { EvidenceError } from "../core/base/errors.ts";
import type { DirectoryReading } from "../core/evidence/directory.ts";
import type { AcquisitionRecord } from "../core/evidence/types.ts";
import { type AcquiredMails, acquireMails, type RequestedMail, reservedFor } from "./acquire-mails.ts";
import type {
  EvidenceEngine,
  ReaderChoice,
  ReportAnswers,
  SealedReport,
  SealRequest,
} from "./engine-port.ts";
import { codeOf } from "./failure-code.ts";
import { type KeyClient, type KeyFetch, startKeyFetch } from "./fetch-keys.ts";
import { outboxEntry } from "./outbox-entry.ts";
import type { ExtraFile, IntakeClient, Outbox, TrustMemory } from "./ports.ts";
import { nextState, type ReportEvent, type ReportState } from "./report-state.ts";
import { type SendOutcome, type SendPorts, sendOne } from "./send.ts";

export type { RequestedMail };

export interface ReportPorts extends Omit<SendPorts, "engine"> {
  readonly client: SendPorts["client"] & Pick<IntakeClient, "clockOffsetMs">;
  readonly engine: EvidenceEngine;
  readonly memory: SendPorts["memory"] & Pick<TrustMemory, "dnsSnapshot" | "rememberDnsSnapshot">;
  readonly outbox: Outbox;
  /** Takes what the device will not store; lasts as long as the pane. */
  readonly fallback: Outbox;
  readonly organisation: string;
  /** Left away: no keys are asked for, and signatures stay unchecked. */
  readonly keys?: KeyClient;
  readonly addIn: { readonly version: string; readonly build: string };
  /** IANA name of the device's zone. */
  readonly timeZone: () => string;
}

type Custodian = AcquisitionRecord["custodian"];

export interface ReportRequest {
  /** In the order in which they are sealed; one or more. */
  readonly mails: readonly RequestedMail[];
  readonly answers: ReportAnswers;
  /** Null: the first desk, nobody left out. */
  readonly readers: ReaderChoice | null;
  readonly language: string;
  /** The reporter's own files. Left away: none. */
  readonly extras?: readonly ExtraFile[];
  /** Left away: no. Fails with INPUT_INVALID, before anything is sealed, where the directory does not allow it. */
  readonly confidential?: boolean;
  /** The package that this report adds to. Left away: none. */
  readonly supplements?: Digest;
  /**
   * Who is signed in, by the token service's word: a value, or a question that is asked once when the mails are there.
   * Null and a rejection: nobody is named. Not asked for a confidential report.
   */
  readonly custodian?: Custodian | (() => Promise<Custodian | null>);
}

export interface Reporter {
  readonly state: () => ReportState;
  /** @returns A function that ends the subscription. */
  readonly subscribe: (changed: () => void) => () => void;
  /** Settles when the state does; never rejects. A second call while one runs does nothing. */
  readonly report: (request: ReportRequest) => Promise<void>;
  /** Mails of the last report that are not in it: another report of them can be begun. */
  readonly missed: () => readonly RequestedMail[];
  readonly cancel: () => void;
  /** Sends what is kept once more; for waiting, refused and stopped. */
  readonly sendAgain: () => Promise<void>;
  /** Drops what is kept, where the reporter says so; then ready again. */
  readonly discard: () => Promise<void>;
  /** Ready for the next mail; what is kept stays in the outbox. */
  readonly reset: () => void;
}

export function createReporter(ports: ReportPorts): Reporter {
  const { fallback } = ports;
  const listeners = new Set<() => void>();
  let state: ReportState = { step: "ready" };
  let controller = new AbortController();
  let asked: readonly RequestedMail[] = [];

  const apply = (event: ReportEvent): void => {
    const next = nextState(state, event);
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const begin = (event: ReportEvent): AbortSignal | null => {
    const before = state;
    apply(event);
    if (state === before) return null;
    controller = new AbortController();
    return controller.signal;
  };
  const outboxOf = () => ("kept" in state && state.kept === "memory" ? fallback : ports.outbox);

  return {
    state: () => state,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    report: async (request) => {
      const signal = begin({ type: "started" });
      if (signal === null) return;
      asked = request.mails;
      const scoped = (event: ReportEvent) => {
        // After a cancel or for an earlier run: what is still under way must not move the new state.
        if (!signal.aborted) apply(event);
      };
      const sealed = await acquireAndSeal(ports, request, signal, scoped);
      if (sealed === null || signal.aborted) return;
      const kept = await store(ports, sealed);
      scoped({ type: "stored", kept });
      await send(ports, kept === "memory" ? fallback : ports.outbox, sealed, signal, scoped);
    },
    missed: () => {
      const sealed = "sealed" in state ? state.sealed : null;
      return (sealed?.missed ?? []).flatMap(({ position }) => asked[(position ?? 0) - 1] ?? []);
    },
    cancel: () => {
      const before = state;
      const outbox = outboxOf();
      apply({ type: "cancelled" });
      if (state === before) return;
      controller.abort();
      // Nothing runs while it waits, so nobody else would note that the reporter stopped it.
      if (before.step === "waiting")
        void outbox
          .update(before.sealed.submission.packageDigest, { automatic: false })
          .catch(() => undefined);
    },
    sendAgain: async () => {
      const outbox = outboxOf();
      const signal = begin({ type: "send-again" });
      if (signal === null || !("sealed" in state) || state.sealed === null) return;
      await send(ports, outbox, state.sealed, signal, (event) => {
        if (!signal.aborted) apply(event);
      });
    },
    discard: async () => {
      if ("sealed" in state && state.sealed !== null)
        await outboxOf().remove(state.sealed.submission.packageDigest);
      apply({ type: "reset" });
    },
    reset: () => apply({ type: "reset" }),
  };
}

async function acquireAndSeal(
  ports: ReportPorts,
  request: ReportRequest,
  signal: AbortSignal,
  apply: (event: ReportEvent) => void,
): Promise<SealedReport | null> {
  try {
    const confidential = request.confidential === true;
    const fetching = beginKeys(ports);
    const acquired = await acquireMails(request.mails, {
      signal,
      reserved: reservedFor(request.extras ?? []),
      onProgress: (fraction, place) => apply({ type: "acquire-progress", fraction, ...place }),
    });
    const directory = await ports.directory();
    signal.throwIfAborted();
    if (confidential) checkAllowed(directory);
    apply({ type: "acquired" });
    const keys = await fetching?.finish(directory, acquired.sources, { questions: !confidential });
    signal.throwIfAborted();
    const custodian = confidential ? null : await custodianOf(request);
    signal.throwIfAborted();
    const known = { ...acquired, ...(keys !== undefined && { keys }), ...(custodian && { custodian }) };
    const sealed = await sealNow(ports, request, known, directory, signal, apply);
    await rememberKeys(ports, sealed);
    apply({ type: "sealed", sealed });
    return sealed;
  } catch (cause) {
    apply({ type: "failed", code: codeOf(cause) });
    return null;
  }
}

/** The intake would never take it; and a report that shall not name its reporter must not turn into one that does. */
function checkAllowed({ directory }: DirectoryReading): void {
  if (!directory.policy.confidential)
    throw new EvidenceError("INPUT_INVALID", "this organisation takes no confidential reports");
}

function beginKeys({ keys, memory, clock, directory }: ReportPorts): KeyFetch | null {
  if (keys === undefined) return null;
  const seen = async () => (await memory.dnsSnapshot?.()) ?? null;
  return startKeyFetch({ client: keys, clock, seen }, directory());
}

async function rememberKeys({ memory }: ReportPorts, { keysTakenAt }: SealedReport): Promise<void> {
  if (typeof keysTakenAt !== "number") return;
  await memory.rememberDnsSnapshot?.(keysTakenAt).catch(() => undefined);
}

/** Sealing never waits for a sign-in: who cannot be named at once is not named. */
async function custodianOf({ custodian }: ReportRequest): Promise<Custodian | null> {
  if (typeof custodian !== "function") return custodian ?? null;
  return custodian().catch(() => null);
}

interface ToSeal extends AcquiredMails, Pick<SealRequest, "keys" | "custodian"> {}

async function sealNow(
  ports: ReportPorts,
  request: ReportRequest,
  known: ToSeal,
  directory: DirectoryReading,
  signal: AbortSignal,
  apply: (event: ReportEvent) => void,
): Promise<SealedReport> {
  const checkpoint = await ports.memory.checkpoint().catch(() => null);
  const { answers, language, extras = [], confidential = false, supplements } = request;
  return ports.engine.seal(
    {
      ...known,
      extras,
      answers,
      language,
      directory,
      checkpoint,
      confidential,
      ...(supplements !== undefined && { supplements }),
      readers: request.readers ?? { deskId: directory.directory.desks[0]?.id ?? "", leftOut: [] },
      reportedAt: ports.clock.now(),
      timeZone: ports.timeZone(),
      clockOffsetMs: ports.client.clockOffsetMs?.() ?? null,
      addIn: ports.addIn,
    },
    (phase, fraction) => apply({ type: "seal-progress", phase, fraction }),
    signal,
  );
}

/** @returns Where it is kept: a device that will not store must not stop a report. */
async function store(ports: ReportPorts, sealed: SealedReport): Promise<"device" | "memory"> {
  const entry = await outboxEntry(ports, sealed);
  try {
    await ports.outbox.put(entry, sealed.submission);
    return "device";
  } catch {
    await ports.fallback.put(entry, sealed.submission);
    return "memory";
  }
}

async function send(
  ports: ReportPorts,
  outbox: Outbox,
  sealed: SealedReport,
  signal: AbortSignal,
  apply: (event: ReportEvent) => void,
): Promise<void> {
  try {
    const outcome = await sendOne(ports, outbox, sealed.submission.packageDigest, {
      signal,
      onProgress: (fraction) => apply({ type: "send-progress", fraction }),
      onAnswer: () => apply({ type: "answered" }),
    });
    for (const event of eventsOf(outcome, ports)) apply(event);
  } catch (cause) {
    // The store failed between two steps: what was put there is still there.
    apply({ type: "rejected", code: codeOf(cause) });
  }
}

function eventsOf(outcome: SendOutcome, ports: ReportPorts): ReportEvent[] {
  switch (outcome.kind) {
    case "sent":
      // "answered" again is harmless, and needed where another tab had sent it already.
      return [
        { type: "answered" },
        { type: "verified", answer: outcome.answer, timestampedAt: outcome.timestampedAt },
      ];
    case "postponed":
      return [{ type: "postponed", code: outcome.code, nextAttemptAt: outcome.nextAttemptAt }];
    case "refused":
      return [{ type: "rejected", code: outcome.code }];
    case "busy":
      // Another tab sends it: this one looks again when that may be over.
      return [{ type: "postponed", code: "NETWORK_UNREACHABLE", nextAttemptAt: ports.clock.now() + 5000 }];
    case "gone":
      return [{ type: "rejected", code: "NOT_FOUND" }];
    case "stopped":
      return [{ type: "cancelled" }];
  }
}
