import { Disclosure } from "../../ui/index.ts";
import type { Session } from "../session.ts";
import { utcTime } from "../../ui/analysis/times.ts";
import { Facts, Notice, useConsoleText } from "./bits.tsx";

/** Under which directory, at which intake, as whom: what every statement on the screens rests on. */
export function SessionFacts({
  session,
  intakeUrl,
}: {
  readonly session: Session;
  readonly intakeUrl: string;
}) {
  const { t } = useConsoleText();
  const { reading, person } = session;
  const { directory } = reading;
  return (
    <>
      {reading.expired && <Notice intent="warning" title={t("expired")} />}
      {reading.notes.map((note) => (
        <Notice key={note} intent="warning" title={t(`session.notes.${note}`)} />
      ))}
      <Disclosure
        title={`${person.name} · ${t("session.directory")} ${directory.version} · ${directory.log.origin}`}
      >
        <Facts
          facts={[
            [t("session.person"), person.name],
            [
              t("session.directory"),
              t("session.directoryValue", {
                version: directory.version,
                until: utcTime(directory.expiresAt),
              }),
            ],
            [t("session.digest"), <code key="digest">{reading.digest}</code>],
            [t("session.log"), <code key="log">{directory.log.origin}</code>],
            [t("unlock.intake"), <code key="intake">{intakeUrl}</code>],
          ]}
        />
      </Disclosure>
    </>
  );
}
