/** Sends by itself what waits, and looks after what was sent, until it is stopped. */
import type { Digest } from "../core/base/digest.ts";
import { type LateReceiptPorts, refreshReceipts } from "../workflow/late-receipt.ts";
import type { Clock, IntakeClient, Outbox, OutboxEntry } from "../workflow/ports.ts";
import { dueAt, isDue } from "../workflow/send.ts";
import type { FileOutbox } from "./outbox-files.ts";
import type { Sending } from "./sending.ts";

export interface LoopPorts {
  readonly files: FileOutbox;
  readonly sending: Sending;
  readonly clock: Clock;
  readonly receipts: LateReceiptPorts;
  readonly client: Required<Pick<IntakeClient, "clockOffsetMs">>;
}

export interface SendLoop {
  start(): void;
  /** Something new lies there. */
  wake(): void;
  /** Begins nothing more. */
  stop(): void;
}

/** Uploads at the same time: a large one must not hold up small ones, and all of them share one line. */
const AT_ONCE = 3;
/** Milliseconds between two looks at the outbox: clocks are set, and disks get room again. */
const LONGEST_SLEEP_MS = 60_000;
const SHORTEST_SLEEP_MS = 1_000;
/** Milliseconds after a receipt whose timestamp was late, and between two looks at all receipts. */
const LATE_TIMESTAMP_MS = 60_000;
const RECEIPTS_MS = 3_600_000;
/** Milliseconds after which what the intake refused is offered again: somebody may have put it right. */
const REFUSED_MS = 86_400_000;

export function createLoop(ports: LoopPorts): SendLoop {
  const { files, sending, clock } = ports;
  const timers = namedTimers();
  /** Without waiting for their time: those that lay there at the start, and once a day the refused ones. */
  const atOnce = new Set<Digest>();
  let started = false;
  let active = 0;

  const begin = (packageDigest: Digest) => {
    active++;
    atOnce.delete(packageDigest);
    void sending.send(packageDigest).then(() => {
      active--;
      look();
    });
  };
  const look = (): void => {
    if (!started) return;
    const now = clock.now();
    const wanted = files.all().filter(({ entry }) => atOnce.has(entry.packageDigest) || isDue(entry, now));
    for (const { entry } of wanted)
      if (active < AT_ONCE && !sending.isUnderWay(entry.packageDigest)) begin(entry.packageDigest);
    timers.set("look", sleepMs(files.all(), now), () => {
      void files.settle().catch(() => undefined);
      look();
    });
  };
  const offerRefused = () => {
    for (const { entry } of files.all()) if (entry.state === "refused") atOnce.add(entry.packageDigest);
    timers.set("refused", REFUSED_MS, offerRefused);
    look();
  };
  const lookAfterSent = () => {
    timers.set("receipts", RECEIPTS_MS, lookAfterSent);
    void refreshSome(ports)
      .then(() => removeOld(ports))
      .catch(() => undefined);
  };
  sending.onSettled((outcome) => {
    if (!started) return;
    if (outcome.kind === "sent" && outcome.timestampedAt === null)
      timers.set("receipts", LATE_TIMESTAMP_MS, lookAfterSent);
    look();
  });

  return {
    start: () => {
      if (started) return;
      started = true;
      for (const { entry } of files.all()) if (entry.state !== "sent") atOnce.add(entry.packageDigest);
      sending.announceUntold();
      offerRefused();
      lookAfterSent();
    },
    wake: look,
    stop: () => {
      started = false;
      timers.clear();
    },
  };
}

/** Milliseconds until the next one may be due. */
function sleepMs(kept: readonly { readonly entry: OutboxEntry }[], now: number): number {
  const times = kept
    .filter(({ entry }) => entry.state === "sealed" && entry.automatic)
    .map(({ entry }) => dueAt(entry.nextAttemptAt, now) - now);
  return Math.max(SHORTEST_SLEEP_MS, Math.min(LONGEST_SLEEP_MS, ...times));
}

/** Receipts that are asked for again in one round: an acknowledgement may take weeks, and is for the reporter alone. */
const RECEIPTS_AT_ONCE = 200;

/** Late timestamps first, then the newest. */
async function refreshSome({ files, receipts }: LoopPorts): Promise<void> {
  const sent = files
    .all()
    .map(({ entry }) => entry)
    .filter(({ state, answer }) => state === "sent" && answer !== null)
    .toReversed();
  const late = sent.filter(({ answer }) => answer?.timestamp === null);
  const others = sent.filter(({ answer }) => answer?.timestamp !== null);
  const some = [...late, ...others].slice(0, RECEIPTS_AT_ONCE);
  await refreshReceipts(receipts, { ...files.outbox, list: async () => some } as unknown as Outbox);
}

const DAY_MS = 86_400_000;

/**
 * Days for which a report that was received is known here with its receipt: so long, the same mail handed over again is
 * the same report. Reporters have their own copy of the receipt.
 */
export const SENT_KEPT_DAYS = 30;

/**
 * Removes what was sent long ago. Nothing is removed by a clock that no server confirmed: set a year ahead by
 * mistake, it would take all receipts.
 */
async function removeOld({ files, clock, client }: LoopPorts): Promise<void> {
  const offset = client.clockOffsetMs();
  if (offset === null) return;
  const oldest = clock.now() - offset - SENT_KEPT_DAYS * DAY_MS;
  for (const { entry } of files.all())
    if (entry.state === "sent" && entry.sealedAt < oldest) await files.outbox.remove(entry.packageDigest);
}

/** One timer a name; none of them keeps the process alive. */
function namedTimers() {
  const timers = new Map<string, NodeJS.Timeout>();
  return {
    set: (name: string, ms: number, work: () => void) => {
      clearTimeout(timers.get(name));
      timers.set(name, setTimeout(work, ms).unref());
    },
    clear: () => {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
