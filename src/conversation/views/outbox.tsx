import { Button } from "@fluentui/react-components";
import { isReference } from "../../core/evidence/reference.ts";
import { Disclosure, formatOctets, formatTime } from "../../ui/index.ts";
import type { OutboxEntry } from "../../workflow/ports.ts";
import type { PaneSession, PaneView } from "../pane-session.ts";
import { ConfirmedButton, Notice, Screen } from "./bits.tsx";
import { useLaterText } from "./pane-text.ts";
import { problemKey } from "./problem.ts";
import { ReceiptSaver } from "./receipt-saver.tsx";

export function OutboxScreen(props: {
  readonly session: PaneSession;
  readonly view: Pick<PaneView, "outbox" | "unstored">;
  readonly onBack: () => void;
}) {
  const { t } = useLaterText();
  const newestFirst = props.view.outbox.toSorted((one, other) => other.sealedAt - one.sealedAt);
  return (
    <Screen heading={t("outbox.heading")}>
      <p className="pane-dim">{t("outbox.what")}</p>
      {newestFirst.length === 0 && <p>{t("outbox.empty")}</p>}
      <ul className="pane-entries">
        {newestFirst.map((entry) => (
          <li key={entry.packageDigest}>
            <Entry
              session={props.session}
              entry={entry}
              stored={!props.view.unstored.includes(entry.packageDigest)}
            />
          </li>
        ))}
      </ul>
      <RemoveSent session={props.session} entries={newestFirst} />
      <Button appearance="primary" className="pane-wide" onClick={props.onBack}>
        {t("outbox.back")}
      </Button>
    </Screen>
  );
}

/** A device that others use should not tell how often someone reported. */
function RemoveSent(props: { readonly session: PaneSession; readonly entries: readonly OutboxEntry[] }) {
  const { t } = useLaterText();
  const sent = props.entries.filter(({ state }) => state === "sent");
  if (sent.length < 2) return null;
  return (
    <ConfirmedButton
      label={t("outbox.removeSent", { count: sent.length })}
      question={t("outbox.removeSentSure")}
      onConfirm={() => {
        for (const { packageDigest } of sent) props.session.removeEntry(packageDigest);
      }}
    />
  );
}

interface EntryProps {
  readonly session: PaneSession;
  readonly entry: OutboxEntry;
}

function Entry({ session, entry, stored }: EntryProps & { readonly stored: boolean }) {
  const { t, language } = useLaterText();
  const { reference, packageDigest } = entry;
  return (
    <>
      <h2>{reference}</h2>
      <p className={entry.state === "sent" ? undefined : "pane-stamp"}>{t(`outbox.${entry.state}`)}</p>
      <p className="pane-dim">
        {formatTime(entry.sealedAt, language)}, {formatOctets(entry.octets, language)}
      </p>
      {!stored && <Notice intent="warning">{t("kept.memory")}</Notice>}
      {entry.recoveryOnly && <p className="pane-dim">{t("outbox.recovery")}</p>}
      {entry.confidential === true && <p className="pane-dim">{t("outbox.confidential")}</p>}
      {entry.state === "sent" ? (
        isReference(reference) && (
          <Disclosure title={t("outbox.receipt")}>
            <ReceiptSaver
              session={session}
              packageDigest={packageDigest}
              hasOpening={entry.opening !== null}
            />
          </Disclosure>
        )
      ) : (
        <Unsent session={session} entry={entry} />
      )}
      <ConfirmedButton
        label={t("outbox.remove")}
        question={t(entry.state === "sent" ? "outbox.removeSure" : "outbox.removeSureUnsent", { reference })}
        onConfirm={() => session.removeEntry(packageDigest)}
      />
    </>
  );
}

function Unsent({ session, entry }: EntryProps) {
  const { t } = useLaterText();
  const { packageDigest, lastError } = entry;
  return (
    <>
      {lastError !== null && (
        <p className="pane-dim">
          {t(`problem.${problemKey(lastError)}`)} {t("problem.code", { code: lastError })}
        </p>
      )}
      <div className="pane-pair">
        <Button
          appearance="primary"
          disabledFocusable={entry.state === "sending"}
          onClick={() => session.sendEntry(packageDigest)}
        >
          {t("outbox.now")}
        </Button>
        <Button onClick={() => session.saveSealed(packageDigest)}>{t("outbox.save")}</Button>
      </div>
    </>
  );
}
