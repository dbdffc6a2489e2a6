/** What the first screen shows only now and then: no mail, several, a sign-in, a clock that is wrong. */
import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { Directory } from "../../core/evidence/directory.ts";
import { Disclosure, formatTime, ProgressLine } from "../../ui/index.ts";
import type { ItemAbsence, ListedMail } from "../../workflow/ports.ts";
import type { PaneView } from "../pane-session.ts";
import { HelpCode, Notice } from "./bits.tsx";
import { Choice } from "./choice.tsx";
import { CLOCK_TOLERANCE_MS, clockWords } from "./clock.ts";
import { Contacts } from "./danger.tsx";
import { SELECTION_LIMIT, tickedOf } from "./mails.ts";
import { useLaterText } from "./pane-text.ts";
import { plainLine, shownSender } from "./sender.ts";

/** More than a few minutes: times in the report then differ from those of the servers. */
export function ClockNote({ offsetMs }: { readonly offsetMs: number | null }) {
  const { t, language } = useLaterText();
  if (offsetMs === null || Math.abs(offsetMs) <= CLOCK_TOLERANCE_MS) return null;
  const amount = clockWords(offsetMs, language);
  return <Notice intent="info">{t(offsetMs > 0 ? "clock.ahead" : "clock.behind", { amount })}</Notice>;
}

/** Why there is no mail here, and what to do. */
export function Absence({ absence }: { readonly absence: ItemAbsence | null }) {
  const { t } = useLaterText();
  if (absence === "several") return <ProgressLine label={t("absence.several")} fraction={null} />;
  if (absence === "compose" || absence === "no-host") return <p>{t(`absence.${absence}`)}</p>;
  return <p>{t("start.noItem")}</p>;
}

interface ElsewhereProps {
  readonly directory: Directory | null;
  readonly elsewhere: PaneView["elsewhere"];
}

/** Outlook gives no add-in some mails, and does not say so: the pane looks as if none were open. */
export function HiddenMail({ directory, elsewhere }: ElsewhereProps) {
  const { t } = useLaterText();
  return (
    <Disclosure title={t("absence.hidden")}>
      <p>{t("absence.hiddenWhy")}</p>
      <OtherWays ways={["forward", "page", "call"]} directory={directory} elsewhere={elsewhere} />
    </Disclosure>
  );
}

export function NoSource({ directory, elsewhere }: ElsewhereProps) {
  const { t } = useLaterText();
  return (
    <>
      <Notice intent="warning">{t("acquire.none")}</Notice>
      <h2>{t("otherWay.heading")}</h2>
      <OtherWays ways={["computer", "forward", "call"]} directory={directory} elsewhere={elsewhere} />
    </>
  );
}

type Way = "forward" | "computer" | "page" | "call";

function OtherWays({ ways, directory, elsewhere }: ElsewhereProps & { readonly ways: readonly Way[] }) {
  return (
    <>
      <ul className="pane-list">
        {ways.map((way) => (
          <li key={way}>
            <OtherWay way={way} elsewhere={elsewhere} />
          </li>
        ))}
      </ul>
      <Contacts directory={directory} />
    </>
  );
}

/** With the address, where the build knows it: nobody has to ask around for it. */
function OtherWay({ way, elsewhere }: Pick<ElsewhereProps, "elsewhere"> & { readonly way: Way }) {
  const { t } = useLaterText();
  const { reportPage, forwardTo } = elsewhere;
  if (way === "forward" && forwardTo !== null) return t("otherWay.forwardTo", { address: forwardTo });
  if (way !== "page" || reportPage === null) return t(`otherWay.${way}`);
  return (
    <>
      {t("otherWay.pageAt")}{" "}
      <a href={reportPage} target="_blank" rel="noreferrer">
        {t("otherWay.pageOpen")}
      </a>
    </>
  );
}

/** Under the main button: how the mail is had, where that asks something of the reporter or gives less. */
export function AcquireNote({ view }: { readonly view: PaneView }) {
  const { t } = useLaterText();
  return (
    <>
      {view.acquisition === "sign-in" && <p className="pane-dim">{t("acquire.signIn")}</p>}
      {view.item?.kind === "appointment" && <p className="pane-dim">{t("absence.appointment")}</p>}
    </>
  );
}

/** Closed at first, and without subjects: nobody has to read a threat again to report it. */
export function SelectionList({ mails }: { readonly mails: readonly ListedMail[] }) {
  const { t } = useLaterText();
  const [subjects, setSubjects] = useState(false);
  // Outlook tells the subjects of a selection alone: without them there is nothing to list.
  const told = mails.some(({ summary, receivedAt }) => summary.from !== null || receivedAt !== null);
  return (
    <div>
      <Disclosure title={t("selection.count", { count: mails.length })}>
        <Choice kind="checkbox" checked={subjects} label={t("selection.subjects")} onChange={setSubjects} />
        {(told || subjects) && (
          <ul className="pane-mails">
            {mails.map((mail) => (
              <li key={mail.id}>
                {told && <MailLine mail={mail} />}
                {subjects && <bdi className="pane-subject">{plainLine(mail.summary.subject)}</bdi>}
              </li>
            ))}
          </ul>
        )}
      </Disclosure>
      {mails.length >= SELECTION_LIMIT && (
        <p className="pane-dim">{t("selection.full", { count: SELECTION_LIMIT })}</p>
      )}
    </div>
  );
}

/** Sender and date. */
export function MailLine({ mail }: { readonly mail: Pick<ListedMail, "summary" | "receivedAt"> }) {
  const { t, language } = useLaterText();
  const { summary, receivedAt } = mail;
  const sender = shownSender(summary.from);
  return (
    <>
      <bdi>{sender?.address ?? t("start.fromUnknown")}</bdi>
      <span className="pane-dim">
        {receivedAt === null ? t("selection.noDate") : formatTime(receivedAt, language)}
      </span>
    </>
  );
}

export function SelectionProblem({ problem }: { readonly problem: PaneView["selectionProblem"] }) {
  const { t } = useLaterText();
  if (problem === null) return null;
  if (problem === "too-many")
    return <Notice intent="warning">{t("selection.full", { count: SELECTION_LIMIT })}</Notice>;
  const known = problem === "permission" || problem === "too-old";
  return (
    <Notice intent="warning">
      <p>{t(known ? `selection.${problem}` : "selection.failed")}</p>
      {!known && <HelpCode code={problem} />}
    </Notice>
  );
}

export function SeriesLink(props: { readonly view: PaneView; readonly onOpen: () => void }) {
  const { t } = useLaterText();
  const count = tickedOf(props.view).length;
  if (count === 0)
    return (
      <Button appearance="transparent" className="pane-plain" onClick={props.onOpen}>
        {t("series.question")}
      </Button>
    );
  return (
    <div className="pane-pair">
      <strong>{t("series.along", { count })}</strong>
      <Button size="small" onClick={props.onOpen}>
        {t("series.change")}
      </Button>
    </div>
  );
}
