/** From a door's report to sealed octets on disk: one report for one key, however often it is handed over. */
import { EvidenceError } from "../core/base/errors.ts";
import type { ReaderChoice, SealedReport, SealRequest } from "../workflow/engine-port.ts";
import { type KeyClient, startKeyFetch } from "../workflow/fetch-keys.ts";
import { outboxEntry } from "../workflow/outbox-entry.ts";
import type { Clock, IntakeClient, TrustMemory } from "../workflow/ports.ts";
import { defaultChoice } from "../workflow/readers.ts";
import type { TrustedDirectory } from "../workflow/trust.ts";
import type { EngineThreads } from "./engine-threads.ts";
import { type KeptEntry, keptReport } from "./kept-entry.ts";
import type { FileOutbox } from "./outbox-files.ts";
import type { ReportToSeal, SealedNow, SealerEvent, SealerOptions } from "./ports.ts";
import { checkedNote, checkReport, ownSource, type Room } from "./to-seal.ts";
import { checkServerMaySeal } from "./trusted.ts";

export interface SealingPorts extends Pick<SealerOptions, "addIn" | "organisation"> {
  readonly files: FileOutbox;
  /** The keyed hash of a door's key. */
  readonly hash: (key: string) => string;
  readonly threads: EngineThreads;
  readonly room: Room;
  readonly memory: Required<TrustMemory>;
  readonly clock: Clock;
  readonly client: KeyClient & Required<Pick<IntakeClient, "clockOffsetMs">>;
  readonly directory: () => Promise<TrustedDirectory>;
  readonly onEvent: (event: SealerEvent) => void;
  /** Something new lies in the outbox. */
  readonly wake: () => void;
}

export interface Sealing {
  seal(report: ReportToSeal): Promise<SealedNow>;
  /** Takes nothing more. @returns What resolves when all that was taken is sealed and stored, or failed. */
  close(): Promise<void>;
}

export function createSealing(ports: SealingPorts): Sealing {
  const { files, hash, room } = ports;
  const underWay = new Map<string, Promise<SealedNow>>();
  let closed = false;

  const begin = (report: ReportToSeal, keyHash: string): Promise<SealedNow> => {
    const octets = checkReport(report);
    const note = checkedNote(report.note);
    const release = room.take(octets);
    const sealed = sealAndKeep(ports, report, { keyHash, note }).finally(() => {
      release();
      underWay.delete(keyHash);
    });
    underWay.set(keyHash, sealed);
    return sealed;
  };
  return {
    // Nothing is awaited between looking for the key and taking it: no two calls can both find nothing.
    seal: async (report) => {
      if (closed) throw new EvidenceError("CANCELLED", "the sealer is closing");
      const keyHash = hash(report.key);
      const kept = files.byKeyHash(keyHash);
      if (kept !== null) return { ...keptReport(kept), insights: [] };
      const running = underWay.get(keyHash);
      return running === undefined ? begin(report, keyHash) : { ...(await running), insights: [] };
    },
    close: async () => {
      closed = true;
      await Promise.allSettled(underWay.values());
    },
  };
}

async function sealAndKeep(
  ports: SealingPorts,
  report: ReportToSeal,
  { keyHash, note }: { readonly keyHash: string; readonly note: unknown },
): Promise<SealedNow> {
  const sealed = await sealReport(ports, report);
  const entry = { ...(await outboxEntry(ports, sealed)), opening: null };
  const facts = {
    ...{ keyHash, note, readBy: sealed.readBy, recovery: sealed.recoveryOnly },
    ...{ mails: sealed.mails, missed: sealed.missed.length, language: report.language },
  };
  const kept: KeptEntry = { entry, facts };
  await ports.files.put(kept, sealed.submission);
  await rememberKeys(ports, sealed);
  ports.onEvent({ what: "sealed", reference: sealed.reference });
  ports.wake();
  return { ...keptReport(kept), insights: sealed.insights };
}

/** The directory is asked at every report: what it allowed a moment ago it may not allow now. */
async function sealReport(ports: SealingPorts, report: ReportToSeal): Promise<SealedReport> {
  const directory = await ports.directory();
  checkServerMaySeal(directory);
  const request = await requestOf(ports, report, directory);
  return ports.threads.run((engine) => engine.seal(request, () => undefined, new AbortController().signal));
}

async function requestOf(
  ports: SealingPorts,
  report: ReportToSeal,
  directory: TrustedDirectory,
): Promise<SealRequest> {
  const { memory, clock, client, addIn } = ports;
  const { answers, language, custodian, missed = [], extras = [] } = report;
  const keyPorts = { client, clock, seen: () => memory.dnsSnapshot() };
  const keys = await startKeyFetch(keyPorts, Promise.resolve(directory)).finish(directory, report.sources);
  const readers: ReaderChoice = report.readers ?? defaultChoice(directory);
  return {
    ...{ answers, language, missed, directory, keys, readers, addIn },
    sources: report.sources.map(ownSource),
    extras: extras.map(({ name, mediaType, file }) => ({ name, mediaType, file: new Blob([file]) })),
    ...(custodian !== undefined && { custodian }),
    checkpoint: await memory.checkpoint().catch(() => null),
    reportedAt: clock.now(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    clockOffsetMs: client.clockOffsetMs(),
  };
}

/** An older snapshot of keys is refused from now on; where that cannot be noted, the report counts more. */
async function rememberKeys({ memory }: SealingPorts, { keysTakenAt }: SealedReport): Promise<void> {
  if (typeof keysTakenAt === "number") await memory.rememberDnsSnapshot(keysTakenAt).catch(() => undefined);
}
