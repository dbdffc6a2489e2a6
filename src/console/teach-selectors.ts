/** Selectors of the large providers, learned from what investigators open: later reports then find the key at hand. */
import { isMassProviderDomain } from "../core/analysis/providers/mass-providers.ts";
import { readAnalysis } from "../ui/analysis/read-analysis.ts";
import type { Examination } from "./examine.ts";
import { namesOf } from "./key-look-up.ts";
import type { Session } from "./session.ts";

/**
 * Only of domains that millions share, and only where the directory has snapshots at all: another domain would tell the
 * intake whom a report is about. Nothing of the report depends on it, so a failure is nobody's concern.
 */
export async function teachSelectors(session: Session, examination: Examination): Promise<void> {
  if (examination.state !== "shown" || session.reading.directory.policy.dnsQueries === "none") return;
  const signatures = examination.content.messages.flatMap(
    ({ analysis }) => readAnalysis(analysis)?.dkim ?? [],
  );
  const pairs = namesOf(signatures).filter(({ domain }) => isMassProviderDomain(domain));
  if (pairs.length > 0) await session.server.learnSelectors(pairs).catch(() => undefined);
}
