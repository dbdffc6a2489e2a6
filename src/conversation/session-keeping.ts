/** How long this device keeps what was sent, and that the browser is asked to keep what was not. */
import type { ReportPorts, Reporter } from "../workflow/report-mail.ts";
import type { IntakeClient } from "../workflow/ports.ts";
import type { PaneWorld } from "./session-world.ts";

const DAY_MS = 86_400_000;

/**
 * Days for which a report that was received stays in the list with its receipt: longer than the three months within
 * which a complaint must be made in the Netherlands, and no archive of what somebody reported. What was not sent
 * stays until the reporter removes it.
 */
export const SENT_KEPT_DAYS = 180;

/**
 * Removes what was sent long ago. Nothing is removed by a clock that no server confirmed: set a year ahead by
 * mistake, it would take all receipts.
 */
export async function removeOld(
  ports: Pick<ReportPorts, "outbox" | "clock"> & { readonly client: Pick<IntakeClient, "clockOffsetMs"> },
): Promise<void> {
  const offset = ports.client.clockOffsetMs?.() ?? null;
  if (offset === null) return;
  const oldest = ports.clock.now() - offset - SENT_KEPT_DAYS * DAY_MS;
  for (const entry of await ports.outbox.list())
    if (entry.state === "sent" && entry.sealedAt < oldest) await ports.outbox.remove(entry.packageDigest);
}

/** Once, when the first report lies on the device; what the browser answers changes nothing. */
export function askToPersist(
  { persist }: Pick<PaneWorld, "persist">,
  reporter: Pick<Reporter, "state" | "subscribe">,
): void {
  if (persist === undefined) return;
  const stop = reporter.subscribe(() => {
    const state = reporter.state();
    if (!("kept" in state) || state.kept !== "device") return;
    stop();
    void persist().catch(() => undefined);
  });
}
