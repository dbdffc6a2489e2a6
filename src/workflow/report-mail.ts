/** Acquire, seal, keep, send, verify: drives the states of report-state.ts. No clock, DOM or network of its own. */
import { EvidenceError } from "../core/base/errors.ts";
import type { DirectoryReading } from "../core/evidence/directory.ts";
import type {
  EvidenceEngine,
  ReaderChoice,
  ReportAnswers,
  SealedReport,
  SealRequest,
} from "./engine-port.ts";
import { type KeyClient, type KeyFetch, startKeyFetch } from "./fetch-keys.ts";
import type { AcquiredSource, MailSource, Outbox, OutboxEntry, TrustMemory } from "./ports.ts";
import { type FailureCode, nextState, type ReportEvent, type ReportState } from "./report-state.ts";
import { type SendOutcome, type SendPorts, sendOne } from "./send.ts";

export interface ReportPorts extends Omit<SendPorts, "engine"> {
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

export interface ReportRequest {
  readonly sources: readonly MailSource[];
  readonly answers: ReportAnswers;
  /** Null: the first desk, nobody left out. */
  readonly readers: ReaderChoice | null;
  readonly language: string;
}

export interface Reporter {
  readonly state: () => ReportState;
  /** @returns A function that ends the subscription. */
  readonly subscribe: (changed: () => void) => () => void;
  /** Settles when the state does; never rejects. A second call while one runs does nothing. */
  readonly report: (request: ReportRequest) => Promise<void>;
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
    const fetching = beginKeys(ports);
    const sources = await acquireAll(request.sources, signal, (fraction) =>
      apply({ type: "acquire-progress", fraction }),
    );
    const directory = await ports.directory();
    signal.throwIfAborted();
    apply({ type: "acquired" });
    const keys = await fetching?.finish(directory, sources);
    signal.throwIfAborted();
    const known = keys === undefined ? {} : { keys };
    const sealed = await sealNow(ports, { ...request, ...known, sources }, directory, signal, apply);
    await rememberKeys(ports, sealed);
    apply({ type: "sealed", sealed });
    return sealed;
  } catch (cause) {
    apply({ type: "failed", code: codeOf(cause) });
    return null;
  }
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

interface ToSeal extends Omit<ReportRequest, "sources">, Pick<SealRequest, "sources" | "keys"> {}

async function sealNow(
  ports: ReportPorts,
  request: ToSeal,
  directory: DirectoryReading,
  signal: AbortSignal,
  apply: (event: ReportEvent) => void,
): Promise<SealedReport> {
  const checkpoint = await ports.memory.checkpoint().catch(() => null);
  const readers = request.readers ?? { deskId: directory.directory.desks[0]?.id ?? "", leftOut: [] };
  return ports.engine.seal(
    {
      sources: request.sources,
      ...(request.keys !== undefined && { keys: request.keys }),
      answers: request.answers,
      readers,
      directory,
      checkpoint,
      language: request.language,
      reportedAt: ports.clock.now(),
      timeZone: ports.timeZone(),
      addIn: ports.addIn,
    },
    (phase, fraction) => apply({ type: "seal-progress", phase, fraction }),
    signal,
  );
}

/** One after the other: hosts serve one mail at a time. */
async function acquireAll(
  sources: readonly MailSource[],
  signal: AbortSignal,
  onProgress: (fraction: number | null) => void,
): Promise<AcquiredSource[]> {
  const acquired: AcquiredSource[] = [];
  for (const [index, source] of sources.entries()) {
    const share = (fraction: number | null) =>
      onProgress(
        fraction === null && sources.length === 1 ? null : (index + (fraction ?? 0)) / sources.length,
      );
    acquired.push(await source.acquire(signal, share));
    signal.throwIfAborted();
  }
  return acquired;
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

async function outboxEntry(ports: ReportPorts, sealed: SealedReport): Promise<OutboxEntry> {
  const seen = await ports.memory.checkpoint().catch(() => null);
  const packed = sealed.submission.package;
  return {
    packageDigest: sealed.submission.packageDigest,
    reference: sealed.reference,
    organisation: ports.organisation,
    sealedAt: ports.clock.now(),
    demo: sealed.demo,
    recoveryOnly: sealed.recoveryOnly !== null,
    state: "sealed",
    automatic: true,
    attempts: 0,
    nextAttemptAt: 0,
    lastError: null,
    octets: packed instanceof Blob ? packed.size : packed.length,
    logSizeAtSealing: seen?.size ?? 0,
    opening: sealed.opening,
    statement: sealed.submission.statement,
    answer: null,
  };
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

export function codeOf(cause: unknown): FailureCode {
  return cause instanceof EvidenceError ? cause.code : "INTERNAL";
}
