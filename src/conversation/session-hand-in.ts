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
  sender: Pick<Sender, "sendEntry">,
  view: Store<PaneView>,
): Pick<PaneSession, "handIn"> {
  const handIn = async (saved: HandedIn) => {
    const { packageDigest } = saved.submission;
    await keep(ports, saved, view.get());
    await sender.sendEntry(packageDigest);
    if (await mayNeedCode(ports, packageDigest)) await sender.sendEntry(packageDigest);
  };
  return {
    handIn: (saved) => void handIn(saved).catch((cause) => view.set({ actionProblem: codeOf(cause) })),
  };
}

/**
 * An intake that takes nothing without a word of who asks, whatever the directory says: the organisation's code is no
 * name, and is asked for then.
 */
async function mayNeedCode(
  { outbox, fallback }: ReportPorts,
  packageDigest: OutboxEntry["packageDigest"],
): Promise<boolean> {
  for (const one of [outbox, fallback]) {
    const entry = (await one.list().catch(() => [])).find((kept) => kept.packageDigest === packageDigest);
    if (entry?.lastError !== "UNAUTHORISED" || entry.confidential !== true) continue;
    await one.update(packageDigest, { confidential: false });
    return true;
  }
  return false;
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
