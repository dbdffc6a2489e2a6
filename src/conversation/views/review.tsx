/** All that would go, before it goes: one look, each part with its way back, one button. */
import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { formatOctets, localText } from "../../ui/index.ts";
import { defaultChoice, readersOf } from "../../workflow/readers.ts";
import type { TrustedDirectory } from "../../workflow/trust.ts";
import type { PaneSession, PaneView } from "../pane-session.ts";
import { Screen } from "./bits.tsx";
import { Danger } from "./danger.tsx";
import { type Draft, requestOf, valueOf } from "./draft.ts";
import { listedMails, mailCount, sendersOf } from "./mails.ts";
import { type LaterKey, useLaterText } from "./pane-text.ts";
import { isUrgent } from "./questions.tsx";
import { joinNames, readerNames } from "./reader-names.ts";
import { plainLine } from "./sender.ts";
import type { StartTarget } from "./start.tsx";

interface ReviewProps {
  readonly session: PaneSession;
  readonly view: PaneView;
  readonly directory: TrustedDirectory;
  readonly draft: Draft;
  readonly onOpen: (target: StartTarget) => void;
  readonly onBack: () => void;
}

/** Addresses that are named; the others are counted. */
const SENDERS_SHOWN = 3;

export function ReviewScreen(props: ReviewProps) {
  const { t, language } = useLaterText();
  const { session, view, draft } = props;
  return (
    <>
      {isUrgent(draft.answers) && <Danger directory={props.directory.directory} />}
      <Screen heading={t("review.heading")}>
        <p className="pane-stamp">{t("kept.notYet")}</p>
        <dl className="pane-facts">
          <Mails {...props} />
          <WhoReads {...props} />
          <WhatWasSaid {...props} />
        </dl>
        <Button
          appearance="primary"
          size="large"
          className="pane-wide"
          onClick={() => session.send(requestOf(draft, view, language))}
        >
          {t("review.send")}
        </Button>
        <Button appearance="transparent" className="pane-wide" onClick={props.onBack}>
          {t("review.back")}
        </Button>
      </Screen>
    </>
  );
}

function Part(props: {
  readonly label: LaterKey;
  readonly onChange?: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useLaterText();
  const label = t(props.label);
  return (
    <div className="pane-review-part">
      <dt>{label}</dt>
      <dd>{props.children}</dd>
      {props.onChange !== undefined && (
        <dd>
          <Button size="small" aria-label={t("review.changeOne", { part: label })} onClick={props.onChange}>
            {t("review.change")}
          </Button>
        </dd>
      )}
    </div>
  );
}

function Mails({ view, onOpen }: ReviewProps) {
  const { t } = useLaterText();
  const senders = sendersOf(view);
  const rest = senders.length - SENDERS_SHOWN;
  // A selection is changed in Outlook's own list; the open mail is what it is.
  const changeable = view.selection.length === 0 && listedMails(view).length > 0;
  return (
    <Part label="review.goes" {...(changeable && { onChange: () => onOpen("series") })}>
      {t("review.mails", { count: mailCount(view) })}
      <ul className="pane-plain-list">
        {senders.slice(0, SENDERS_SHOWN).map((address) => (
          <li key={address}>
            <bdi>{plainLine(address)}</bdi>
          </li>
        ))}
        {rest > 0 && <li>{`+ ${rest}`}</li>}
      </ul>
    </Part>
  );
}

function WhoReads({ directory, draft, onOpen }: ReviewProps) {
  const { t, language } = useLaterText();
  const { desk, people, recoveryOnly } = readersOf(directory, draft.readers ?? defaultChoice(directory));
  const { holder } = directory.directory.recovery;
  const leftOut = desk?.people.filter(({ id }) => draft.readers?.leftOut.includes(id)) ?? [];
  const names = leftOut.map(({ name }) => name);
  const change = () => onOpen("readers");
  return (
    <>
      <Part label="review.reads" onChange={change}>
        {recoveryOnly
          ? t("readers.recovery", { holder })
          : t("readers.at", {
              names: readerNames(people, t, language),
              desk: localText(desk?.name, language),
            })}
      </Part>
      <Part label="review.readsNot">{joinNames([...names, t("review.server")], language)}</Part>
      {directory.directory.policy.confidential && (
        <Part label="review.name" onChange={change}>
          {t(draft.confidential ? "review.noName" : "review.nameStays")}
        </Part>
      )}
    </>
  );
}

/** One way back for all questions: they are on one screen. */
function WhatWasSaid({ draft, onOpen }: ReviewProps) {
  const { t, language } = useLaterText();
  const { answers, extras } = draft;
  const change = () => onOpen("questions");
  const kind = valueOf(answers.kind);
  const urgency = valueOf(answers.urgency);
  const actions = valueOf(answers.actions) ?? [];
  const files = extras.map(({ name, file }) => `${plainLine(name)} (${formatOctets(file.size, language)})`);
  return (
    <>
      <Said label="review.urgency" onChange={change}>
        {urgency === null ? null : t(`questions.urgency.${urgency}`)}
      </Said>
      <Said label="review.kind" onChange={change}>
        {kind === null ? null : t(`questions.kind.${kind}`)}
      </Said>
      <Said label="review.actions" onChange={change}>
        {actions.length === 0
          ? null
          : joinNames(
              actions.map((one) => t(`questions.actions.${one}`)),
              language,
            )}
      </Said>
      <Said label="review.comment" onChange={change}>
        {valueOf(answers.comment)}
      </Said>
      <Said label="review.suspicion" onChange={change}>
        {valueOf(answers.suspicion)}
      </Said>
      <Said label="review.files" onChange={change}>
        {files.length === 0 ? null : joinNames(files, language)}
      </Said>
    </>
  );
}

function Said(props: {
  readonly label: LaterKey;
  readonly onChange: () => void;
  readonly children: string | null;
}) {
  const { t } = useLaterText();
  return (
    <Part label={props.label} onChange={props.onChange}>
      {props.children === null ? (
        <span className="pane-dim">{t("review.empty")}</span>
      ) : (
        <bdi className="pane-said">{props.children}</bdi>
      )}
    </Part>
  );
}
