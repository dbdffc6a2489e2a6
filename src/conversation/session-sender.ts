/** Sends what waits: at start, when the network is back, and when a delay is over. */
import type { Digest } from "../core/base/digest.ts";
import type { Outbox, OutboxEntry } from "../workflow/ports.ts";
import type { Reporter, ReportPorts } from "../workflow/report-mail.ts";
import type { ReportState } from "../workflow/report-state.ts";
import { dueAt, resumeOutbox, sendOne } from "../workflow/send.ts";
import type { PaneView } from "./pane-session.ts";
import type { PaneWorld } from "./session-world.ts";
import type { Store } from "./store.ts";

/** Milliseconds between two looks for what is missing from a receipt, while the pane stays open. */
const RECEIPTS_MS = 900_000;
/** Milliseconds until the first look, where a report was received and its timestamp is late. */
const LATE_TIMESTAMP_MS = 30_000;

export interface Sender {
  /** @param refresh - Asks for what receipts still miss. */
  readonly start: (refresh: () => Promise<void>) => void;
  readonly resume: (options: { readonly ignoreDelay: boolean }) => void;
  /** Settles when it was tried, however that ended. Never rejects. */
  readonly sendEntry: (packageDigest: Digest) => Promise<void>;
  /** Reads both outboxes again and shows them. */
  readonly listed: () => Promise<void>;
}

export function makeSender(
  ports: ReportPorts,
  world: Pick<PaneWorld, "after" | "onOnline" | "onOutboxChanged">,
  reporter: Reporter,
  view: Store<PaneView>,
): Sender {
  const outboxes: readonly Outbox[] = [ports.outbox, ports.fallback];
  let stopTimer = () => {};
  let underWay: Promise<void> | null = null;

  const listed = async () => {
    const [stored, unstored] = await Promise.all(outboxes.map((outbox) => outbox.list().catch(() => [])));
    const entries = [...(stored ?? []), ...(unstored ?? [])];
    view.set({ outbox: entries, unstored: (unstored ?? []).map((entry) => entry.packageDigest) });
    stopTimer();
    const now = ports.clock.now();
    const next = nextAttempt(entries, reporter.state(), now);
    if (next !== null)
      stopTimer = world.after(Math.max(1000, next - now), () => resume({ ignoreDelay: false }));
  };

  const sendAll = async (ignoreDelay: boolean) => {
    const state = reporter.state();
    if (
      state.step === "waiting" &&
      (ignoreDelay || dueAt(state.nextAttemptAt, ports.clock.now()) <= ports.clock.now())
    )
      await reporter.sendAgain();
    const except = (digest: Digest) => digest === onScreen(reporter.state());
    for (const outbox of outboxes)
      await resumeOutbox(ports, outbox, { ignoreDelay, except }).catch(() => undefined);
  };

  /** One round at a time; one that is asked for meanwhile comes after it. */
  const resume = ({ ignoreDelay }: { readonly ignoreDelay: boolean }) => {
    const before = underWay ?? Promise.resolve();
    const round = before.then(() => sendAll(ignoreDelay)).then(listed);
    const settled = round.catch(() => undefined);
    underWay = settled;
    void settled.finally(() => {
      if (underWay === settled) underWay = null;
    });
  };

  const sendEntry = async (packageDigest: Digest) => {
    const state = reporter.state();
    const isShown = state.step !== "ready" && digestOf(state) === packageDigest;
    await (isShown ? reporter.sendAgain() : sendFrom(ports, outboxes, packageDigest));
    await listed();
  };

  const start = (refresh: () => Promise<void>) => {
    const look = () =>
      void refresh()
        .catch(() => undefined)
        .finally(listed);
    const lookLater = () =>
      world.after(RECEIPTS_MS, () => {
        look();
        lookLater();
      });
    const begin = () => {
      resume({ ignoreDelay: true });
      look();
    };
    let step: ReportState["step"] = "ready";
    reporter.subscribe(() => {
      const state = reporter.state();
      // Progress comes often and changes nothing in the list.
      if (state.step === step) return;
      step = state.step;
      void listed();
      if (state.step === "done" && state.timestampedAt === null) world.after(LATE_TIMESTAMP_MS, look);
    });
    world.onOnline(begin);
    world.onOutboxChanged?.(() => void listed());
    void listed().then(begin);
    lookLater();
  };
  return { start, resume, sendEntry, listed };
}

async function sendFrom(
  ports: ReportPorts,
  outboxes: readonly Outbox[],
  packageDigest: Digest,
): Promise<void> {
  for (const outbox of outboxes) {
    const outcome = await sendOne(ports, outbox, packageDigest).catch(() => null);
    if (outcome?.kind !== "gone") return;
  }
}

/** The report that is being sent from the screen, or waits there. */
function onScreen(state: ReportState): Digest | null {
  const busy = ["storing", "sending", "checking", "waiting"].includes(state.step);
  return busy ? digestOf(state) : null;
}

function digestOf(state: ReportState): Digest | null {
  return "sealed" in state ? (state.sealed?.submission.packageDigest ?? null) : null;
}

/** Milliseconds since the Unix epoch, like `now`; null where nothing waits. */
function nextAttempt(entries: readonly OutboxEntry[], state: ReportState, now: number): number | null {
  const times = entries
    .filter((entry) => entry.automatic && entry.state === "sealed" && entry.attempts > 0)
    .map((entry) => entry.nextAttemptAt);
  if (state.step === "waiting") times.push(state.nextAttemptAt);
  return times.length === 0 ? null : Math.min(...times.map((time) => dueAt(time, now)));
}
