/** The first screen: help, who wrote, who will read, one button. */
import { Button } from "@fluentui/react-components";
import { localText, ProgressLine } from "../../ui/index.ts";
import type { ItemSummary } from "../../workflow/ports.ts";
import { defaultChoice, readersOf } from "../../workflow/readers.ts";
import type { TrustedDirectory } from "../../workflow/trust.ts";
import type { PaneSession, PaneView } from "../pane-session.ts";
import { Notice, Problem, Screen } from "./bits.tsx";
import { Danger } from "./danger.tsx";
import { type Draft, requestOf } from "./draft.ts";
import { ExpertLink } from "./expert-link.tsx";
import { LaterPart } from "./later.tsx";
import { mailCount, sendersOf } from "./mails.ts";
import { usePaneText } from "./pane-text.ts";
import { joinNames, readerNames } from "./reader-names.ts";
import { shownSender } from "./sender.ts";
import { useSurface } from "./surface.ts";

export type StartTarget = "questions" | "readers" | "outbox" | "series" | "review";

interface StartProps {
  readonly session: PaneSession;
  readonly view: PaneView;
  readonly draft: Draft;
  readonly onOpen: (target: StartTarget) => void;
}

export function StartScreen(props: StartProps) {
  const { t } = usePaneText();
  const { view, session, onOpen } = props;
  return (
    <>
      <OutboxNotice view={view} onOpen={onOpen} />
      <Danger directory={view.directory?.directory ?? null} />
      <Screen heading={t("start.heading")}>
        <DirectoryNotes view={view} onRetry={() => session.retryDirectory()} />
        <LaterPart quiet>{({ ClockNote }) => <ClockNote offsetMs={view.clockOffsetMs} />}</LaterPart>
        <Body {...props} />
        {view.outbox.length > 0 && (
          <Button appearance="transparent" className="pane-plain" onClick={() => onOpen("outbox")}>
            {t("outbox.open")}
          </Button>
        )}
        {view.item !== null && view.acquisition !== "none" && <ExpertLink session={session} />}
      </Screen>
    </>
  );
}

function Body(props: StartProps) {
  const { t } = usePaneText();
  const { view } = props;
  const directory = view.directory?.directory ?? null;
  const Mails = useSurface()?.Mails;
  if (Mails !== undefined)
    return (
      <>
        <Mails />
        {mailCount(view) > 0 && <Report {...props} />}
      </>
    );
  if (view.selectionProblem !== null)
    return (
      <LaterPart>{({ SelectionProblem }) => <SelectionProblem problem={view.selectionProblem} />}</LaterPart>
    );
  if (mailCount(view) > 0)
    return view.acquisition === "none" ? (
      <LaterPart>{({ NoSource }) => <NoSource directory={directory} elsewhere={view.elsewhere} />}</LaterPart>
    ) : (
      <Report {...props} />
    );
  if (view.absence !== null && view.absence !== "none")
    return <LaterPart>{({ Absence }) => <Absence absence={view.absence} />}</LaterPart>;
  return (
    <>
      <p>{t("start.noItem")}</p>
      <LaterPart quiet>
        {({ HiddenMail }) => <HiddenMail directory={directory} elsewhere={view.elsewhere} />}
      </LaterPart>
    </>
  );
}

function Report(props: StartProps) {
  const { t } = usePaneText();
  const { view, draft, onOpen } = props;
  const { directory, item, selection } = view;
  const many = mailCount(view) > 1;
  // Elsewhere the page itself shows which mails there are.
  const inOutlook = useSurface() === null;
  return (
    <>
      {inOutlook && selection.length > 0 && (
        <LaterPart>{({ SelectionList }) => <SelectionList mails={selection} />}</LaterPart>
      )}
      <dl className="pane-facts">
        {inOutlook && selection.length === 0 && item !== null && <Sender item={item} />}
        {directory !== null && <ReadBy directory={directory} draft={draft} onOpen={onOpen} />}
      </dl>
      <MainAction {...props} />
      {inOutlook && selection.length === 0 && (
        <LaterPart quiet>
          {({ SeriesLink }) => <SeriesLink view={view} onOpen={() => onOpen("series")} />}
        </LaterPart>
      )}
      {directory !== null && (
        <Button className="pane-wide" onClick={() => onOpen("questions")}>
          {t("start.more")}
        </Button>
      )}
      <p className="pane-dim">{t(many ? "start.keepMany" : "start.keep")}</p>
    </>
  );
}

function MainAction({ session, view, draft }: StartProps) {
  const { t, language } = usePaneText();
  const { directory } = view;
  const count = mailCount(view);
  return (
    <div className="pane-main-action">
      <Button
        appearance="primary"
        size="large"
        className="pane-wide"
        disabled={directory === null}
        onClick={() => session.send(requestOf(draft, view, language))}
      >
        {count === 1 ? t("start.button") : t("start.buttonMany", { count })}
      </Button>
      {directory !== null && <p className="pane-dim">{t(count === 1 ? "start.what" : "start.whatMany")}</p>}
      <KeyQuery view={view} />
      <LaterPart quiet>{({ AcquireNote }) => <AcquireNote view={view} />}</LaterPart>
    </div>
  );
}

/** Domains that are named; a selection may come from a hundred. */
const DOMAINS_SHOWN = 5;

/** A single question to DNS tells the server whom the report is about: the reporter is told before. */
function KeyQuery({ view }: { readonly view: PaneView }) {
  const { t, language } = usePaneText();
  const domains = [...new Set(sendersOf(view).map((address) => address.split("@").at(-1) ?? ""))];
  const shown = domains.filter((domain) => domain !== "").slice(0, DOMAINS_SHOWN);
  if (view.directory?.directory.policy.dnsQueries !== "single" || shown.length === 0) return null;
  return <p className="pane-dim">{t("start.keyQuery", { domain: joinNames(shown, language) })}</p>;
}

function Sender({ item }: { readonly item: ItemSummary }) {
  const { t } = usePaneText();
  const sender = shownSender(item.from);
  return (
    <div>
      <dt>{t(item.kind === "appointment" ? "start.fromAppointment" : "start.from")}</dt>
      {sender === null ? (
        <dd>{t("start.fromUnknown")}</dd>
      ) : (
        <dd>
          {sender.name !== null && (
            <>
              <bdi>{sender.name}</bdi>
              <br />
            </>
          )}
          <bdi>{sender.address}</bdi>
        </dd>
      )}
    </div>
  );
}

function ReadBy(props: {
  readonly directory: TrustedDirectory;
  readonly draft: Draft;
  readonly onOpen: (target: StartTarget) => void;
}) {
  const { t, language } = usePaneText();
  const { directory, draft } = props;
  const { desk, people, recoveryOnly } = readersOf(directory, draft.readers ?? defaultChoice(directory));
  const holder = directory.directory.recovery.holder;
  return (
    <div>
      <dt>{t("readers.by")}</dt>
      <dd>
        {recoveryOnly
          ? t("readers.recovery", { holder })
          : t("readers.at", {
              names: readerNames(people, t, language),
              desk: localText(desk?.name, language),
            })}
        {draft.confidential && directory.directory.policy.confidential && <p>{t("readers.noName")}</p>}
        <Button appearance="transparent" className="pane-plain" onClick={() => props.onOpen("readers")}>
          {t("readers.change")}
        </Button>
      </dd>
    </div>
  );
}

function OutboxNotice(props: { readonly view: PaneView; readonly onOpen: (target: StartTarget) => void }) {
  const { t } = usePaneText();
  const count = props.view.outbox.filter((entry) => entry.state !== "sent").length;
  if (count === 0) return null;
  return (
    <Notice intent="warning">
      <div className="pane-pair">
        <strong>{t("outbox.waiting", { count })}</strong>
        <Button size="small" onClick={() => props.onOpen("outbox")}>
          {t("outbox.show")}
        </Button>
      </div>
    </Notice>
  );
}

function DirectoryNotes(props: { readonly view: PaneView; readonly onRetry: () => void }) {
  const { t } = usePaneText();
  const { directory, directoryProblem } = props.view;
  if (directory === null && directoryProblem === null)
    return <ProgressLine label={t("start.loading")} fraction={null} />;
  if (directory === null && directoryProblem !== null)
    return (
      <Notice intent="warning">
        <p role="alert">{t("readers.unavailable")}</p>
        <Problem code={directoryProblem} />
        <Button onClick={() => props.onRetry()}>{t("kept.again")}</Button>
      </Notice>
    );
  return directory === null ? null : <TrustNotes directory={directory} onRetry={props.onRetry} />;
}

function TrustNotes(props: { readonly directory: TrustedDirectory; readonly onRetry: () => void }) {
  const { t } = usePaneText();
  const { directory } = props;
  const holder = directory.directory.recovery.holder;
  return (
    <>
      {directory.expired && <Notice intent="warning">{t("readers.expired", { holder })}</Notice>}
      {directory.problem !== null && (
        <Notice intent="info">
          <p>{t("readers.remembered")}</p>
          <Problem code={directory.problem} />
          <Button size="small" onClick={() => props.onRetry()}>
            {t("kept.again")}
          </Button>
        </Notice>
      )}
    </>
  );
}
