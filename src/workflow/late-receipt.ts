/** Receipts grow: a late timestamp, the acknowledgement that somebody opened the report. */
import { checkAnswer, type SendPorts } from "./send.ts";
import type { IntakeClient, Outbox, OutboxEntry, ReceiptAnswer } from "./ports.ts";

export interface LateReceiptPorts
  extends Pick<SendPorts, "engine" | "memory" | "directory" | "directoryRoot" | "history"> {
  readonly client: Pick<IntakeClient, "receipt">;
}

/**
 * Asks again for receipts that are not complete. A new one replaces the old only if it verifies and holds more:
 * a server must not be able to take back what it gave.
 */
export async function refreshReceipts(ports: LateReceiptPorts, outbox: Outbox): Promise<void> {
  for (const entry of await outbox.list()) {
    if (entry.state !== "sent" || entry.answer === null || isComplete(entry.answer)) continue;
    try {
      await refresh(ports, outbox, entry, entry.answer);
    } catch {
      // Nothing depends on it: the verified receipt stays, and the next start asks again.
    }
  }
}

async function refresh(
  ports: LateReceiptPorts,
  outbox: Outbox,
  entry: OutboxEntry,
  before: ReceiptAnswer,
): Promise<void> {
  const { readToken } = before;
  const identity = entry.confidential === true ? { confidential: true, readToken } : {};
  const answer = await ports.client.receipt(entry.packageDigest, identity);
  if (!holdsMore(before, answer)) return;
  const checked = await checkAnswer(ports, entry, entry.statement, answer);
  if (checked.verified) await outbox.update(entry.packageDigest, { answer });
}

function isComplete(answer: ReceiptAnswer): boolean {
  return answer.timestamp !== null && answer.opened !== null;
}

function holdsMore(before: ReceiptAnswer, now: ReceiptAnswer): boolean {
  const keeps = (name: "timestamp" | "opened") => before[name] === null || now[name] === before[name];
  const adds = (name: "timestamp" | "opened") => before[name] === null && now[name] !== null;
  return (
    now.entry === before.entry &&
    keeps("timestamp") &&
    keeps("opened") &&
    (adds("timestamp") || adds("opened"))
  );
}
