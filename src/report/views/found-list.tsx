/** What was found, page by page: sender, date and how faithful it is. Subjects only for whoever wants them. */
import { Button } from "@fluentui/react-components";
import { useRef, useState } from "react";
import { formatTime } from "../../ui/index.ts";
import type { FoundMail } from "../../hosts/file/found-mail.ts";
import { Choice } from "../../conversation/views/choice.tsx";
import { plainLine, shownSender } from "../../conversation/views/sender.ts";
import { gradeOf, listedMail } from "../found.ts";
import { usePage } from "./page-context.ts";
import { useReportText } from "./report-text.ts";

/** Rows of a page: as many as somebody looks through. */
const PAGE = 25;

export function FoundList({ mails }: { readonly mails: readonly FoundMail[] }) {
  const { t } = useReportText();
  const { shelf } = usePage();
  const [subjects, setSubjects] = useState(false);
  const [first, setFirst] = useState(0);
  // Mails were left out: the page that was shown may be gone.
  const start = Math.min(first, Math.max(0, Math.ceil(mails.length / PAGE) - 1) * PAGE);
  const heading = t("found.count", { count: mails.length });
  const startOver = () => {
    focusChooser();
    shelf.clear();
  };
  return (
    <section className="report-found" aria-label={heading}>
      <div className="report-found-head">
        <h2>{heading}</h2>
        <Button size="small" appearance="transparent" className="pane-plain" onClick={startOver}>
          {t("found.clear")}
        </Button>
      </div>
      <Rows mails={mails.slice(start, start + PAGE)} subjects={subjects} />
      {mails.length > PAGE && <Pages count={mails.length} start={start} onShow={setFirst} />}
      <Choice kind="checkbox" checked={subjects} label={t("found.subjects")} onChange={setSubjects} />
    </section>
  );
}

/** Where mails are chosen: all that stays when the list goes. */
function focusChooser(): void {
  document.querySelector<HTMLElement>(".report-chooser button")?.focus();
}

function Rows(props: { readonly mails: readonly FoundMail[]; readonly subjects: boolean }) {
  const { t } = useReportText();
  const { shelf } = usePage();
  const list = useRef<HTMLUListElement>(null);
  // The focus must not fall out of the page together with the button that had it.
  const remove = (id: string, index: number) => {
    const buttons = list.current?.querySelectorAll<HTMLElement>("button") ?? [];
    const next = buttons[index + 1] ?? buttons[index - 1];
    if (next === undefined) focusChooser();
    else next.focus();
    shelf.remove(id);
  };
  return (
    <ul ref={list} className="report-rows" aria-label={t("found.list")}>
      {props.mails.map((mail, index) => (
        <Row key={mail.id} mail={mail} subject={props.subjects} onRemove={() => remove(mail.id, index)} />
      ))}
    </ul>
  );
}

function Row(props: { readonly mail: FoundMail; readonly subject: boolean; readonly onRemove: () => void }) {
  const { t, language } = useReportText();
  const { summary, receivedAt } = listedMail(props.mail);
  const sender = shownSender(summary.from);
  const address = sender?.address ?? t("found.noSender");
  return (
    <li>
      <div>
        <bdi>{address}</bdi>
        <span className="pane-dim">
          {receivedAt === null ? t("found.noDate") : formatTime(receivedAt, language)}
        </span>
        <span className="pane-dim">{t(`grade.${gradeOf(props.mail)}`)}</span>
        {props.subject && <bdi className="pane-subject">{plainLine(summary.subject)}</bdi>}
      </div>
      <Button size="small" aria-label={t("found.removeOne", { sender: address })} onClick={props.onRemove}>
        {t("found.remove")}
      </Button>
    </li>
  );
}

function Pages(props: {
  readonly count: number;
  readonly start: number;
  readonly onShow: (first: number) => void;
}) {
  const { t } = useReportText();
  const { count, start, onShow } = props;
  const end = Math.min(count, start + PAGE);
  return (
    <nav className="report-pages" aria-label={t("found.pages")}>
      <Button size="small" disabledFocusable={start === 0} onClick={() => onShow(start - PAGE)}>
        {t("found.previous")}
      </Button>
      <span aria-live="polite">{t("found.page", { from: start + 1, to: end, count })}</span>
      <Button size="small" disabledFocusable={end === count} onClick={() => onShow(start + PAGE)}>
        {t("found.next")}
      </Button>
    </nav>
  );
}
