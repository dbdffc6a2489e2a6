/** A sealed submission that was saved as a file earlier, here or on another device: kept, and sent like any other. */
import type { ReportPorts } from "../workflow/report-mail.ts";
import type { Outbox, OutboxEntry } from "../workflow/ports.ts";
import type { HandedIn } from "./handed-in.ts";
import type { PaneSession, PaneView } from "./pane-session.ts";
import type { Sender } from "./session-sender.ts";
import { codeOf } from "../workflow/failure-code.ts";
import type { Store } from "./store.ts";

export function makeHandIn(
  ports: ReportPorts,
  sender: Pick<Sender, "sendEntry" | "listed">,
  view: Store<PaneView>,
): Pick<PaneSession, "handIn"> {
  return {
    handIn: (saved) =>
      void keep(ports, saved, view.get()).then(
        async () => {
          await sender.listed();
          sender.sendEntry(saved.submission.packageDigest);
        },
        (cause) => view.set({ actionProblem: codeOf(cause) }),
      ),
  };
}

/** What lies here already stays as it is: a receipt is worth more than the same octets again. */
async function keep(ports: ReportPorts, saved: HandedIn, view: PaneView): Promise<void> {
  const { packageDigest } = saved.submission;
  for (const outbox of [ports.outbox, ports.fallback]) if (await holds(outbox, packageDigest)) return;
  const entry = entryOf(ports, saved, view);
  try {
    await ports.outbox.put(entry, saved.submission);
  } catch {
    await ports.fallback.put(entry, saved.submission);
  }
}

async function holds(outbox: Outbox, packageDigest: OutboxEntry["packageDigest"]): Promise<boolean> {
  const entries = await outbox.list().catch(() => []);
  return entries.some((entry) => entry.packageDigest === packageDigest);
}

function entryOf(
  { clock, organisation }: ReportPorts,
  { submission, reference }: HandedIn,
  { directory }: PaneView,
): OutboxEntry {
  const { packageDigest, statement, package: sealed } = submission;
  return {
    packageDigest,
    reference,
    organisation,
    // Whose report it is, and whether they want to be known, is sealed in it: nothing is said for them.
    ...(directory?.directory.policy.confidential === true && { confidential: true }),
    sealedAt: clock.now(),
    demo: directory?.directory.demo ?? false,
    recoveryOnly: false,
    state: "sealed",
    automatic: true,
    attempts: 0,
    nextAttemptAt: 0,
    lastError: null,
    octets: sealed instanceof Blob ? sealed.size : sealed.length,
    logSizeAtSealing: 0,
    opening: null,
    statement,
    answer: null,
  };
}
