/** Sends one report to a verified receipt, once for all who ask, and tells who wants to know. */
import type { Digest } from "../core/base/digest.ts";
import type { ExclusiveRun, Outbox } from "../workflow/ports.ts";
import { type SendOutcome, type SendPorts, sendOne } from "../workflow/send.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { type KeptEntry, keptReport } from "./kept-entry.ts";
import type { FileOutbox } from "./outbox-files.ts";
import type { KeptReport, SealerEvent } from "./ports.ts";

export interface SendingPorts extends Omit<SendPorts, "exclusive"> {
  readonly files: FileOutbox;
  readonly onEvent: (event: SealerEvent) => void;
}

export interface Sending {
  /**
   * Joins a sending that is under way. Never rejects.
   *
   * @param signal - Ends the wait alone, with "busy": what is under way goes on.
   */
  send(packageDigest: Digest, signal?: AbortSignal): Promise<SendOutcome>;
  isUnderWay(packageDigest: Digest): boolean;
  /** Tells the listeners of what was sent before, where nobody noted yet that it was told. */
  announceUntold(): void;
  onSent(listener: (report: KeptReport) => void): void;
  /** Called after each attempt. */
  onSettled(listener: (outcome: SendOutcome) => void): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** Milliseconds until an outbox that could not be read is tried again. */
const STORAGE_DELAY_MS = 60_000;

export function createSending(ports: SendingPorts): Sending {
  const { files } = ports;
  const sendPorts: SendPorts = { ...ports, exclusive: locks() };
  const underWay = new Map<Digest, Promise<SendOutcome>>();
  const announced = new Set<Digest>();
  const sentListeners: ((report: KeptReport) => void)[] = [];
  const settledListeners: ((outcome: SendOutcome) => void)[] = [];

  const announce = (packageDigest: Digest) => {
    const kept = files.get(packageDigest);
    if (kept?.entry.state !== "sent" || announced.has(packageDigest)) return;
    announced.add(packageDigest);
    for (const listener of sentListeners) quietly(() => listener(keptReport(kept)));
  };
  const attempt = async (packageDigest: Digest): Promise<SendOutcome> => {
    const before = files.get(packageDigest);
    const outcome = await sendSafely(sendPorts, files, packageDigest, before);
    const event = eventOf(outcome, before);
    if (event !== null) ports.onEvent(event);
    // Sent before this process came: told at its start, if anybody still waits to hear it.
    if (outcome.kind === "sent" && before?.entry.state !== "sent") announce(packageDigest);
    return outcome;
  };
  const join = (packageDigest: Digest): Promise<SendOutcome> => {
    const running = underWay.get(packageDigest);
    if (running !== undefined) return running;
    const sent = attempt(packageDigest);
    underWay.set(packageDigest, sent);
    void sent.then((outcome) => {
      underWay.delete(packageDigest);
      for (const listener of settledListeners) quietly(() => listener(outcome));
    });
    return sent;
  };
  return {
    send: (packageDigest, signal) => unlessAborted(join(packageDigest), signal),
    isUnderWay: (packageDigest) => underWay.has(packageDigest),
    announceUntold: () => {
      for (const { entry, facts } of files.all()) if (facts.note !== null) announce(entry.packageDigest);
    },
    onSent: (listener) => void sentListeners.push(listener),
    onSettled: (listener) => void settledListeners.push(listener),
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}

async function sendSafely(
  ports: SendPorts,
  files: FileOutbox,
  packageDigest: Digest,
  before: KeptEntry | null,
): Promise<SendOutcome> {
  // Only the doors put, and they put through the files.
  const outbox = files.outbox as Outbox;
  try {
    const outcome = await sendOne(ports, outbox, packageDigest);
    if (outcome.kind !== "gone" || before === null) return outcome;
    // Somebody took the sealed octets away: asking again every minute would not bring them back.
    await outbox.update(packageDigest, { state: "refused", lastError: "FILE_MISSING" });
    return { kind: "refused", code: "FILE_MISSING" };
  } catch (cause) {
    // The store failed between two steps: what was put there is still there.
    const code = cause instanceof EvidenceError ? cause.code : "SERVER_ERROR";
    const nextAttemptAt = ports.clock.now() + STORAGE_DELAY_MS;
    await outbox.update(packageDigest, { state: "sealed", lastError: code, nextAttemptAt });
    return { kind: "postponed", code, nextAttemptAt };
  }
}

function eventOf(outcome: SendOutcome, before: KeptEntry | null): SealerEvent | null {
  const of = before === null ? {} : { reference: before.entry.reference };
  if (outcome.kind === "postponed" || outcome.kind === "refused")
    return { what: outcome.kind, ...of, code: outcome.code };
  return outcome.kind === "sent" && before?.entry.state !== "sent" ? { what: "sent", ...of } : null;
}

/** Within one process: that there is no other one is the folder's lock's part. */
function locks(): ExclusiveRun {
  const held = new Set<string>();
  return {
    tryRun: async (name, work) => {
      if (held.has(name)) return false;
      held.add(name);
      await work().finally(() => held.delete(name));
      return true;
    },
  };
}

async function unlessAborted(
  work: Promise<SendOutcome>,
  signal: AbortSignal | undefined,
): Promise<SendOutcome> {
  if (signal === undefined) return work;
  let stop = () => {};
  const aborted = new Promise<SendOutcome>((resolve) => {
    stop = () => resolve({ kind: "busy" });
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
  });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener("abort", stop));
}

/** What a door does with the news is its own matter: a fault there must not stop the sending. */
export function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // Nobody is here to tell.
  }
}
