/** What a page needs of the world at once: Outlook, and ways to a mail that are fetched when they are used. */
import type { BuildConstants } from "../ui/build.ts";
import { cloudOf } from "./cloud.ts";
import { outlookHost } from "./outlook-host.ts";
import type { NearWorld } from "../conversation/session-core.ts";

export function nearWorld(build: BuildConstants): {
  readonly world: NearWorld;
  /** Fetches what acquires a mail. */
  readonly preload: () => void;
} {
  const { signIn, series, wholes } = cloudOf(build);
  const { host, preload } = outlookHost(wholes, build.ews);
  const { reportPage, forwardTo } = build;
  const elsewhere = { reportPage, forwardTo };
  return { world: { host, signIn, series, elsewhere, browserLanguage: () => navigator.language }, preload };
}
