import { PROVIDERS } from "./detect.ts";

/** Providers whose signing domain belongs to one customer: its name would tell who wrote. */
const OWN_DOMAINS: ReadonlySet<string> = new Set(["microsoft-365", "google-workspace", "google-service"]);

/** Whether a DKIM domain is one that millions of mailboxes share, so that its name tells of nobody. */
export function isMassProviderDomain(domain: string): boolean {
  return PROVIDERS.some(({ id, signsFor }) => !OWN_DOMAINS.has(id) && signsFor.test(domain));
}
