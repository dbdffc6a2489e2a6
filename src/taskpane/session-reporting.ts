/** Starts reports: of what is on the screen, and of what the last one missed. */
import type { Reporter, ReportRequest } from "../workflow/report-mail.ts";
import type { PaneSession, PaneView } from "./pane-session.ts";
import type { Authorization } from "./session-authorization.ts";
import { mailsOf } from "./session-mails.ts";
import type { PaneWorld } from "./session-world.ts";
import type { Store } from "./store.ts";

export function makeReporting(
  world: Pick<PaneWorld, "host" | "signIn">,
  view: Store<PaneView>,
  reporter: Reporter,
  authorization: Pick<Authorization, "subject">,
): Pick<PaneSession, "send" | "sendMissed"> {
  let last: Omit<ReportRequest, "mails"> | null = null;
  return {
    send: (asked) => {
      const { answers, readers, language, extras, confidential } = asked;
      const named = confidential ? {} : { custodian: custodianBy(authorization) };
      last = { answers, readers, language, confidential, ...named };
      void reporter.report({ ...last, extras, mails: mailsOf(world, view.get(), true) });
    },
    sendMissed: () => {
      const mails = reporter.missed();
      if (last === null || mails.length === 0) return;
      reporter.reset();
      void reporter.report({ ...last, mails });
    },
  };
}

/** Asked for at the click, needed when the mails are there: nobody waits for it longer than that. */
export function custodianBy({
  subject,
}: Pick<Authorization, "subject">): NonNullable<ReportRequest["custodian"]> {
  const asked = subject();
  return async () => {
    const name = await asked;
    return name === null ? null : { role: "reporter", subject: name };
  };
}
