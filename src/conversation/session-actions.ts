/** What the reporter does with what is kept: save it, save its receipt, remove it. */
import type { Digest } from "../core/base/digest.ts";
import { EvidenceError } from "../core/base/errors.ts";
import type { Outbox, OutboxEntry, SealedSubmission } from "../workflow/ports.ts";
import { codeOf } from "../workflow/failure-code.ts";
import type { Reporter, ReportPorts } from "../workflow/report-mail.ts";
import type { PaneSession, PaneView } from "./pane-session.ts";
import type { PaneWorld } from "./session-world.ts";
import type { Store } from "./store.ts";

type Saving = Pick<PaneSession, "saveSealed" | "saveReceipt" | "removeEntry" | "discard">;

export function makeSaving(
  ports: ReportPorts,
  world: Pick<PaneWorld, "save" | "engine">,
  reporter: Reporter,
  view: Store<PaneView>,
  listed: () => Promise<void>,
): Saving {
  const outboxes = [ports.outbox, ports.fallback];
  const run = (work: () => Promise<void>) =>
    void work()
      .then(() => null, codeOf)
      .then((actionProblem) => view.set({ actionProblem }))
      .then(listed);

  return {
    saveSealed: (packageDigest) =>
      run(async () => {
        const { reference, submission } = await findSealed(outboxes, reporter, packageDigest);
        const octets = await world.engine.savedSubmission(submission);
        world.save(`${reference}.zegel`, octets, "application/octet-stream");
      }),
    saveReceipt: (packageDigest, withOpening, language) =>
      run(async () => {
        const entry = await findEntry(outboxes, packageDigest);
        if (entry === undefined || entry.answer === null)
          throw new EvidenceError("NOT_FOUND", "there is no receipt");
        const { reference, answer, demo } = entry;
        const opening = withOpening ? entry.opening : null;
        const organisation = view.get().directory?.directory.name ?? entry.organisation;
        const request = { reference, answer, opening, language, organisation, demo };
        const octets = await world.engine.receiptFile(request);
        world.save(`receipt-${reference}.zip`, octets, "application/zip");
      }),
    removeEntry: (packageDigest) =>
      run(async () => {
        for (const outbox of outboxes) await outbox.remove(packageDigest);
      }),
    discard: () => run(reporter.discard),
  };
}

async function findEntry(
  outboxes: readonly Outbox[],
  packageDigest: Digest,
): Promise<OutboxEntry | undefined> {
  for (const outbox of outboxes) {
    const found = (await outbox.list().catch(() => [])).find((one) => one.packageDigest === packageDigest);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** From the screen where it is there: a device that cannot be read any more must not keep it from being saved. */
async function findSealed(
  outboxes: readonly Outbox[],
  reporter: Reporter,
  packageDigest: Digest,
): Promise<{ readonly reference: string; readonly submission: SealedSubmission }> {
  const state = reporter.state();
  const shown = "sealed" in state ? state.sealed : null;
  if (shown?.submission.packageDigest === packageDigest)
    return { reference: shown.reference, submission: shown.submission };
  for (const outbox of outboxes) {
    const submission = await outbox.load(packageDigest).catch(() => null);
    const entry = submission === null ? undefined : await findEntry([outbox], packageDigest);
    if (submission !== null && entry !== undefined) return { reference: entry.reference, submission };
  }
  throw new EvidenceError("NOT_FOUND", "it is not kept here any more");
}
