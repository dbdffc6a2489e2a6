/** More mails of the same series: looked for on request, ticked by the reporter, reported together. */
import { Button } from "@fluentui/react-components";
import { useId } from "react";
import { ProgressLine } from "../../ui/index.ts";
import type { SeriesMail } from "../../workflow/ports.ts";
import type { PaneSession, PaneView, SeriesState } from "../pane-session.ts";
import { HelpCode, Notice, Screen } from "./bits.tsx";
import { useLaterText } from "./pane-text.ts";
import { MailLine } from "./start-parts.tsx";

type SeriesActions = Pick<PaneSession, "findSeries" | "tickSeries">;

export function SeriesScreen(props: {
  readonly session: SeriesActions;
  readonly view: Pick<PaneView, "series">;
  readonly onBack: () => void;
}) {
  const { t } = useLaterText();
  const { series } = props.view;
  return (
    <Screen heading={t("series.heading")}>
      {series.state === "unavailable" ? (
        <Unavailable />
      ) : (
        <>
          <p>{t("series.what")}</p>
          <Search session={props.session} series={series} />
        </>
      )}
      <Button
        appearance={series.state === "found" ? "primary" : "secondary"}
        className="pane-wide"
        onClick={props.onBack}
      >
        {t("series.back")}
      </Button>
    </Screen>
  );
}

function Unavailable() {
  const { t } = useLaterText();
  return (
    <>
      <p>{t("series.unavailable")}</p>
      <p>{t("series.select")}</p>
      <p>{t("series.page")}</p>
    </>
  );
}

function Search(props: {
  readonly session: SeriesActions;
  readonly series: Exclude<SeriesState, { readonly state: "unavailable" }>;
}) {
  const { t } = useLaterText();
  const { session, series } = props;
  if (series.state === "searching") return <ProgressLine label={t("series.searching")} fraction={null} />;
  if (series.state === "found") return <Found session={session} {...series} />;
  return (
    <>
      {series.state === "failed" && (
        <Notice intent="warning">
          <p role="alert">{t("series.failed")}</p>
          <HelpCode code={series.code} />
        </Notice>
      )}
      <Button appearance="primary" className="pane-wide" onClick={() => session.findSeries()}>
        {t(series.state === "failed" ? "kept.again" : "series.search")}
      </Button>
      {series.state === "offered" && series.signIn && <p className="pane-dim">{t("series.signIn")}</p>}
    </>
  );
}

function Found(props: {
  readonly session: SeriesActions;
  readonly mails: readonly SeriesMail[];
  readonly ticked: readonly string[];
}) {
  const { t } = useLaterText();
  const { session, mails, ticked } = props;
  const all = ticked.length === mails.length;
  const tickAll = () => {
    for (const { id } of mails) if (ticked.includes(id) === all) session.tickSeries(id, !all);
  };
  if (mails.length === 0) return <p aria-live="polite">{t("series.none")}</p>;
  return (
    <>
      <p aria-live="polite">{t("series.found", { count: mails.length })}</p>
      {mails.length > 1 && (
        <Button className="pane-fit" size="small" onClick={tickAll}>
          {t(all ? "series.noneTicked" : "series.all")}
        </Button>
      )}
      <fieldset className="pane-question">
        <legend className="zegel-hidden">{t("series.list")}</legend>
        {mails.map((mail) => (
          <FoundMail
            key={mail.id}
            mail={mail}
            ticked={ticked.includes(mail.id)}
            onTick={(wanted) => session.tickSeries(mail.id, wanted)}
          />
        ))}
      </fieldset>
    </>
  );
}

/** No subject: nobody has to read a threat again to say that it belongs to this. */
function FoundMail(props: {
  readonly mail: SeriesMail;
  readonly ticked: boolean;
  readonly onTick: (ticked: boolean) => void;
}) {
  const { t } = useLaterText();
  const id = useId();
  return (
    <div className="pane-choice">
      <input
        id={id}
        type="checkbox"
        checked={props.ticked}
        onChange={(event) => props.onTick(event.currentTarget.checked)}
      />
      <label htmlFor={id} className="pane-mail">
        <MailLine mail={props.mail} />
        <span className="pane-dim">{t(`series.because.${props.mail.because}`)}</span>
      </label>
    </div>
  );
}
