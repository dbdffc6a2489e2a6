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
import { usePaneText } from "./pane-text.ts";
import { readerNames } from "./reader-names.ts";
import { shownSender } from "./sender.ts";

export type StartTarget = "questions" | "readers" | "outbox";

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
        {view.item === null ? <p>{t("start.noItem")}</p> : <Report {...props} item={view.item} />}
        {view.outbox.length > 0 && (
          <Button appearance="transparent" className="pane-plain" onClick={() => onOpen("outbox")}>
            {t("outbox.open")}
          </Button>
        )}
        {view.item !== null && <ExpertLink session={session} />}
      </Screen>
    </>
  );
}

function Report(props: StartProps & { readonly item: ItemSummary }) {
  const { t, language } = usePaneText();
  const { session, draft, onOpen } = props;
  const { directory } = props.view;
  const send = () => session.send(requestOf(draft, props.view, language));
  return (
    <>
      <dl className="pane-facts">
        <Sender from={props.item.from} />
        {directory !== null && <ReadBy directory={directory} draft={draft} onOpen={onOpen} />}
      </dl>
      <div className="pane-main-action">
        <Button
          appearance="primary"
          size="large"
          className="pane-wide"
          disabled={directory === null}
          onClick={send}
        >
          {t("start.button")}
        </Button>
        {directory !== null && <p className="pane-dim">{t("start.what")}</p>}
        <KeyQuery directory={directory} from={props.item.from} />
      </div>
      {directory !== null && (
        <Button className="pane-wide" onClick={() => onOpen("questions")}>
          {t("start.more")}
        </Button>
      )}
      <p className="pane-dim">{t("start.keep")}</p>
    </>
  );
}

/** A single question to DNS tells the server whom the report is about: the reporter is told before. */
function KeyQuery(props: Pick<PaneView, "directory"> & { readonly from: ItemSummary["from"] }) {
  const { t } = usePaneText();
  const domain = props.from?.address.split("@").at(-1) ?? "";
  if (props.directory?.directory.policy.dnsQueries !== "single" || domain === "") return null;
  return <p className="pane-dim">{t("start.keyQuery", { domain })}</p>;
}

function Sender(props: { readonly from: ItemSummary["from"] }) {
  const { t } = usePaneText();
  const sender = shownSender(props.from);
  return (
    <div>
      <dt>{t("start.from")}</dt>
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
