/** A report that took several packages: which there are, and which of them have arrived. */
import { Button } from "@fluentui/react-components";
import type { OutboxEntry } from "../../workflow/ports.ts";
import type { PaneSession, PaneView, Parts } from "../pane-session.ts";
import { Screen } from "./bits.tsx";
import { useLaterText } from "./pane-text.ts";

type Outbox = PaneView["outbox"];

/** What is not in the list any more was removed by whoever looks at it. */
function stateOf(outbox: Outbox, packageDigest: OutboxEntry["packageDigest"]): OutboxEntry["state"] {
  return outbox.find((entry) => entry.packageDigest === packageDigest)?.state ?? "sealed";
}

export function PartsList(props: { readonly parts: Parts; readonly outbox: Outbox }) {
  const { t } = useLaterText();
  const { sealed, left } = props.parts;
  return (
    <div className="pane-part">
      <h2>{t("parts.heading")}</h2>
      {sealed.length > 0 && (
        <ol className="pane-list">
          {sealed.map(({ packageDigest, reference, mails }) => (
            <li key={packageDigest}>
              <strong className="pane-code">{reference}</strong> {t("done.mails", { count: mails })}{" "}
              <span className="pane-dim">{t(`outbox.${stateOf(props.outbox, packageDigest)}`)}</span>
            </li>
          ))}
        </ol>
      )}
      {left > 0 && <p className="pane-stamp">{t("parts.left", { count: left })}</p>}
    </div>
  );
}

/** The part on the screen has arrived, and others have not: nobody may take the report for sent. */
export function PartsScreen(props: {
  readonly session: PaneSession;
  readonly parts: Parts;
  readonly view: Pick<PaneView, "outbox">;
}) {
  const { t } = useLaterText();
  const { outbox } = props.view;
  const unsent = props.parts.sealed.filter(({ packageDigest }) => stateOf(outbox, packageDigest) !== "sent");
  return (
    <Screen heading={t("kept.waiting.heading")}>
      <p>{t("parts.unsent", { count: unsent.length })}</p>
      <PartsList parts={props.parts} outbox={outbox} />
      <Button
        appearance="primary"
        className="pane-wide"
        onClick={() => {
          for (const { packageDigest } of unsent) props.session.sendEntry(packageDigest);
        }}
      >
        {t("kept.now")}
      </Button>
      <Button className="pane-wide" onClick={() => props.session.reset()}>
        {t("kept.close")}
      </Button>
    </Screen>
  );
}
