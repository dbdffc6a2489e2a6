/** What the device notes of a report that was just sealed. */
import type { SealedReport } from "./engine-port.ts";
import type { Clock, OutboxEntry, TrustMemory } from "./ports.ts";

export interface EntryPorts {
  readonly memory: Pick<TrustMemory, "checkpoint">;
  readonly clock: Clock;
  readonly organisation: string;
}

export async function outboxEntry(ports: EntryPorts, sealed: SealedReport): Promise<OutboxEntry> {
  const seen = await ports.memory.checkpoint().catch(() => null);
  const packed = sealed.submission.package;
  return {
    ...(sealed.confidential && { confidential: true }),
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
