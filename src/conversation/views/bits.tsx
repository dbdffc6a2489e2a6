/** Small pieces of every screen. */
import { Button } from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { FailureCode } from "../../workflow/report-state.ts";
import { usePaneText } from "./pane-text.ts";
import { problemKey } from "./problem.ts";

/** One screen: its heading takes the focus when the screen appears (see app.tsx). */
export function Screen(props: { readonly heading: ReactNode; readonly children: ReactNode }) {
  return (
    <section className="pane-screen" aria-labelledby="pane-heading">
      <h1 id="pane-heading" tabIndex={-1}>
        {props.heading}
      </h1>
      {props.children}
    </section>
  );
}

export function Notice(props: {
  readonly intent: "warning" | "info" | "success";
  readonly children: ReactNode;
}) {
  return (
    <div className="pane-notice" data-intent={props.intent}>
      {props.children}
    </div>
  );
}

/** Words for a failure, and its code for whoever helps. */
export function Problem(props: { readonly code: FailureCode }) {
  const { t } = usePaneText();
  return (
    <>
      <p>{t(`problem.${problemKey(props.code)}`)}</p>
      <HelpCode code={props.code} />
    </>
  );
}

export function HelpCode(props: { readonly code: FailureCode }) {
  const { t } = usePaneText();
  return <p className="pane-dim">{t("problem.code", { code: props.code })}</p>;
}

/** Asks once more where it stands: the browser's own confirm() throws inside Office. */
export function ConfirmedButton(props: {
  readonly label: string;
  readonly question: string;
  readonly onConfirm: () => void;
}) {
  const { t } = usePaneText();
  const [asking, setAsking] = useState(false);
  const group = useRef<HTMLFieldSetElement>(null);
  const wasAsking = useRef(false);
  // The focus must not fall out of the page together with the button that had it.
  useEffect(() => {
    if (wasAsking.current !== asking) group.current?.querySelector<HTMLElement>("[data-next]")?.focus();
    wasAsking.current = asking;
  }, [asking]);
  return (
    <fieldset ref={group} className="pane-confirm" aria-label={props.label}>
      {asking ? (
        <>
          <p role="alert">{props.question}</p>
          <div className="pane-pair">
            <Button data-next appearance="primary" onClick={() => setAsking(false)}>
              {t("kept.discardNo")}
            </Button>
            <Button onClick={() => props.onConfirm()}>{t("kept.discardYes")}</Button>
          </div>
        </>
      ) : (
        <Button data-next className="pane-wide" onClick={() => setAsking(true)}>
          {props.label}
        </Button>
      )}
    </fieldset>
  );
}
