/** The engine on the other side of a message port: the pane's end and the worker's end of one small protocol. */
import { EvidenceError, type EvidenceErrorCode } from "../core/base/errors.ts";
import type { EvidenceEngine, SealPhase, SealRequest } from "./engine-port.ts";
import type { ExpertView } from "./expert-view.ts";

/** What Worker, DedicatedWorkerGlobalScope and MessagePort have in common. */
export interface EnginePort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
}

type Method = keyof EvidenceEngine;

type ToEngine =
  | { readonly id: number; readonly kind: "call"; readonly method: Method; readonly args: readonly unknown[] }
  | { readonly id: number; readonly kind: "cancel" };

type FromEngine =
  | { readonly id: number; readonly kind: "result"; readonly value: unknown }
  | {
      readonly id: number;
      readonly kind: "progress";
      readonly phase: SealPhase;
      readonly fraction: number | null;
    }
  | {
      readonly id: number;
      readonly kind: "error";
      readonly code: EvidenceErrorCode | null;
      readonly message: string;
      readonly later: boolean;
    };

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (cause: unknown) => void;
  readonly onProgress?: (phase: SealPhase, fraction: number | null) => void;
}

export interface RemoteEngine {
  readonly engine: EvidenceEngine;
  /** Ends all calls under way: the worker is gone. */
  readonly fail: (cause: unknown) => void;
}

/** The pane's end. */
export function engineOver(port: EnginePort): RemoteEngine {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  port.addEventListener("message", ({ data }) => settle(pending, data as FromEngine));

  const call = <T>(
    method: Method,
    args: unknown[],
    transfer: Transferable[],
    extra: Partial<Pending> = {},
  ) => {
    const id = ++lastId;
    const result = new Promise<T>((resolve, reject) => {
      pending.set(id, { ...extra, resolve: resolve as Pending["resolve"], reject });
    });
    try {
      port.postMessage({ id, kind: "call", method, args } satisfies ToEngine, transfer);
    } catch (cause) {
      // What cannot be sent is never answered: it must not wait here until the worker ends.
      pending.get(id)?.reject(cause);
      pending.delete(id);
    }
    return { id, result };
  };
  const engine: EvidenceEngine = {
    readDirectory: (...args) =>
      call<Awaited<ReturnType<EvidenceEngine["readDirectory"]>>>("readDirectory", args, []).result,
    checkReceipt: (...args) =>
      call<Awaited<ReturnType<EvidenceEngine["checkReceipt"]>>>("checkReceipt", args, []).result,
    receiptFile: (...args) => call<Uint8Array<ArrayBuffer>>("receiptFile", args, []).result,
    savedSubmission: (...args) => call<Uint8Array<ArrayBuffer>>("savedSubmission", args, []).result,
    expertView: (...args) => call<ExpertView | null>("expertView", args, []).result,
    inspect: (source) => call<ExpertView | null>("inspect", [source], buffersOf([source])).result,
    forget: (...args) => call<void>("forget", args, []).result,
    seal: async (request, onProgress, signal) => {
      if (signal.aborted) throw cancelled();
      const { id, result } = call<Awaited<ReturnType<EvidenceEngine["seal"]>>>(
        "seal",
        [request],
        buffersOf(request.sources),
        {
          onProgress,
        },
      );
      const cancel = () => {
        port.postMessage({ id, kind: "cancel" } satisfies ToEngine, []);
        // The worker stops when it can; the reporter need not wait for that.
        pending.get(id)?.reject(cancelled());
        pending.delete(id);
      };
      signal.addEventListener("abort", cancel, { once: true });
      return result.finally(() => signal.removeEventListener("abort", cancel));
    },
  };
  const fail = (cause: unknown) => {
    for (const one of pending.values()) one.reject(cause);
    pending.clear();
  };
  return { engine, fail };
}

function settle(pending: Map<number, Pending>, message: FromEngine): void {
  const call = pending.get(message.id);
  if (call === undefined) return;
  if (message.kind === "progress") {
    call.onProgress?.(message.phase, message.fraction);
    return;
  }
  pending.delete(message.id);
  if (message.kind === "result") call.resolve(message.value);
  else call.reject(revive(message));
}

function revive({ code, message, later }: Extract<FromEngine, { readonly kind: "error" }>): Error {
  return code === null
    ? new TypeError(message)
    : new EvidenceError(code, message, later ? { retry: "later" } : {});
}

function cancelled(): EvidenceError {
  return new EvidenceError("CANCELLED", "cancelled");
}

/** Moved, not copied: a mail of 150 MB would otherwise lie in memory twice. */
function buffersOf(sources: SealRequest["sources"]): Transferable[] {
  const buffers = new Set<ArrayBuffer>();
  for (const source of sources) {
    if (source.original !== null) buffers.add(source.original.octets.buffer);
    for (const part of source.parts.values()) buffers.add(part.octets.buffer);
    if (source.second !== undefined) buffers.add(source.second.octets.buffer);
  }
  return [...buffers];
}

/** The worker's end. */
export function serveEngine(engine: EvidenceEngine, port: EnginePort): void {
  const running = new Map<number, AbortController>();
  port.addEventListener("message", ({ data }) => {
    const message = data as ToEngine;
    if (message.kind === "cancel") {
      running.get(message.id)?.abort();
      return;
    }
    const controller = new AbortController();
    running.set(message.id, controller);
    void answer(engine, port, message, controller.signal).finally(() => running.delete(message.id));
  });
}

type Call = Extract<ToEngine, { readonly kind: "call" }>;

async function answer(
  engine: EvidenceEngine,
  port: EnginePort,
  call: Call,
  signal: AbortSignal,
): Promise<void> {
  const { id } = call;
  try {
    const value = await run(engine, call, signal, (phase, fraction) =>
      port.postMessage({ id, kind: "progress", phase, fraction } satisfies FromEngine, []),
    );
    port.postMessage({ id, kind: "result", value } satisfies FromEngine, resultBuffers(value));
  } catch (cause) {
    const known = cause instanceof EvidenceError ? cause : null;
    const message =
      known?.message ?? (cause instanceof Error ? `${cause.name}: ${cause.message}` : "unknown");
    const code = known?.code ?? null;
    port.postMessage(
      { id, kind: "error", code, message, later: known?.retry === "later" } satisfies FromEngine,
      [],
    );
  }
}

async function run(
  engine: EvidenceEngine,
  { method, args }: Call,
  signal: AbortSignal,
  onProgress: (phase: SealPhase, fraction: number | null) => void,
): Promise<unknown> {
  if (method === "seal") return engine.seal(args[0] as SealRequest, onProgress, signal);
  const plain = engine[method] as (...values: readonly unknown[]) => Promise<unknown>;
  return plain(...args);
}

/** Files, sealed octets and what an expert is shown leave the worker for good. */
function resultBuffers(value: unknown): Transferable[] {
  if (value instanceof Uint8Array) return [value.buffer as ArrayBuffer];
  if (typeof value !== "object" || value === null) return [];
  if ("sourceOctets" in value) return [(value as ExpertView).source.buffer];
  if (!("submission" in value)) return [];
  const { package: sealed } = value.submission as { package: Uint8Array<ArrayBuffer> | Blob };
  return sealed instanceof Blob ? [] : [sealed.buffer];
}
