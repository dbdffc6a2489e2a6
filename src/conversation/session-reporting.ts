/** Starts reports: of what is on the screen, and of what the last one missed. */
import type { Reporter, ReportRequest } from "../workflow/report-mail.ts";
import type { Authorization } from "./session-authorization.ts";
import type { Room } from "./session-room.ts";

export function makeReporting(
  reporter: Reporter,
  authorization: Pick<Authorization, "subject">,
): Pick<Room, "send" | "sendMissed"> {
  let last: Omit<ReportRequest, "mails"> | null = null;
  return {
    send: ({ answers, readers, language, extras, confidential }, mails) => {
      const named = confidential ? {} : { custodian: custodianBy(authorization) };
      last = { answers, readers, language, confidential, ...named };
      void reporter.report({ ...last, extras, mails });
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
